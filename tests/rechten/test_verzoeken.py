"""Rights over one's own data: asked behind the login, with a term, decided by a person, fetched by nobody else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.apps import apps
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.rechten.commands import (
    Besluit,
    Deel,
    NieuwVerzoek,
    begin_onderzoek,
    besluit_verzoek,
    doe_verzoek,
    verleng,
)
from geholpen.domain.rechten.pakket import shown
from geholpen.domain.rechten.queries import open_verzoeken, pakket, verzoek, verzoeken_van
from geholpen.domain.rechten.termijn import maanden_na, uiterlijk, verlengd
from geholpen.faces.mijn.rechten.pakketwoorden import INTERN, TABEL, VELD
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.models import tables_of_customers
from tests import bed, browser, cast
from tests.faces_werkplek.bureau import plain
from tests.rechten.verzoek import ask, fg, grant

pytestmark = pytest.mark.django_db
_CORRECTIE = "/mijn/rechten/vragen/correctie/"


@pytest.fixture
def samira(waterdam):
    return waterdam.stad.partij_id("samira")


@pytest.mark.parametrize(
    ("dag", "een", "drie"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2026, 11, 29), date(2026, 12, 29), date(2027, 2, 28)),
        (date(2027, 12, 15), date(2028, 1, 15), date(2028, 3, 15)),
    ],
)
def test_a_month_is_a_month_of_the_calendar(dag, een, drie):
    assert (uiterlijk(dag), verlengd(dag)) == (een, drie)
    assert maanden_na(date(2028, 1, 31), 1) == date(2028, 2, 29)


def test_a_request_has_the_term_of_the_law_in_mijn_and_at_the_desk(samira):
    id = ask(samira)
    term = uiterlijk(timezone.localdate())
    assert verzoek(bed.klant(samira), samira, id).verzoek.uiterlijk_op == term
    assert regel_van(bed.klant(samira), samira, id).uiterlijk_op == term
    assert [v.id for v in open_verzoeken(bed.medewerker(cast.CARLIJN.code))] == [id]
    with pytest.raises(Refused):
        open_verzoeken(bed.medewerker("mdw-001"))


def test_sending_twice_is_one_request(samira):
    nieuw = NieuwVerzoek("inzage", "Graag.")
    assert doe_verzoek(bed.klant(samira), samira, nieuw) == doe_verzoek(bed.klant(samira), samira, nieuw)
    assert len(verzoeken_van(bed.klant(samira), samira)) == 1


@pytest.mark.parametrize(
    ("nieuw", "veld"),
    [
        (NieuwVerzoek("iets", "x"), "soort"),
        (NieuwVerzoek("klopt_niet", "x"), "soort"),
        (NieuwVerzoek("correctie", "x", moet="y"), "onderdelen"),
        (NieuwVerzoek("correctie", "x", onderdelen=(3,)), "moet"),
        (NieuwVerzoek("verwijdering", "x", onderdelen=(99,)), "onderdelen"),
        (NieuwVerzoek("bezwaar", "x"), "activiteit"),
        (NieuwVerzoek("bezwaar", "x", activiteit=21), "activiteit"),  # a duty of the law: no objection
        (NieuwVerzoek("bezwaar", " ", activiteit=20), "tekst"),
    ],
)
def test_what_is_missing_is_said(samira, nieuw, veld):
    with pytest.raises(Invalid) as wrong:
        doe_verzoek(bed.klant(samira), samira, nieuw)
    assert wrong.value.field == veld


def test_it_takes_longer_once_with_notice_and_in_time(samira):
    id = ask(samira)
    with pytest.raises(Invalid, match="waarom het langer duurt"):
        verleng(fg(samira, id), samira, id, " ")
    verleng(fg(samira, id), samira, id, "Wij wachten op een andere organisatie.")
    found = verzoek(bed.klant(samira), samira, id)
    assert found.verzoek.uiterlijk_op == verlengd(timezone.localdate())
    assert found.verlenging == "Wij wachten op een andere organisatie."
    with pytest.raises(Invalid, match="al een keer verlengd"):
        verleng(fg(samira, id), samira, id, "Nog langer.")


def test_a_refusal_names_the_law(samira):
    id = ask(samira, "verwijdering", onderdelen=(G.CONTACTHISTORIE, G.CONTACTINHOUD))
    ja, nee = Deel(10, "toegewezen"), Deel(9, "afgewezen", "Wij moeten dit bewaren.")
    with pytest.raises(Invalid, match="Besluit over elk onderdeel"):
        grant(samira, id, "deels", (ja,))
    with pytest.raises(Invalid, match="Noem bij nee de wet"):
        grant(samira, id, "deels", (ja, nee))
    grant(samira, id, "deels", (ja, Deel(9, "afgewezen", "Wij moeten dit bewaren.", "Archiefwet 1995, artikel 3")))
    page = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    assert "Wij moeten dit bewaren. (Archiefwet 1995, artikel 3)" in page
    assert not regel_van(bed.klant(samira), samira, id).open
    with pytest.raises(Invalid, match="al besloten"):
        begin_onderzoek(fg(samira, id), samira, id)


@pytest.mark.parametrize("geheel", ["toegewezen", "afgewezen"])
def test_the_whole_says_what_the_parts_say(samira, geheel):
    """A customer who reads "no" must not find that something is not used any more, nor the other way round."""
    id = ask(samira, "beperking", onderdelen=(G.CONTACTADRESSEN, G.ADRES))
    ja = [Deel(int(n), "toegewezen") for n in (G.CONTACTADRESSEN, G.ADRES)]
    nee = [Deel(d.soort, "afgewezen", "Wij hebben dit nodig.", "AVG, artikel 18, lid 2") for d in ja]
    alles, anders = (ja, nee) if geheel == "toegewezen" else (nee, ja)
    for delen in (anders, (ja[0], nee[1])):
        with pytest.raises(Invalid, match="past niet bij uw keuze") as wrong:
            grant(samira, id, geheel, tuple(delen))
        assert wrong.value.field == "uitkomst"
    with pytest.raises(Invalid, match="past niet bij uw keuze"):
        grant(samira, id, "deels", tuple(alles))
    grant(samira, id, geheel, tuple(alles))


def test_every_answer_on_the_page_of_a_decision_has_an_id_of_its_own(samira):
    id = ask(samira, "beperking", onderdelen=(G.NAAM, G.CONTACTADRESSEN, G.ADRES))
    client, url = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{id}/"
    ids = re.findall(r'\bid="([^"]+)"', browser.text(client.get(url)))
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    post = {"doe": "besluit", "tekst": "Nee.", "uitkomst": "afgewezen"}
    ja = {f"deel_{int(n)}": "toegewezen" for n in (G.NAAM, G.CONTACTADRESSEN, G.ADRES)}
    for given, where in (
        (post, f"id_deel_{int(min(G.NAAM, G.CONTACTADRESSEN, G.ADRES))}"),
        (post | ja, "id_uitkomst"),
    ):
        answer = client.post(url, given)
        assert answer.status_code == 422
        page = browser.text(answer)
        assert f'href="#{where}"' in page
        assert f'id="{where}"' in page


def test_nobody_but_the_privacy_officer_decides(samira):
    id = ask(samira)
    jolanda = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", samira, id))
    with pytest.raises(Refused):
        besluit_verzoek(jolanda, samira, id, Besluit("toegewezen", "Goed."))
    with pytest.raises(Refused):
        besluit_verzoek(bed.klant(samira), samira, id, Besluit("toegewezen", "Goed."))


def test_the_package_has_every_table_with_where_it_comes_from(samira):
    id = ask(samira)
    grant(samira, id)
    alles = pakket(bed.klant(samira), samira, id)
    tables = {m._meta.db_table.replace("_", " ") for m in tables_of_customers(apps)}
    assert {t.naam for t in alles.tabellen} == tables
    assert alles.afgeschermd == ()
    filled = {t.naam: t for t in alles.tabellen if t.rijen}
    assert {"naam", "klantvraag", "bericht inhoud", "rechtenverzoek", "burgerservicenummer"} <= set(filled)
    assert filled["naam"].rijen[0].waarden["achternaam"] == cast.SAMIRA.naam.achternaam
    assert filled["burgerservicenummer"].rijen[0].waarden["nummer"] == cast.SAMIRA.bsn
    for tabel in filled.values():
        for rij in tabel.rijen:
            assert rij.herkomst and rij.doel, tabel.naam
    assert alles.regels
    assert "RDW" in alles.ontvangers


def test_the_package_knows_no_employee_and_nobody_else(samira):
    id = ask(samira)
    grant(samira, id)
    said = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/pakket/json/"))
    document = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/pakket/document/"))
    assert "Aan wie wij uw gegevens mogen geven" in document and "Wie uw gegevens kreeg" not in document
    assert not re.search(r"\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}-|\{'|verified", document.partition("<main>")[2])
    said += document
    for code in ("mdw-001", "mdw-003", cast.CARLIJN.code):
        assert str(bed.medewerker(code).actor.id) not in said
    others = {bsn for bsn in browser.BSNS if bsn != cast.SAMIRA.bsn}
    assert not [bsn for bsn in others if bsn in said]
    assert "weggelaten_over_een_ander" in said


def test_the_package_calls_everything_by_words_of_the_reader(samira):
    """A new table or column gets a name for who reads it, or is said to be of our computers only."""
    modellen = tables_of_customers(apps)
    assert {m._meta.db_table.replace("_", " ") for m in modellen} == set(TABEL)
    kolommen = {f.attname.replace("_", " ") for m in modellen for f in shown(m)} - {"versleuteld"}
    assert kolommen - INTERN <= set(VELD)
    id = ask(samira)
    grant(samira, id)
    document = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/pakket/document/"))
    assert "<dt>Dossier in gebruik</dt><dd>ja</dd>" in document and "<h3>Hoe u bij ons staat</h3>" in document
    assert "<dt>Onderwerp</dt><dd>Parkeervergunning</dd>" in document
    assert not re.search("Indicatie|<h3>Partij|Onderwerp code|wacht_op", document)


def test_without_a_decision_or_after_a_no_there_is_no_package(samira):
    id = ask(samira)
    with pytest.raises(Refused, match="GEEN_PAKKET"):
        pakket(bed.klant(samira), samira, id)
    grant(samira, id, "afgewezen")
    with pytest.raises(Refused, match="GEEN_PAKKET"):
        pakket(bed.klant(samira), samira, id)


def test_the_pages_of_a_right(samira):
    client = browser.klant("samira")
    assert "U heeft nog niets gevraagd" in browser.text(client.get("/mijn/rechten/"))
    given = dict.fromkeys(("straatnaam", "huisnummertoevoeging"), "") | {"huisnummer": "21", "stad": "Waterdam"}
    given |= {"veld": "adres", "postcode": "9999 BK"}
    (link,) = set(re.findall(r"veld=adres&amp;doel=([0-9a-f-]+)", browser.text(client.get(_CORRECTIE))))
    wrong = client.post(_CORRECTIE, given | {"doel": link})
    assert wrong.status_code == 422
    assert "Vul de straat in." in browser.text(wrong)
    key = re.search(r'name="sleutel" value="([^"]+)"', browser.text(wrong))
    assert key is not None
    sent = given | {"doel": link, "straatnaam": "Turfkade", "sleutel": key[1]}
    page = browser.text(client.get(client.post(_CORRECTIE, sent)["Location"]))
    assert "Turfkade 21, 9999 BK Waterdam" in page
    assert "uw adres" in page
    assert "Een gegeven laten verbeteren" in browser.text(client.get("/mijn/rechten/"))
    assert client.get("/mijn/rechten/vragen/iets/").status_code == 404


def test_whoever_decides_reads_everything_that_is_wrong_at_once(samira):
    id = ask(samira, "beperking", onderdelen=(G.ADRES, G.BSN))
    officer, url = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{id}/"
    page = plain(browser.text(officer.get(url)))
    assert "BSN" in page and "Bsn" not in page
    answer = officer.post(url, {"doe": "besluit", "uitkomst": "", "tekst": "", f"deel_{int(G.BSN)}": "afgewezen"})
    page = plain(browser.text(answer))
    assert answer.status_code == 422 and "Er zijn 4 dingen die nog niet kloppen" in page
    for zin in (
        "Kies voor dit onderdeel ja of nee.",
        "Noem bij nee de wet of het nummer in de selectielijst",
        "Kies wat u besluit.",
        "Schrijf voor de klant op wat u besluit en waarom.",
    ):
        assert page.count(zin) == 2, zin  # in the summary and at its field


def test_the_first_page_says_which_request_is_which(samira):
    ask(samira, "beperking", onderdelen=(G.ADRES,))
    ask(samira)
    page = plain(browser.text(browser.klant("samira").get("/mijn/")))
    assert "Uw gegevens en uw privacy: Gegevens tijdelijk niet laten gebruiken" in page
    assert "Uw gegevens en uw privacy: Alles zien wat wij van u bewaren" in page
