"""Who may destroy. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.platform.actors import only_roles
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_erase(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The privacy officer, or the system that carries out what was decided."""
    if ctx.actor.soort == ActorSoort.SYSTEEM:
        return
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "fg" not in ctx.actor.rollen:
        raise Refused("ROL", "Gegevens van een klant wissen doet de functionaris gegevensbescherming.")


def only_system(ctx: Context, *args: object, **kwargs: object) -> None:
    """The system, at night."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit gaat vanzelf als de bewaartermijn voorbij is.")


_may_make = only_roles("Vernietigingslijsten opstellen doet de functioneel beheerder.", "functioneel_beheerder")


def may_make_list(ctx: Context, *args: object, **kwargs: object) -> None:
    """The functional manager, or the system."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        _may_make(ctx)


may_judge = only_roles("Vernietigingslijsten beoordelen doet de proceseigenaar.", "gegevenseigenaar")
may_agree = only_roles("Vernietigingslijsten vaststellen doet de archivaris.", "archivaris")
may_take_off = only_roles("Dit doet de proceseigenaar of de archivaris.", "gegevenseigenaar", "archivaris")
may_propose_term = only_roles(
    "Een bewaartermijn wijzigt de functioneel beheerder of de archivaris.", "functioneel_beheerder", "archivaris"
)
may_decide_term = only_roles(
    "Over een bewaartermijn besluit de archivaris, de proceseigenaar of de functionaris gegevensbescherming.",
    *("functioneel_beheerder", "archivaris", "gegevenseigenaar", "fg"),
)
may_value = only_roles("Wat er na de termijn gebeurt, legt de archivaris vast.", "archivaris")
may_hold = only_roles(
    "Een bewaarplicht legt de functionaris gegevensbescherming of de archivaris vast.", "fg", "archivaris"
)
