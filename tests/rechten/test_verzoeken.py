"""Rights over one's own data: asked behind the login, with a term, decided by a person, fetched by nobody else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.apps import apps
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import regel_van, vragen_van
from geholpen.domain.rechten.commands import (
    Besluit,
    Deel,
    NieuwVerzoek,
    begin_onderzoek,
    besluit_verzoek,
    doe_verzoek,
    verleng,
)
from geholpen.domain.rechten.queries import open_verzoeken, pakket, verzoek, verzoeken_van
from geholpen.domain.rechten.termijn import maanden_na, uiterlijk, verlengd
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.models import tables_of_customers
from tests import bed, browser, cast
from tests.rechten.verzoek import ask, fg, grant

pytestmark = pytest.mark.django_db


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
        (NieuwVerzoek("correctie", "x"), "onderdelen"),
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
    said += browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/pakket/document/"))
    for code in ("mdw-001", "mdw-003", cast.CARLIJN.code):
        assert str(bed.medewerker(code).actor.id) not in said
    others = {bsn for bsn in browser.BSNS if bsn != cast.SAMIRA.bsn}
    assert not [bsn for bsn in others if bsn in said]
    assert "weggelaten_over_een_ander" in said


def test_who_got_the_data_is_named_when_it_must_be_corrected(samira):
    vraag = next(v for v in vragen_van(bed.klant(samira), samira) if v.onderwerp_code == "parkeervergunning" and v.open)
    klantbeeld(bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", samira, vraag.klantvraag_id)), samira)
    id = ask(samira, "correctie", onderdelen=(G.ADRES,), moet="Turfkade 21")
    page = browser.text(browser.medewerker(cast.CARLIJN.code).get(f"/beheer/rechten/{samira}/{id}/"))
    assert "Vertel het ook aan" in page
    assert "<li>RDW</li>" in page
    other = ask(samira)
    assert "Vertel het ook aan" not in browser.text(
        browser.medewerker(cast.CARLIJN.code).get(f"/beheer/rechten/{samira}/{other}/")
    )


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
    wrong = client.post("/mijn/rechten/vragen/correctie/", {"onderdelen": ["3"], "nu": "Turfkade 12", "moet": ""})
    assert wrong.status_code == 422
    assert "Schrijf op wat er moet staan." in browser.text(wrong)
    form = browser.text(client.get("/mijn/rechten/vragen/correctie/"))
    key = re.search(r'name="sleutel" value="([^"]+)"', form)
    assert key is not None
    sent = {"onderdelen": ["3"], "nu": "Turfkade 12", "moet": "Turfkade 21", "sleutel": key[1]}
    page = browser.text(client.get(client.post("/mijn/rechten/vragen/correctie/", sent)["Location"]))
    assert "Turfkade 21" in page
    assert "uw adres" in page
    assert "Een gegeven laten verbeteren" in browser.text(client.get("/mijn/rechten/"))
    assert client.get("/mijn/rechten/vragen/iets/").status_code == 404
