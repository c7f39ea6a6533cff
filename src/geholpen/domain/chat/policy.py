"""Who may talk in a chat. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_serve(ctx: Context, *args: object, **kwargs: object) -> None:
    """Only the system itself, for the browser that showed its token."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit doet het systeem zelf.")


def may_answer(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """An employee working for exactly this customer."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")
    if ctx.partijen != {partij_id}:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")
