"""Lines of the processing log as they are read for others, one per action and customer: SQL on tables of doelbinding.

What belongs to a confidential activity is not there. A search without a customer goes by way of the audit, whose key is
ordered in time; its row and those of the log share id and transaction, so that no index is needed for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

_VELDEN = """
    d.keten, d.tx::text AS tx, d.id, d.partij_id, d.trace, d.naam, d.deur, w.uuid AS activiteit, d.versie, d.soorten,
    d.handeling, d.kanaal, d.aanleiding_soort, d.aanleiding_id, d.uitkomst, d.moment, d.vervalt_op,
    v0.naam AS activiteit_naam,
    coalesce(v0.vertrouwelijk_tot < (now() AT TIME ZONE 'Europe/Amsterdam')::date, false) AS opgeheven,
    CASE WHEN d.actor_soort = 'applicatie' THEN a.actor_id END AS applicatie,
    EXISTS (SELECT 1 FROM dataverwerking z WHERE z.keten = ANY ('{1,2,3,4}') AND z.tx = d.tx AND z.id = d.id
            AND z.partij_id <> d.partij_id) AS meer,
    NOT EXISTS (SELECT 1 FROM dataverwerking z WHERE z.keten = ANY ('{1,2,3,4}') AND z.tx = d.tx AND z.id = d.id
                AND z.partij_id < d.partij_id) AS eerste
"""
#: An activity is confidential while one of its versions says so.
GEHEIM = """EXISTS (SELECT 1 FROM verwerkingsactiviteit_versie v
                    WHERE v.nummer = d.activiteit
                    AND v.vertrouwelijk_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)"""
_JOINS = """JOIN verwerkingsactiviteit w ON w.nummer = d.activiteit
    JOIN verwerkingsactiviteit_versie v0 ON v0.nummer = d.activiteit AND v0.versie = d.versie
    LEFT JOIN audit a ON a.id = d.id"""


_LIFTED = {
    None: "",
    True: " AND v0.vertrouwelijk_tot < (now() AT TIME ZONE 'Europe/Amsterdam')::date",
    False: " AND v0.vertrouwelijk_tot IS NULL",
}


@dataclass(frozen=True, slots=True)
class Regel:
    """One action on the data of one customer. `meer`: the action was about others too; `eerste`: this is the first."""

    keten: int
    tx: str
    id: UUID
    partij_id: UUID
    trace: UUID
    naam: str
    deur: str
    activiteit: UUID
    versie: int
    soorten: int
    handeling: str
    kanaal: str
    aanleiding_soort: str
    aanleiding_id: UUID | None
    uitkomst: str
    moment: datetime
    vervalt_op: datetime
    activiteit_naam: str
    opgeheven: bool  # its activity was confidential
    applicatie: UUID | None
    meer: bool
    eerste: bool


@dataclass(frozen=True, slots=True)
class Sleutel:
    """By which a line is found: its chain, its place in it, and whose it is."""

    keten: int
    tx: str
    id: UUID
    partij_id: UUID


@dataclass(frozen=True, slots=True)
class Regelvraag:
    """What is looked for; None is no limit. `na`: only what comes after this line, newest first."""

    partijen: tuple[UUID, ...] | None = None
    trace: UUID | None = None
    activiteit: UUID | None = None
    versie: int | None = None
    applicatie: UUID | None = None
    van: datetime | None = None
    tot: datetime | None = None  # that moment too
    voor: datetime | None = None  # not that moment
    tm: UUID | None = None  # no line that came after this one
    na: tuple[UUID, UUID] | None = None


def zoek(vraag: Regelvraag, hoogstens: int, *, opgeheven: bool | None = None) -> list[Regel]:
    """Lines newest first; only inside a door that may read the log. `opgeheven`: only what was confidential, or not."""
    waar, waarden = _where(vraag)
    waar += _LIFTED[opgeheven]
    bron = "dataverwerking d"
    if vraag.partijen is None:
        breed, extra = _in_audit(vraag)
        bron = (
            f"(SELECT a.id, a.tx FROM audit a WHERE {breed}) b"  # noqa: S608  our own words
            " JOIN dataverwerking d ON d.keten = ANY ('{1,2,3,4}') AND d.tx = b.tx AND d.id = b.id"
        )
        waarden = [*extra, *waarden]
    statement = (
        f"SELECT {_VELDEN} FROM {bron} {_JOINS} WHERE {waar} AND NOT {GEHEIM}"  # noqa: S608  our own words
        " ORDER BY d.id DESC, d.partij_id DESC LIMIT %s"
    )
    return _read(statement, [*waarden, hoogstens])


def tel(vraag: Regelvraag, opgeheven: bool | None) -> int:
    """How many lines `zoek` would find of these customers."""
    waar, waarden = _where(vraag)
    statement = f"SELECT count(*) FROM dataverwerking d {_JOINS} WHERE {waar}{_LIFTED[opgeheven]} AND NOT {GEHEIM}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, waarden)
        return int(cursor.fetchone()[0])


def samen(rijen: list[Regel]) -> dict[UUID, list[Regel]]:
    """Per action of these lines the lines of everybody in it."""
    if not rijen:
        return {}
    statement = f"""SELECT {_VELDEN} FROM unnest(%s::text[], %s::uuid[]) b (tx, id)
        JOIN dataverwerking d ON d.keten = ANY ('{{1,2,3,4}}') AND d.tx = b.tx::xid8 AND d.id = b.id {_JOINS}
        WHERE NOT {GEHEIM} ORDER BY d.id, d.partij_id"""  # noqa: S608  our own words
    uniek = {r.id: r.tx for r in rijen}
    found: dict[UUID, list[Regel]] = {}
    for r in _read(statement, [list(uniek.values()), list(uniek)]):
        found.setdefault(r.id, []).append(r)
    return found


def tussen(van: UUID, tot: UUID) -> list[Regel]:
    """The lines of the actions whose ids lie in this range, both ends too."""
    statement = f"""SELECT {_VELDEN} FROM (SELECT x.id, x.tx FROM audit x WHERE x.besluit AND x.id BETWEEN %s AND %s) b
        JOIN dataverwerking d ON d.keten = ANY ('{{1,2,3,4}}') AND d.tx = b.tx AND d.id = b.id {_JOINS}
        WHERE NOT {GEHEIM}"""  # noqa: S608  our own words
    return _read(statement, [van, tot])


def na_plaats(keten: int, na: tuple[str, UUID, UUID], hoogstens: int) -> list[tuple[Sleutel, Regel | None]]:
    """The keys of a chain after a place, oldest first, with the line; None where it may not leave now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tx, id, partij_id FROM uitvoer_sleutels(%s, %s, %s, %s, %s)", [keten, *na, hoogstens])
        sleutels = [Sleutel(keten, *row) for row in cursor.fetchall()]
    statement = f"""SELECT {_VELDEN} FROM unnest(%s::uuid[], %s::uuid[]) k (partij_id, id)
        JOIN dataverwerking d ON d.partij_id = k.partij_id AND d.id = k.id {_JOINS} WHERE NOT {GEHEIM}"""  # noqa: S608
    found = _read(statement, [[s.partij_id for s in sleutels], [s.id for s in sleutels]]) if sleutels else []
    per = {(r.partij_id, r.id): r for r in found}
    return [(s, per.get((s.partij_id, s.id))) for s in sleutels]


def apart(hoogstens: int) -> list[Regel]:
    """Lines that were put aside and are of no confidential activity now."""
    statement = f"""SELECT {_VELDEN} FROM uitvoer_apart x
        JOIN dataverwerking d ON d.partij_id = x.laatste_partij AND d.id = x.regel_id {_JOINS}
        WHERE NOT {GEHEIM} ORDER BY x.regel_id LIMIT %s"""  # noqa: S608  our own words
    return _read(statement, [hoogstens])


def _read(statement: str, waarden: list[Any]) -> list[Regel]:
    with connection.cursor() as cursor:
        cursor.execute(statement, waarden)
        return [Regel(*row) for row in cursor.fetchall()]


def _where(v: Regelvraag) -> tuple[str, list[Any]]:
    delen: list[tuple[str, list[Any]]] = [("true", [])]
    if v.partijen is not None:
        delen.append(("d.partij_id = ANY (%s::uuid[])", [list(v.partijen)]))
    if v.trace is not None:
        delen.append(("d.trace = %s", [v.trace]))
    if v.activiteit is not None:
        delen.append(("w.uuid = %s", [v.activiteit]))
    if v.versie is not None:
        delen.append(("d.versie = %s", [v.versie]))
    if v.applicatie is not None:
        delen.append(("d.actor_soort = 'applicatie' AND a.actor_id = %s", [v.applicatie]))
    if v.van is not None:
        delen.append(("d.moment >= %s", [v.van]))
    if v.tot is not None:
        delen.append(("d.moment <= %s", [v.tot]))
    if v.voor is not None:
        delen.append(("d.moment < %s", [v.voor]))
    if v.tm is not None:
        delen.append(("d.id <= %s", [v.tm]))
    if v.na is not None:
        delen.append(("(d.id, d.partij_id) < (%s, %s)", list(v.na)))
    return " AND ".join(deel for deel, _ in delen), [waarde for _, gegeven in delen for waarde in gegeven]


def _in_audit(v: Regelvraag) -> tuple[str, list[Any]]:
    """The same limits, as far as the audit knows them; on its key, which begins with the moment in milliseconds."""
    delen: list[tuple[str, list[Any]]] = [("a.besluit", [])]
    if v.trace is not None:
        delen.append(("a.trace = %s", [v.trace]))
    if v.van is not None:
        delen.append(("a.id >= %s", [_key(v.van, -60)]))
    if v.tot is not None:
        delen.append(("a.id <= %s", [_key(v.tot, 60)]))
    if v.na is not None:
        delen.append(("a.id <= %s", [v.na[0]]))
    return " AND ".join(deel for deel, _ in delen), [waarde for _, gegeven in delen for waarde in gegeven]


def _key(moment: datetime, seconden: int) -> UUID:
    """The smallest time-ordered key of a moment; a line gets its key up to half a minute before it is written."""
    ms = max(0, int(moment.timestamp() * 1000) + seconden * 1000)
    return UUID(int=ms << 80)
