"""How a resource of the standard is shown: which rows, which members, what can be expanded, what can be filtered on.

A Weergave is a description; `sql.py` makes the two functions of the database out of it. Everything in it is text of our
own, never of a caller: filters are chosen by name and their values travel as parameters.

In all SQL `r` is the row shown and `p_basis` the address that the resources of this interface begin with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on `r`, with % for the value (a text). Filters of one `groep` must hold for one related row.

    With `sleutel` the value is the number of somebody in a register: % is its keyed hash, in hexadecimal. `kort`: the
    condition for a value of one or two characters, where the index that `sql` uses has no answer.
    """

    sql: str
    groep: str = ""
    sleutel: bool = False
    kort: str = ""


@dataclass(frozen=True, slots=True)
class Uitklap:
    """Related resources shown in full. `van`: FROM clause in which `r` is the related row; `ouder`: whose it is."""

    doel: str  # name of the Weergave of `r`
    van: str
    ouder: str
    veel: bool = True


@dataclass(frozen=True, slots=True)
class Weergave:
    """One resource. `partij`: whose row it is, for the log; NULL for what belongs to no customer."""

    naam: str  # as in the address: "partij-identificatoren"
    tabel: str
    velden: tuple[tuple[str, str], ...]
    id: str = "r.id"
    partij: str = "r.partij_id"
    zichtbaar: str = "true"
    erbij: str = ""  # joins that the members need; the filters do not see them
    volgorde: str = "r.verkregen_op DESC, r.id DESC"
    filters: Mapping[str, Filter] = field(default_factory=dict)
    #: groep → EXISTS (… {}), with {} for its conditions. A groep "a.b" is one of the conditions of "a"; it comes first.
    groepen: Mapping[str, str] = field(default_factory=dict)
    uitklap: Mapping[str, Uitklap] = field(default_factory=dict)
    #: `tabel` is a view of several tables: rows are looked up one by one, or each of those tables is read whole.
    samengesteld: bool = False
    #: SQL for the number of rows without a filter, where counting them would take too long.
    telling: str = ""
    #: SQL for the ids (an array) of a page of all rows, where going through the rows before it would take too long.
    bladzijde: str = ""
    #: A group whose conditions find few rows, by an index of their own: found all at once, then counted and ordered.
    ineens: str = ""
    #: Combinations of filters that are asked all day: they get a plan that stays.
    vaak: tuple[tuple[str, ...], ...] = ()

    @property
    def functie(self) -> str:
        """The middle of the names of its functions."""
        return self.naam.replace("-", "_")


def url(naam: str, id: str) -> str:
    """SQL for the address of one resource."""
    return f"(p_basis || '{naam}/' || {id})"


def verwijzing(naam: str, id: str) -> str:
    """SQL for a reference {uuid, url}, or null."""
    return f"CASE WHEN {id} IS NOT NULL THEN json_build_object('uuid', {id}, 'url', {url(naam, id)}) END"


def identificator_filters(voor: str, groep: str = "identificator") -> dict[str, Filter]:
    """The four filters on one number of a customer: `voor` + codeObjecttype and so on. See `identificator_groep`."""
    return {
        f"{voor}codeObjecttype": Filter("i.code_objecttype = %", groep),
        f"{voor}codeRegister": Filter("i.code_register = %", groep),
        f"{voor}codeSoortObjectId": Filter("i.code_soort_object_id = %", groep),
        f"{voor}objectId": Filter("i.sleutel = decode(%, 'hex')", groep, sleutel=True),
    }


def identificator_groep(partij_id: str) -> str:
    """The group of those filters: one number of the customer `partij_id` for which they all hold."""
    return f"EXISTS (SELECT 1 FROM identificator i WHERE i.partij_id = {partij_id} AND {{}})"


def verwijzing_partij() -> str:
    """SQL for a reference to the customer whose row it is; null when that is nobody whom callers may know of."""
    ref = f"json_build_object('uuid', bp.partij_id, 'url', {url('partijen', 'bp.partij_id')})"
    return f"(SELECT {ref} FROM partij bp WHERE {van_partij()})"


def van_partij() -> str:
    """SQL: `bp` is the customer whose row it is, and one whom callers may know of."""
    return "bp.partij_id = r.partij_id AND bp.soort_partij <> 'onbekend' AND NOT r.los"


def verwijzingen(naam: str, van: str, waar: str, id: str = "v.id") -> str:
    """SQL for a list of references; `v` is the related row."""
    een = f"json_build_object('uuid', {id}, 'url', {url(naam, id)})"
    return f"(SELECT coalesce(json_agg({een} ORDER BY v.verkregen_op, v.id), '[]') FROM {van} WHERE {waar})"


def tijd(kolom: str) -> str:
    """SQL for a moment as the standard writes it: UTC with Z, microseconds when there are any."""
    utc = f"({kolom} AT TIME ZONE 'UTC')"
    heel = f'to_char({utc}, \'YYYY-MM-DD"T"HH24:MI:SS"Z"\')'
    return f"""CASE WHEN date_trunc('second', {kolom}) = {kolom} THEN {heel}
        ELSE to_char({utc}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') END"""


def velden(**namen: str) -> tuple[tuple[str, str], ...]:
    """Members whose name needs no quoting, in order."""
    return tuple(namen.items())


def gekapt(kolom: str, lengte: int) -> str:
    """SQL for a text as long as the standard allows; a longer one ends in "…" and is kept whole here."""
    return f"CASE WHEN length({kolom}) > {lengte} THEN left({kolom}, {lengte - 1}) || '…' ELSE {kolom} END"
