"""Who may change customers. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_intake(ctx: Context, *args: object, **kwargs: object) -> None:
    """Only the system itself, when something comes in or is taken over."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit doet het systeem zelf.")


def may_change_voorkeur(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The customer about themselves, or an employee working for that customer."""
    if partij_id not in ctx.partijen:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


def may_register(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """An employee who has this new customer on the line or at the counter."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")
    if ctx.aanleiding is None or ctx.aanleiding.soort != "gesprek" or ctx.partijen != {partij_id}:
        raise Refused("GEEN_AANLEIDING", "U kunt alleen tijdens een gesprek een nieuwe klant opschrijven.")


def may_arrange(ctx: Context, *args: object, **kwargs: object) -> None:
    """An employee who works for one of the two whom it concerns, and names both."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")
    if ctx.aanleiding is None or ctx.aanleiding.partij_id not in ctx.partijen:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


def may_ask_brp(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """An employee who works for this customer."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")
    if ctx.aanleiding is None or ctx.partijen != {partij_id}:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


def may_connect_brp(ctx: Context, *args: object, **kwargs: object) -> None:
    """The functional manager."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "functioneel_beheerder" not in ctx.actor.rollen:
        raise Refused("ROL", "Voor welke doelen de BRP wordt gevraagd, bepaalt de functioneel beheerder.")


def may_connect(ctx: Context, *args: object, **kwargs: object) -> None:
    """Other software of the organisation, with a token."""
    if ctx.actor.soort != ActorSoort.APPLICATIE:
        raise Refused("ALLEEN_APPLICATIE", "Dit doet een ander programma van de organisatie.")
