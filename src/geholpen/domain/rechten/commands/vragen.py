"""Use a right over one's own data: a request with a term, behind the login that the data asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.rechten import verbeteren
from geholpen.domain.rechten.bezwaar import bezwaar_tegen, check_new
from geholpen.domain.rechten.events import VerzoekIngediend
from geholpen.domain.rechten.gevolgen import PER_RIJ
from geholpen.domain.rechten.indienen import dien_in
from geholpen.domain.rechten.models import Soort
from geholpen.domain.rechten.policy import may_ask
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7

#: Rights that are about chosen categories.
_PER_DEEL = frozenset({Soort.CORRECTIE, Soort.VERWIJDERING, Soort.BEPERKING})
#: Of these, those that can be about single addresses and numbers.
_PER_RIJ = frozenset({Soort.VERWIJDERING, Soort.BEPERKING})


@dataclass(frozen=True, slots=True)
class NieuwVerzoek:
    """What somebody asks. `onderdelen`: categories; `activiteit`: number of the purpose objected to. `rijen`: keys of
    single rows that are not to be used, or to be erased, of a category that is not asked for as a whole.

    Of a correction: `veld` and `doel` say which value, `waarden` its new parts; of what was said in the question `doel`
    (`veld` "gesprek"), or of anything else (""), `nu` and `moet`. `id` is made when the form is shown: sending it twice
    makes one request.
    """

    soort: str
    tekst: str
    onderdelen: tuple[int, ...] = ()
    rijen: tuple[str, ...] = ()
    activiteit: int | None = None
    nu: str = ""
    moet: str = ""
    veld: str = ""
    doel: str = ""
    waarden: Mapping[str, str] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid7)


@command(
    may=may_ask,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.TOESTEMMINGEN},
    naam="U deed een verzoek over uw gegevens",
)
def doe_verzoek(ctx: Context, partij_id: UUID, nieuw: NieuwVerzoek) -> UUID:
    """Register the request and tell the known channel. Returns its id; raises Invalid when something is missing, and
    LooptAl for a second objection against the same purpose before there is a decision."""
    gevraagd: dict[str, Any] = {}
    if nieuw.soort == Soort.CORRECTIE:
        onderdelen, gevraagd = verbeteren.asked(ctx, partij_id, nieuw)
        nieuw = replace(nieuw, onderdelen=onderdelen, rijen=verbeteren.row_of(gevraagd))
    elif nieuw.soort in _PER_RIJ and nieuw.rijen:
        wissen = nieuw.soort == Soort.VERWIJDERING
        rijen = verbeteren.rows(ctx, partij_id, nieuw.rijen, () if wissen else nieuw.onderdelen)
        if wissen:
            _check_erase(rijen, nieuw.onderdelen)
        gevraagd = {"rijen": rijen} if rijen else {}
        onderdelen = (*nieuw.onderdelen, *(r["soort"] for r in rijen))
        nieuw = replace(nieuw, onderdelen=onderdelen, rijen=tuple(r["doel"] for r in rijen))
    _check(nieuw)
    if nieuw.activiteit is not None and nieuw.soort == Soort.BEZWAAR:
        check_new(ctx, partij_id, [nieuw.activiteit], "activiteit", nieuw.id)
    over: dict[str, Any] = {
        "onderdelen": sorted(set(nieuw.onderdelen)),
        "rijen": sorted(set(nieuw.rijen)) if nieuw.soort in _PER_RIJ | {Soort.CORRECTIE} else [],
        "activiteit": nieuw.activiteit,
    }
    tekst = nieuw.tekst.strip() or str(Soort(nieuw.soort).label)
    verzoek_id = dien_in(ctx, partij_id, nieuw.soort, tekst, id=nieuw.id, gevraagd=gevraagd, **over)
    ctx.publish(VerzoekIngediend(partij_id, verzoek_id))
    return verzoek_id


def _check_erase(rijen: Iterable[Mapping[str, Any]], onderdelen: Collection[int]) -> None:
    """Raises Invalid for what cannot be erased by itself, and when it is not clear whether all of a kind must go."""
    if any(r["soort"] not in PER_RIJ for r in rijen):
        raise Invalid("rijen", "Alleen een mailadres of een nummer kunt u apart laten wissen. Kies opnieuw.")
    if any(r["soort"] in onderdelen for r in rijen):
        raise Invalid("onderdelen", "Wilt u dit ene adres of nummer laten wissen, of alles van dat soort? Kies één.")


def _check(nieuw: NieuwVerzoek) -> None:
    if nieuw.soort not in Soort.values or nieuw.soort == Soort.KLOPT_NIET:
        raise Invalid("soort", "Kies wat u wilt vragen.")
    if not set(nieuw.onderdelen) <= set(G) - {G.GEEN}:
        raise Invalid("onderdelen", "Kies gegevens uit de lijst.")
    if nieuw.soort in _PER_DEEL and not nieuw.onderdelen:
        raise Invalid("onderdelen", "Kies om welke gegevens het gaat.")
    if nieuw.soort == Soort.BEZWAAR:
        if nieuw.activiteit not in {a.nummer for a in bezwaar_tegen()}:
            raise Invalid("activiteit", "Kies waartegen u bezwaar maakt.")
        if not nieuw.tekst.strip():
            raise Invalid("tekst", "Schrijf op waarom u dit niet wilt.")
