"""Who asked by letter or telephone hears that there is a decision, or that it takes longer; not what it says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from geholpen.domain.rechten.commands import verleng
from geholpen.domain.rechten.queries import verzoek
from tests import bed, browser, cast
from tests.rechten.toestemming import PARKEREN, aan_het_werk, samira
from tests.rechten.verzoek import ask, fg, grant, run_jobs

__all__ = ["aan_het_werk", "samira"]


def _sent(beheer: Any, id: UUID) -> list[tuple[list[str], str]]:
    """To whom, and the text, of what we mailed in this question, oldest first."""
    return beheer.execute(
        "SELECT i.aan, i.onderwerpregel || i.tekst FROM bericht b JOIN bericht_inhoud i USING (partij_id, id)"
        " WHERE b.klantvraag_id = %s AND b.richting = 'uit' ORDER BY b.volgnummer, b.id",
        [id],
    ).fetchall()


def _known(beheer: Any, partij_id: UUID) -> list[list[str]]:
    kies = "SELECT adres FROM digitaal_adres WHERE partij_id = %s AND soort_digitaal_adres = 'email'"
    return [[adres] for (adres,) in beheer.execute(kies, [partij_id]).fetchall()]


@pytest.mark.parametrize("uitkomst", ["toegewezen", "afgewezen"])
def test_the_known_addresses_hear_that_there_is_a_decision_and_not_which(samira, beheer, uitkomst):
    id = ask(samira)
    assert not _sent(beheer, id)
    grant(samira, id, uitkomst)
    sent = _sent(beheer, id)
    kenmerk = verzoek(bed.klant(samira), samira, id).verzoek.kenmerk
    assert sent and [aan for aan, _tekst in sent] == _known(beheer, samira)[:3]
    for _aan, tekst in sent:
        assert f"Wij hebben besloten over uw verzoek {kenmerk}." in tekst
        assert "Zo is het." not in tekst and cast.SAMIRA.naam.achternaam not in tekst
    assert verzoek(bed.klant(samira), samira, id).verzoek.stand == "besloten"
    gesprek = browser.text(browser.klant("samira").get(f"/mijn/vraag/{id}/"))
    assert "U leest het besluit in Mijn" in gesprek


def test_they_hear_until_when_it_takes_and_the_reason_stays_in_mijn(samira, beheer):
    id = ask(samira)
    verleng(fg(samira, id), samira, id, "Wij wachten op het archief.")
    sent = _sent(beheer, id)
    assert sent and [aan for aan, _tekst in sent] == _known(beheer, samira)[:3]
    uiterlijk = verzoek(bed.klant(samira), samira, id).verzoek.uiterlijk_op
    for _aan, tekst in sent:
        assert "Wij hebben meer tijd nodig voor uw verzoek" in tekst and f"uiterlijk {uiterlijk.day} " in tekst
        assert "archief" not in tekst


@pytest.mark.parametrize(
    ("soort", "over", "stil"), [("bezwaar", {"activiteit": PARKEREN}, True), ("inzage", {}, False)]
)
def test_who_objects_hears_that_the_data_are_not_used_until_the_decision(samira, beheer, soort, over, stil):
    id = ask(samira, soort, **over)
    assert run_jobs(beheer, "kennisgeving") == 1
    sent = _sent(beheer, id)
    assert sent and all(("Tot wij besluiten, gebruiken wij uw gegevens daar niet voor." in t) == stil for _a, t in sent)
