"""Taking over from another register: what every room's door for it takes in and gives back.

A door places what is new in bulk. What is here already goes through the same body as a change by other software.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from geholpen.platform.errors import DoorError, Invalid, Refused

#: The columns of provenance, at the end of every row.
HERKOMST = ("herkomst", "verkregen_voor", "verkregen_op", "vervalt_op")


@dataclass(frozen=True, slots=True)
class Overgenomen:
    """One object of another register. `velden` as an interface gives them to doors; `op` keeps the source's order."""

    id: UUID
    velden: Mapping[str, Any]
    op: datetime

    def stempel(self, herkomst: Mapping[str, Any]) -> tuple[Any, ...]:
        """The columns of `HERKOMST`: this provenance, in this place in the order."""
        return herkomst["herkomst"], herkomst["verkregen_voor"], self.op, herkomst["vervalt_op"]


@dataclass(slots=True)
class Geplaatst:
    """What a door did: whom it concerned, what could not be placed and why, what is here otherwise than there."""

    partijen: set[UUID] = field(default_factory=set)
    geweigerd: dict[UUID, str] = field(default_factory=dict)
    opmerkingen: dict[UUID, str] = field(default_factory=dict)

    def join(self, other: Geplaatst) -> None:
        """Add what another call did."""
        self.partijen |= other.partijen
        self.geweigerd |= other.geweigerd
        self.opmerkingen |= other.opmerkingen


def known(table: str, ids: Iterable[UUID], column: str = "id", where: str = "true") -> set[UUID]:
    """Which of these are in a table, under the open purpose."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM {table} WHERE {column} = ANY (%s::uuid[]) AND {where}",  # noqa: S608  our own names
            [list(ids)],
        )
        return {id for (id,) in cursor.fetchall()}


def with_free_numbers(table: str, column: str, regels: list[Overgenomen], uit: Geplaatst) -> list[Overgenomen]:
    """A number is of one row of a table: whoever comes with one that is taken comes without, and it is said."""
    given = [r.velden[column] for r in regels if r.velden.get(column)]
    if not given:
        return regels
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} <> '' AND {column} = ANY (%s)", [given])  # noqa: S608
        taken = {nummer for (nummer,) in cursor.fetchall()}
    result = []
    for r in regels:
        nummer = r.velden.get(column)
        if nummer and nummer in taken:
            uit.opmerkingen[r.id] = f"{column} {nummer} is hier al van een ander en is leeg gelaten"
            r = replace(r, velden={**r.velden, column: None})
        elif nummer:
            taken.add(nummer)
        result.append(r)
    return result


def split(table: str, regels: Sequence[Overgenomen], column: str = "id") -> tuple[list[Overgenomen], list[Overgenomen]]:
    """(what is new, what is here already)."""
    here = known(table, [r.id for r in regels], column)
    return [r for r in regels if r.id not in here], [r for r in regels if r.id in here]


def change_each(change: Callable[[Overgenomen], Any], regels: Iterable[Overgenomen], uit: Geplaatst) -> None:
    """Change one by one what is here already; what is refused stays as it was. `change` gives whom it concerned."""
    for regel in regels:
        try:
            with transaction.atomic():
                gedaan = change(regel)
        except (DoorError, DatabaseError) as error:
            uit.geweigerd[regel.id] = reason(error)
        else:
            uit.partijen |= getattr(gedaan, "partijen", None) or set(gedaan[1])


def reason(error: Exception) -> str:
    """Why not, in plain Dutch, without a value of anybody."""
    if isinstance(error, Invalid):
        return f"{error.field}: {error.reason}" if error.field else error.reason
    if isinstance(error, Refused):
        return error.reason
    state = sqlstate(error)
    return _SQL.get(state, f"De database neemt dit niet aan (code {state or type(error).__name__}).")


def sqlstate(error: Exception) -> str:
    """The code that the database gave, "" when it gave none."""
    return getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None) or ""


#: A statement was stopped because it took too long.
TE_LANG = "57014"
_SQL = {
    TE_LANG: "Het opslaan duurde te lang.",
    "22001": "Een tekst is langer dan hier past.",
    "22003": "Een getal is groter dan hier past.",
    "22007": "Een datum is geen datum.",
    "22008": "Een datum valt buiten wat kan.",
    "22021": "Een tekst bevat tekens die geen tekst zijn.",
    "22P02": "Een waarde heeft niet de vorm die het contract noemt.",
    "22P05": "Een tekst bevat tekens die geen tekst zijn.",
    "23502": "Een verplicht gegeven ontbreekt.",
    "23503": "Het verwijst naar iets dat hier niet is.",
    "23505": "Er is hier al iets met dezelfde sleutel (bijvoorbeeld dezelfde referentie bij dezelfde klant).",
}
