"""Drafting: a new activity, a new version of one, and changing a concept. Only the functional manager."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_noop

from geholpen.domain.doelbinding.concept import Concept, of_version, problems
from geholpen.domain.doelbinding.models import (
    Status,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.policy import may_draft
from geholpen.domain.doelbinding.register import register
from geholpen.domain.doelbinding.stappen import DOEL, explained, step
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.models import uuid7

#: Words that are addresses of pages of the register themselves.
_ADRES = frozenset({"nieuw", "dpia", "invoeren", "uitvoeren"})


@command(may=may_draft, gegevens=(), voor=DOEL, naam="Een doel opgesteld", betrokkenen=lambda _: [])
def begin_activiteit(ctx: Context, concept: Concept, uuid: UUID | None = None) -> str:
    """A new activity with a first concept. Returns its code. Raises Invalid with what to write instead.

    `uuid`: the key it had elsewhere, when it comes from a file.
    """
    _check(concept)
    code, n = _code(concept.naam), 1
    while code in _ADRES or Verwerkingsactiviteit.objects.filter(code=code).exists():
        n += 1
        code = f"{_code(concept.naam)[:56]}-{n}"
    last = Verwerkingsactiviteit.objects.aggregate(last=Max("nummer"))["last"] or 0
    activiteit = Verwerkingsactiviteit.objects.create(nummer=last + 1, uuid=uuid or uuid7(), code=code)
    _add(activiteit.nummer, 1, _self_as_source(concept, activiteit.nummer))
    return code


@command(may=may_draft, gegevens=(), voor=DOEL, naam="Nieuwe versie van een doel begonnen", betrokkenen=lambda _: [])
def begin_versie(ctx: Context, code: str, uit: int) -> int:
    """A new concept with the content of version `uit`. Returns its number. Raises Missing and Invalid."""
    nummer = _nummer(code)
    bron = VerwerkingsactiviteitVersie.objects.filter(nummer=nummer, versie=uit).first()
    if bron is None:
        raise Missing
    open_ = VerwerkingsactiviteitVersie.objects.filter(nummer=nummer, status=Status.CONCEPT).first()
    if open_ is not None:
        raise Invalid("versie", "Er is al een concept van dit doel. Maak dat eerst af, of gooi het weg.")
    concept = of_version(bron, list(VerwerkingsactiviteitGegeven.objects.filter(nummer=nummer, versie=uit)))
    versie = 1 + (VerwerkingsactiviteitVersie.objects.filter(nummer=nummer).aggregate(m=Max("versie"))["m"] or 0)
    _add(nummer, versie, replace(concept, evaluatiedatum=_within_a_year(concept.evaluatiedatum)))
    return int(versie)


@command(may=may_draft, gegevens=(), voor=DOEL, naam="Een concept van een doel gewijzigd", betrokkenen=lambda _: [])
def change_concept(ctx: Context, code: str, versie: int, concept: Concept) -> None:
    """Replace the content of a concept. Raises Invalid with what to write instead, and Missing."""
    nummer = _nummer(code)
    row = VerwerkingsactiviteitVersie.objects.filter(nummer=nummer, versie=versie).first()
    if row is None:
        raise Missing
    concept = _self_as_source(concept, nummer)
    _check(concept, row.uitzondering_voor)
    velden = json.dumps(concept.velden(), default=str)
    with explained(), connection.cursor() as cursor:
        cursor.execute("SELECT wijzig_concept(%s::smallint, %s::smallint, %s::jsonb)", [nummer, versie, velden])
        _add_gegevens(nummer, versie, concept)
    register.forget()


GEEN_GEGEVENS = gettext_noop(
    "Kies eerst welke gegevens u voor dit doel nodig heeft. Daarna kan het niet meer veranderen."
)


@command(may=may_draft, gegevens=(), voor=DOEL, naam="Advies over een doel gevraagd", betrokkenen=lambda _: [])
def ask_advice(ctx: Context, code: str, versie: int, waarom: str) -> None:
    """Send a concept to the privacy officer; from here on its content is frozen. Raises Invalid and Missing."""
    nummer = _nummer(code)
    if not VerwerkingsactiviteitGegeven.objects.filter(nummer=nummer, versie=versie).exists():
        raise Invalid("soort", GEEN_GEGEVENS)
    step(nummer, versie, "ter_advies", waarom)


@command(may=may_draft, gegevens=(), voor=DOEL, naam="Een concept van een doel weggegooid", betrokkenen=lambda _: [])
def discard_concept(ctx: Context, code: str, versie: int, waarom: str) -> None:
    """End a concept that nobody needs; it stays in the history. Raises Invalid and Missing."""
    nummer = _nummer(code)
    if not VerwerkingsactiviteitVersie.objects.filter(nummer=nummer, versie=versie, status=Status.CONCEPT).exists():
        raise Missing
    step(nummer, versie, "ingetrokken", waarom)


def _nummer(code: str) -> int:
    found = Verwerkingsactiviteit.objects.filter(code=code).first()
    if found is None:
        raise Missing
    return found.nummer


def _check(concept: Concept, uitzondering: str = "") -> None:
    for veld, reden in problems(concept, timezone.localdate(), uitzondering).items():
        raise Invalid(veld, reden)


def _add(nummer: int, versie: int, concept: Concept, pakket: str = "") -> None:
    nobody = "00000000-0000-0000-0000-000000000000"  # the database puts whoever acts in its place
    with explained():
        VerwerkingsactiviteitVersie.objects.create(
            nummer=nummer,
            versie=versie,
            status=Status.CONCEPT,
            geldig_vanaf=timezone.now(),
            opgesteld_door=nobody,
            pakket=pakket,
            **concept.velden(),
        )
        _add_gegevens(nummer, versie, concept)
    register.forget()


def _add_gegevens(nummer: int, versie: int, concept: Concept) -> None:
    VerwerkingsactiviteitGegeven.objects.bulk_create(
        VerwerkingsactiviteitGegeven(
            nummer=nummer,
            versie=versie,
            soort=g.soort,
            waarom=g.waarom,
            handelingen=list(g.handelingen),
            masker=g.masker,
            niveau=g.niveau,
            bronnen=list(g.bronnen),
        )
        for g in concept.gegevens
    )


def _self_as_source(concept: Concept, nummer: int) -> Concept:
    """What was collected for a purpose may be read for it; 0 stands for the number that it only now has."""
    gegevens = tuple(replace(g, bronnen=tuple(n or nummer for n in g.bronnen)) for g in concept.gegevens)
    return replace(concept, gegevens=gegevens)


def _within_a_year(day: date | None) -> date:
    """The evaluation date that a new version begins with: that of the old one when it can still be kept."""
    today = timezone.localdate()
    last = date(today.year + 1, today.month, min(today.day, 28))
    return day if day is not None and today < day <= last else last


def _code(naam: str) -> str:
    """A name as part of an address."""
    plain = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "doel"
