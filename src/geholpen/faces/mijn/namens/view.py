"""For whom may I act, how are their questions, and what may I answer for them? Only what the mandate is about."""

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
from geholpen.domain.klantcontacten.queries import VraagRegel, machtiging_van, vragen_van
from geholpen.domain.partijen.queries import VoorWie, naam_van, voor_wie
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn import woorden
from geholpen.faces.mijn.namens.kaarten import kaarten
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
    "gezag": gettext_lazy("U heeft het gezag"),
    "voogdij": gettext_lazy("U bent voogd"),
    "erfgenaam": gettext_lazy("U bent erfgenaam"),
}
#: Why nothing is shown of somebody. Without a name: who may not look any more may not read who it was about either.
DICHT = {
    "leeftijd": gettext_lazy("Uw kind is oud genoeg om zelf te kijken. U ziet de vragen daarom niet meer."),
    "meerderjarig": gettext_lazy("Uw kind is 18 jaar of ouder. U ziet de vragen daarom niet meer."),
    "leeftijd_onbekend": gettext_lazy("Wij weten niet hoe oud uw kind is. Bel ons, dan zoeken wij het uit."),
    "tegenstrijdig": gettext_lazy(
        "Iemand anders zegt ook dat die mag optreden. Wij zoeken uit wie het is. Tot dan ziet niemand iets."
    ),
    "geldt_niet": gettext_lazy("Wij hebben besloten dat dit niet geldt. Bel ons als u het daar niet mee eens bent."),
    "overleden": gettext_lazy("De persoon is overleden. Alleen een erfgenaam kan nu nog iets regelen."),
    "leeft": gettext_lazy("Een erfgenaam ziet pas iets na het overlijden."),
}


@require_GET
@alleen_klant
def namens(request: HttpRequest) -> HttpResponse:
    """Everybody this customer may act for, with the questions of the subjects that may be seen."""
    return overzicht(request, None)


def overzicht(request: HttpRequest, fout: tuple[str, str] | None) -> HttpResponse:
    """The page; `fout`: which field of a form on it is wrong, and why."""
    ctx, partij_id = ik(request)
    gevonden = [(wie, _mens(ctx, wie)) for wie in voor_wie(ctx, partij_id)]
    gegevens = {
        "mensen": [mens for _wie, mens in gevonden if mens],
        "dicht": [dicht for wie, mens in gevonden if not mens and (dicht := _dicht(wie))],
        "fout": fout,
    }
    return pagina(request, "namens/page.html", gegevens, actief="namens", status=422 if fout else 200)


@require_GET
@alleen_klant
def namens_vraag(request: HttpRequest, vertegenwoordiging_id: UUID, klantvraag_id: UUID) -> HttpResponse:
    """One question of somebody else, within the mandate; anything else is not there."""
    ctx, partij_id = ik(request)
    wie = next((w for w in voor_wie(ctx, partij_id) if w.vertegenwoordiging_id == vertegenwoordiging_id), None)
    if wie is None:
        raise Http404
    daar = context_voor(ctx, wie)
    vraag = vraag_of_404(daar, wie.partij_id, klantvraag_id)
    if not _within(vraag, wie):
        raise Http404
    van = naam_van(daar, wie.partij_id)
    gegevens = vraag_gegevens(daar, vraag, van) | {"namens": van}
    return pagina(request, "namens/vraag.html", gegevens, actief="namens", namens=van)


def context_voor(ctx: Context, wie: VoorWie) -> Context:
    """The context in which this customer acts for `wie`."""
    return ctx.voor(Aanleiding("machtiging", wie.partij_id, wie.vertegenwoordiging_id))


def _within(vraag: VraagRegel, wie: VoorWie) -> bool:
    """The database already shows no other purpose; two subjects under one purpose are told apart here."""
    return not wie.omvang or vraag.onderwerp_code in wie.omvang


def _dicht(wie: VoorWie) -> tuple[str, str] | None:
    """(what this customer is for somebody, why nothing of that person is shown); None when there is nothing to say."""
    found = machtiging_van(wie.partij_id, wie.vertegenwoordiging_id)
    if found is None or wie.soort not in SOORTEN:
        return None
    reden = DICHT.get(found.code or "leeftijd")
    return (str(SOORTEN[wie.soort]), str(reden)) if reden else None


def _mens(ctx: Context, wie: VoorWie) -> dict[str, Any] | None:
    """One person with their questions; None when the mandate does not hold on their side."""
    daar = context_voor(ctx, wie)
    try:
        naam, vragen = naam_van(daar, wie.partij_id), vragen_van(daar, wie.partij_id)
        toestemmingen = kaarten(ctx, daar, wie, naam)
    except Refused:
        return None
    namen = {o.code: vertaald(o.naam) for o in onderwerpen()}
    found = machtiging_van(wie.partij_id, wie.vertegenwoordiging_id)
    mag = found.onderwerpen if found else frozenset()
    return {
        "naam": naam,
        "soort": SOORTEN.get(wie.soort, _("U mag optreden")),
        "onderwerpen": [namen[o.code] for o in onderwerpen() if o.code in mag and not o.gevoelig],
        "tot": wie.geldig_tot,
        "toestemmingen": toestemmingen,
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
