"""Who may subscribe, and for whom. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_subscribe(ctx: Context, *args: object, **kwargs: object) -> None:
    """Other software of the organisation, with a token: for itself."""
    if ctx.actor.soort != ActorSoort.APPLICATIE:
        raise Refused("ALLEEN_APPLICATIE", "Dit doet een ander programma van de organisatie.")


def may_manage(ctx: Context, *args: object, **kwargs: object) -> None:
    """The functional manager, for every application."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "functioneel_beheerder" not in ctx.actor.rollen:
        raise Refused("ROL", "Dit doet de functioneel beheerder.")
