"""Who may act for me? A mandate that I gave stops with one button, from the next read on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import machtiging_van
from geholpen.domain.partijen.commands import end_mijn_machtiging
from geholpen.domain.partijen.queries import Gemachtigde, wie_voor_mij
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.taal import vertaald

SOORTEN = {
    "machtiging": gettext_lazy("Iemand die u machtigde"),
    "curatele": gettext_lazy("Uw curator"),
    "bewind": gettext_lazy("Uw bewindvoerder"),
    "mentorschap": gettext_lazy("Uw mentor"),
    "gezag": gettext_lazy("Uw ouder"),
    "voogdij": gettext_lazy("Uw voogd"),
    "erfgenaam": gettext_lazy("Uw erfgenaam"),
}
#: Why somebody who is written down may do nothing now.
DICHT = {
    "leeftijd": gettext_lazy("U bent oud genoeg om zelf te kijken. Deze persoon ziet uw vragen niet meer."),
    "meerderjarig": gettext_lazy("U bent 18 jaar of ouder. Deze persoon ziet uw vragen niet meer."),
    "leeftijd_onbekend": gettext_lazy("Wij weten niet hoe oud u bent. Bel ons, dan zoeken wij het uit."),
    "tegenstrijdig": gettext_lazy(
        "Iemand anders zegt ook dat die voor u mag optreden. Wij zoeken uit wie het is. Tot dan ziet niemand iets."
    ),
    "nog_niet": gettext_lazy("Dit begint pas op de dag die hieronder staat."),
    "geldt_niet": gettext_lazy("Wij hebben besloten dat dit niet geldt. Deze persoon ziet niets van u."),
}


@require_http_methods(["GET", "POST"])
@alleen_klant
def machtigingen(request: HttpRequest) -> HttpResponse:
    """All of them; POST asks whether one should stop, and then stops it."""
    ctx, partij_id = ik(request)
    fout, zeker = "", ""
    if request.method == "POST":
        zeker = request.POST.get("stop", "")
        try:
            if request.POST.get("zeker"):
                end_mijn_machtiging(ctx, partij_id, _uuid(zeker))
                messages.success(request, _("De machtiging is gestopt. Deze persoon kan niets meer voor u doen."))
                return HttpResponseRedirect(request.path)
        except Invalid as problem:
            fout = problem.reason
        except Missing:
            fout = _("Deze machtiging is al gestopt.")
    gegevens = {"mensen": [_mens(partij_id, g) for g in wie_voor_mij(ctx, partij_id)], "zeker": zeker, "fout": fout}
    status = 422 if fout else 200
    return pagina(request, "machtigingen/page.html", gegevens, actief="machtigingen", status=status)


def _uuid(text: str) -> UUID:
    """Raises Missing for what is no id."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Missing from error


def _mens(partij_id: UUID, g: Gemachtigde) -> dict[str, Any]:
    """One of them: what they may see now, or why that is nothing."""
    found = machtiging_van(partij_id, g.vertegenwoordiging_id)
    mag = found.onderwerpen if found and not found.code else frozenset()
    namen = [vertaald(o.naam) for o in onderwerpen() if o.code in (mag or g.omvang)]
    return {
        "id": str(g.vertegenwoordiging_id),
        "soort": str(SOORTEN.get(g.soort, g.soort)),
        "onderwerpen": sorted(namen),
        "van": g.geldig_van,
        "tot": g.geldig_tot,
        "zelf": g.zelf,
        "dicht": "" if mag else _why_not(found.code if found else "", g.soort),
    }


def _why_not(code: str, soort: str) -> str:
    """Why somebody sees nothing now. A parent reaches nothing when the child is sixteen: no code says so."""
    if not code and soort in {"gezag", "voogdij"}:
        code = "leeftijd"
    return str(DICHT.get(code, _("Deze persoon ziet nu niets van u.")))
