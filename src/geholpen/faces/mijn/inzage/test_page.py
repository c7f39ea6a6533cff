"""Who looked at my data?"""

import json
import re

import pytest

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.domain.rechten.commands import Deel
from geholpen.faces.mijn.inzage.zinnen import meer, wat
from geholpen.platform.context import Aanleiding
from tests import bed, browser, cast
from tests.rechten.verzoek import ask, grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def gekeken(waterdam):
    """Jolanda looks at Samira's data for a question."""
    id = waterdam.stad.partij_id("samira")
    vraag = next(v for v in vragen_van(bed.klant(id), id) if v.open)
    klantbeeld(bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", id, vraag.klantvraag_id)), id)
    return vraag


def test_department_reason_law_term_and_data_but_no_name(gekeken):
    page = browser.text(browser.klant("samira").get("/mijn/inzage/"))
    assert "Een medewerker van Klantcontactcentrum" in page
    assert f"Bij uw vraag over: Parkeervergunning ({gekeken.kenmerk})" in page
    assert "Dit mag van de wet: De gemeente geeft parkeervergunningen (Parkeerverordening, artikel 3)." in page
    assert "Gebruikt:</strong> uw naam" in page
    assert re.search(r"Wij bewaren deze regel tot \d+ \w+ \d{4}\.", page)
    assert "Een medewerker keek in deze periode 1 keer" in page
    assert "Jolanda" not in page
    assert "Terpsma" not in page


def test_what_it_means_leads_to_the_purpose_as_it_was_then(gekeken):
    client = browser.klant("samira")
    page = browser.text(client.get("/mijn/inzage/?wie=medewerker"))
    address = re.search(r'href="(/verwerkingen/[^"]+)"[^>]*>Wat betekent dit', page)
    assert address is not None
    assert "Vragen over parkeervergunningen beantwoorden" in browser.text(client.get(address[1].replace("&amp;", "&")))


def test_what_somebody_does_not_want_any_more_begins_at_the_line(gekeken):
    client = browser.klant("samira")
    page = browser.text(client.get("/mijn/inzage/?wie=medewerker"))
    address = re.search(r'href="(/mijn/rechten/vragen/bezwaar/[^"]+)"', page)
    assert address is not None
    assert '<option value="20" selected>' in browser.text(client.get(address[1]))


def test_the_same_look_on_one_day_is_one_line_that_counts(gekeken, waterdam):
    id = waterdam.stad.partij_id("samira")
    for _again in range(2):
        klantbeeld(bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", id, gekeken.klantvraag_id)), id)
    page = browser.text(browser.klant("samira").get("/mijn/inzage/?wie=medewerker"))
    assert page.count("Een medewerker van Klantcontactcentrum") == 1
    assert "3 keer deze dag, de eerste keer om" in page
    assert "Medewerkers keken in deze periode 3 keer" in page
    rows = json.loads(browser.klant("samira").get("/mijn/inzage/bestand/ldv/").content)
    assert len({row["trace_id"] for row in rows if row["name"].startswith("Uw gegevens en vragen bekeken")}) == 3


def test_an_act_of_many_steps_is_one_sentence_with_the_rest_folded_in(waterdam):
    """A request to erase an address looks at much before it is decided: that is one act, and read as one."""
    id = waterdam.stad.partij_id("samira")
    stappen = ("Uw vraag geopend", "Gezocht waar het stond", "Gekeken of het kan", "Het gewist")
    assert (wat(stappen), meer(stappen)[0], len(meer(stappen))) == ("Uw vraag geopend.", "Gezocht waar het stond.", 3)
    assert (wat(stappen[:2]), meer(stappen[:2])) == ("Uw vraag geopend; gezocht waar het stond.", ())
    verzoek = ask(id, "verwijdering", onderdelen=(10,))
    grant(id, verzoek, delen=(Deel(10, "toegewezen"),))
    client = browser.klant("samira")
    page = browser.text(client.get("/mijn/inzage/"))
    folded = re.search(
        r"<p>([^<]*)</p>\s*<details>\s*<summary>En nog (\d+) stappen[^<]*</summary>(.*?)</details>", page, re.S
    )
    assert folded is not None
    assert ";" not in folded[1] and folded[3].count("<li>") == int(folded[2])
    document = browser.text(client.get("/mijn/inzage/bestand/document/"))
    stap = re.search(r"<li>([^<]+)</li>", folded[3])
    assert stap is not None and stap[1] in document, "what is kept and printed has every step"


def test_own_looks_are_named_and_can_be_left_out(gekeken):
    client = browser.klant("samira")
    client.get("/mijn/")
    page = browser.text(client.get("/mijn/inzage/"))
    assert "U zelf (eigen inzage)" in page
    assert "U keek zelf" in page
    only = browser.text(client.get("/mijn/inzage/?wie=medewerker&periode=365"))
    assert "U zelf" not in only
    assert "Ons systeem" not in only
    assert "Een medewerker van" in only


def test_the_look_at_this_page_is_itself_a_line(waterdam):
    client = browser.klant("wouter")
    page = browser.text(client.get("/mijn/inzage/"))
    assert "U zelf (eigen inzage)" in page
    assert "U keek wie uw gegevens bekeek" in page


def test_nobody_else_sees_it(gekeken):
    page = browser.text(browser.klant("wouter").get("/mijn/inzage/?periode=365"))
    assert "Een medewerker van" not in page
    assert "Geen medewerker keek" in page


@pytest.mark.parametrize("vorm", ["document", "ldv", "vng"])
def test_every_file_is_the_customers_own_and_names_nobody(gekeken, vorm):
    answer = browser.klant("samira").get(f"/mijn/inzage/bestand/{vorm}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "no-store"
    assert browser.leaks(answer) == []
    said = browser.text(answer)
    assert "Jolanda" not in said
    assert str(bed.medewerker("mdw-001").actor.id) not in said
    assert browser.klant("samira").get("/mijn/inzage/bestand/pdf/").status_code == 404


def test_the_document_reads_by_itself(gekeken):
    said = browser.text(browser.klant("samira").get("/mijn/inzage/bestand/document/"))
    assert f"Bij uw vraag over: Parkeervergunning ({gekeken.kenmerk})" in said
    assert "Dit mag van de wet: De gemeente geeft parkeervergunningen" in said
    assert "<script" not in said
    assert "http" not in re.sub(r'datetime="[^"]*"', "", said)  # it asks nothing of anybody


def test_this_is_not_right_becomes_a_question_with_a_month(gekeken):
    client = browser.klant("samira")
    page = browser.text(client.get("/mijn/inzage/?wie=medewerker"))
    address = re.search(r'href="([^"]+/klopt-niet/)"', page)
    assert address is not None
    assert "Schrijf op wat er niet klopt." in browser.text(client.post(address[1], {"tekst": " "}))
    form = browser.text(client.get(address[1]))
    key = re.search(r'name="sleutel" value="([^"]+)"', form)
    assert key is not None
    sent = {"tekst": "Ik belde die dag niet.", "sleutel": key[1]}
    first, again = client.post(address[1], sent), client.post(address[1], sent)
    assert first["Location"] == again["Location"]
    assert "Ik belde die dag niet." in browser.text(client.get(first["Location"]))
    assert "Uw gegevens en uw privacy" in browser.text(client.get("/mijn/"))
    inbox = browser.text(browser.medewerker(cast.CARLIJN.code).get("/werkplek/"))
    assert "Uw gegevens en uw privacy" in inbox
    others = browser.text(browser.medewerker("mdw-001").get("/werkplek/"))
    assert "Uw gegevens en uw privacy" not in re.sub(r"<select.*?</select>", "", others, flags=re.S)


def test_the_same_line_is_reported_once_while_the_answer_waits(gekeken):
    """A second visit showed an empty form, and gave the privacy officer the same work with a term of its own."""
    client = browser.klant("samira")
    address = re.search(r'href="([^"]+/klopt-niet/)"', browser.text(client.get("/mijn/inzage/?wie=medewerker")))
    assert address is not None
    sent = client.post(address[1], {"tekst": "Ik belde die dag niet."})
    id = sent["Location"].rstrip("/").rpartition("/")[2]
    page = browser.text(client.get(address[1]))
    assert "U meldde dit al" in page and f"/mijn/rechten/{id}/" in page and "<textarea" not in page
    again = client.post(address[1], {"tekst": "Echt niet hoor."})
    assert again.status_code == 422
    assert "Schrijf het bij die melding." in browser.text(again) and "Echt niet hoor." in browser.text(again)


def test_a_line_of_somebody_else_is_not_there(gekeken):
    page = browser.text(browser.klant("samira").get("/mijn/inzage/?wie=medewerker"))
    address = re.search(r'href="([^"]+/klopt-niet/)"', page)
    assert address is not None
    assert browser.klant("wouter").get(address[1]).status_code == 404
    assert browser.klant("wouter").post(address[1], {"tekst": "x"}).status_code == 404
