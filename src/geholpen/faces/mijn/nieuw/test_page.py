"""A new question."""

import re

import pytest

from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.klantcontacten.queries import vragen_van
from tests import bed, browser

pytestmark = pytest.mark.django_db
PAGE = "/mijn/vraag/nieuw/"


def _form(client):
    (sleutel,) = re.findall(r'name="sleutel" value="([^"]+)"', browser.text(client.get(PAGE)))
    return {"sleutel": sleutel}


def test_a_question_with_its_first_message(waterdam):
    client, id = browser.klant("wouter"), waterdam.stad.partij_id("wouter")
    form = _form(client) | {"onderwerp": "paspoort", "tekst": "Mijn paspoort is kwijt."}
    answer = client.post(PAGE, form)
    assert answer.status_code == 302
    page = browser.text(client.get(answer["Location"]))
    assert "Mijn paspoort is kwijt." in page
    assert "U hoort uiterlijk" in page
    ctx = bed.klant(id)
    vraag = max(vragen_van(ctx, id), key=lambda v: v.gestart_op)
    assert (vraag.onderwerp_code, vraag.onderwerp_zeker, vraag.laatste_kanaal) == ("paspoort", True, "mijn")
    assert [b.tekst for b in gesprek(ctx, id, vraag.klantvraag_id)] == ["Mijn paspoort is kwijt."]


def test_sent_twice_is_one_question(waterdam):
    client, id = browser.klant("wouter"), waterdam.stad.partij_id("wouter")
    form = _form(client) | {"onderwerp": "onbekend", "tekst": "Wie gaat hierover?"}
    before = len(vragen_van(bed.klant(id), id))
    first, second = client.post(PAGE, form), client.post(PAGE, form)
    assert first["Location"] == second["Location"]
    assert len(vragen_van(bed.klant(id), id)) == before + 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"onderwerp": "", "tekst": "x"}, "Kies waar uw vraag over gaat."),
        ({"onderwerp": "bestaat-niet", "tekst": "x"}, "Kies waar uw vraag over gaat."),
        ({"onderwerp": "afval", "tekst": ""}, "Schrijf eerst uw bericht."),
        ({"sleutel": "nep", "onderwerp": "afval", "tekst": "Bewaar mij"}, "Deze pagina is verlopen."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(waterdam, wrong, said):
    client, id = browser.klant("wouter"), waterdam.stad.partij_id("wouter")
    before = vragen_van(bed.klant(id), id)
    answer = client.post(PAGE, _form(client) | wrong)
    assert answer.status_code == 422
    assert said in browser.text(answer)
    assert wrong["tekst"] in browser.text(answer)
    assert vragen_van(bed.klant(id), id) == before


def test_the_key_of_somebody_elses_question_starts_nothing_there(waterdam):
    samira = waterdam.stad.partij_id("samira")
    taken = vragen_van(bed.klant(samira), samira)[0].klantvraag_id
    client = browser.klant("wouter")
    client.post(PAGE, {"sleutel": str(taken), "onderwerp": "afval", "tekst": "Van mij"})
    page = browser.text(browser.klant("samira").get(f"/mijn/vraag/{taken}/"))
    assert "Van mij" not in page
