"""Log lines by the hundred, a sealer that is called by hand, and a folder outside for the checkpoints."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from geholpen.domain.doelbinding.zegel import controlepunt
from geholpen.domain.doelbinding.zegel.controle import Uitslag, check
from geholpen.domain.doelbinding.zegel.keten import seal

_LIJN = """
    INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
        aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, moment, vervalt_op)
    SELECT %(partij)s, gen_random_uuid(), gen_random_uuid(), 'proef.lezen', 'Uw "gegevens" gelezen ë ' || chr(10) || n,
        20, 1, n, 'lezen', 'klantvraag', CASE WHEN n %% 2 = 0 THEN gen_random_uuid() END, 'werkplek', 'medewerker', '',
        'geleverd', %(moment)s, %(moment)s + interval '2 years'
    FROM generate_series(1, %(aantal)s) n"""
_AUDIT = """
    INSERT INTO audit (trace, actor_soort, actor_id, handeling, object_soort, resultaat, oorsprong, activiteit, versie,
        toegestaan, geweigerd, besluit)
    SELECT gen_random_uuid(), 'medewerker', gen_random_uuid(), 'proef.lezen', 'klantvraag', 'deels', 'proef', 20, 1, n,
        CASE WHEN n %% 2 = 0 THEN '{}'::jsonb ELSE '{"10": "NIVEAU", "3": "NIET_NODIG", "22": "ROL"}' END, true
    FROM generate_series(1, %(aantal)s) n"""
#: Whose last byte gives chain 1.
KLANT = UUID("01890000-0000-7000-8000-000000000000")


def write(beheer: psycopg.Connection[Any], aantal: int = 40, partij: UUID = KLANT, oud: float = 0.0) -> None:
    """Lines of one customer, as if `oud` seconds ago, and as many of the audit."""
    moment = datetime.now(UTC) - timedelta(seconds=oud)
    beheer.execute(_LIJN, {"partij": partij, "aantal": aantal, "moment": moment})
    beheer.execute(_AUDIT, {"aantal": aantal})


def seal_all(beheer: psycopg.Connection[Any]) -> None:
    """Seal until no line waits; another database on this server may hold it up for a moment."""
    until = time.monotonic() + 30
    while True:
        seal()
        waiting = beheer.execute("SELECT count(*) FROM zegel_stand() WHERE wacht_seconden IS NOT NULL").fetchone()
        if waiting == (0,):
            return
        assert time.monotonic() < until, "lines stay without a seal"
        time.sleep(0.05)


def checkpoint(minuut: int = 0) -> None:
    """Make a checkpoint and bring it outside, as if it were `minuut` minutes later."""
    later = datetime.now(UTC) + timedelta(minutes=minuut)
    assert controlepunt.make(later) is not None
    controlepunt.bring(later)


def found(uitslag: Uitslag | None = None) -> list[str]:
    """What a check finds, by name."""
    return [b.code for b in (uitslag or check(stuk=64)).bevindingen]


def lines_of(folder: Path) -> list[str]:
    """What is in the folder outside."""
    return [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]
