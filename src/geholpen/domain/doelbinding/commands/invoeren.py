"""Taking purposes over from a file in the published schema: each becomes a concept, never more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from geholpen.domain.doelbinding.commands.opstellen import begin_activiteit, begin_versie, change_concept
from geholpen.domain.doelbinding.models import Verwerkingsactiviteit, VerwerkingsactiviteitVersie
from geholpen.domain.doelbinding.policy import may_draft
from geholpen.domain.doelbinding.stappen import DOEL
from geholpen.domain.doelbinding.uitwisselen import Gelezen, read_schema
from geholpen.domain.organisatie.queries import rollen
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: So many purposes in one file.
HOOGSTENS = 200


@dataclass(frozen=True, slots=True)
class Ingevoerd:
    """What became of one activity of the file. An empty `code`: nothing, `reden` says why."""

    naam: str
    code: str
    versie: int
    reden: str
    opmerkingen: tuple[str, ...]


@command(may=may_draft, gegevens=(), voor=DOEL, naam="Doelen uit een bestand ingevoerd", betrokkenen=lambda _: [])
def import_activiteiten(ctx: Context, bestand: bytes) -> list[Ingevoerd]:
    """Make a concept of every activity in the file; one that cannot be used stops no other. Raises Invalid."""
    return [_import(ctx, item) for item in _items(bestand)]


def _items(bestand: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(bestand.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Invalid("bestand", "Dit is geen JSON-bestand. Kies een bestand dat uit een register komt.") from error
    if isinstance(found, dict):
        found = found.get("verwerkingsactiviteiten", [found])
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        raise Invalid("bestand", "In dit bestand staat geen lijst van verwerkingsactiviteiten.")
    if len(found) > HOOGSTENS:
        raise Invalid("bestand", "In dit bestand staan meer dan 200 doelen. Deel het op.")
    return found


def _import(ctx: Context, item: dict[str, Any]) -> Ingevoerd:
    rows = list(Verwerkingsactiviteit.objects.all())
    nummers = {a.code: a.nummer for a in rows} | {str(a.uuid): a.nummer for a in rows}
    read = read_schema(item, nummers, rollen() | {"klant", "systeem", "applicatie"}, timezone.localdate())
    naam = read.concept.naam or "(zonder naam)"
    try:
        code, versie = _store(ctx, read, {a.uuid: a for a in rows})
    except Invalid as problem:
        return Ingevoerd(naam, "", 0, problem.reason, read.opmerkingen)
    return Ingevoerd(naam, code, versie, "", read.opmerkingen)


def _store(ctx: Context, read: Gelezen, known: dict[Any, Verwerkingsactiviteit]) -> tuple[str, int]:
    activiteit = known.get(read.uuid)
    if activiteit is None:
        return begin_activiteit(ctx, read.concept, read.uuid), 1
    newest = VerwerkingsactiviteitVersie.objects.filter(nummer=activiteit.nummer).order_by("-versie").first()
    assert newest is not None  # noqa: S101  an activity begins with a version
    versie = begin_versie(ctx, activiteit.code, newest.versie)
    change_concept(ctx, activiteit.code, versie, read.concept)
    return activiteit.code, versie
