"""Who may make, change and receive appointments, and call tickets. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.actors import only_employee, only_roles, only_system
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused

#: Only the system itself.
may_intake = only_system


def may_book(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The customer for themselves, or an employee who works for exactly this customer."""
    if ctx.actor.soort == ActorSoort.KLANT and ctx.actor.id != partij_id:
        raise Refused("ANDERE_KLANT", "U kunt alleen voor uzelf een afspraak maken.")
    if ctx.actor.soort not in (ActorSoort.KLANT, ActorSoort.SYSTEEM) and ctx.partijen != {partij_id}:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


#: Who manages sets up where and for what people can come.
may_set_up = only_roles("Dit doet de functioneel beheerder.", "functioneel_beheerder", code="ALLEEN_BEHEER")


#: An employee at the counter.
may_receive = only_employee
