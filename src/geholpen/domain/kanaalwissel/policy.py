"""Who may let a question go on elsewhere. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.actors import only_system
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_switch(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The customer for the own question, or an employee working for exactly this customer."""
    if ctx.actor.soort == ActorSoort.KLANT and ctx.actor.id == partij_id:
        return
    if ctx.actor.soort != ActorSoort.MEDEWERKER or ctx.partijen != {partij_id}:
        raise Refused("ANDERE_KLANT", "Deze vraag hoort bij een andere klant.")


#: Only the system itself sends the link and takes it back.
may_carry = only_system


def may_arrive(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """Only the customer, who logged in."""
    if ctx.actor.soort != ActorSoort.KLANT or ctx.actor.id != partij_id:
        raise Refused("ANDERE_KLANT", "Deze vraag hoort bij een andere klant.")
