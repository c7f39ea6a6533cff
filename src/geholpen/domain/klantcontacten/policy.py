"""Who may change klantvragen, contacts and promises. Pure; raises Refused."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding.ports import NAMENS
from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.platform.actors import only_application, only_employee, only_system, only_this_customer
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused


def may_work(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """Whoever works for this customer: the context must be limited to exactly this one (or be the intake)."""
    if ctx.actor.soort == ActorSoort.SYSTEEM:
        return
    only_this_customer(ctx, partij_id)


def may_decide(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """An employee who works for this customer; not the customer."""
    if ctx.actor.soort == ActorSoort.KLANT:
        raise Refused("ALLEEN_MEDEWERKER", "Dit doet een medewerker.")
    may_work(ctx, partij_id)


#: An employee who answers the telephone or the counter.
may_call = only_employee


def may_verify(ctx: Context, partij_id: UUID, *args: object, **kwargs: object) -> None:
    """The employee who has this customer in front of them: nobody else can say who somebody is."""
    may_call(ctx)
    may_work(ctx, partij_id)


def may_be_there(ctx: Context, *args: object, **kwargs: object) -> None:
    """An employee who works on questions: the activity of the inbox says which roles that are."""
    may_call(ctx)
    if not any(mag_werken(ctx.actor, code) for code in ("werkvoorraad", "rechten")):
        raise Refused("GEEN_POSTVAK", "U werkt niet aan vragen van klanten.")


def may_lead(ctx: Context, *args: object, **kwargs: object) -> None:
    """Whoever leads a team."""
    may_call(ctx)
    if "teamleider" not in ctx.actor.rollen:
        raise Refused("ALLEEN_TEAMLEIDER", "Dit doet de teamleider.")


#: Only the system itself takes over from another one.
may_import = only_system


def may_talk(ctx: Context, partij_id: UUID, gesprek_id: UUID, *args: object, **kwargs: object) -> None:
    """The employee who has exactly this customer in exactly this conversation."""
    may_call(ctx)
    may_work(ctx, partij_id)
    if ctx.aanleiding is None or (ctx.aanleiding.soort, ctx.aanleiding.id) != ("gesprek", gesprek_id):
        raise Refused("GEEN_AANLEIDING", "Dit kan alleen tijdens het gesprek met deze klant.")


def may_record(ctx: Context, partij_id: UUID, gesprek_id: UUID, *args: object, **kwargs: object) -> None:
    """The same, or with whoever speaks for this customer; of which conversation, the reason says."""
    if ctx.aanleiding is None or ctx.aanleiding.soort != NAMENS:
        return may_talk(ctx, partij_id, gesprek_id)
    may_call(ctx)
    return may_work(ctx, partij_id)


def may_speak_for(
    ctx: Context, partij_id: UUID, gesprek_id: UUID, voor_partij_id: UUID, *args: object, **kwargs: object
) -> None:
    """The employee who has whoever speaks in this conversation, and writes it down at both."""
    may_talk(ctx.over({partij_id}), partij_id, gesprek_id)
    if ctx.partijen != {partij_id, voor_partij_id} or ctx.aanleiding is None or ctx.aanleiding.partij_id != partij_id:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


#: Other software of the organisation, with a token.
may_connect = only_application
