"""The inbox: which rows, in which order, with which marks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten import queries as klantcontacten
from geholpen.domain.klantcontacten.queries import Werkkeuze
from geholpen.domain.organisatie.queries import afdelingen, namen
from geholpen.faces.werkplek.postvak import keuze as gekozen_door
from geholpen.faces.werkplek.woorden import TAAK, kanaal
from geholpen.platform.context import Actor
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import moment, termijn, termijn_soort, wachttijd

#: Per purpose of the inbox its list.
LIJSTEN: dict[str, Callable[..., klantcontacten.Werkvoorraad]] = {
    "werkvoorraad": klantcontacten.werkvoorraad,
    "werkvoorraad_gevoelig": klantcontacten.werkvoorraad_gevoelig,
    "rechten": klantcontacten.werkvoorraad_rechten,
}
#: And its promises.
TAKEN: dict[str, Callable[..., list[klantcontacten.TaakRegel]]] = {
    "werkvoorraad": klantcontacten.open_taken,
    "werkvoorraad_gevoelig": klantcontacten.open_taken_gevoelig,
    "rechten": klantcontacten.open_taken_rechten,
}


@dataclass(frozen=True, slots=True)
class Postvak:
    """One page of the inbox, ready for the template."""

    toon: str
    keuze: Werkkeuze
    vanaf: int
    rijen: tuple[dict[str, Any], ...]
    meer: bool
    stand: str  # changes when the rows change, so that an unchanged list is not drawn again
    genoemd: int
    weergaven: tuple[dict[str, Any], ...]
    kiezen: bool  # whether several can be ticked
    gezocht: bool = False

    @property
    def einde(self) -> int:
        """How many rows were shown up to here."""
        return self.vanaf + len(self.rijen)

    @property
    def titel(self) -> str:
        """What is looked at."""
        return str(gekozen_door.NAAM_TOON[self.toon])

    @property
    def samenvatting(self) -> str:
        """One line for whoever hears the screen."""
        return ngettext("%(n)s vraag in uw postvak", "%(n)s vragen in uw postvak", self.einde) % {"n": self.einde}

    @property
    def actief(self) -> list[dict[str, str]]:
        """What is narrowed now."""
        return gekozen_door.actief(self.toon, self.keuze)

    @property
    def keuzes(self) -> dict[str, list[tuple[str, str]]]:
        """What can be chosen in the filter."""
        return gekozen_door.keuzes()

    @property
    def sorteer(self) -> list[tuple[str, str]]:
        """In which order."""
        return [(code, str(tekst)) for code, tekst in gekozen_door.SORTEER.items()]

    @property
    def acties(self) -> list[tuple[str, str]]:
        """What can be done with the rows that are ticked."""
        return [(code, str(tekst)) for code, tekst in gekozen_door.ACTIES.items()]

    @property
    def query(self) -> str:
        """The choice as the address says it."""
        return gekozen_door.query(self.toon, self.keuze, kiezen="1" if self.kiezen else "")

    def adres(self, **meer: Any) -> str:
        """The inbox with this choice."""
        toon = meer.pop("toon", self.toon)
        return gekozen_door.adres(toon, self.keuze, **meer)


def inbox(request: Any, gekozen: UUID | None = None) -> Postvak:
    """The inbox that this request asks for (`toon`, `vanaf`, filters). Raises Refused for whoever has no inbox."""
    toon, keuze = gekozen_door.read(request.GET)
    vanaf = request.GET.get("vanaf", "0")
    offset = min(int(vanaf), 5000) if vanaf.isascii() and vanaf.isdigit() else 0
    if toon == "beloften":
        onderwerp = {o.code: vertaald(o.naam) for o in onderwerpen()}
        rijen, meer = [_taakrij(taak, onderwerp.get(taak.onderwerp_code, "")) for taak in taken(request)], False
    else:
        rijen, meer = _vraagrijen(request, keuze, offset, gekozen)
    return _postvak(request, toon, keuze, offset, rijen, meer)


def found(request: Any, keuze: Werkkeuze) -> Postvak:
    """What was looked for in the inbox: the same rows under the same purposes, and nothing else."""
    rijen, meer = _vraagrijen(request, keuze, 0, None)
    return replace(_postvak(request, "alles", replace(keuze, vraag=None, partijen=None), 0, rijen, meer), gezocht=True)


def _postvak(
    request: Any, toon: str, keuze: Werkkeuze, offset: int, rijen: list[dict[str, Any]], meer: bool
) -> Postvak:
    genoemd = klantcontacten.aantal_genoemd(request.medewerker.id)
    kiezen = request.GET.get("kiezen") == "1" and toon != "beloften"
    merk = repr(([(r["url"], r["merk"]) for r in rijen], genoemd))
    stand = hashlib.sha256(merk.encode()).hexdigest()[:12]
    return Postvak(toon, keuze, offset, tuple(rijen), meer, stand, genoemd, _weergaven(request, toon, keuze), kiezen)


def _weergaven(request: Any, toon: str, keuze: Werkkeuze) -> tuple[dict[str, Any], ...]:
    wie, now = request.medewerker, gekozen_door.query(toon, keuze)
    rows = []
    for w in klantcontacten.weergaven(wie.id, wie.afdeling_code):
        welke = w.keuze.wie or "alles"
        url = gekozen_door.adres(welke, w.keuze)
        actief = gekozen_door.query(welke, w.keuze) == now
        rows.append(
            {"id": w.id, "naam": w.naam, "url": url, "actief": actief, "van_mij": w.van_mij, "deelt": w.gedeeld}
        )
    return tuple(rows)


def _vraagrijen(request: Any, keuze: Werkkeuze, offset: int, gekozen: UUID | None) -> tuple[list[dict[str, Any]], bool]:
    ctx, mijne = request.context, frozenset({request.medewerker.afdeling_code})
    where = frozenset(afdelingen()) if keuze.wie in ("mij", "volg", "genoemd") else mijne
    werk = [lijst(ctx, where, None, offset, keuze) for lijst in _lijsten(ctx.actor)]
    regels = [r for w in werk for r in w.regels]
    if len(werk) > 1:
        regels = sorted(regels, key=_VOLGORDE.get(keuze.sorteer, _volgorde))
    onderwerp, wie = {o.code: vertaald(o.naam) for o in onderwerpen()}, namen()
    later = klantcontacten.uitgesteld_tot([r.vraag.klantvraag_id for r in regels])
    rijen = [_vraagrij(r, onderwerp, wie, request.medewerker.id, gekozen) for r in regels]
    for r, rij in zip(regels, rijen, strict=True):
        if tot := later.get(r.vraag.klantvraag_id):
            voorbij = tot <= timezone.now()
            rij["soort"] = _("Herinnering") if voorbij else _("Later: %(moment)s") % {"moment": moment(tot)}
            rij["merk"] = (*rij["merk"], str(tot), voorbij)
    return rijen, any(w.meer for w in werk)


def _lijsten(actor: Actor) -> list[Callable[..., klantcontacten.Werkvoorraad]]:
    """The lists of this employee, each under a purpose of its own. Whoever has none is refused by the first."""
    return [LIJSTEN[code] for code in LIJSTEN if mag_werken(actor, code)] or [klantcontacten.werkvoorraad]


def _volgorde(regel: klantcontacten.WerkRegel) -> tuple[Any, ...]:
    vraag = regel.vraag
    return vraag.uiterlijk_op, vraag.wacht_sinds or timezone.now(), vraag.klantvraag_id


_VOLGORDE: dict[str, Callable[[klantcontacten.WerkRegel], Any]] = {
    "wacht": lambda r: (r.vraag.wacht_sinds or timezone.now(), r.vraag.klantvraag_id),
    "nieuw": lambda r: -r.vraag.gestart_op.timestamp(),
}


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
        "kies": f"{vraag.partij_id}:{vraag.klantvraag_id}:{vraag.laatste_volgnummer}",
        "kenmerk": vraag.kenmerk,
        "naam": regel.naam or _("Onbekende klant"),
        "onderwerp": onderwerp.get(vraag.onderwerp_code, vraag.onderwerp_code),
        "kanaal": kanaal(vraag.laatste_kanaal),
        "url": reverse("werkplek:vraag", args=[vraag.partij_id, vraag.klantvraag_id]),
        "wacht": wachttijd(vraag.wacht_sinds) if vraag.wacht_sinds else "",
        "ongelezen": 1 if vraag.status == "nieuw" else 0,
        "termijn": termijn(vraag.uiterlijk_op) if vraag.termijn_loopt else "",
        "termijn_soort": termijn_soort(vraag.uiterlijk_op),
        "toegewezen": behandelaar if vraag.behandelaar_id else "",
        "soort": _soort(vraag),
        "gekozen": vraag.klantvraag_id == gekozen,
        "merk": (vraag.status, vraag.laatste_volgnummer, vraag.onderwerp_code, str(vraag.behandelaar_id)),
    }


def _soort(vraag: klantcontacten.VraagRegel) -> str:
    if not vraag.open:
        return _("Afgehandeld")
    return "" if vraag.termijn_loopt else _("Wacht op de klant")


def taken(request: Any) -> list[klantcontacten.TaakRegel]:
    """Open promises of the employee's department, due first on top; sensitive ones where the role allows."""
    ctx, mijne = request.context, frozenset({request.medewerker.afdeling_code})
    lijsten = [TAKEN[code] for code in TAKEN if mag_werken(ctx.actor, code)] or [klantcontacten.open_taken]
    regels = [taak for lijst in lijsten for taak in lijst(ctx, mijne)]
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
