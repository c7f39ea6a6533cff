"""DOOR. What was done with whose data, for others, in the forms of the standards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.verantwoording import adl, ldv, policy, pseudoniem, regels, stand, vreemd
from geholpen.domain.verantwoording.acties import Actie as Actie
from geholpen.domain.verantwoording.acties import Acties as Acties
from geholpen.domain.verantwoording.acties import Actievraag as Actievraag
from geholpen.domain.verantwoording.acties import Object as Object
from geholpen.domain.verantwoording.adl import Beslissingvraag as Beslissingvraag
from geholpen.domain.verantwoording.ldv import Logregel
from geholpen.domain.verantwoording.queries_vng import is_burgerservicenummer as is_burgerservicenummer
from geholpen.domain.verantwoording.queries_vng import soort_object_id as soort_object_id
from geholpen.domain.verantwoording.queries_vng import verwerkingsactie as verwerkingsactie
from geholpen.domain.verantwoording.queries_vng import verwerkingsacties as verwerkingsacties
from geholpen.domain.verantwoording.queries_vng import verwerkt_object as verwerkt_object
from geholpen.domain.verantwoording.queries_vng import verwerkte_objecten as verwerkte_objecten
from geholpen.domain.verantwoording.regels import Regel, Sleutel
from geholpen.domain.verantwoording.vraag import LdvVraag, of_lines, van_json
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

_NIEMAND = UUID(int=0)


@dataclass(frozen=True, slots=True)
class LdvBladzijde:
    """Lines newest first, where the next page begins ("" when this is the last) and whom they are about."""

    regels: tuple[Logregel, ...]
    volgende: str
    partijen: frozenset[UUID]


@catalogue
def ldv_vraag(gegeven: dict[str, Any], na: str) -> LdvVraag:
    """The search in the body of a question. Raises Invalid."""
    return van_json(gegeven, na)


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Logregels over u aan een ander programma van ons gegeven",
    betrokkenen=lambda bladzijde: bladzijde.partijen,
)
def ldv_regels(ctx: Context, vraag: LdvVraag, hoogstens: int) -> LdvBladzijde:
    """Lines of the processing log that match, at most so many actions. Raises Refused and Invalid."""
    policy.need(ctx, "ldv:lezen")
    eigen, wie = of_lines(ctx, vraag)
    onze = regels.zoek(eigen, hoogstens + 1) if eigen else []
    hunne = vreemd.zoek(vraag, wie, hoogstens + 1)
    plaatsen: list[tuple[UUID, UUID, Any]] = [
        *((r.id, r.partij_id, r) for r in onze),
        *((r.id, _NIEMAND, r) for r in hunne),
    ]
    plaatsen.sort(key=lambda p: p[:2], reverse=True)
    gekozen = plaatsen[:hoogstens]
    getoond = [r for _, _, r in gekozen]
    onze = [r for r in getoond if isinstance(r, regels.Regel)]
    pseudoniem.geef_uit((r.partij_id, r.moment) for r in onze)
    found: list[Logregel] = []
    for r in getoond:
        if isinstance(r, regels.Regel):
            found += ldv.regels([r], met_bovenregel=wie is None)
        else:
            found.append(vreemd.logregel(r))
    volgende = f"{gekozen[-1][0].hex}{gekozen[-1][1].hex}" if len(plaatsen) > hoogstens else ""
    partijen = {r.partij_id for r in getoond if r.partij_id}
    return LdvBladzijde(tuple(found), volgende, frozenset(partijen))


@catalogue
def als_lezen(regel: Logregel) -> dict[str, Any]:
    """A line as the extension for reading has it."""
    return ldv.as_lezen(regel)


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    handeling="verstrekken",
    naam="Logregels klaargezet voor het logboek van de organisatie",
    betrokkenen=lambda _: [],  # what the log does with itself is no line about anybody; the audit has it
)
def regels_om_te_brengen(
    ctx: Context, keten: int, na: tuple[str, UUID, UUID], hoogstens: int
) -> list[tuple[Sleutel, Regel | None]]:
    """Lines of a chain after a place, oldest first; None for one that may not leave now."""
    policy.may_system(ctx)
    found = regels.na_plaats(keten, na, hoogstens)
    pseudoniem.geef_uit((r.partij_id, r.moment) for _sleutel, r in found if r)
    return found


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    handeling="verstrekken",
    naam="Logregels die bleven liggen klaargezet voor het logboek van de organisatie",
    betrokkenen=lambda _: [],
)
def aparte_regels(ctx: Context, hoogstens: int) -> list[Regel]:
    """Lines that were put aside and may go now: not those of an activity that is still confidential."""
    policy.may_system(ctx)
    found = regels.apart(hoogstens)
    pseudoniem.geef_uit((r.partij_id, r.moment) for r in found)
    return found


@catalogue
def uitvoerstand() -> stand.Stand:
    """How bringing the log to another system goes."""
    return stand.look()


@dataclass(frozen=True, slots=True)
class Beslissingen:
    """Records newest first, and the key after which the next page begins."""

    records: tuple[dict[str, Any], ...]
    volgende: UUID | None


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Beslissingen over toegang aan een ander programma gegeven",
    betrokkenen=lambda _: [],  # a record names nobody
)
def adl_beslissingen(ctx: Context, vraag: Beslissingvraag, hoogstens: int) -> Beslissingen:
    """Decisions in the form of the Authorization Decision Log. Raises Refused."""
    policy.need(ctx, "adl:lezen")
    found = adl.zoek(vraag, hoogstens + 1)
    gekozen = found[:hoogstens]
    return Beslissingen(tuple(r for _, r in gekozen), gekozen[-1][0] if len(found) > hoogstens else None)
