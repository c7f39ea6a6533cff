"""How long we keep: raw rows by table, records by number of the selection list, and what another term would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from geholpen.domain.bewaren.models import Bewaartermijn, Selectieregel
from geholpen.domain.doelbinding.queries import activiteiten
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

#: Rows counted at most for a preview; more is "more than".
GETELD = 10_000
#: Rows are counted in so many.
TIEN = 10


@dataclass(frozen=True, slots=True)
class Termijn:
    """Days that raw rows of a table stay, and why so long."""

    tabel: str
    dagen: int
    waarom: str


@dataclass(frozen=True, slots=True)
class Dossiertermijn:
    """What holds for records under one number of the selection list: purposes with their days, and what then."""

    selectielijst: str
    waardering: str
    doelen: tuple[tuple[str, str, int], ...]  # code, name, days


@dataclass(frozen=True, slots=True)
class Gevolg:
    """Rows that the next night takes now, and with the other term: in tens, so that by asking for one day more nobody
    finds the rows of that day; never more than GETELD + 1.
    """

    nu: int
    straks: int


@catalogue
def termijnen() -> list[Termijn]:
    """Every table of raw rows with its term."""
    return [Termijn(r.tabel, r.dagen, r.waarom) for r in Bewaartermijn.objects.order_by("tabel")]


@catalogue
def termijn(tabel: str) -> Termijn | None:
    """The term of one table, or None."""
    return next((t for t in termijnen() if t.tabel == tabel), None)


@catalogue
def dossiertermijnen() -> list[Dossiertermijn]:
    """Numbers of the selection list that active purposes name."""
    waarden = dict(Selectieregel.objects.values_list("selectielijst", "waardering"))
    found: dict[str, list[tuple[str, str, int]]] = {}
    for a in activiteiten():
        found.setdefault(a.selectielijst, []).append((a.code, a.naam, a.bewaardagen))
    return [Dossiertermijn(s, waarden.get(s, ""), tuple(sorted(d))) for s, d in sorted(found.items())]


@query(
    gegevens=(),
    voor="vernietiging",
    handeling="tellen",
    naam="Geteld wat er met een andere bewaartermijn verdwijnt",
    betrokkenen=lambda _: [],
)
def wat_dan(ctx: Context, tabel: str, dagen: int) -> Gevolg:
    """What the next night takes under the term of now, and under this one."""
    nu = termijn(tabel)
    return Gevolg(_count(tabel, nu.dagen if nu else dagen), _count(tabel, dagen))


def _count(tabel: str, dagen: int) -> int:
    values: list[Any] = [tabel, dagen, GETELD + 1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tel_bij_termijn(%s, %s, %s)", values)
        found = int(cursor.fetchone()[0])
    return min(-(-found // TIEN) * TIEN, GETELD + 1)
