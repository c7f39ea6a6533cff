"""What this room hears of rooms below."""

from __future__ import annotations

from geholpen.domain.balie.commands import close_volgnummer
from geholpen.domain.klantcontacten.events import GesprekVastgelegd
from geholpen.platform.context import system
from geholpen.platform.events import subscribe


@subscribe(GesprekVastgelegd)
def done(gebeurtenis: GesprekVastgelegd) -> None:
    """Whoever was called was helped."""
    close_volgnummer(system("balie"), gebeurtenis.gesprek_id)
