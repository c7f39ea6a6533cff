"""Which kind of somebody may do something, for the policies of the rooms. Pure; each raises Refused."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused

May = Callable[..., None]


def only_system(ctx: Context, *args: object, **kwargs: object) -> None:
    """Only the system itself."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit doet het systeem zelf.")


def only_application(ctx: Context, *args: object, **kwargs: object) -> None:
    """Other software of the organisation, with a token."""
    if ctx.actor.soort != ActorSoort.APPLICATIE:
        raise Refused("ALLEEN_APPLICATIE", "Dit doet een ander programma van de organisatie.")


def only_employee(ctx: Context, *args: object, **kwargs: object) -> None:
    """An employee; the activity says which roles."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")


def only_this_customer(ctx: Context, partij_id: UUID) -> None:
    """Whoever works for exactly this customer."""
    if ctx.partijen != {partij_id}:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


def only_employee_of(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """An employee working for exactly this customer."""
    only_employee(ctx)
    only_this_customer(ctx, partij_id)


def only_roles(reden: str, *rollen: str, code: str = "ROL") -> May:
    """An employee with one of these roles; anybody else reads `reden`."""

    def may(ctx: Context, *args: object, **kwargs: object) -> None:
        if ctx.actor.soort != ActorSoort.MEDEWERKER or not ctx.actor.rollen & set(rollen):
            raise Refused(code, reden)

    return may
