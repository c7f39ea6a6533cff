"""What is true right now about a call, asked in one statement: its reason, what shields these customers, what limits.

The parts are functions of the database that other rooms plug in (`ports`). They carry no personal data, and take the
same work whatever comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.oordeel import activiteit_van, kind_of
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import Door, backstage, is_open
from geholpen.platform.prepared import fetch, uuids

#: For whom files are shielded. A customer sees their own file; the system shows nobody anything.
_BEKEKEN = frozenset({ActorSoort.MEDEWERKER, ActorSoort.APPLICATIE})


@dataclass(frozen=True, slots=True)
class Feiten:
    """What the guard must know before it decides."""

    reden: ports.Reden | None = None
    schild: ports.Schild = ports.GEEN_SCHILD
    grenzen: tuple[ports.Grens, ...] = ()


@dataclass(frozen=True, slots=True)
class _Deel:
    """One part of the statement: its columns, where they come from, and the values in there."""

    kolommen: tuple[str, ...]
    bron: str
    waarden: tuple[Any, ...]


def feiten(ctx: Context, door: Door) -> Feiten:
    """All of it for one call."""
    is_new = door.schrijft or is_open()
    with backstage():
        return _feiten(ctx, door, is_new=is_new)


def _feiten(ctx: Context, door: Door, *, is_new: bool) -> Feiten:
    a = ctx.aanleiding
    functie = ports.redenfunctie(a.soort) if a is not None else ""
    reden = ports.reden(a.soort, a.partij_id, a.id) if a is not None and not functie else None
    delen = (_reden(ctx, functie), _schild(ctx, door), _grenzen(ctx, door, reden, functie))
    rij = _ask([deel for deel in delen if deel])
    antwoorden = []
    for deel in delen:
        count = len(deel.kolommen) if deel else 0
        antwoorden.append(rij[:count])
        rij = rij[count:]
    van_reden, van_schild, van_grenzen = antwoorden
    return Feiten(
        ports.als_reden(van_reden) if van_reden else reden,
        _as_schild(ctx, van_schild, is_new=is_new),
        tuple(ports.Grens(*grens) for grens in zip(*van_grenzen, strict=True)) if all(van_grenzen) else (),
    )


def _ask(delen: Sequence[_Deel]) -> tuple[Any, ...]:
    if not delen:
        return ()
    kolommen = ", ".join(kolom for deel in delen for kolom in deel.kolommen)
    bronnen = " ".join(f"LEFT JOIN LATERAL {deel.bron} ON true" for deel in delen)
    waarden = [waarde for deel in delen for waarde in deel.waarden]
    return fetch(f"SELECT {kolommen} FROM (VALUES (1)) o {bronnen}", waarden)[0]  # noqa: S608  names of ours


def _reden(ctx: Context, functie: str) -> _Deel | None:
    a = ctx.aanleiding
    if a is None or not functie:
        return None
    return _Deel(tuple(f"r.{naam}" for naam in ports.REDENKOLOMMEN), f"{functie}(%s, %s) r", (a.partij_id, a.id))


def _schild(ctx: Context, door: Door) -> _Deel | None:
    """What stands between an employee or an application and the customers of this call."""
    wacht = ports.schildwacht()
    if wacht is None or ctx.actor.soort not in _BEKEKEN or ctx.actor.id is None or not ctx.partijen:
        return None
    if door.voor == ports.SCHILDBEHEER:
        return None
    bron = f"(SELECT array_agg({wacht.functie}(p, %s)) AS codes FROM unnest(%s::uuid[]) p) s"  # noqa: S608
    return _Deel(("s.codes",), bron, (ctx.actor.id, uuids(ctx.partijen)))


def _as_schild(ctx: Context, rij: Sequence[Any], *, is_new: bool) -> ports.Schild:
    wacht = ports.schildwacht()
    if not rij or wacht is None:
        return ports.GEEN_SCHILD
    found = wacht.lees(rij[0])
    if found.code == "ONBEKENDE_KLANT" and (is_new or ctx.actor.soort == ActorSoort.APPLICATIE):
        return ports.GEEN_SCHILD  # somebody new is being written down; an application hears of it in its own way
    return found


def _grenzen(ctx: Context, door: Door, reden: ports.Reden | None, functie: str) -> _Deel | None:
    """What these customers do not want under the purpose of this call, or did not consent to.

    One's own look has no limits. In a list the database leaves out whom it may not show.
    """
    grens = ports.grensfunctie()
    if not grens or not door.gegevens or not ctx.partijen or kind_of(ctx, door) == "eigen_verzoek":
        return None
    activiteit = activiteit_van(ctx, door, reden)
    if activiteit is None and not functie:
        return None  # no purpose: refused
    nummer, waarden = ("r.activiteit", ()) if activiteit is None else ("%s", (activiteit.nummer,))
    grenzen = f"{grens}({nummer}::integer, %s::uuid[])"
    bron = f"(SELECT array_agg(code) AS codes, array_agg(gegeven) AS soorten FROM {grenzen}) g"  # noqa: S608
    return _Deel(("g.codes", "g.soorten"), bron, (*waarden, uuids(ctx.partijen)))
