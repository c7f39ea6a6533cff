"""Home of the management pages: what this role can do here."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import logstand
from geholpen.faces.beheer.schil import PAGINAS, alleen_beheer, navigatie, pagina


@alleen_beheer("start")
@require_GET
def view(request: Any) -> HttpResponse:
    """A card for every page this role has."""
    uitleg = {
        "kwarantaine": _("Berichten die wij niet konden lezen. Bekijk ze en bied ze opnieuw aan."),
        "kanalen": _("Of post binnenkomt en weggaat, en wat er wacht."),
        "onderwerpen": _("Waar vragen over gaan, en welke afdeling ze krijgt."),
        "register": _("Waarvoor wij gegevens gebruiken, op grond van welke wet."),
        "applicaties": _("Welke andere software hier mag lezen en schrijven, en waarvoor."),
        "logboek": _("Of het logboek nog heel is, en of iemand er iets aan veranderde."),
        "overnames": _("Wat uit een ander register is overgenomen, en wat niet kon."),
        "weigeringen": _("Wie iets wilde zien en het niet mocht."),
    }
    kaarten = [
        {**item, "uitleg": uitleg[code]}
        for item in navigatie(request.medewerker.rollen, "")
        if (code := item["url"].rstrip("/").rpartition("/")[2]) in uitleg
    ]
    alarmen = logstand().teksten if request.medewerker.rollen & PAGINAS["logboek"][2] else ()
    return pagina(request, "start/page.html", {"kaarten": kaarten, "alarmen": alarmen}, actief="start")
