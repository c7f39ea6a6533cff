"""Purposes of a pack: active at once in a new installation, proposed to people in one that runs already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from geholpen.domain.doelbinding.commands.opstellen import _add, _within_a_year
from geholpen.domain.doelbinding.concept import Concept, Gegeven, of_version, problems
from geholpen.domain.doelbinding.models import (
    Status,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.policy import may_propose
from geholpen.domain.doelbinding.register import register
from geholpen.domain.doelbinding.registerboek import ONDERWEG
from geholpen.domain.doelbinding.stappen import DOEL
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, command
from geholpen.platform.errors import Invalid

#: Who is written down in a pack as having drafted and approved: nobody here.
_MENSEN = ("opgesteld_door", "advies_door", "goedgekeurd_door", "geactiveerd_door")


@dataclass(frozen=True, slots=True)
class ActiviteitVersie:
    """A published version as a pack delivers it; `velden` are fields of VerwerkingsactiviteitVersie."""

    nummer: int
    uuid: UUID
    code: str
    velden: dict[str, Any]
    gegevens: tuple[Gegeven, ...]

    def afdruk(self) -> str:
        """SHA-256 of what the pack says; without the evaluation date, which moves by itself."""
        velden = {n: v for n, v in self.velden.items() if n not in (*_MENSEN, "evaluatiedatum")}
        rows = [[g.soort, g.waarom, g.handelingen, g.masker, g.niveau, g.bronnen] for g in self.gegevens]
        said = json.dumps([velden, sorted(rows)], sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Voorgesteld:
    """What became of one purpose of a pack: a concept that waits (`versie`), or why there is none (`reden`)."""

    code: str
    naam: str
    versie: int
    reden: str = ""


@catalogue
def load_activiteit(nieuw: ActiviteitVersie) -> None:
    """Load version 1 of an activity from a pack, active at once. An activity that is already there stays as it is."""
    if Verwerkingsactiviteit.objects.filter(nummer=nieuw.nummer).exists():
        return
    with transaction.atomic():
        _load(nieuw)
    register.forget()


@command(may=may_propose, gegevens=(), voor=DOEL, naam="Doelen uit een pakket voorgesteld", betrokkenen=lambda _: [])
def propose_activiteiten(ctx: Context, pakket: Sequence[ActiviteitVersie]) -> list[Voorgesteld]:
    """Make a concept of every purpose that is new in a pack, or that says something that no version here ever said.

    Nothing becomes active: people advise, approve and turn on. What was proposed once, and changed or thrown away here,
    is not proposed again until the pack says something else. Returns what was proposed or could not be.
    """
    own = {a.uuid: a for a in Verwerkingsactiviteit.objects.all()}
    new = [n for n in pakket if n.uuid not in own]
    taken = {a.code for a in own.values()}
    for nieuw in new:
        if nieuw.code not in taken:
            own[nieuw.uuid] = _begin(nieuw)
    numbers = {n.nummer: own[n.uuid].nummer for n in pakket if n.uuid in own}
    found = [_propose(n, own.get(n.uuid), numbers) for n in pakket]
    register.forget()
    return [v for v in found if v is not None]


def _begin(nieuw: ActiviteitVersie) -> Verwerkingsactiviteit:
    """The activity itself: with the number of the pack, or the next one when a purpose of our own has it."""
    nummer = nieuw.nummer
    if Verwerkingsactiviteit.objects.filter(nummer=nummer).exists():
        nummer = 1 + (Verwerkingsactiviteit.objects.aggregate(last=Max("nummer"))["last"] or 0)
    return Verwerkingsactiviteit.objects.create(nummer=nummer, uuid=nieuw.uuid, code=nieuw.code)


def _propose(
    nieuw: ActiviteitVersie, here: Verwerkingsactiviteit | None, numbers: Mapping[int, int]
) -> Voorgesteld | None:
    """None: there is nothing new in it."""
    naam = str(nieuw.velden["naam"])
    if here is None:
        return Voorgesteld(nieuw.code, naam, 0, "Een eigen doel heeft deze code al.")
    versions = list(VerwerkingsactiviteitVersie.objects.filter(nummer=here.nummer).order_by("versie"))
    concept = _concept(nieuw, numbers)
    if any(v.pakket == nieuw.afdruk() for v in versions) or any(_same(v, concept) for v in versions):
        return None
    if any(v.status in ONDERWEG for v in versions):
        return Voorgesteld(here.code, naam, 0, "Er is al een versie onderweg. Maak die eerst af.")
    if wrong := problems(concept, timezone.localdate(), ""):
        return Voorgesteld(here.code, naam, 0, next(iter(wrong.values())))
    versie = 1 + max((v.versie for v in versions), default=0)
    try:
        _add(here.nummer, versie, concept, pakket=nieuw.afdruk())
    except Invalid as problem:
        return Voorgesteld(here.code, naam, 0, problem.reason)
    return Voorgesteld(here.code, naam, versie)


def _concept(nieuw: ActiviteitVersie, numbers: Mapping[int, int]) -> Concept:
    """What the pack says, with the numbers that its sources have here."""
    velden = {n: v for n, v in nieuw.velden.items() if n not in _MENSEN}
    version = VerwerkingsactiviteitVersie(nummer=0, versie=0, **velden)
    concept = of_version(version, [])
    gegevens = tuple(
        replace(g, bronnen=tuple(sorted(numbers[n] for n in g.bronnen if n in numbers)))
        for g in sorted(nieuw.gegevens, key=lambda g: g.soort)
    )
    return replace(concept, gegevens=gegevens, evaluatiedatum=_within_a_year(concept.evaluatiedatum))


def _same(version: VerwerkingsactiviteitVersie, concept: Concept) -> bool:
    rows = VerwerkingsactiviteitGegeven.objects.filter(nummer=version.nummer, versie=version.versie)
    known = of_version(version, list(rows))
    known = replace(known, gegevens=tuple(replace(g, bronnen=tuple(sorted(g.bronnen))) for g in known.gegevens))
    return replace(known, evaluatiedatum=None) == replace(concept, evaluatiedatum=None)


def _load(nieuw: ActiviteitVersie) -> None:
    Verwerkingsactiviteit.objects.create(nummer=nieuw.nummer, uuid=nieuw.uuid, code=nieuw.code)
    VerwerkingsactiviteitVersie.objects.create(
        nummer=nieuw.nummer,
        versie=1,
        status=Status.ACTIEF,
        geldig_vanaf=datetime.now(UTC),
        pakket=nieuw.afdruk(),
        **nieuw.velden,
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
