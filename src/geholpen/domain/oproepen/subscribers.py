"""What this room hears of rooms below."""

from __future__ import annotations

from geholpen.domain.klantcontacten.events import GesprekVastgelegd
from geholpen.domain.oproepen.commands import link_oproep
from geholpen.platform.context import system
from geholpen.platform.events import subscribe


@subscribe(GesprekVastgelegd)
def link(gebeurtenis: GesprekVastgelegd) -> None:
    """The call of a conversation that was recorded goes to its customer."""
    link_oproep(system("telefoon"), gebeurtenis.gesprek_id, gebeurtenis.partij_id, gebeurtenis.klantvraag_id)
