"""How many different customers an employee was shown this hour: a limit per role, then a fresh second factor.

Every customer counts that a page shows, also in a list. What was counted a moment ago is remembered per process, so
that looking at the same customer again costs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from geholpen.domain.doelbinding.regels import REDENEN
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import backstage
from geholpen.platform.errors import Refused
from geholpen.platform.tasks import defer

#: The code of a refusal that a fresh second factor lifts, and the job that tells team lead and privacy officer.
VEEL_INZAGE, MELD = "VEEL_INZAGE", "meld_veel_inzage"
#: Different customers in an hour per role: from where the screen warns, and from where it asks for a second factor. An
#: organisation sets its own in its settings (`grens_inzage`).
GRENZEN = {"kcm": (150, 200), "specialist": (100, 150), "teamleider": (200, 300)}
_ANDERS = (100, 150)
#: How the origin of a context of a job begins: nobody looks at what a job reads.
TAAK = "taak "
_UUR, _HOOGSTENS = 3600.0, 20_000
_geteld: dict[tuple[UUID, UUID], float] = {}


def forget() -> None:
    """Count everybody again at the next look."""
    _geteld.clear()


def grenzen(rollen: Collection[str]) -> tuple[int, int]:
    """The limits (warning, second factor) of the widest of these roles."""
    given = organisatie().instellingen.get("grens_inzage")
    own = given if isinstance(given, dict) else {}
    found = [tuple(own.get(rol) or GRENZEN.get(rol, _ANDERS)) for rol in rollen] or [_ANDERS]
    warn, stop = max(found, key=lambda pair: pair[1])
    return int(warn), int(stop)


def count(ctx: Context, partijen: Collection[UUID], *, los: bool = False) -> None:
    """Count customers that are about to be shown to an employee. Raises Refused past the limit of the role.

    `los`: nothing else is in this transaction. A second factor begins a new count; the alarm counts the whole hour.
    """
    wie = ctx.actor.id
    if ctx.actor.soort != ActorSoort.MEDEWERKER or wie is None or ctx.oorsprong.startswith(TAAK):
        return
    nu = time.monotonic()
    nieuw = [p for p in partijen if _geteld.get((wie, p), 0.0) < nu]
    if not nieuw:
        return
    uur, sinds = _tel(wie, nieuw, ctx.actor.bevestigd_op, los=los)
    stop = grenzen(ctx.actor.rollen)[1]
    if sinds > stop:
        raise Refused(VEEL_INZAGE, REDENEN[VEEL_INZAGE])
    if uur > stop:
        alarm(ctx, uur)
    transaction.on_commit(lambda: _remember(wie, nieuw, nu))


def _tel(wie: UUID, partijen: list[UUID], bevestigd_op: int, *, los: bool) -> tuple[int, int]:
    with backstage(), connection.cursor() as cursor:
        values: list[Any] = [wie, partijen, datetime.fromtimestamp(bevestigd_op, UTC), los]
        cursor.execute("SELECT uur, sinds FROM tel_bekeken(%s, %s, %s, %s)", values)
        uur, sinds = cursor.fetchone()
    return uur, sinds


def _remember(wie: UUID, partijen: list[UUID], nu: float) -> None:
    if len(_geteld) > _HOOGSTENS:
        _geteld.clear()
    _geteld.update(dict.fromkeys(((wie, p) for p in partijen), nu + _UUR))


def alarm(ctx: Context, aantal: int = 0) -> None:
    """One signal per employee and hour; team lead and privacy officer are told of a new one.

    `aantal`: how many customers were shown; without it the limit, that somebody wanted to pass.
    """
    aantal = aantal or grenzen(ctx.actor.rollen)[1]
    rol = max(ctx.actor.rollen, key=lambda r: GRENZEN.get(r, _ANDERS)[1], default="")
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT alarm_veel_inzage(%s, %s, %s)", [ctx.actor.id, rol, aantal])
        nieuw = cursor.fetchone()[0]
    if nieuw:
        defer(MELD, ctx, afdeling=ctx.actor.afdeling)
