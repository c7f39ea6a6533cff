"""From raw envelope to filed message. Poison goes to quarantine; it never stops the rest."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import DatabaseError

from geholpen.domain.berichten.commands.indelen import Indeling, file_envelop
from geholpen.domain.berichten.commands.ontvangen import fail_envelop, quarantine_envelop
from geholpen.domain.berichten.ports import Aard, OnleesbaarBericht, OntvangenBericht, kanaal
from geholpen.domain.berichten.queries import RuweEnvelop, ruwe_envelop
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue

logger = logging.getLogger(__name__)


@catalogue
def process_envelop(ctx: Context, envelop_id: UUID) -> Indeling | None:
    """Parse outside the transaction, file inside one. Safe to call twice. Passes through the doors it calls.

    A crash of our own code is counted and raised again, so that the job is retried; after three it is quarantined.
    """
    ruw = ruwe_envelop(ctx, envelop_id)
    if ruw is None:
        return None
    try:
        bericht = _parse(ruw)
        if bericht.aard == Aard.EIGEN:
            raise OnleesbaarBericht("Dit bericht komt van ons eigen adres. Het kan een lus zijn.")
        return file_envelop(ctx, envelop_id, bericht)
    except OnleesbaarBericht as poison:
        quarantine_envelop(ctx, envelop_id, poison.reden)
    except DatabaseError:
        raise  # the database was away or busy: the job is tried again, nothing is the mail's fault
    except Exception as crash:
        logger.exception("envelop %s", envelop_id)
        if not fail_envelop(ctx, envelop_id, f"Fout in onze software: {type(crash).__name__}"):
            raise
        quarantine_envelop(ctx, envelop_id, "Onze software kan dit bericht niet lezen. De beheerder kan het bekijken.")
    return None


def _parse(envelop: RuweEnvelop) -> OntvangenBericht:
    if envelop.te_groot:
        raise OnleesbaarBericht("Dit bericht is groter dan 25 MB. Alleen het begin is bewaard.")
    eigen = frozenset({organisatie().mailadres.lower()})
    return kanaal(envelop.kanaal).parse(envelop.ruw, eigen_adressen=eigen, vertrouwd=envelop.vertrouwd)
