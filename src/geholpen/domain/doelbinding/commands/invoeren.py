"""Taking purposes over from a file in the published schema: each becomes a concept, never more."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from geholpen.domain.doelbinding.commands.opstellen import begin_activiteit, begin_versie, change_concept
from geholpen.domain.doelbinding.concept import Concept, of_version, problems
from geholpen.domain.doelbinding.models import (
    Status,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.policy import may_draft
from geholpen.domain.doelbinding.stappen import DOEL
from geholpen.domain.doelbinding.uitwisselen import Bekend, Gelezen, read_schema
from geholpen.domain.organisatie.queries import afdelingen, rollen
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: So many purposes in one file.
HOOGSTENS = 200
#: States of a version that holds, or will again.
LOOPT = (Status.ACTIEF, Status.GESCHORST, Status.VERLOPEN)


@dataclass(frozen=True, slots=True)
class Ingevoerd:
    """What became of one activity of the file. An empty `code`: nothing, `redenen` say why. Not `nieuw`: it was so."""

    naam: str
    code: str
    versie: int
    redenen: tuple[str, ...] = ()
    opmerkingen: tuple[str, ...] = ()
    nieuw: bool = False


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
    bekend = Bekend(nummers, rollen() | {"klant", "systeem", "applicatie"}, frozenset(afdelingen()))
    read = read_schema(item, bekend, timezone.localdate())
    naam = read.concept.naam or "(zonder naam)"
    known = next((a for a in rows if a.uuid == read.uuid), None)
    newest = _newest(known.nummer) if known else None
    if known and newest and not read.fouten and _same(read.concept, newest):
        return Ingevoerd(naam, known.code, newest.versie, (), read.opmerkingen)
    uitzondering = newest.uitzondering_voor if newest else ""
    fouten = (*read.fouten, *problems(read.concept, timezone.localdate(), uitzondering).values())
    if fouten:
        return Ingevoerd(naam, "", 0, fouten, read.opmerkingen)
    try:
        with transaction.atomic():  # all of it or nothing: no half version stays behind
            code, versie = _store(ctx, read, known, newest)
    except Invalid as problem:
        return Ingevoerd(naam, "", 0, (problem.reason,), read.opmerkingen)
    return Ingevoerd(naam, code, versie, (), read.opmerkingen, nieuw=True)


def _newest(nummer: int) -> VerwerkingsactiviteitVersie | None:
    """What holds now, or else the last version there was."""
    rows = VerwerkingsactiviteitVersie.objects.filter(nummer=nummer).order_by("-versie")
    return next((v for v in rows if v.status in LOOPT), rows.first())


def _same(concept: Concept, versie: VerwerkingsactiviteitVersie) -> bool:
    """Whether the file says of this version what it says itself, whatever the order of a list."""
    if versie.status not in LOOPT:
        return False
    rows = VerwerkingsactiviteitGegeven.objects.filter(nummer=versie.nummer, versie=versie.versie)
    return _ordered(concept, versie.nummer) == _ordered(of_version(versie, list(rows)), versie.nummer)


def _ordered(concept: Concept, nummer: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    velden = {naam: sorted(w) if isinstance(w, list) else w for naam, w in concept.velden().items()}
    gegevens = [
        asdict(g) | {"bronnen": sorted(n or nummer for n in g.bronnen), "handelingen": sorted(g.handelingen)}
        for g in concept.gegevens
    ]
    return velden, gegevens


def _store(
    ctx: Context,
    read: Gelezen,
    activiteit: Verwerkingsactiviteit | None,
    newest: VerwerkingsactiviteitVersie | None,
) -> tuple[str, int]:
    if activiteit is None or newest is None:
        return begin_activiteit(ctx, read.concept, read.uuid), 1
    versie = begin_versie(ctx, activiteit.code, newest.versie)
    change_concept(ctx, activiteit.code, versie, read.concept)
    return activiteit.code, versie
