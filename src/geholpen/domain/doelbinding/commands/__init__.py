"""DOOR. Fill the register of purposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.models import (
    Status,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.register import register
from geholpen.platform.doors import catalogue


@dataclass(frozen=True, slots=True)
class Gegeven:
    """One category of a version. `bronnen`: numbers of activities whose collected data are acceptable."""

    soort: int
    waarom: str
    handelingen: tuple[str, ...]
    masker: str
    niveau: str
    bronnen: tuple[int, ...]


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
    register.forget()
