"""DOOR. How the logs are doing: seals, checkpoints, checks. Numbers and hashes, nobody's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from geholpen.domain.doelbinding.zegel import punt as punten
from geholpen.domain.doelbinding.zegel import stand
from geholpen.domain.doelbinding.zegel.bevinding import Bevinding
from geholpen.domain.doelbinding.zegel.controlepunt import latest
from geholpen.domain.doelbinding.zegel.models import Logcontrole, Stand
from geholpen.domain.doelbinding.zegel.punt import Punt
from geholpen.domain.doelbinding.zegel.stand import Logstand
from geholpen.platform.context import Context, system
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import LogClosed

_NIEMAND = [UUID(int=0)]


@dataclass(frozen=True, slots=True)
class Controle:
    """One check of the logs, for the screen. `deel` is how far it is, in percent."""

    id: UUID
    actor_id: UUID | None
    stand: str
    woord: str
    begonnen_op: datetime
    klaar_op: datetime | None
    regels: int
    totaal: int
    gewist: int
    controlepunten: int
    bevindingen: tuple[Bevinding, ...]

    @property
    def bezig(self) -> bool:
        """Whether more is to come."""
        return self.stand in {Stand.WACHT, Stand.LOOPT}

    @property
    def deel(self) -> int:
        """How far it is, in percent."""
        return min(100, 100 * self.regels // self.totaal) if self.totaal else 0


@catalogue
def logstand() -> Logstand:
    """How the logs are doing now."""
    return stand.look(timezone.now())


@query(gegevens=(), voor="logboek", naam="Gecontroleerd of het logboek te schrijven is", betrokkenen=lambda _: _NIEMAND)
def toets_logboek(ctx: Context) -> None:
    """Write a line about nobody in both logs. Raises LogClosed."""


@catalogue
def logboek_schrijfbaar() -> bool:
    """Whether both logs take a line; it is rolled back, so that a busy monitor fills nothing."""
    try:
        with transaction.atomic():
            toets_logboek(system("gezond", oorsprong="gezond"))
            transaction.set_rollback(True)
    except LogClosed:
        return False
    return True


@catalogue
def logcontroles(limit: int = 20) -> list[Controle]:
    """Checks, newest first."""
    return [_controle(row) for row in Logcontrole.objects.order_by("-begonnen_op")[:limit]]


def _controle(row: Logcontrole) -> Controle:
    return Controle(
        id=row.id,
        actor_id=row.actor_id,
        stand=row.stand,
        woord=row.get_stand_display(),
        begonnen_op=row.begonnen_op,
        klaar_op=row.klaar_op,
        regels=row.regels,
        totaal=row.totaal,
        gewist=row.gewist,
        controlepunten=row.controlepunten,
        bevindingen=tuple(Bevinding(**b) for b in row.bevindingen),
    )


@catalogue
def controlepunt() -> Punt | None:
    """The newest checkpoint; None when there is none yet."""
    return latest()


@catalogue
def zegelsleutels() -> dict[str, bytes]:
    """The public keys that checkpoints are signed with, by their id."""
    return punten.our_keys()
