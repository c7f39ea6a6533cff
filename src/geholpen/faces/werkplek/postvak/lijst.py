"""The inbox: which rows, in which order, with which marks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten import queries as klantcontacten
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.werkplek.woorden import TAAK, kanaal
from geholpen.platform.context import Actor
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import termijn, termijn_soort, wachttijd

WEERGAVEN = ("alles", "mij", "beloften")
#: Per purpose of the inbox its list.
LIJSTEN: dict[str, Callable[..., klantcontacten.Werkvoorraad]] = {
    "werkvoorraad": klantcontacten.werkvoorraad,
    "werkvoorraad_gevoelig": klantcontacten.werkvoorraad_gevoelig,
    "rechten": klantcontacten.werkvoorraad_rechten,
}


@dataclass(frozen=True, slots=True)
class Postvak:
    """One page of the inbox, ready for the template."""

    toon: str
    vanaf: int
    rijen: tuple[dict[str, Any], ...]
    meer: bool
    stand: str  # changes when the rows change, so that an unchanged list is not drawn again

    @property
    def einde(self) -> int:
        """How many rows were shown up to here."""
        return self.vanaf + len(self.rijen)

    @property
    def samenvatting(self) -> str:
        """One line for whoever hears the screen."""
        return ngettext("%(n)s vraag in uw postvak", "%(n)s vragen in uw postvak", self.einde) % {"n": self.einde}


def inbox(request: Any, gekozen: UUID | None = None) -> Postvak:
    """The inbox that this request asks for (`toon`, `vanaf`). Raises Refused for whoever has no inbox."""
    toon = request.GET.get("toon", "alles")
    toon = toon if toon in WEERGAVEN else "alles"
    vanaf = request.GET.get("vanaf", "0")
    offset = min(int(vanaf), 5000) if vanaf.isascii() and vanaf.isdigit() else 0
    if toon == "beloften":
        onderwerp = {o.code: vertaald(o.naam) for o in onderwerpen()}
        rijen, meer = [_taakrij(taak, onderwerp.get(taak.onderwerp_code, "")) for taak in taken(request)], False
    else:
        rijen, meer = _vraagrijen(request, toon == "mij", offset, gekozen)
    stand = hashlib.sha256(repr([(r["url"], r["merk"]) for r in rijen]).encode()).hexdigest()[:12]
    return Postvak(toon, offset, tuple(rijen), meer, stand)


def _vraagrijen(request: Any, mij: bool, offset: int, gekozen: UUID | None) -> tuple[list[dict[str, Any]], bool]:
    ctx, afdelingen = request.context, frozenset({request.medewerker.afdeling_code})
    mijn = request.medewerker.id if mij else None
    werk = [lijst(ctx, afdelingen, mijn, offset) for lijst in _lijsten(ctx.actor)]
    regels = sorted((r for w in werk for r in w.regels), key=_volgorde)
    onderwerp, wie = {o.code: vertaald(o.naam) for o in onderwerpen()}, namen()
    rijen = [_vraagrij(r, onderwerp, wie, request.medewerker.id, gekozen) for r in regels]
    return rijen, any(w.meer for w in werk)


def _lijsten(actor: Actor) -> list[Callable[..., klantcontacten.Werkvoorraad]]:
    """The lists of this employee, each under a purpose of its own. Whoever has none is refused by the first."""
    return [LIJSTEN[code] for code in LIJSTEN if mag_werken(actor, code)] or [klantcontacten.werkvoorraad]


def _volgorde(regel: klantcontacten.WerkRegel) -> tuple[Any, ...]:
    vraag = regel.vraag
    return vraag.uiterlijk_op, vraag.wacht_sinds or timezone.now(), vraag.klantvraag_id


def _vraagrij(
    regel: klantcontacten.WerkRegel,
    onderwerp: dict[str, str],
    wie: dict[UUID, str],
    ik: UUID,
    gekozen: UUID | None,
) -> dict[str, Any]:
    vraag = regel.vraag
    behandelaar = _("u") if vraag.behandelaar_id == ik else wie.get(vraag.behandelaar_id or ik, "")
    return {
        "naam": regel.naam or _("Onbekende afzender"),
        "onderwerp": onderwerp.get(vraag.onderwerp_code, vraag.onderwerp_code),
        "kanaal": kanaal(vraag.laatste_kanaal),
        "url": reverse("werkplek:vraag", args=[vraag.partij_id, vraag.klantvraag_id]),
        "wacht": wachttijd(vraag.wacht_sinds) if vraag.wacht_sinds else "",
        "ongelezen": 1 if vraag.status == "nieuw" else 0,
        "termijn": termijn(vraag.uiterlijk_op) if vraag.termijn_loopt else "",
        "termijn_soort": termijn_soort(vraag.uiterlijk_op),
        "toegewezen": behandelaar if vraag.behandelaar_id else "",
        "soort": "" if vraag.termijn_loopt else _("Wacht op de klant"),
        "gekozen": vraag.klantvraag_id == gekozen,
        "merk": (vraag.status, vraag.laatste_volgnummer, vraag.onderwerp_code, str(vraag.behandelaar_id)),
    }


def taken(request: Any) -> list[klantcontacten.TaakRegel]:
    """Open promises of the employee's department, due first on top; sensitive ones where the role allows."""
    ctx, afdelingen = request.context, frozenset({request.medewerker.afdeling_code})
    alleen_rechten = mag_werken(ctx.actor, "rechten") and not mag_werken(ctx.actor, "werkvoorraad")
    regels = [] if alleen_rechten else list(klantcontacten.open_taken(ctx, afdelingen))
    if mag_werken(ctx.actor, "werkvoorraad_gevoelig"):
        regels += klantcontacten.open_taken_gevoelig(ctx, afdelingen)
    return sorted(regels, key=lambda t: (t.uiterlijk_op, t.taak_id))


def _taakrij(taak: klantcontacten.TaakRegel, onderwerp: str) -> dict[str, Any]:
    wat = str(TAAK.get(taak.soort, taak.soort))
    return {
        "naam": taak.naam or _("Onbekende klant"),
        "onderwerp": f"{wat}: {onderwerp}" if onderwerp else wat,
        "kanaal": "telefoon" if taak.soort == "terugbellen" else "email",
        "url": reverse("werkplek:taak", args=[taak.partij_id, taak.taak_id]),
        "wacht": "",
        "ongelezen": 0,
        "termijn": termijn(taak.uiterlijk_op),
        "termijn_soort": termijn_soort(taak.uiterlijk_op),
        "toegewezen": namen().get(taak.medewerker_id, "") if taak.medewerker_id else "",
        "soort": "",
        "gekozen": False,
        "merk": (taak.status,),
    }
