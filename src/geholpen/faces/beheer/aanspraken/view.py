"""For which customers do two people say that they act? The team lead sees that somebody decides."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from geholpen.domain.klantcontacten.queries import wachtende_aanspraken
from geholpen.domain.partijen.queries import namen_van
from geholpen.faces.beheer.schil import alleen_beheer, pagina

VERTEGENWOORDIGING = {
    "machtiging": gettext_lazy("machtiging"),
    "gezag": gettext_lazy("ouderlijk gezag"),
    "voogdij": gettext_lazy("voogdij"),
    "curatele": gettext_lazy("curatele"),
    "bewind": gettext_lazy("bewind"),
    "mentorschap": gettext_lazy("mentorschap"),
}


@alleen_beheer("aanspraken")
@require_GET
def view(request: Any) -> HttpResponse:
    """The oldest first, with where it is decided: at a question of that customer, by whoever did not write it down."""
    found = wachtende_aanspraken(request.context)
    namen = namen_van(request.context.over(()), [w.partij_id for w in found]) if found else {}
    regels = [
        {
            "naam": namen.get(w.partij_id, ""),
            "soorten": [str(VERTEGENWOORDIGING.get(s, s)) for s in w.soorten],
            "sinds": w.sinds,
            "url": reverse("werkplek:vraag_mag", args=[w.partij_id, w.klantvraag_id]) if w.klantvraag_id else "",
        }
        for w in found
    ]
    return pagina(request, "aanspraken/page.html", {"regels": regels}, actief="aanspraken")
