"""A visitor at the ticket column: takes a number, or reports in with the code of an appointment. Nobody is named."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.balie.agenda import NL
from geholpen.domain.balie.codes import meldcode, read_meldcode
from geholpen.domain.balie.commands.oproepen import MAX_WACHT, new_volgnummer
from geholpen.domain.balie.models import STAAT, Afspraak, Stand, Volgnummer, Wachtstand
from geholpen.domain.balie.plaatsen import is_open, locatie, soort
from geholpen.domain.balie.policy import may_intake
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Tickets that one column gives in ten minutes: who plays with it does not fill the queue.
PER_TIEN = 40


@command(
    may=may_intake,
    gegevens=(),
    voor="aannemen",
    naam="Een bezoeker nam een nummer bij de zuil",
    betrokkenen=lambda _: [],
)
def draw_zelf(ctx: Context, locatie_code: str, soort_code: str, id: UUID | None = None) -> str:
    """Somebody without an appointment takes a ticket. Returns its code. Raises Invalid, also when it is closed.

    `id` is made when the choice is shown: a button that was touched twice gives one ticket.
    """
    plek, wat = locatie(locatie_code), soort(soort_code)
    taken = Volgnummer.objects.filter(id=id, locatie_code=plek.code, bron="eigen", partij_id=None) if id else ()
    for known in taken:
        return known.code
    if not is_open(plek, timezone.now()):
        raise Invalid("soort", "De balie is nu dicht. Kom terug als wij open zijn, of maak een afspraak in Mijn.")
    rows = Volgnummer.objects.filter(locatie_code=plek.code, dag=timezone.localdate(), bron="eigen")
    recent = rows.filter(gemaakt_op__gt=timezone.now() - timedelta(minutes=10)).count()
    if recent >= PER_TIEN or rows.filter(stand=Wachtstand.WACHT).count() >= MAX_WACHT:
        raise Invalid("soort", "Er zijn nu even geen nummers. Vraag een medewerker om hulp.")
    return new_volgnummer(plek.code, wat.code, id=id).code


@dataclass(frozen=True, slots=True)
class Aangemeld:
    """The ticket, and whose it is: for the log, never for the screen."""

    code: str
    partij_id: UUID


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE},
    voor="intake",
    naam="U meldde zich bij de zuil voor uw afspraak",
    betrokkenen=lambda found: [found.partij_id],
)
def report_in(ctx: Context, locatie_code: str, typed: str, dag: date) -> Aangemeld:
    """Somebody is here for an appointment of `dag`. Again gives the same ticket, or a new one to who was not there when
    it was called. Raises Invalid for another code."""
    plek = locatie(locatie_code)
    begin = datetime.combine(dag, time(), NL).astimezone(UTC)
    vandaag = Afspraak.objects.filter(
        locatie_code=plek.code,
        begin__gte=begin,
        begin__lt=begin + timedelta(days=1),
        stand__in=(*STAAT, Stand.AANWEZIG),
    )
    code, ids = read_meldcode(typed), vandaag.values_list("id", flat=True)[:500]
    id = next((id for id in ids if hmac.compare_digest(meldcode(id), code)), None)
    row = vandaag.select_for_update().filter(id=id).first() if id else None
    if row is None:
        raise Invalid("code", "Deze code past niet bij een afspraak van vandaag. Controleer de code, of vraag om hulp.")
    had = Volgnummer.objects.filter(afspraak_id=row.id).order_by("-gemaakt_op").first()
    if had is not None and had.stand != Wachtstand.WEG:
        return Aangemeld(had.code, row.partij_id)
    Afspraak.objects.filter(partij_id=row.partij_id, id=row.id).update(stand=Stand.AANWEZIG)
    made = new_volgnummer(plek.code, row.soort_code, partij_id=row.partij_id, afspraak_id=row.id, vanaf=row.begin)
    return Aangemeld(made.code, row.partij_id)
