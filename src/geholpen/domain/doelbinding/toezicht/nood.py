"""Break-glass: what it is made of, how the reason is looked up, and what the database refuses, in words."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from geholpen.domain.doelbinding.ports import Reden
from geholpen.domain.doelbinding.regels import REDENEN
from geholpen.domain.doelbinding.register import register
from geholpen.platform.errors import Invalid, Missing, Refused

#: The purpose of the look itself, and the kind of reason that brings it.
NOODTOEGANG = "noodtoegang"
#: Seconds that a second factor is fresh.
NOOD_VERS = 300
#: Working days for the review, and until the right of the team's role is off.
BEOORDELEN, RECHT_UIT = 2, 5

_CODES = {"GH020": "NOOD_GEEN_RECHT", "GH021": "NOOD_UIT", "GH022": "NOOD_BEVESTIG", "GH023": "NOOD_LOOPT_AL"}
_VELDEN = {
    "nood_toelichting": ("toelichting", "Schrijf in minstens 30 tekens waarom u niet kunt wachten."),
    "nood_oordeel": ("bevinding", "Schrijf in minstens 10 tekens wat u heeft nagegaan."),
    "los_oordeel": ("bevinding", "Schrijf in minstens 10 tekens wat u heeft nagegaan."),
    "los_antwoord": ("antwoord", "Schrijf in minstens 10 tekens waarom u keek."),
    "onthulling_reden": ("reden", "Schrijf in minstens 30 tekens waarom u moet weten wie het was."),
}


@dataclass(frozen=True, slots=True)
class Lopend:
    """The break-glass that runs for somebody now."""

    id: UUID
    partij_id: UUID
    tot: datetime


def reden(partij_id: UUID, id: UUID) -> Reden | None:
    """The reason: one employee's, of one customer, for as long as it runs."""
    found = register.code(NOODTOEGANG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT open, medewerker FROM reden_noodtoegang(%s, %s)", [partij_id, id])
        row = cursor.fetchone()
    if row is None or found is None:
        return None
    return Reden(found.nummer, row[0], behandelaar=row[1])


@dataclass(frozen=True, slots=True)
class Spoed:
    """What a customer may know of a break-glass: why, and what the review found ("" when nobody reviewed it)."""

    zichtbaar: bool
    reden: str
    uitkomst: str


def voor_klant(ids: Collection[UUID]) -> dict[UUID, Spoed]:
    """Of these, what the customer in the open context may know."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, zichtbaar, reden, uitkomst FROM noodtoegang_voor_klant(%s)", [list(ids)])
        return {id: Spoed(*rest) for id, *rest in cursor.fetchall()}


def los_voor_klant(gesprekken: Collection[UUID]) -> dict[UUID, str]:
    """After which of these conversations nothing was recorded, and what was found about that ("" nothing yet)."""
    if not gesprekken:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT gesprek_id, uitkomst FROM losse_inzage_voor_klant(%s)", [list(gesprekken)])
        return dict(cursor.fetchall())


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """What the database refuses, as Refused, Invalid or Missing. Raises other faults as they are."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        cause = error.__cause__
        state = getattr(cause, "sqlstate", "") or ""
        name = getattr(getattr(cause, "diag", None), "constraint_name", None) or ""
        if state in _CODES:
            raise Refused(_CODES[state], REDENEN[_CODES[state]]) from error
        if state == "GH024":
            raise Missing("er is niets te beoordelen") from error
        if name == "onthulling_twee_mensen":
            raise Refused("ANDERE_ROL", REDENEN["ANDERE_ROL"]) from error
        if name in {"niemand_beoordeelt_zichzelf", "los_zelf"}:
            raise Refused("EIGEN_WERK", REDENEN["EIGEN_WERK"]) from error
        if name in _VELDEN:
            raise Invalid(*_VELDEN[name]) from error
        raise
