"""Who may change who we are. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_connect(ctx: Context, *args: object, **kwargs: object) -> None:
    """Other software of the organisation, with a token."""
    if ctx.actor.soort != ActorSoort.APPLICATIE:
        raise Refused("ALLEEN_APPLICATIE", "Dit doet een ander programma van de organisatie.")


def may_manage(ctx: Context, *args: object, **kwargs: object) -> None:
    """The functional manager."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "functioneel_beheerder" not in ctx.actor.rollen:
        raise Refused("ROL", "Dit doet de functioneel beheerder.")


def may_take_over(ctx: Context, *args: object, **kwargs: object) -> None:
    """Only the system itself takes over from another one."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit doet het systeem zelf.")


def may_set_hours(ctx: Context, *args: object, **kwargs: object) -> None:
    """Whoever leads a team."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "teamleider" not in ctx.actor.rollen:
        raise Refused("ALLEEN_TEAMLEIDER", "Dit doet de teamleider.")


def may_change_settings(ctx: Context, *args: object, **kwargs: object) -> None:
    """The functional manager proposes, the privacy officer agrees where two must; the database knows who may which."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or not ctx.actor.rollen & {"functioneel_beheerder", "fg"}:
        raise Refused("ROL", "Instellingen van de organisatie wijzigt de functioneel beheerder.")
