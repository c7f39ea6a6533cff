"""Help for tests of the distribution: questions in the queue, employees who are there, and what the database holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

from geholpen.domain.klantcontacten.commands import (
    NieuweKlantvraag,
    NieuwKlantcontact,
    accept_toewijzing,
    set_stand,
    start_klantvraag,
)
from geholpen.domain.klantcontacten.queries import werkstand
from geholpen.platform.context import Aanleiding, Context
from tests import bed


def vraag(partij_id: UUID, onderwerp: str = "parkeervergunning", kanaal: str = "email") -> UUID:
    """A question of this customer comes in, and waits."""
    ctx = bed.systeem(kanaal).over({partij_id})
    nieuw = NieuweKlantvraag(onderwerp, True, "matched", NieuwKlantcontact(kanaal, "klant", "Mag dat?"))
    return start_klantvraag(ctx, partij_id, nieuw).klantvraag_id


def here(code: str, stand: str = "beschikbaar", reden: str = "") -> Context:
    """This employee says how they stand. Returns their context."""
    ctx = bed.medewerker(code)
    set_stand(ctx, stand, reden)
    return ctx


def offered(ctx: Context) -> Any:
    """What this employee is offered now, or None."""
    return werkstand(ctx.actor.person).aangeboden


def take(ctx: Context) -> UUID:
    """Take what is offered. Returns the question."""
    found = offered(ctx)
    reden = Aanleiding("klantvraag", found.partij_id, found.klantvraag_id)
    accept_toewijzing(ctx.voor(reden), found.partij_id, found.klantvraag_id, found.id)
    return found.klantvraag_id


class Achterkant:
    """The tables of the queue as their owner sees them: the application sees no row."""

    def __init__(self, url: str) -> None:
        self.url = url

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, autocommit=True) as link:
            return link.execute(sql, values).fetchall()

    def run(self, sql: str, *values: Any) -> None:
        with psycopg.connect(self.url, autocommit=True) as link:
            link.execute(sql, values)

    def waiting(self) -> set[UUID]:
        return {id for (id,) in self.rows("SELECT klantvraag_id FROM wachtende_vraag")}

    def owner(self, vraag_id: UUID) -> UUID | None:
        found = self.rows(
            "SELECT medewerker_id FROM toewijzing WHERE klantvraag_id = %s AND einde_op IS NULL", vraag_id
        )
        return found[0][0] if found else None
