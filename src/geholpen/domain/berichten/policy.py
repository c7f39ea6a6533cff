"""Who may receive, file and send. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.actors import only_employee, only_employee_of, only_roles, only_system
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused

#: Only the system itself takes messages in and carries them out.
may_intake = only_system


#: An employee working for exactly this customer.
may_answer = only_employee_of


def may_write(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The customer in their own conversation."""
    if ctx.actor.soort != ActorSoort.KLANT or ctx.actor.id != partij_id:
        raise Refused("ANDERE_KLANT", "U kunt alleen in uw eigen gesprek schrijven.")


#: An employee who files letters; the activity says which roles.
may_index = only_employee


#: An employee who judges the quarantine; the activity says which roles.
may_judge = only_employee


#: The functional manager, for every way in and out.
may_set_up = only_roles("Dit doet de functioneel beheerder.", "functioneel_beheerder")
