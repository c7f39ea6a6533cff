"""Take in what an exchange tells, in whatever order, as often as it tells it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import start_gesprek_voor
from geholpen.domain.oproepen.events import OproepGewijzigd
from geholpen.domain.oproepen.models import Oproep, Toestel
from geholpen.domain.oproepen.nummers import normalise
from geholpen.domain.oproepen.policy import may_intake
from geholpen.domain.oproepen.ports import Oproepnieuws, Overzicht, Wat
from geholpen.domain.oproepen.stand import GEMIST, Feit, Stand, Verloop, apply
from geholpen.platform import tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command

#: An exchange that is silent about a call for so long will not tell how it ended.
STIL_GESPREK, STIL_WACHTEND = timedelta(hours=4), timedelta(minutes=30)
#: An answer that reaches us later than this comes up on nobody's screen: the conversation is long going on.
VERS = timedelta(minutes=2)
#: So long a missed call waits for news that it was answered after all, before anything is promised.
GEDULD = timedelta(seconds=20)
MAX_STIL = 200

_STAND = {
    Wat.AANGEBODEN: Stand.AANGEBODEN,
    Wat.WACHTRIJ: Stand.WACHTRIJ,
    Wat.GAAT_OVER: Stand.GAAT_OVER,
    Wat.OPGENOMEN: Stand.IN_GESPREK,
    Wat.HERVAT: Stand.IN_GESPREK,
    Wat.DOORVERBONDEN: Stand.IN_GESPREK,
    Wat.IN_WACHT: Stand.IN_WACHT,
    Wat.BEEINDIGD: Stand.BEEINDIGD,
}


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="Bijgehouden dat er een telefoongesprek was",
    betrokkenen=lambda _: [],
)
def record_nieuws(ctx: Context, account: str, nieuws: Oproepnieuws, op: datetime | None = None) -> UUID:
    """One thing an exchange told; `op`: when it reached us. Returns the id of the call. Again changes nothing."""
    return _take(ctx, account, nieuws, op or timezone.now())


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="Nagekeken welke telefoongesprekken nog lopen",
    betrokkenen=lambda _: [],
)
def record_overzicht(ctx: Context, account: str, overzicht: Overzicht, op: datetime | None = None) -> int:
    """What an exchange has now: calls it does not know any more have ended. Returns how many those were."""
    moment = op or timezone.now()
    for nieuws in overzicht.nieuws:
        _take(ctx, account, nieuws, moment)
    gone = (
        Oproep.objects.select_for_update()
        .filter(account=account, aangeboden_op__lt=moment)
        .exclude(stand=Stand.BEEINDIGD)
        .exclude(sleutel__in=overzicht.lopend)
    )
    return _close(ctx, list(gone[:MAX_STIL]), moment)


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="Telefoongesprekken afgesloten waarvan niets meer is gehoord",
    betrokkenen=lambda _: [],
)
def close_silent(ctx: Context, now: datetime | None = None) -> int:
    """End what an exchange said nothing about for too long. Returns how many."""
    moment = now or timezone.now()
    stil = Oproep.objects.select_for_update(skip_locked=True).filter(nieuws_op__lt=moment - STIL_WACHTEND)
    rows = [
        o
        for o in stil.exclude(stand=Stand.BEEINDIGD).order_by("nieuws_op")[:MAX_STIL]
        if o.opgenomen_op is None or o.nieuws_op < moment - STIL_GESPREK
    ]
    return _close(ctx, rows, moment)


def _close(ctx: Context, rows: list[Oproep], moment: datetime) -> int:
    for oproep in rows:
        _apply(ctx, oproep, Feit(Stand.BEEINDIGD, moment, oorzaak="onbekend"))
    return len(rows)


def _take(ctx: Context, account: str, nieuws: Oproepnieuws, op: datetime) -> UUID:
    oproep = _row(account, nieuws, op)
    _fill(oproep, nieuws)
    stand = _STAND.get(nieuws.wat)
    if stand is None:
        oproep.save()
        return oproep.id
    antwoord = nieuws.wat in {Wat.OPGENOMEN, Wat.DOORVERBONDEN}
    toestel = normal_toestel(nieuws.toestel)
    _apply(ctx, oproep, Feit(stand, op, nieuws.volgorde, toestel, nieuws.oorzaak, antwoord))
    return oproep.id


def _row(account: str, nieuws: Oproepnieuws, op: datetime) -> Oproep:
    """The call, locked; made by whatever is heard of it first. One that we asked for is known by our own id."""
    if nieuws.ref is not None:
        ours = Oproep.objects.select_for_update().filter(id=nieuws.ref, account=account).first()
        if ours is not None:
            ours.sleutel = nieuws.sleutel
            return ours
    nieuw = Oproep(account=account, sleutel=nieuws.sleutel, richting=nieuws.richting, aangeboden_op=op, nieuws_op=op)
    Oproep.objects.bulk_create([nieuw], ignore_conflicts=True)
    return Oproep.objects.select_for_update().get(account=account, sleutel=nieuws.sleutel)


def _fill(oproep: Oproep, nieuws: Oproepnieuws) -> None:
    """What later news says and earlier news did not."""
    if nieuws.nummer and not oproep.nummer:
        oproep.nummer, oproep.nummer_e164 = nieuws.nummer[:60], normalise(nieuws.nummer)
    oproep.gebeld = oproep.gebeld or nieuws.gebeld[:60]
    oproep.wachtrij = nieuws.wachtrij[:60] or oproep.wachtrij
    oproep.keuze = nieuws.keuze[:60] or oproep.keuze


def _apply(ctx: Context, oproep: Oproep, feit: Feit) -> None:
    before = verloop_of(oproep)
    after = apply(before, feit)
    oproep.stand, oproep.toestel, oproep.oorzaak = after.stand, after.toestel[:60], after.oorzaak[:20]
    oproep.opgenomen_op, oproep.beeindigd_op = after.opgenomen_op, after.beeindigd_op
    oproep.orde, oproep.eind_orde = list(after.orde), list(after.eind_orde)
    oproep.antwoord_orde = list(after.antwoord_orde)
    oproep.uitkomst = after.uitkomst or ""
    oproep.nieuws_op = max(oproep.nieuws_op, feit.op)
    if feit.antwoord:
        _answered(ctx, oproep, feit)
    oproep.save()
    if after.stand == Stand.BEEINDIGD and before.stand != Stand.BEEINDIGD:
        _ended(ctx, oproep)


def _answered(ctx: Context, oproep: Oproep, feit: Feit) -> None:
    """The caller comes up on the screen of exactly who answered: a conversation of theirs begins.

    Who had the call before hears that it is theirs no more.
    """
    who = Toestel.objects.filter(toestel=oproep.toestel, actief=True).first() if oproep.toestel else None
    if who is None or who.medewerker_id == oproep.medewerker_id:
        return
    if oproep.medewerker_id is not None:
        ctx.publish(OproepGewijzigd(oproep.id, oproep.medewerker_id, "doorgegeven"))
    oproep.medewerker_id = who.medewerker_id
    late = oproep.stand == Stand.BEEINDIGD or feit.op < timezone.now() - VERS
    if late or oproep.richting != "in":
        return
    oproep.gesprek_id = start_gesprek_voor(ctx, who.medewerker_id, "telefoon")
    ctx.publish(OproepGewijzigd(oproep.id, who.medewerker_id, "opgenomen"))


def _ended(ctx: Context, oproep: Oproep) -> None:
    if oproep.medewerker_id is not None:
        ctx.publish(OproepGewijzigd(oproep.id, oproep.medewerker_id, "beeindigd"))
    if oproep.klantvraag_id is not None:
        tasks.defer("leg_oproep_vast", system("telefoon"), oproep_id=str(oproep.id))
    if oproep.richting == "in" and oproep.uitkomst in GEMIST:
        tasks.defer("bel_terug", system("telefoon"), at=timezone.now() + GEDULD, oproep_id=str(oproep.id))


def verloop_of(oproep: Oproep) -> Verloop:
    """The state machine's view of a row."""
    begin = Verloop()
    return Verloop(
        Stand(oproep.stand),
        oproep.toestel,
        oproep.oorzaak,
        oproep.opgenomen_op,
        oproep.beeindigd_op,
        tuple(oproep.orde) or begin.orde,
        tuple(oproep.eind_orde) or begin.eind_orde,
        tuple(oproep.antwoord_orde) or begin.antwoord_orde,
    )


def normal_toestel(toestel: str) -> str:
    """An extension as we compare it: PJSIP/201-00000012 is 201."""
    kaal = toestel.strip().lower().rpartition("/")[2]
    return kaal.partition("-0000")[0][:60]
