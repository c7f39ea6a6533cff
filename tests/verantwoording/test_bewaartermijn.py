"""An action of other software stays as long as its newest state says, and then goes with all its history."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from geholpen.domain.bewaren import tasks


@pytest.fixture
def staten(echte_commits: None, beheer: psycopg.Connection[Any], register: Any) -> Any:
    """`staten(jaren_geleden, "P1Y", "P10Y")`: an action of then, with a state for each of these terms, oldest first."""

    def make(jaren: int, *termijnen: str) -> UUID:
        logisch = uuid4()
        for nr, termijn in enumerate(termijnen):
            beheer.execute(
                "INSERT INTO verwerkingsactie (id, logisch_id, applicatie_id, vervallen, vertrouwelijkheid,"
                " bewaartermijn, tijdstip, velden, trace) VALUES (%s, %s, gen_random_uuid(), false, 'normaal', %s,"
                " now() - make_interval(years => %s), '{}', gen_random_uuid())",
                [UUID(int=uuid4().int >> 8 | nr << 120), logisch, termijn, jaren],
            )
        return logisch

    return make


def test_each_goes_when_its_own_term_is_over(staten: Any, beheer: psycopg.Connection[Any]) -> None:
    blijft = [staten(3, "P10Y"), staten(3, "P1Y", "P10Y"), staten(1, ""), staten(4, "P1Y", "P4Y6M")]
    weg = [staten(3, ""), staten(3, "P2Y"), staten(3, "P10Y", "P10Y", "P1Y"), staten(1, "P30D")]
    tasks.clean_up()
    tasks.clean_up()
    tasks.clean_up()
    left = {row[0]: row[1] for row in beheer.execute("SELECT logisch_id, count(*) FROM verwerkingsactie GROUP BY 1")}
    assert set(left) & set(weg) == set()
    assert {logisch: left.get(logisch) for logisch in blijft} == dict(zip(blijft, (1, 2, 1, 2), strict=True))
