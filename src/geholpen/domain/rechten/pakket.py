"""Everything we keep about one customer, read from the list of tables itself: a new table is in it by being there.

Only inside a door of the purpose that gives every category. Row-level security decides what is read; what the database
holds back, and what is about somebody else, is named as left out. Keys of rows and of employees are no data about the
customer and are never in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import ActiviteitUitleg, Logregel, activiteiten
from geholpen.domain.partijen.queries import bsn_uit
from geholpen.platform.models import MetHerkomst, tables_of_customers

#: Rows of one table; more than this is said to be left out.
HOOGSTENS = 10_000
#: What is kept encrypted and is the customer's own.
_GEHEIM = "versleuteld"
_HERKOMST = frozenset({"herkomst", "verkregen_voor", "verkregen_op", "vervalt_op"})


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: its values in words that JSON knows, and where they come from."""

    waarden: dict[str, Any]
    herkomst: str
    doel: str
    verkregen_op: datetime
    bewaard_tot: datetime


@dataclass(frozen=True, slots=True)
class Tabel:
    """What one table holds of the customer. `weggelaten`: columns about somebody else; `meer`: there were more rows."""

    naam: str
    soort: G
    rijen: tuple[Rij, ...]
    weggelaten: tuple[str, ...]
    meer: bool


@dataclass(frozen=True, slots=True)
class Pakket:
    """All of it. `afgeschermd`: categories that were not given, with the reason."""

    gemaakt_op: datetime
    tabellen: tuple[Tabel, ...]
    afgeschermd: tuple[tuple[str, str], ...]
    ontvangers: tuple[str, ...]
    regels: tuple[Logregel, ...]


def tabellen(partij_id: UUID, grondslagen: frozenset[str] = frozenset()) -> tuple[Tabel, ...]:
    """Every table of customers, by category; with `grondslagen` only what was collected on those grounds."""
    doelen = {a.nummer: a for a in activiteiten()}
    modellen = sorted(tables_of_customers(apps), key=lambda m: (m.gegevenssoort, m._meta.db_table))
    return tuple(_tabel(model, partij_id, doelen, grondslagen) for model in modellen)


def _tabel(
    model: type[MetHerkomst], partij_id: UUID, doelen: dict[int, ActiviteitUitleg], grondslagen: frozenset[str]
) -> Tabel:
    rows = model._default_manager.filter(Q(partij_id=partij_id)).order_by("verkregen_op")
    if grondslagen:
        rows = rows.filter(verkregen_voor__in=[n for n, a in doelen.items() if a.grondslag in grondslagen])
    found = list(rows[: HOOGSTENS + 1])
    return Tabel(
        naam=model._meta.db_table.replace("_", " "),
        soort=G(model.gegevenssoort),
        rijen=tuple(_rij(row, doelen) for row in found[:HOOGSTENS]),
        weggelaten=tuple(naam.replace("_", " ") for naam in model.van_ander),
        meer=len(found) > HOOGSTENS,
    )


def _rij(row: MetHerkomst, doelen: dict[int, ActiviteitUitleg]) -> Rij:
    doel = doelen.get(row.verkregen_voor)
    return Rij(
        waarden=dict(_waarden(row)),
        herkomst=row.herkomst,
        doel=doel.naam if doel else "",
        verkregen_op=row.verkregen_op,
        bewaard_tot=row.vervalt_op,
    )


def shown(model: type[MetHerkomst]) -> Iterable[Any]:
    """The columns of a table that say something about the customer: no keys and hashes, nothing about somebody else."""
    weg = {*_HERKOMST, *model.van_ander}
    for field in model._meta.concrete_fields:
        binary = isinstance(getattr(field, "base_field", field), models.BinaryField)
        if field.attname in weg or isinstance(field, models.UUIDField) or (binary and field.attname != _GEHEIM):
            continue
        yield field


def _waarden(row: MetHerkomst) -> Iterable[tuple[str, Any]]:
    for field in shown(type(row)):
        naam, value = field.attname, getattr(row, field.attname)
        if naam == _GEHEIM:
            yield "nummer", bsn_uit(bytes(value), row.partij_id)  # type: ignore[attr-defined]
        elif value not in (None, "", [], {}):
            yield naam.replace("_", " "), plat(value)


def plat(value: Any) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict) else str(value)


def ontvangers(gevonden: Iterable[Tabel]) -> tuple[str, ...]:
    """To whom the purposes of what was found give data, as the register says it."""
    namen = {rij.doel for tabel in gevonden for rij in tabel.rijen}
    return tuple(sorted({o for a in activiteiten() if a.naam in namen for o in a.ontvangers}))
