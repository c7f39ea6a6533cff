"""What the worker does once a night, and what is left of an erasure for the day after."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from geholpen.domain.bewaren import boek
from geholpen.domain.bewaren.commands import begin_opruimen, destroy_regel, end_lijst, end_opruimen, ruim_op, zet_apart
from geholpen.domain.bewaren.models import (
    Besluitsoort,
    Lijstregel,
    Lijststand,
    Vernietigbesluit,
    Vernietigingslijst,
    Waardering,
)
from geholpen.domain.bewaren.overbrengen.maken import TAAK, make_package
from geholpen.domain.bewaren.tabellen import tabellen, volgorde
from geholpen.domain.bewaren.uitvoeren import PER_KEER
from geholpen.domain.doelbinding.commands import wis_logregels
from geholpen.platform.context import Context, system
from geholpen.platform.errors import Refused
from geholpen.platform.tasks import job

logger = logging.getLogger(__name__)
#: Between these hours (here) there is time for it; when a night was missed, at once.
NACHT = (1, 5)
GEMIST = timedelta(hours=36)
#: Seconds that one round may take; the next one goes on.
HOOGSTENS = 1200.0


def bring_outside() -> int:
    """Bring to the destruction book what did not get there at once. Returns how many decisions."""
    return boek.bring()


def nightly() -> int:
    """Clean up when it is time. Returns how many rows went."""
    if not _due(timezone.now()):
        return 0
    carry_out_lists()
    return clean_up()


def clean_up(seconds: float = HOOGSTENS, per_keer: int = PER_KEER) -> int:
    """Everything whose time is over, as far as the time allows. Returns how many rows went."""
    ctx = system("werk", oorsprong="opruimen")
    until = time.monotonic() + seconds
    besluit, total = begin_opruimen(ctx), 0
    zet_apart(ctx, besluit)
    for naam in _with_term():
        gone = per_keer
        while gone == per_keer:
            if time.monotonic() > until:
                logger.info("opruimen: %s rijen, het vervolg komt bij de volgende ronde", total)
                return total
            gone = ruim_op(ctx, besluit, naam, per_keer)
            total += gone
    _erase_late_lines()
    end_opruimen(ctx, besluit)
    return total


def carry_out_lists() -> int:
    """The lists whose days to reconsider are over. Returns how many questions went; one that must stay, stays."""
    ctx, total = system("werk", oorsprong="vernietigingslijst"), 0
    due = Vernietigingslijst.objects.filter(stand=Lijststand.VASTGESTELD, vernietigen_na__lte=timezone.now())
    for lijst in due.exclude(waardering=Waardering.BEWAREN, overgebracht_op=None):
        held = 0
        for regel_id in Lijstregel.objects.filter(lijst_id=lijst.id, af_op=None).values_list("id", flat=True):
            try:
                total += destroy_regel(ctx, regel_id) is not None
            except (Refused, IntegrityError) as why:  # a hold, or something that still stands and refers to it
                logger.info("vernietigingslijst %s: een vraag blijft staan, %s", lijst.id, type(why).__name__)
                held += 1
        if not held:
            end_lijst(ctx, lijst.id)
    return total


@job(TAAK)
def maak_overdrachtspakket(ctx: Context, lijst_id: str) -> None:
    """Write the package of a list, read it back and book whether it is whole."""
    make_package(ctx, UUID(lijst_id))


def _with_term() -> list[str]:
    alle = tabellen()
    return [naam for naam in volgorde(alle) if alle[naam].termijn]


def _erase_late_lines() -> None:
    """Log lines of an erased customer that had no seal yet when they were erased."""
    ctx = system("werk", oorsprong="opruimen")
    since = timezone.now() - timedelta(days=3)
    done = Vernietigbesluit.objects.filter(soort=Besluitsoort.VERZOEK, uitgevoerd_op__gt=since, tabellen=[])
    for partij_id, door in done.values_list("partij_id", "besloten_door"):
        wis_logregels(ctx, "verzoek", partij_id, door)


def _due(now: datetime) -> bool:
    rounds = Vernietigbesluit.objects.filter(soort=Besluitsoort.TERMIJN)
    if rounds.filter(uitgevoerd_op=None).exists():
        return True
    last = rounds.order_by("-moment").values_list("moment", flat=True).first()
    if last is None or last < now - GEMIST:
        return True
    return NACHT[0] <= timezone.localtime(now).hour < NACHT[1] and last < now - timedelta(hours=12)
