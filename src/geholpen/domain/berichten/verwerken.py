"""From raw envelope to filed message. Poison goes to quarantine; it never stops the rest."""

from __future__ import annotations

import logging
import traceback
from uuid import UUID

from django.db import InterfaceError, OperationalError

from geholpen.domain.berichten.antwoordadres import is_ours
from geholpen.domain.berichten.commands.indelen import Indeling, file_envelop
from geholpen.domain.berichten.commands.ontvangen import (
    MAX_BEGONNEN,
    MAX_POGINGEN,
    TeVerwerken,
    begin_envelop,
    fail_envelop,
    quarantine_envelop,
)
from geholpen.domain.berichten.ports import Aard, OnleesbaarBericht, OntvangenBericht, kanaal
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue

logger = logging.getLogger(__name__)

ONZE_FOUT = "Onze software kan dit bericht niet lezen. De beheerder kan het bekijken."
BREEKT_AF = "Het verwerken van dit bericht is steeds afgebroken. De beheerder kan het bekijken."


@catalogue
def process_envelop(ctx: Context, envelop_id: UUID) -> Indeling | None:
    """Parse outside the transaction, file inside one. Safe to call twice. Passes through the doors it calls.

    A crash of our own code is raised again, so that the job is retried; after three it is quarantined. Raises
    OperationalError or InterfaceError when the database was away or busy: then nothing is the mail's fault.
    """
    envelop = begin_envelop(ctx, envelop_id)
    if envelop is None:
        return None
    if envelop.pogingen > MAX_BEGONNEN:
        quarantine_envelop(ctx, envelop_id, BREEKT_AF)
        return None
    try:
        return file_envelop(ctx, envelop_id, _read(envelop))
    except OnleesbaarBericht as poison:
        quarantine_envelop(ctx, envelop_id, poison.reden)
    except (OperationalError, InterfaceError):
        raise
    except Exception as crash:  # a value the database does not take is a crash too
        _tell(envelop_id, crash)
        if envelop.pogingen < MAX_POGINGEN:
            fail_envelop(ctx, envelop_id, f"Fout in onze software: {type(crash).__name__}")
            raise
        quarantine_envelop(ctx, envelop_id, ONZE_FOUT)
    return None


def _read(envelop: TeVerwerken) -> OntvangenBericht:
    """The parsed message. Raises OnleesbaarBericht for what a person must look at."""
    if envelop.te_groot:
        raise OnleesbaarBericht("Dit bericht is groter dan 25 MB. Alleen het begin is bewaard.")
    ons = frozenset({organisatie().mailadres.lower()})
    bericht = kanaal(envelop.kanaal).parse(
        envelop.ruw, eigen_adressen=ons, vertrouwd=envelop.vertrouwd, ontvangers=envelop.ontvangers
    )
    if bericht.aard == Aard.EIGEN:
        raise OnleesbaarBericht("Dit bericht komt van ons eigen adres. Het kan een lus zijn.")
    if is_ours(bericht.message_id):
        raise OnleesbaarBericht("Dit bericht stuurden wij zelf en het kwam terug. Het kan een lus zijn.")
    return bericht


def _tell(envelop_id: UUID, crash: Exception) -> None:
    """Where it went wrong, without the error's own text: that may quote the mail."""
    where = "".join(traceback.format_tb(crash.__traceback__))
    logger.error("envelop %s: %s\n%s", envelop_id, type(crash).__name__, where)
