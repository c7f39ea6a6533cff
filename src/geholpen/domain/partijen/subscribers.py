"""What this room does when an address becomes secret: the keys by which it would be found go, or come back."""

from __future__ import annotations

from geholpen.domain.partijen.commands.geheim import settle_zoeksleutels
from geholpen.domain.partijen.events import GeheimChanged
from geholpen.platform.context import system
from geholpen.platform.events import subscribe


@subscribe(GeheimChanged)
def keys_follow_secrecy(gebeurtenis: GeheimChanged) -> None:
    """Safe to do twice."""
    settle_zoeksleutels(system("beheer", "geheim").over({gebeurtenis.partij_id}), gebeurtenis.partij_id)
