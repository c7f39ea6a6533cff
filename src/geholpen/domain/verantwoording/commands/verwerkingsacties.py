"""Actions of other software, as it adds, changes and removes them. Each is a new row; what was there stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import pseudoniem_van, sleutel_op
from geholpen.domain.verantwoording import acties, policy, pseudoniem, vng_rechten
from geholpen.domain.verantwoording.acties import Actie
from geholpen.domain.verantwoording.betrokkenen import Betrokkene, is_bsn, kept
from geholpen.domain.verantwoording.models import Verwerkingsactie, VerwerktObject
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing

#: What a new state takes over from the one before.
_BLIJFT = ("logisch_id", "vertrouwelijkheid", "verwerking_id", "activiteit", "bewaartermijn", "tijdstip", "velden")


@dataclass(frozen=True, slots=True)
class NieuwObject:
    """A person in a new state of an action, as it was given."""

    soort: str
    id: str
    betrokkenheid: str = ""
    soorten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NieuweActie:
    """A state of an action as it was given. `velden`: the other members, under the names of the standard."""

    tijdstip: datetime
    objecten: tuple[NieuwObject, ...]
    vertrouwelijkheid: str = vng_rechten.NORMAAL
    verwerking_id: UUID | None = None
    activiteit: UUID | None = None
    bewaartermijn: str = ""
    velden: dict[str, Any] = field(default_factory=dict)


def _about(actie: Actie) -> frozenset[UUID]:
    return acties.partijen_in([actie])


@command(
    may=policy.may_record,
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Een ander programma legde vast dat het uw gegevens gebruikte",
    betrokkenen=_about,
)
def register_verwerkingsactie(ctx: Context, nieuw: NieuweActie) -> Actie:
    """Add an action. Raises Refused and Invalid."""
    vng_rechten.check_create(policy.scopes(ctx), nieuw.vertrouwelijkheid)
    return _keep(ctx, nieuw, None)


@command(
    may=policy.may_record,
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Een ander programma verbeterde wat het over het gebruik van uw gegevens vastlegde",
    betrokkenen=_about,
)
def replace_verwerkingsactie(ctx: Context, actie_id: UUID, nieuw: NieuweActie) -> Actie:
    """Put a whole new state in place of an action. Raises Refused, and Invalid: unknown, lapsed or not whole."""
    vng_rechten.check_replace(nieuw.vertrouwelijkheid)
    state = _newest(actie_id)
    if state is None:
        vng_rechten.check_update(
            policy.scopes(ctx), nieuw.vertrouwelijkheid, nieuw.vertrouwelijkheid, alleen_bewaartermijn=True
        )
        raise Invalid("actieId", "Deze verwerkingsactie kennen wij niet (meer).", "unknown")
    was = acties.of_states([state])[0]
    vng_rechten.check_update(
        policy.scopes(ctx),
        state.vertrouwelijkheid,
        nieuw.vertrouwelijkheid,
        alleen_bewaartermijn=_same_but_term(ctx, state, was, nieuw),
    )
    _check_whole(state, was, nieuw)
    return _keep(ctx, nieuw, state.logisch_id)


def _same_but_term(ctx: Context, state: Verwerkingsactie, was: Actie, nieuw: NieuweActie) -> bool:
    over = {(_kept(ctx, o).pseudoniem[: pseudoniem.LENGTE], o.betrokkenheid, o.soorten) for o in nieuw.objecten}
    return (
        state.tijdstip == nieuw.tijdstip
        and state.verwerking_id == nieuw.verwerking_id
        and state.activiteit == nieuw.activiteit
        and state.velden == _without_bsn(nieuw.velden)
        and over == {(o.pseudoniem, o.betrokkenheid, o.soorten) for o in was.objecten}
    )


def _check_whole(state: Verwerkingsactie, was: Actie, nieuw: NieuweActie) -> None:
    """Whoever replaces an action says everything again. Raises Invalid for what is not said any more."""
    given = {*nieuw.velden}
    given |= {"verwerkingId"} if nieuw.verwerking_id else set()
    given |= {"verwerkingsactiviteitId"} if nieuw.activiteit else set()
    given |= {"bewaartermijn"} if nieuw.bewaartermijn else set()
    missing = [naam for naam in was.leden if naam not in given]
    if missing:
        tekst = "Geef bij vervangen alles opnieuw op, ook wat gelijk blijft."
        raise Invalid.several([Invalid(naam, tekst, "required") for naam in missing])


@command(
    may=policy.may_record,
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Een ander programma veranderde hoe lang of voor wie een regel over uw gegevens te zien is",
    betrokkenen=lambda partijen: partijen,
)
def change_verwerking(ctx: Context, verwerking_id: UUID, bewaartermijn: str, vertrouwelijkheid: str) -> frozenset[UUID]:
    """Change term or confidentiality of every action of a verwerking. Raises Refused and Invalid.

    Returns the customers of ours that these actions are about.
    """
    if not bewaartermijn and not vertrouwelijkheid:
        raise Invalid("nonFieldErrors", "Geef bewaartermijn, vertrouwelijkheid of allebei.", "required")
    states = list(acties.current().filter(verwerking_id=verwerking_id).order_by("id"))
    for wordt in {vertrouwelijkheid or s.vertrouwelijkheid for s in states} or {vng_rechten.NORMAAL}:
        for was in {s.vertrouwelijkheid for s in states} or {vng_rechten.NORMAAL}:
            vng_rechten.check_update(policy.scopes(ctx), was, wordt, alleen_bewaartermijn=not vertrouwelijkheid)
    if not states:
        raise Invalid("verwerkingId", "Deze verwerking kennen wij niet, of al haar acties zijn vervallen.", "unknown")
    over = acties.of_states(states)
    for state, was_actie in zip(states, over, strict=True):
        _lock(state.logisch_id)
        _copy(
            ctx,
            state,
            was_actie,
            vertrouwelijkheid=vertrouwelijkheid or state.vertrouwelijkheid,
            bewaartermijn=bewaartermijn or state.bewaartermijn,
        )
    return acties.partijen_in(over)


@command(
    may=policy.may_record,
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Een ander programma liet een regel over het gebruik van uw gegevens vervallen",
    betrokkenen=lambda partijen: partijen,
)
def lapse_verwerkingsactie(ctx: Context, actie_id: UUID) -> frozenset[UUID]:
    """Let an action lapse: it is no longer shown, and stays on record. Raises Refused and Missing."""
    state = _newest(actie_id)
    if state is None:
        vng_rechten.check_delete(policy.scopes(ctx), vng_rechten.NORMAAL)
        raise Missing
    vng_rechten.check_delete(policy.scopes(ctx), state.vertrouwelijkheid)
    was = acties.of_states([state])[0]
    _copy(ctx, state, was, vervallen=True)
    return acties.partijen_in([was])


def _newest(actie_id: UUID) -> Verwerkingsactie | None:
    """The newest state of the action that had this id once, held until we are done; None when it lapsed too."""
    any_ = Verwerkingsactie.objects.filter(id=actie_id).first()
    if any_ is None:
        return None
    _lock(any_.logisch_id)
    return acties.current().filter(logisch_id=any_.logisch_id).first()


def _lock(logisch_id: UUID) -> None:
    """Nobody else changes this action until our transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 71242))", [str(logisch_id)])


def _copy(ctx: Context, state: Verwerkingsactie, was: Actie, **anders: Any) -> None:
    """The same action in a new state that differs in this."""
    values = {naam: getattr(state, naam) for naam in _BLIJFT}
    row = Verwerkingsactie.objects.create(
        **{**values, "applicatie_id": ctx.actor.person, "trace": UUID(ctx.trace), **anders}
    )
    VerwerktObject.objects.bulk_create(
        VerwerktObject(
            actie_id=row.id,
            betrokkene=o.pseudoniem,
            partij_id=o.partij_id,
            betrokkenheid=o.betrokkenheid,
            soorten=list(o.soorten),
        )
        for o in was.objecten
    )


def _keep(ctx: Context, nieuw: NieuweActie, logisch_id: UUID | None) -> Actie:
    row = Verwerkingsactie(
        applicatie_id=ctx.actor.person,
        vertrouwelijkheid=nieuw.vertrouwelijkheid,
        verwerking_id=nieuw.verwerking_id,
        activiteit=nieuw.activiteit,
        bewaartermijn=nieuw.bewaartermijn,
        tijdstip=nieuw.tijdstip,
        velden=_without_bsn(nieuw.velden),
        trace=UUID(ctx.trace),
    )
    row.logisch_id = logisch_id or row.id
    row.save(force_insert=True)
    for o in nieuw.objecten:
        wie = _kept(ctx, o)
        VerwerktObject.objects.create(
            actie_id=row.id,
            betrokkene=wie.pseudoniem[: pseudoniem.LENGTE],
            partij_id=wie.partij_id,
            betrokkenheid=o.betrokkenheid,
            soorten=list(o.soorten),
        )
    row.refresh_from_db()
    made = acties.of_states([row])[0]
    pseudoniem.geef_uit((o.partij_id, timezone.now()) for o in made.objecten if o.partij_id)
    return made


def _kept(ctx: Context, o: NieuwObject) -> Betrokkene:
    return kept(ctx, o.soort, o.id, timezone.now())


def _without_bsn(velden: dict[str, Any]) -> dict[str, Any]:
    """Who received data may be a person with a BSN: kept by pseudonym too."""
    id, soort = velden.get("afnemerId", ""), velden.get("soortAfnemerId", "")
    if not id or not is_bsn(soort, id):
        return velden
    kort = pseudoniem_van("bsn", id, sleutel_op(timezone.now()))[: pseudoniem.LENGTE]
    return {**velden, "afnemerId": kort, "soortAfnemerId": acties.soort_object_id()}
