"""Somebody with an appointment is here, was helped, or did not come."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.balie.commands.oproepen import new_volgnummer
from geholpen.domain.balie.models import STAAT, Afspraak, Stand
from geholpen.domain.balie.policy import may_intake, may_receive
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Who is this late did not come.
TE_LAAT = timedelta(minutes=30)


@command(may=may_receive, gegevens={G.CONTACTHISTORIE}, voor="ontvangen", naam="U meldde zich voor uw afspraak")
def check_in(ctx: Context, partij_id: UUID, afspraak_id: UUID) -> str:
    """They are here: a ticket that is called from the time of the appointment on. Returns its code. Raises Invalid."""
    row = Afspraak.objects.select_for_update().filter(partij_id=partij_id, id=afspraak_id).first()
    if row is None or row.stand not in STAAT:
        raise Invalid("afspraak", "Deze afspraak is al geweest of afgezegd. Ververs de pagina.")
    Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id).update(stand=Stand.AANWEZIG)
    made = new_volgnummer(
        row.locatie_code, row.soort_code, partij_id=partij_id, afspraak_id=afspraak_id, vanaf=row.begin
    )
    return made.code


@command(may=may_receive, gegevens={G.CONTACTHISTORIE}, voor="ontvangen", naam="U kwam niet op uw afspraak")
def miss_afspraak(ctx: Context, partij_id: UUID, afspraak_id: UUID) -> None:
    """They did not come. Raises Invalid before the appointment begins."""
    rows = Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id, begin__lt=timezone.now())
    if not rows.exclude(stand__in=(Stand.AFGEZEGD, Stand.GEHOLPEN)).update(stand=Stand.NIET_VERSCHENEN):
        raise Invalid("afspraak", "Deze afspraak moet nog beginnen.")


@command(may=may_intake, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="U bent geholpen bij uw afspraak")
def finish_afspraak(ctx: Context, partij_id: UUID, afspraak_id: UUID) -> None:
    """What was said at the counter is recorded."""
    rows = Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id).exclude(stand=Stand.AFGEZEGD)
    rows.update(stand=Stand.GEHOLPEN)


@command(may=may_intake, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="U was er niet toen wij u riepen")
def expect_afspraak(ctx: Context, partij_id: UUID, afspraak_id: UUID) -> None:
    """They reported in and were not there when called: they may still come, until the day is closed."""
    rows = Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id, stand=Stand.AANWEZIG)
    rows.update(stand=Stand.BEVESTIGD)


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE},
    voor="intake",
    naam="Bijgehouden wie niet op een afspraak kwam",
    betrokkenen=lambda found: found,
)
def close_day(ctx: Context, now: datetime) -> list[UUID]:
    """Appointments to which nobody came, long after they should have begun. Returns whose; at most 200."""
    rows = Afspraak.objects.filter(stand__in=STAAT, eind__lt=now - TE_LAAT).order_by("eind")[:200]
    found = [(row.partij_id, row.id) for row in rows]
    for partij_id, id in found:
        Afspraak.objects.filter(partij_id=partij_id, id=id).update(stand=Stand.NIET_VERSCHENEN)
    return sorted({partij_id for partij_id, _ in found})
