"""Ask something about one's own data, and decide about it, in as few words as a test wants."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

from geholpen.domain.rechten.commands import Besluit, Deel, NieuwVerzoek, besluit_verzoek, doe_verzoek
from geholpen.domain.rechten.queries import gevolgen_van_wissen
from geholpen.platform import tasks
from geholpen.platform.context import Aanleiding, Context
from tests import bed, cast


def fg(partij_id: UUID, verzoek_id: UUID) -> Context:
    """The privacy officer at work on this request."""
    return bed.medewerker(cast.CARLIJN.code).voor(Aanleiding("klantvraag", partij_id, verzoek_id))


def ask(partij_id: UUID, soort: str = "inzage", **over: Any) -> UUID:
    """A request of the customer."""
    return doe_verzoek(bed.klant(partij_id), partij_id, NieuwVerzoek(soort, "Graag.", **over))


def grant(partij_id: UUID, verzoek_id: UUID, uitkomst: str = "toegewezen", delen: tuple[Deel, ...] = ()) -> None:
    """The decision, by somebody who saw which open questions lose their text."""
    ctx = fg(partij_id, verzoek_id)
    gezien = frozenset(v.klantvraag_id for v in gevolgen_van_wissen(ctx, partij_id, verzoek_id).verliest)
    besluit_verzoek(ctx, partij_id, verzoek_id, Besluit(uitkomst, "Zo is het.", delen, gezien))


def run_jobs(db: psycopg.Connection[Any], name: str) -> int:
    """Hand out events and run the waiting jobs of this name, as the worker would. Returns how many."""
    bed.deliver_events()
    waiting = "SELECT id, args FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'"
    jobs = db.execute(waiting, [name]).fetchall()
    for id, args in jobs:
        db.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [id])
        given = dict(args)
        tasks.run_now(name, Context.from_json(given.pop("context")), **given)
    return len(jobs)
