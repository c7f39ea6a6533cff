"""Lines of the processing log, put in past the doors: as many as a test needs."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.doelbinding.proef import open_, sql, token

#: An activity of the register that exists everywhere: verantwoording.
ACTIVITEIT = 46
_ERIN = """INSERT INTO dataverwerking (partij_id, id, trace, activiteit, deur, naam, versie, soorten, handeling,
    aanleiding_soort, kanaal, actor_soort, afdeling, uitkomst, vervalt_op)
    VALUES (%s, %s, %s, %s, 'proef', 'Een proef gedaan', 1, 1, 'lezen', 'systeem', 'api', 'systeem', '', 'geleverd',
    now() + interval '9 days')"""


def schrijf(
    db: psycopg.Connection[Any], aantal: int, *, samen: bool = False, activiteit: int = ACTIVITEIT
) -> list[tuple[UUID, UUID, UUID]]:
    """(customer, id, trace) of this many new lines about as many people; `samen`: of one action."""
    samen_id = uuid4()
    rows = [(uuid4(), samen_id if samen else uuid4(), uuid4()) for _ in range(aantal)]
    with db.cursor() as cursor:
        cursor.executemany(_ERIN, [(*row, activiteit) for row in rows])
    return rows


def kijk(statement: str, *params: object) -> list[tuple[Any, ...]]:
    """Rows of the logs, as somebody who may see every line; in the transaction of a test."""
    open_(token(partijen=None))
    rows = sql(statement, *params)
    open_("")
    return rows
