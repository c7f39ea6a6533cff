"""From raw envelope to filed message. Poison goes to quarantine; it never stops the rest."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from geholpen.domain.berichten.accounts import mail_addresses
from geholpen.domain.berichten.antwoordadres import is_ours
from geholpen.domain.berichten.commands.bezorgnieuws import NogNiet, close_envelop, file_bezorgnieuws, file_identiteit
from geholpen.domain.berichten.commands.indelen import Indeling, file_envelop
from geholpen.domain.berichten.commands.ontvangen import (
    MAX_BEGONNEN,
    MAX_POGINGEN,
    TeVerwerken,
    begin_envelop,
    fail_envelop,
    quarantine_envelop,
    split_envelop,
)
from geholpen.domain.berichten.commands.sjablonen import file_sjabloonnieuws
from geholpen.domain.berichten.commands.wijzigen import file_wijziging
from geholpen.domain.berichten.models import EnvelopStaat
from geholpen.domain.berichten.ports import (
    Aard,
    Afmelding,
    Bezorgnieuws,
    Bundelkanaal,
    Identiteitsnieuws,
    Niets,
    OnleesbaarBericht,
    OntvangenBericht,
    Sjabloonnieuws,
    Wijziging,
    indeler,
    kanaal,
)
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform import tasks
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue

logger = logging.getLogger(__name__)

#: News of a delivery that is not booked yet waits so long for it.
WACHT = timedelta(seconds=10)
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
        if parts := _parts(envelop):
            split_envelop(ctx, envelop_id, parts)
            return None
        return _file(ctx, envelop_id, _read(envelop), envelop.pogingen)
    except NogNiet:
        tasks.defer("verwerk_envelop", ctx, at=timezone.now() + WACHT, envelop_id=str(envelop_id))
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


def _parts(envelop: TeVerwerken) -> list[bytes]:
    """The messages in one call of a provider, when it brings them together; [] when this is one message."""
    plug = kanaal(envelop.kanaal)
    if envelop.te_groot or not isinstance(plug, Bundelkanaal):
        return []
    parts = plug.split(envelop.ruw)
    return [] if parts == [envelop.ruw] else parts


def _file(ctx: Context, envelop_id: UUID, gelezen: Any, pogingen: int) -> Indeling:
    """Bring each kind of content to its door."""
    match gelezen:
        case OntvangenBericht():
            return file_envelop(ctx, envelop_id, gelezen)
        case Bezorgnieuws():
            return file_bezorgnieuws(ctx, envelop_id, gelezen, laatste=pogingen >= MAX_POGINGEN)
        case Identiteitsnieuws() | Afmelding():
            return file_identiteit(ctx, envelop_id, gelezen)
        case Niets():
            return close_envelop(ctx, envelop_id, gelezen.uitleg)
        case Wijziging():
            wie = file_wijziging(ctx, envelop_id, gelezen, laatste=pogingen >= MAX_POGINGEN)
            return Indeling(EnvelopStaat.GEEN_BERICHT, wie)
        case Sjabloonnieuws():
            return _template(ctx, envelop_id, gelezen)
    indelen = indeler(type(gelezen))
    if indelen is None:
        raise OnleesbaarBericht("Voor dit soort bericht is er nog geen plaats.")
    indelen(ctx, envelop_id, gelezen)
    return close_envelop(ctx, envelop_id, "")


def _template(ctx: Context, envelop_id: UUID, nieuws: Sjabloonnieuws) -> Indeling:
    """Keep it, and ask how all of them stand: a new one has a text that the news does not bring."""
    account_id = file_sjabloonnieuws(ctx, envelop_id, nieuws)
    if account_id is not None:
        tasks.defer("haal_sjablonen", ctx, account_id=str(account_id))
    return Indeling(EnvelopStaat.GEEN_BERICHT)


def _read(envelop: TeVerwerken) -> Any:
    """What is in it. Raises OnleesbaarBericht for what a person must look at."""
    if envelop.te_groot:
        raise OnleesbaarBericht("Dit bericht is groter dan 25 MB. Alleen het begin is bewaard.")
    ons = frozenset({organisatie().mailadres.lower()}) | mail_addresses()
    gelezen = kanaal(envelop.kanaal).parse(
        envelop.ruw, eigen_adressen=ons, vertrouwd=envelop.vertrouwd, ontvangers=envelop.ontvangers
    )
    if isinstance(gelezen, OntvangenBericht):
        _no_loop(gelezen)
    return gelezen


def _no_loop(bericht: OntvangenBericht) -> None:
    if bericht.aard == Aard.EIGEN:
        raise OnleesbaarBericht("Dit bericht komt van ons eigen adres. Het kan een lus zijn.")
    if is_ours(bericht.message_id):
        raise OnleesbaarBericht("Dit bericht stuurden wij zelf en het kwam terug. Het kan een lus zijn.")


def _tell(envelop_id: UUID, crash: Exception) -> None:
    """Where it went wrong, without the error's own text: that may quote the mail."""
    where = "".join(traceback.format_tb(crash.__traceback__))
    logger.error("envelop %s: %s\n%s", envelop_id, type(crash).__name__, where)
