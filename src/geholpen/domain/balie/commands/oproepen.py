"""Tickets: drawn, called to a counter, done. Who calls has a conversation from then on, and a reason to search."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from geholpen.domain.balie.codes import new_code
from geholpen.domain.balie.events import VolgnummerOpgeroepen
from geholpen.domain.balie.models import Volgnummer, Wachtstand
from geholpen.domain.balie.plaatsen import locatie, soort
from geholpen.domain.balie.plannen import plan
from geholpen.domain.balie.policy import may_intake, may_receive
from geholpen.domain.balie.ports import Wachtrijnieuws
from geholpen.domain.klantcontacten.commands import start_gesprek_voor
from geholpen.domain.oproepen.queries import toestel_van
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7

#: Somebody with an appointment is called this long before it begins, when nobody else is due.
VROEG = timedelta(minutes=5)
#: Tickets of one place that can wait.
MAX_WACHT = 200


def new_volgnummer(
    locatie_code: str,
    soort_code: str,
    *,
    partij_id: UUID | None = None,
    afspraak_id: UUID | None = None,
    vanaf: datetime | None = None,
    id: UUID | None = None,
) -> Volgnummer:
    """A ticket with a code that nobody has here today. `id`: made before, so that asked for twice it is one."""
    dag = timezone.localdate()
    for _ in range(50):
        row = Volgnummer(
            id=id or uuid7(),
            locatie_code=locatie_code,
            dag=dag,
            code=new_code(),
            soort_code=soort_code,
            partij_id=partij_id,
            afspraak_id=afspraak_id,
            vanaf=vanaf,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue
        return row
    raise Invalid("volgnummer", "Er zijn voor vandaag geen nummers meer over. Schrijf de bezoeker zelf op.")


@command(
    may=may_receive, gegevens=(), voor="aannemen", naam="Een bezoeker een volgnummer gegeven", betrokkenen=lambda _: []
)
def draw_volgnummer(ctx: Context, locatie_code: str, soort_code: str) -> str:
    """Somebody walks in. Returns the code on the ticket. Raises Invalid."""
    plek, wat = locatie(locatie_code), soort(soort_code)
    waiting = Volgnummer.objects.filter(locatie_code=plek.code, dag=timezone.localdate(), stand=Wachtstand.WACHT)
    if waiting.count() >= MAX_WACHT:
        raise Invalid("soort", "Er wachten te veel mensen. Vraag de bezoeker om een afspraak te maken.")
    return new_volgnummer(plek.code, wat.code).code


@command(
    may=may_receive, gegevens=(), voor="aannemen", naam="Een bezoeker aan de balie geroepen", betrokkenen=lambda _: []
)
def call_next(ctx: Context, locatie_code: str, loket: str, volgnummer_id: UUID | None = None) -> UUID | None:
    """Call whoever is due at this place, or exactly this ticket. Returns its id, or None when nobody waits.

    An appointment goes first from five minutes before its time; else who came first. Two counters never call the same.
    """
    if not loket.strip():
        raise Invalid("loket", "Vul in aan welk loket u zit.")
    now = timezone.now()
    rows = Volgnummer.objects.select_for_update(skip_locked=True).filter(
        locatie_code=locatie_code, dag=timezone.localdate(), stand=Wachtstand.WACHT, bron="eigen"
    )
    if volgnummer_id is not None:
        row = rows.filter(id=volgnummer_id).first()
    else:
        due = rows.filter(vanaf__lte=now + VROEG).order_by("vanaf").first()
        row = due or rows.filter(Q(vanaf=None)).order_by("gemaakt_op", "id").first()
    if row is None:
        return None
    gesprek_id = start_gesprek_voor(system("balie"), ctx.actor.person, "balie")
    _called(ctx, row, loket.strip()[:20], ctx.actor.person, gesprek_id)
    return row.id


def _called(ctx: Context, row: Volgnummer, loket: str, medewerker_id: UUID, gesprek_id: UUID) -> None:
    row.stand, row.opgeroepen_op = Wachtstand.OPGEROEPEN, timezone.now()
    row.loket, row.medewerker_id, row.gesprek_id = loket, medewerker_id, gesprek_id
    row.save()
    ctx.publish(VolgnummerOpgeroepen(row.id, medewerker_id, "opgeroepen"))


@command(
    may=may_receive, gegevens=(), voor="aannemen", naam="Een bezoeker kwam niet naar de balie", betrokkenen=lambda _: []
)
def miss_volgnummer(ctx: Context, volgnummer_id: UUID) -> None:
    """They were called and did not come. Who has an appointment can report in once more: it still has to come."""
    rows = Volgnummer.objects.filter(id=volgnummer_id, medewerker_id=ctx.actor.person, stand=Wachtstand.OPGEROEPEN)
    row = rows.select_for_update().first()
    if row is None:
        return
    rows.update(stand=Wachtstand.WEG, klaar_op=timezone.now())
    ctx.publish(VolgnummerOpgeroepen(volgnummer_id, ctx.actor.person, "weg"))
    if row.partij_id and row.afspraak_id:
        plan("verwacht_afspraak", row.partij_id, row.afspraak_id)


@command(may=may_intake, gegevens=(), voor="aannemen", naam="Een bezoeker is geholpen", betrokkenen=lambda _: [])
def close_volgnummer(ctx: Context, gesprek_id: UUID) -> None:
    """The conversation of a ticket was recorded, or ended: it is done, with its appointment."""
    for row in Volgnummer.objects.select_for_update().filter(gesprek_id=gesprek_id, stand=Wachtstand.OPGEROEPEN):
        Volgnummer.objects.filter(id=row.id).update(stand=Wachtstand.KLAAR, klaar_op=timezone.now())
        if row.medewerker_id:
            ctx.publish(VolgnummerOpgeroepen(row.id, row.medewerker_id, "klaar"))
        if row.partij_id and row.afspraak_id:
            plan("rond_afspraak_af", row.partij_id, row.afspraak_id)


@command(
    may=may_intake,
    gegevens=(),
    voor="aannemen",
    naam="Bijgehouden wat het wachtrijsysteem zegt",
    betrokkenen=lambda _: [],
)
def record_wachtrijnieuws(ctx: Context, nieuws: Wachtrijnieuws) -> None:
    """Something another queue system told about one ticket. Again changes nothing; what is done stays done."""
    dag = timezone.localdate(nieuws.op) if nieuws.op else timezone.localdate()
    wanted = {"locatie_code": nieuws.locatie, "dag": dag, "bron": nieuws.account, "code": nieuws.code}
    Volgnummer.objects.bulk_create([Volgnummer(**wanted, soort_code=nieuws.soort)], ignore_conflicts=True)
    row = Volgnummer.objects.select_for_update().get(**wanted)
    if row.stand in (Wachtstand.KLAAR, Wachtstand.WEG):
        return
    if nieuws.wat == "called":
        _called_elsewhere(ctx, row, nieuws)
    elif nieuws.wat in ("completed", "no_show", "cancelled"):
        stand = Wachtstand.KLAAR if nieuws.wat == "completed" else Wachtstand.WEG
        Volgnummer.objects.filter(id=row.id).update(stand=stand, klaar_op=timezone.now())


def _called_elsewhere(ctx: Context, row: Volgnummer, nieuws: Wachtrijnieuws) -> None:
    """The employee whom that system names gets it on the screen; who is unknown to us changes the state only."""
    medewerker_id = toestel_van(nieuws.medewerker)
    if medewerker_id is None:
        Volgnummer.objects.filter(id=row.id).update(
            stand=Wachtstand.OPGEROEPEN, loket=nieuws.loket[:20], opgeroepen_op=timezone.now()
        )
        return
    if row.medewerker_id == medewerker_id:
        return
    _called(ctx, row, nieuws.loket[:20], medewerker_id, start_gesprek_voor(ctx, medewerker_id, "balie"))
