"""Who may do what in the register. Pure; raises Refused. Nobody takes two of these steps: the database compares people.

There is no role for everything, and none that stands above the others.
"""

from __future__ import annotations

from geholpen.platform.actors import only_roles
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused

may_draft = only_roles("Doelen opstellen doet de functioneel beheerder.", "functioneel_beheerder")
may_advise = only_roles("Advies geeft de functionaris gegevensbescherming.", "fg")
may_approve = only_roles("Goedkeuren doet de gegevenseigenaar.", "gegevenseigenaar")
may_activate = only_roles("Aanzetten en intrekken doet de registerhouder.", "registerhouder")
may_suspend = only_roles("Schorsen en hervatten doet de functionaris gegevensbescherming.", "fg")
may_prove = only_roles(
    "Bewijs legt de functioneel beheerder of de gegevenseigenaar vast.", "functioneel_beheerder", "gegevenseigenaar"
)


may_explain = only_roles("Dit doet een medewerker die met klanten werkt.", "kcm", "specialist", "teamleider")
may_review = only_roles("Beoordelen doet de teamleider of de functionaris gegevensbescherming.", "teamleider", "fg")


def may_remind(ctx: Context, *args: object, **kwargs: object) -> None:
    """The system, every hour."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit gaat vanzelf, op tijd of na een besluit.")


def may_propose(ctx: Context, *args: object, **kwargs: object) -> None:
    """The system, when somebody loads a pack; people decide about what it proposes."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ROL", "Dit doet het systeem.")


def may_expire(ctx: Context, *args: object, **kwargs: object) -> None:
    """The system, on the day after an evaluation date."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ROL", "Dit doet het systeem.")


def may_oversee(ctx: Context, *args: object, **kwargs: object) -> None:
    """The privacy officer, or the system itself at night."""
    if ctx.actor.soort == ActorSoort.MEDEWERKER and "fg" not in ctx.actor.rollen:
        raise Refused("ROL", "Dit doet de functionaris gegevensbescherming.")
    if ctx.actor.soort in {ActorSoort.KLANT, ActorSoort.APPLICATIE}:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")


def may_erase_log(ctx: Context, *args: object, **kwargs: object) -> None:
    """The system: at the end of the term, or when an erasure that was decided is carried out."""
    if ctx.actor.soort != ActorSoort.SYSTEEM:
        raise Refused("ALLEEN_SYSTEEM", "Dit gaat vanzelf, op tijd of na een besluit.")
