"""Who may take over from another register. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_take_over(ctx: Context, *args: object, **kwargs: object) -> None:
    """Only the system itself, started by whoever manages the installation."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit doet het systeem zelf.")
