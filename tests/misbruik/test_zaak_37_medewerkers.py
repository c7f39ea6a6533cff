"""Case 37: who worked is nobody's figure. No employee in what a citizen reads or saves, in either standard's form."""

from __future__ import annotations

import re

import pytest

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.organisatie.queries import medewerkers
from tests import browser
from tests.rechten.toestemming import aan_het_werk, samira
from tests.rechten.verzoek import ask, grant

__all__ = ["aan_het_werk", "samira"]
BLADEN = (
    "/mijn/inzage/?periode=730",
    "/mijn/inzage/?wie=medewerker",
    "/mijn/inzage/bestand/document/?periode=730",
    "/mijn/inzage/bestand/ldv/?periode=730",
    "/mijn/inzage/bestand/vng/?periode=730",
)


@pytest.fixture
def gezien(samira, aan_het_werk, beheer):
    """Everything a citizen can read or save about who looked, after somebody did."""
    klantbeeld(aan_het_werk, samira)
    id = ask(samira)
    grant(samira, id)
    client = browser.klant("samira")
    pages = {blad: browser.text(client.get(blad)) for blad in BLADEN}
    for vorm in ("json", "document"):
        pages[vorm] = browser.text(client.get(f"/mijn/rechten/{id}/pakket/{vorm}/"))
    return pages


def test_no_key_of_an_employee_and_no_name_in_the_log(gezien, aan_het_werk, beheer):
    actor = aan_het_werk.actor.id
    line = "SELECT count(*) FROM audit WHERE actor_id = %s AND handeling = 'klantbeeld.queries.klantbeeld'"
    assert beheer.execute(line, [actor]).fetchone()[0] == 1  # the audit knows, the citizen's page does not
    for blad, said in gezien.items():
        for wie in medewerkers():
            assert str(wie.id) not in said, (blad, wie.code)
            assert wie.code not in said, (blad, wie.code)
            if blad in BLADEN:
                assert wie.naam not in said, (blad, wie.code)


def test_the_forms_have_no_field_for_an_employee(gezien):
    for blad in BLADEN[3:]:
        assert not re.search(r'"(gebruiker|systeem|gegevensbron|actor\w*|medewerker\w*|afdeling)"', gezien[blad])
        assert "dpl.core.user" not in gezien[blad]


@pytest.mark.django_db
def test_no_purpose_is_about_how_somebody_works(register):
    """Measuring an employee is not an activity: nothing may be read for it."""
    for activiteit in register.alle():
        assert not re.search(r"prestatie|medewerkers beoordelen|functioneren", activiteit.doel + activiteit.naam)
