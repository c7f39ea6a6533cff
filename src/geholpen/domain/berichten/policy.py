"""Who may receive, file and send. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_intake(ctx: Context, *args: object, **kwargs: object) -> None:
    """Only the system itself takes messages in and carries them out."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit doet het systeem zelf.")


def may_answer(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """An employee working for exactly this customer."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")
    if ctx.partijen != {partij_id}:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


def may_write(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The customer in their own conversation."""
    if ctx.actor.soort != ActorSoort.KLANT or ctx.actor.id != partij_id:
        raise Refused("ANDERE_KLANT", "U kunt alleen in uw eigen gesprek schrijven.")


def may_index(ctx: Context, *args: object, **kwargs: object) -> None:
    """An employee who files letters; the activity says which roles."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")


def may_judge(ctx: Context, *args: object, **kwargs: object) -> None:
    """An employee who judges the quarantine; the activity says which roles."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")


def may_set_up(ctx: Context, *args: object, **kwargs: object) -> None:
    """The functional manager, for every way in and out."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "functioneel_beheerder" not in ctx.actor.rollen:
        raise Refused("ROL", "Dit doet de functioneel beheerder.")
