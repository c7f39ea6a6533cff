"""Legal hold: what must stay for an objection, complaint, lawsuit or investigation."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.bewaren.events import BewaarplichtOpgeheven
from geholpen.domain.bewaren.models import Bewaarplicht, Grond
from geholpen.domain.bewaren.policy import may_hold
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.kenmerk import kenmerk_key
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing

#: Somebody looks again at least this often.
HOOGSTENS = timedelta(days=366)


@command(
    may=may_hold,
    voor="bewaarplicht",
    gegevens={G.CONTACTHISTORIE},
    naam="Vastgelegd dat wij gegevens van u langer bewaren, voor een bezwaar, klacht of rechtszaak",
    betrokkenen=lambda plicht: [plicht.partij_id],
)
def set_bewaarplicht(ctx: Context, kenmerk: str, grond: str, reden: str, tot: date, *, alles: bool) -> Bewaarplicht:
    """Keep this klantvraag, or with `alles` everything of its customer, until and with `tot`. Raises Invalid."""
    _check(grond, reden, tot)
    with connection.cursor() as cursor:
        cursor.execute("SELECT partij_id, klantvraag_id FROM zoek_kenmerk(%s)", [kenmerk_key(kenmerk.strip())])
        found = cursor.fetchone()
    if found is None:
        raise Invalid("kenmerk", "Dit kenmerk kennen wij niet. Kijk op de brief of mail, bijvoorbeeld WD-2K7Q-9F3M.")
    return Bewaarplicht.objects.create(
        partij_id=found[0],
        klantvraag_id=None if alles else found[1],
        kenmerk=kenmerk.strip().upper()[:16],
        grond=grond,
        reden=reden.strip(),
        gezet_door=ctx.actor.person,
        tot=tot,
        **ctx.herkomst(),
    )


@command(
    may=may_hold,
    voor="bewaarplicht",
    gegevens={G.CONTACTHISTORIE},
    naam="Vastgelegd dat wij gegevens van u niet langer hoeven te bewaren",
    betrokkenen=lambda partij_id: [partij_id],
)
def lift_bewaarplicht(ctx: Context, id: UUID, reden: str) -> UUID:
    """It is over; what has expired goes the next night. Returns whose it was. Raises Invalid and Missing."""
    if len(reden.strip()) < 10:
        raise Invalid("reden", "Schrijf in een zin op waarom de gegevens niet langer hoeven te blijven.")
    row = Bewaarplicht.objects.filter(id=id, opgeheven_op=None).first()
    if row is None:
        raise Missing
    Bewaarplicht.objects.filter(partij_id=row.partij_id, id=id).update(
        opgeheven_door=ctx.actor.id, opgeheven_op=timezone.now(), opgeheven_reden=reden.strip()
    )
    ctx.publish(BewaarplichtOpgeheven(row.partij_id))
    return row.partij_id


def _check(grond: str, reden: str, tot: date) -> None:
    faults = []
    if grond not in Grond.values:
        faults.append(Invalid("grond", "Kies waarom de gegevens moeten blijven."))
    if len(reden.strip()) < 10:
        faults.append(Invalid("reden", "Schrijf in een zin op waar het om gaat, zonder namen."))
    if not timezone.localdate() < tot <= timezone.localdate() + HOOGSTENS:
        faults.append(Invalid("tot", "Kies een dag in de komende twaalf maanden. Verlengen kan later."))
    if faults:
        raise Invalid.several(faults)
