"""Who may make, change and receive appointments, and call tickets. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_intake(ctx: Context, *args: object, **kwargs: object) -> None:
    """Only the system itself."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit doet het systeem zelf.")


def may_book(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The customer for themselves, or an employee who works for exactly this customer."""
    if ctx.actor.soort == ActorSoort.KLANT and ctx.actor.id != partij_id:
        raise Refused("ANDERE_KLANT", "U kunt alleen voor uzelf een afspraak maken.")
    if ctx.actor.soort not in (ActorSoort.KLANT, ActorSoort.SYSTEEM) and ctx.partijen != {partij_id}:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


def may_set_up(ctx: Context, *args: object, **kwargs: object) -> None:
    """Who manages sets up where and for what people can come."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "functioneel_beheerder" not in ctx.actor.rollen:
        raise Refused("ALLEEN_BEHEER", "Dit doet de functioneel beheerder.")


def may_receive(ctx: Context, *args: object, **kwargs: object) -> None:
    """An employee at the counter."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")
