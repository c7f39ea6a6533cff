"""The worker that brings the log away is killed in the middle, again and again: every line arrives."""

from __future__ import annotations

import pytest

from geholpen.adapters.koppelingen.otlp.twin import Verzamelaar
from tests.storingen.proces import Werker, wait_until
from tests.verantwoording import logregels

pytestmark = pytest.mark.slow
REGELS = 4_000


def test_killed_in_the_middle_loses_nothing_and_makes_nothing_up(echte_commits, register, beheer, tmp_path):
    with beheer.transaction():
        rows = logregels.schrijf(beheer, REGELS)
    with Verzamelaar() as twin:
        twin.traag = 0.3
        env = {"GEHOLPEN_OTLP_ADRES": twin.adres, "GEHOLPEN_ADRES": "https://waterdam.example"}
        for part in (0.2, 0.5):
            werker = Werker(tmp_path / "werker.log", **env).start()
            try:
                wait_until(lambda part=part: len(twin.verschillend) >= REGELS * part, 90, "a part of the lines")
            finally:
                werker.kill()
        assert len(twin.verschillend) < REGELS
        twin.antwoord = 500
        with Werker(tmp_path / "werker.log", **env) as werker:
            calls = len(twin.koppen)
            wait_until(lambda: len(twin.koppen) > calls, 60, "a call that fails")
            twin.antwoord, twin.traag = 200, 0.0
            wait_until(lambda: len(twin.verschillend) == REGELS, 120, "every line")
            assert werker.alive()
        assert twin.fout == []
        assert {s["traceId"] for s in twin.spans} == {trace.hex for _, _, trace in rows}
    booked = beheer.execute("SELECT sum(bevestigd) FROM uitvoerstand").fetchone()[0]
    assert booked <= REGELS
