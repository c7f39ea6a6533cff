"""Who may change customers. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.actors import only_application, only_employee, only_roles, only_system
from geholpen.platform.context import Context
from geholpen.platform.errors import Refused

#: Only the system itself, when something comes in or is taken over.
may_intake = only_system


def may_change_voorkeur(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The customer about themselves, or an employee working for that customer."""
    if partij_id not in ctx.partijen:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


def may_register(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """An employee who has this new customer on the line or at the counter."""
    only_employee(ctx)
    if ctx.aanleiding is None or ctx.aanleiding.soort != "gesprek" or ctx.partijen != {partij_id}:
        raise Refused("GEEN_AANLEIDING", "U kunt alleen tijdens een gesprek een nieuwe klant opschrijven.")


def may_arrange(ctx: Context, *args: object, **kwargs: object) -> None:
    """An employee who works for one of the two whom it concerns, and names both."""
    only_employee(ctx)
    if ctx.aanleiding is None or ctx.aanleiding.partij_id not in ctx.partijen:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


def may_ask_brp(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """An employee who works for this customer."""
    only_employee(ctx)
    if ctx.aanleiding is None or ctx.partijen != {partij_id}:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


#: The functional manager.
may_connect_brp = only_roles(
    "Voor welke doelen de BRP wordt gevraagd, bepaalt de functioneel beheerder.", "functioneel_beheerder"
)


#: Other software of the organisation, with a token.
may_connect = only_application
