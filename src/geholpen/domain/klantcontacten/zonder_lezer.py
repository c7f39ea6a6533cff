"""Questions of shielded customers that nobody of their department may see: for those people they are not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from geholpen.domain.doelbinding.ports import SCHILDBEHEER
from geholpen.platform.context import Context
from geholpen.platform.doors import query
from geholpen.platform.errors import Refused


@dataclass(frozen=True, slots=True)
class ZonderLezer:
    """Open questions at one department that nobody there may see, and the first day on which one is due."""

    afdeling: str
    aantal: int
    uiterlijk_op: date


@query(
    gegevens=(),
    voor=SCHILDBEHEER,
    handeling="tellen",
    naam="Geteld welke vragen van afgeschermde mensen niemand mag zien",
    betrokkenen=lambda _: [],
)
def vragen_zonder_lezer(ctx: Context) -> list[ZonderLezer]:
    """Per department how many there are, by its code. For the privacy officer, who says who is in a group."""
    if "fg" not in ctx.actor.rollen:
        raise Refused("ROL", "Dit ziet de privacy officer.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT afdeling, aantal, uiterlijk FROM vragen_zonder_lezer() ORDER BY afdeling")
        return [ZonderLezer(*row) for row in cursor.fetchall()]
