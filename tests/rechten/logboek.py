"""Lines of the log as they would be there after a year of use, put in past every policy."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

_INSERT = """INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
    aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, moment, vervalt_op)
    VALUES (%(partij)s, %(id)s, %(trace)s, 'proef', %(naam)s, %(activiteit)s, %(versie)s, %(soorten)s, 'lezen',
    %(aanleiding_soort)s, %(aanleiding_id)s, 'werkplek', %(actor_soort)s, %(afdeling)s, 'geleverd', %(moment)s,
    %(moment)s::timestamptz + interval '730 days')"""


def key_of(moment: datetime) -> UUID:
    """A key of version 7 as it would have been made at that moment."""
    milliseconds = int(moment.timestamp() * 1000)
    rest = uuid4().int & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | (uuid4().int & 0xFFF) << 64 | 0x2 << 62 | rest)


def write(db: psycopg.Connection[Any], partij_id: UUID, moment: datetime, **over: Any) -> UUID:
    """One line; returns its trace. `over` replaces fields."""
    line = {
        "partij": partij_id,
        "id": key_of(moment),
        "trace": uuid4(),
        "naam": "Klantgegevens bekeken",
        "activiteit": 20,
        "versie": 1,
        "soorten": 0b11,
        "aanleiding_soort": "lijst",
        "aanleiding_id": None,
        "actor_soort": "medewerker",
        "afdeling": "parkeren",
        "moment": moment,
    } | over
    db.execute(_INSERT, line)
    trace = line["trace"]
    assert isinstance(trace, UUID)
    return trace


def days_ago(now: datetime, dagen: int) -> datetime:
    """So many days back."""
    return now - timedelta(days=dagen)
