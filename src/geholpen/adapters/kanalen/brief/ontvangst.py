"""Scans come in: every finished batch in the folder ends in the door that stores raw, then the batch is marked."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from geholpen.adapters.kanalen.brief.map import Gescand, Opgehaald, collect
from geholpen.domain.berichten.commands import RuwBericht, record_kanaalstand, store_envelop
from geholpen.platform.context import system

logger = logging.getLogger(__name__)

ACCOUNT = "scans"


def look_at_scans() -> int:
    """One round through the folder. Returns how many letters were handed over; 0 without a folder."""
    if not settings.SCANMAP:
        return 0
    folder = Path(settings.SCANMAP)
    if not folder.is_dir():
        _record("storing", "De map met scans is er niet. Controleer of de verbinding met de scanner er is.")
        return 0
    found = collect(folder, _store)
    if found.aantal or found.fouten:
        _record(*_state(found), laatst_ontvangen=datetime.now(UTC))
    else:
        _record("goed", "") if not list(folder.glob("*.fout")) else None
    return found.aantal


def _store(brief: Gescand) -> None:
    ruw = RuwBericht("brief", ACCOUNT, brief.ruw, sleutel=brief.sleutel, langzaam=True)
    store_envelop(system("brief", "scanner"), ruw)


def _state(found: Opgehaald) -> tuple[str, str]:
    return ("let_op", " ".join(found.fouten)[:2000]) if found.fouten else ("goed", "")


def _record(stand: str, uitleg: str, **values: object) -> None:
    record_kanaalstand(system("brief", "scanner"), ACCOUNT, "brief", stand=stand, uitleg=uitleg, **values)
