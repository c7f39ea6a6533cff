"""Carrying a decision out, inside a door that is open: the database does it, table by table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from geholpen.domain.bewaren.models import Vernietigbesluit
from geholpen.domain.bewaren.tabellen import tabellen, volgorde
from geholpen.platform.errors import Refused
from geholpen.platform.keys import keyed_hash

#: Rows in one statement: far within its time.
PER_KEER = 5_000
_PLICHT = "GH020"


class NietAllesWeg(RuntimeError):
    """Rows of a customer are left after everything was destroyed: a table that nobody thought of."""


def decide(id: UUID, soort: str, trace: str, **wat: Any) -> Vernietigbesluit:
    """Write a decision down. Raises Refused when a legal hold says no."""
    values = [id, soort, wat.get("partij"), wat.get("zaak"), list(wat.get("tabellen", ())), wat.get("door")]
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT besluit_vernietiging(%s, %s, %s, %s, %s::text[], %s, %s, %s, %s::uuid[])",
                [*values, UUID(trace), wat.get("lijst"), list(wat.get("rijen", ()))],
            )
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == _PLICHT:
            raise Refused("BEWAARPLICHT", REDENEN["BEWAARPLICHT"]) from error
        raise
    return Vernietigbesluit.objects.get(id=id)


REDENEN = {
    "BEWAARPLICHT": "Deze gegevens moeten nu blijven: er loopt een bezwaar, klacht, rechtszaak of onderzoek."
    " Dat gaat voor. Wissen kan als de bewaarplicht is opgeheven.",
}


def destroy_all(besluit_id: UUID) -> None:
    """Everything that the decision names, in this transaction. What looks at other rows goes before those."""
    alle = tabellen()
    order = sorted(volgorde(alle), key=lambda naam: alle[naam].van_klanten)
    with connection.cursor() as cursor:
        for naam in order:
            while destroy(cursor, besluit_id, naam) == PER_KEER:
                continue


def destroy(cursor: Any, besluit_id: UUID, tabel: str, hoogstens: int = PER_KEER) -> int:
    """At most so many rows of one table. Returns how many."""
    cursor.execute("SELECT vernietig(%s, %s, %s)", [besluit_id, tabel, hoogstens])
    return int(cursor.fetchone()[0])


def end(besluit_id: UUID) -> None:
    """Nothing more can go under this decision; its statement is that of the list."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sluit_besluit(%s, NULL, NULL, NULL)", [besluit_id])


def let_go(besluit_id: UUID) -> None:
    """Rows of others that name this customer name nobody any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT maak_los(%s)", [besluit_id])


def check_nothing_left(besluit_id: UUID) -> None:
    """Ask the database itself. Raises NietAllesWeg, and the transaction goes back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT resten(%s)", [besluit_id])
        left = [naam for (naam,) in cursor.fetchall()]
    if left:
        raise NietAllesWeg(f"Er staan nog rijen in {', '.join(left)}. Er is niets gewist. Meld dit bij de leverancier.")


def suppress(besluit_id: UUID) -> None:
    """Remember whom we may not bother, as a hash of the hash by which they were found."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zoeksleutels_bij_besluit(%s)", [besluit_id])
        keys = [suppressed(bytes(found)) for (found,) in cursor.fetchall()]
        cursor.execute("SELECT onderdruk(%s, %s::bytea[])", [besluit_id, keys])


def suppressed(zoeksleutel: bytes) -> bytes:
    """What is kept of a search key: it does not find anybody, and the search key does not follow from it."""
    return keyed_hash("onderdrukking", zoeksleutel.hex())


def is_suppressed(zoeksleutels: Sequence[bytes]) -> bool:
    """Whether one of these belonged to somebody who was erased."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT is_onderdrukt(%s::bytea[])", [[suppressed(k) for k in zoeksleutels]])
        return bool(cursor.fetchone()[0])
