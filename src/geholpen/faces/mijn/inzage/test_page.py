"""Who looked at my data?"""

import json

import pytest

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.platform.context import Aanleiding
from tests import bed, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def gekeken(waterdam):
    """Jolanda looks at Samira's data for a question."""
    id = waterdam.stad.partij_id("samira")
    vraag = next(v for v in vragen_van(bed.klant(id), id) if v.open)
    klantbeeld(bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", id, vraag.klantvraag_id)), id)
    return vraag


def test_department_reason_law_and_data_but_no_name(gekeken):
    page = browser.text(browser.klant("samira").get("/mijn/inzage/"))
    assert "Een medewerker van Klantcontactcentrum" in page
    assert f"Bij uw vraag over: Parkeervergunning ({gekeken.kenmerk})" in page
    assert "Dit mag van de wet:" in page
    assert "uw naam" in page
    assert "Wij bewaren deze regel tot" in page
    assert "Een medewerker keek in deze periode 1 keer" in page
    assert "Jolanda" not in page
    assert "Terpsma" not in page


def test_the_same_look_on_one_day_is_one_line_that_counts(gekeken, waterdam):
    id = waterdam.stad.partij_id("samira")
    for _again in range(2):
        klantbeeld(bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", id, gekeken.klantvraag_id)), id)
    page = browser.text(browser.klant("samira").get("/mijn/inzage/?wie=medewerker"))
    assert page.count("Een medewerker van Klantcontactcentrum") == 1
    assert "3 keer deze dag, de eerste keer om" in page
    assert "Medewerkers keken in deze periode 3 keer" in page
    rows = json.loads(browser.klant("samira").get("/mijn/inzage/bestand/").content)["inzage"]
    assert len([row for row in rows if row["door"] == "Klantcontactcentrum"]) == 3


def test_own_looks_are_named_and_can_be_left_out(gekeken):
    client = browser.klant("samira")
    client.get("/mijn/")
    assert "U zelf" in browser.text(client.get("/mijn/inzage/"))
    only = browser.text(client.get("/mijn/inzage/?wie=medewerker&periode=365"))
    assert "U zelf" not in only
    assert "Ons systeem" not in only
    assert "Een medewerker van" in only


def test_nobody_else_sees_it(gekeken):
    page = browser.text(browser.klant("wouter").get("/mijn/inzage/?periode=365"))
    assert "Een medewerker van" not in page
    assert "Geen medewerker keek" in page


def test_as_a_file(gekeken):
    answer = browser.klant("samira").get("/mijn/inzage/bestand/")
    assert "attachment" in answer["Content-Disposition"]
    rows = json.loads(answer.content)["inzage"]
    assert any(row["door"] == "Klantcontactcentrum" for row in rows)
    assert not any("medewerker_id" in row or "actor_id" in row for row in rows)
