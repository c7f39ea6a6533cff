"""A request that came by mail, telephone or letter: the privacy officer makes it one; the known channel hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import set_uiterlijk
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.domain.rechten.begrenzen import Rij
from geholpen.domain.rechten.bezwaar import check_doelen, check_new
from geholpen.domain.rechten.events import VerzoekIngediend
from geholpen.domain.rechten.gevolgen import PER_RIJ
from geholpen.domain.rechten.herkennen import kept
from geholpen.domain.rechten.indienen import ONDERWERP, write_down
from geholpen.domain.rechten.models import Soort
from geholpen.domain.rechten.policy import may_handle
from geholpen.domain.rechten.termijn import uiterlijk
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Rights that are about chosen categories; as in Mijn.
_PER_DEEL = frozenset({Soort.CORRECTIE, Soort.VERWIJDERING, Soort.BEPERKING})
#: What a customer can only do behind the login: it begins at a line of the log that they read.
_ALLEEN_ZELF = frozenset({Soort.KLOPT_NIET})


@dataclass(frozen=True, slots=True)
class Opname:
    """Which right is used in a question, and for which categories.

    `waarden`: single addresses and numbers that are not to be used or to be erased, as the customer wrote them. Of an
    objection: `doelen`, the purposes, and `redenen`, why.
    """

    soort: str
    onderdelen: tuple[int, ...] = ()
    waarden: tuple[str, ...] = ()
    doelen: tuple[int, ...] = ()
    redenen: str = ""


@command(
    may=may_handle,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.TOESTEMMINGEN},
    naam="De privacy officer nam uw vraag op als verzoek over uw gegevens",
)
def neem_op(ctx: Context, partij_id: UUID, klantvraag_id: UUID, opname: Opname) -> UUID:
    """Make a question a request with the term of the law, counted from the day it came in. Returns its id.

    It opens nothing: what is given out waits behind the login of the customer, however the request came. An objection
    stops its purposes from now on, as one made in Mijn does. Raises Invalid when it is not about privacy, says nothing
    that can be left unused, or names what this customer does not have; LooptAl for a purpose that they object to
    already.
    """
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    if vraag.onderwerp_code != ONDERWERP:
        raise Invalid("onderwerp", "Kies bij de vraag eerst het onderwerp over gegevens en privacy.")
    if opname.soort not in Soort.values or opname.soort in _ALLEEN_ZELF:
        raise Invalid("soort", "Kies wat de klant vraagt.")
    if opname.soort == Soort.BEZWAAR:
        return _objection(ctx, vraag, opname)
    rijen = _rows(partij_id, opname)
    onderdelen = sorted({*opname.onderdelen, *(r["soort"] for r in rijen)})
    if opname.soort in {Soort.BEPERKING, Soort.VERWIJDERING} and not onderdelen:
        raise Invalid("onderdelen", "Kies om welke gegevens het gaat, of schrijf één adres of nummer op.")
    if opname.soort in _PER_DEEL and not onderdelen:
        raise Invalid("onderdelen", "Kies om welke gegevens het gaat.")
    over = {"onderdelen": onderdelen, "rijen": sorted({r["doel"] for r in rijen})}
    return _record(ctx, vraag, opname.soort, {"rijen": rijen} if rijen else {}, **over)


def _objection(ctx: Context, vraag: VraagRegel, opname: Opname) -> UUID:
    _no_single(opname)
    if opname.onderdelen:
        raise Invalid(
            "onderdelen",
            "Bezwaar gaat over waarvoor wij gegevens gebruiken, niet over soorten gegevens. Haal de vinkjes hier weg,"
            " of kies bij wat de klant vraagt iets anders.",
        )
    check_doelen(opname.doelen, opname.redenen)
    doelen = sorted(set(opname.doelen))
    check_new(ctx, vraag.partij_id, doelen, "doelen", vraag.klantvraag_id)
    gevraagd = {"doelen": doelen, "redenen": opname.redenen.strip()}
    return _record(ctx, vraag, opname.soort, gevraagd, activiteit=doelen[0])


def _record(ctx: Context, vraag: VraagRegel, soort: str, gevraagd: dict[str, Any], **over: Any) -> UUID:
    partij_id, id = vraag.partij_id, vraag.klantvraag_id
    dag = uiterlijk(timezone.localdate(vraag.gestart_op))
    set_uiterlijk(ctx, partij_id, id, dag)
    write_down(ctx, partij_id, id, soort, dag, gevraagd, ingediend_op=vraag.gestart_op, **over)
    ctx.publish(VerzoekIngediend(partij_id, id))
    return id


def _rows(partij_id: UUID, opname: Opname) -> list[Rij]:
    """The single rows it is about. Raises Invalid where a right is about whole categories: the value would be lost."""
    if opname.soort == Soort.BEPERKING:
        return kept(partij_id, opname.waarden, opname.onderdelen)
    if opname.soort == Soort.VERWIJDERING:
        return _to_erase(kept(partij_id, opname.waarden, ()), opname.onderdelen)
    _no_single(opname)
    return []


def _no_single(opname: Opname) -> None:
    """Raises Invalid for a single address or number where that would be lost."""
    if any(w.strip() for w in opname.waarden):
        raise Invalid(
            "rijen",
            "Eén adres of nummer kan alleen bij niet gebruiken en bij wissen. Kies dat hierboven, of maak dit vak leeg"
            " en kies hieronder om welke gegevens het gaat. Schrijf het adres of nummer dan in uw besluit.",
        )


def _to_erase(rijen: list[Rij], onderdelen: tuple[int, ...]) -> list[Rij]:
    """Raises Invalid for what cannot be erased by itself, and when it is not clear whether all of a kind must go."""
    if any(r["soort"] not in PER_RIJ for r in rijen):
        raise Invalid("rijen", "Alleen een mailadres of een nummer kan apart worden gewist. Maak dit vak leeg.")
    if any(r["soort"] in onderdelen for r in rijen):
        raise Invalid(
            "onderdelen", "Gaat het om dit ene adres of nummer, of om alles van dat soort? Kies één van de twee."
        )
    return rijen
