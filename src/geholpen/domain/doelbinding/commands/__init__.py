"""DOOR. Fill the register of purposes, and move a purpose through its life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from geholpen.domain.doelbinding.commands.invoeren import Ingevoerd, import_activiteiten
from geholpen.domain.doelbinding.commands.logboek import start_logcontrole, wis_logregels
from geholpen.domain.doelbinding.commands.nood import (
    end_noodtoegang,
    open_noodtoegang,
    remind_noodtoegang,
    review_noodtoegang,
)
from geholpen.domain.doelbinding.commands.opstellen import (
    ask_advice,
    begin_activiteit,
    begin_versie,
    change_concept,
    discard_concept,
)
from geholpen.domain.doelbinding.commands.stappen import (
    activate,
    advise,
    allow_doel,
    approve,
    expire,
    record_bewijs,
    resume,
    suspend,
    withdraw,
)
from geholpen.domain.doelbinding.commands.toezicht import (
    answer_losse_inzage,
    ask_losse_inzage,
    ask_onthulling,
    decide_onthulling,
    flag_losse_inzage,
    judge_losse_inzage,
)
from geholpen.domain.doelbinding.commands.waarschuwen import warn_evaluaties
from geholpen.domain.doelbinding.concept import Concept, Gegeven
from geholpen.domain.doelbinding.models import (
    Status,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.register import register
from geholpen.platform.doors import catalogue

__all__ = [
    "ActiviteitVersie",
    "Concept",
    "Gegeven",
    "Ingevoerd",
    "activate",
    "advise",
    "allow_doel",
    "answer_losse_inzage",
    "approve",
    "ask_advice",
    "ask_losse_inzage",
    "ask_onthulling",
    "begin_activiteit",
    "begin_versie",
    "change_concept",
    "decide_onthulling",
    "discard_concept",
    "end_noodtoegang",
    "expire",
    "flag_losse_inzage",
    "import_activiteiten",
    "judge_losse_inzage",
    "load_activiteit",
    "open_noodtoegang",
    "record_bewijs",
    "remind_noodtoegang",
    "resume",
    "review_noodtoegang",
    "start_logcontrole",
    "suspend",
    "warn_evaluaties",
    "wis_logregels",
    "warn_evaluaties",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class ActiviteitVersie:
    """A published version as a pack delivers it; `velden` are fields of VerwerkingsactiviteitVersie."""

    nummer: int
    uuid: UUID
    code: str
    velden: dict[str, Any]
    gegevens: tuple[Gegeven, ...]


@catalogue
def load_activiteit(nieuw: ActiviteitVersie) -> None:
    """Load version 1 of an activity from a pack, active at once. An activity that is already there stays as it is."""
    if Verwerkingsactiviteit.objects.filter(nummer=nieuw.nummer).exists():
        return
    with transaction.atomic():
        _load(nieuw)
    register.forget()


def _load(nieuw: ActiviteitVersie) -> None:
    Verwerkingsactiviteit.objects.create(nummer=nieuw.nummer, uuid=nieuw.uuid, code=nieuw.code)
    VerwerkingsactiviteitVersie.objects.create(
        nummer=nieuw.nummer, versie=1, status=Status.ACTIEF, geldig_vanaf=datetime.now(UTC), **nieuw.velden
    )
    VerwerkingsactiviteitGegeven.objects.bulk_create(
        VerwerkingsactiviteitGegeven(
            nummer=nieuw.nummer,
            versie=1,
            soort=g.soort,
            waarom=g.waarom,
            handelingen=list(g.handelingen),
            masker=g.masker,
            niveau=g.niveau,
            bronnen=list(g.bronnen),
        )
        for g in nieuw.gegevens
    )
