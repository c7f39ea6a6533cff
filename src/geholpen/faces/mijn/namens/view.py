"""For whom may I act, and how are their questions? Read only, and only what the mandate is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import VraagRegel, vragen_van
from geholpen.domain.partijen.queries import VoorWie, naam_van, voor_wie
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn import woorden
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.faces.mijn.vraag.view import vraag_gegevens, vraag_of_404
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Refused
from geholpen.platform.taal import vertaald

SOORTEN = {
    "machtiging": gettext_lazy("U bent gemachtigd"),
    "curatele": gettext_lazy("U bent curator"),
    "bewind": gettext_lazy("U bent bewindvoerder"),
    "mentorschap": gettext_lazy("U bent mentor"),
}


@require_GET
@alleen_klant
def namens(request: HttpRequest) -> HttpResponse:
    """Everybody this customer may act for, with the questions of the subjects that may be seen."""
    ctx, partij_id = ik(request)
    mensen = [mens for wie in voor_wie(ctx, partij_id) if (mens := _mens(ctx, wie))]
    return pagina(request, "namens/page.html", {"mensen": mensen}, actief="namens")


@require_GET
@alleen_klant
def namens_vraag(request: HttpRequest, vertegenwoordiging_id: UUID, klantvraag_id: UUID) -> HttpResponse:
    """One question of somebody else, within the mandate; anything else is not there."""
    ctx, partij_id = ik(request)
    wie = next((w for w in voor_wie(ctx, partij_id) if w.vertegenwoordiging_id == vertegenwoordiging_id), None)
    if wie is None:
        raise Http404
    daar = _context(ctx, wie)
    vraag = vraag_of_404(daar, wie.partij_id, klantvraag_id)
    if not _within(vraag, wie):
        raise Http404
    van = naam_van(daar, wie.partij_id)
    gegevens = vraag_gegevens(daar, vraag, van) | {"namens": van}
    return pagina(request, "namens/vraag.html", gegevens, actief="namens", namens=van)


def _context(ctx: Context, wie: VoorWie) -> Context:
    return ctx.voor(Aanleiding("machtiging", wie.partij_id, wie.vertegenwoordiging_id))


def _within(vraag: VraagRegel, wie: VoorWie) -> bool:
    """The database already shows no other purpose; two subjects under one purpose are told apart here."""
    return not wie.omvang or vraag.onderwerp_code in wie.omvang


def _mens(ctx: Context, wie: VoorWie) -> dict[str, Any] | None:
    """One person with their questions; None when the mandate does not hold on their side."""
    daar = _context(ctx, wie)
    try:
        naam, vragen = naam_van(daar, wie.partij_id), vragen_van(daar, wie.partij_id)
    except Refused:
        return None
    namen = {o.code: vertaald(o.naam) for o in onderwerpen()}
    return {
        "naam": naam,
        "soort": SOORTEN.get(wie.soort, _("U mag optreden")),
        "onderwerpen": [namen[code] for code in wie.omvang if code in namen],
        "tot": wie.geldig_tot,
        "vragen": [_kaart(v, wie, namen, naam) for v in vragen if _within(v, wie)],
    }


def _kaart(v: VraagRegel, wie: VoorWie, namen: dict[str, str], naam: str) -> dict[str, Any]:
    status, soort = woorden.STATUS[v.status]
    return {
        "titel": namen.get(v.onderwerp_code, v.onderwerp_code),
        "url": reverse("mijn:namens_vraag", args=[wie.vertegenwoordiging_id, v.klantvraag_id]),
        "status": status,
        "soort": soort,
        "kenmerk": v.kenmerk,
        "volgende": woorden.volgende(v, timezone.localdate(), naam),
    }
