"""Who knocks in a bench: an employee of the demo town, with an open question of one customer as the reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from uuid import UUID

from bench import bed
from geholpen.platform.context import Aanleiding, Actor, ActorSoort, Context


def backend_pid() -> int:
    """The backend of Django's own connection."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@cache
def medewerker() -> Context:
    """A front-office employee without a reason."""
    with bed.superuser() as link:
        link.execute(  # who reads for a living is asked for no second factor; the counting itself stays
            """UPDATE organisatie SET instellingen = instellingen || '{"grens_inzage": {"kcm": [9000000, 9000001]}}'"""
        )
        row = link.execute(
            "SELECT id, rollen, afdeling_code FROM medewerker WHERE 'kcm' = ANY (rollen) ORDER BY code LIMIT 1"
        ).fetchone()
    id, rollen, afdeling = row  # type: ignore[misc]
    return Context(Actor(ActorSoort.MEDEWERKER, id, frozenset(rollen), afdeling), "werkplek", oorsprong="bench")


def werkend_aan(ids: Sequence[UUID]) -> list[Context]:
    """That employee at the latest question of each of these customers, which is opened again for it."""
    return _werkend_aan(bed.current(), tuple(ids))


@cache
def _werkend_aan(klanten: int, ids: tuple[UUID, ...]) -> list[Context]:
    with bed.superuser() as link:
        rows = link.execute(
            "UPDATE klantvraag v SET status = 'in_behandeling', afgesloten_op = NULL"
            " FROM (SELECT DISTINCT ON (partij_id)"
            " partij_id, id FROM klantvraag WHERE partij_id = ANY (%s) ORDER BY partij_id, gestart_op DESC) l"
            " WHERE v.partij_id = l.partij_id AND v.id = l.id RETURNING v.partij_id, v.id",
            [list(ids)],
        ).fetchall()
    latest = dict(rows)
    return [medewerker().voor(Aanleiding("klantvraag", id, latest[id])) for id in ids]
