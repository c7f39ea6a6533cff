"""Who may ask something about whose data, and who decides. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.actors import only_employee_of, only_system
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused

#: Nobody asks for somebody's data who is not surely that person.
NIVEAU = "authenticated"


def may_ask(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The customer about their own data, logged in at the level that the data asks."""
    if ctx.actor.soort != ActorSoort.KLANT or ctx.actor.id != partij_id:
        raise Refused("ANDERE_KLANT", "U kunt dit alleen over uw eigen gegevens vragen.")
    if ctx.actor.niveau != NIVEAU:
        raise Refused("NIVEAU", "Log eerst in. Zo weten wij zeker dat u het bent.")


#: An employee who works for exactly this customer; the purpose says that it is the privacy officer.
may_handle = only_employee_of


#: Only the system itself sends a notice.
may_tell = only_system
