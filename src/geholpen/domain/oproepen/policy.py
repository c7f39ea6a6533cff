"""Who may take in calls, and see or make them. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_intake(ctx: Context, *args: object, **kwargs: object) -> None:
    """Only the system itself takes in what an exchange tells."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit doet het systeem zelf.")


def may_call(ctx: Context, *args: object, **kwargs: object) -> None:
    """An employee who works for exactly one customer; the reason says for what."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")


def may_set_up(ctx: Context, *args: object, **kwargs: object) -> None:
    """Who manages says which extension is whose: a call must never come up on the wrong screen."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "functioneel_beheerder" not in ctx.actor.rollen:
        raise Refused("ALLEEN_BEHEER", "Dit doet de functioneel beheerder.")
