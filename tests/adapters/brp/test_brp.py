"""The BRP at the desk: asked under the purpose of the work, kept beside ours, secrecy at once, always in the log."""

from __future__ import annotations

import httpx
import pytest
from django.utils import timezone

from geholpen.adapters.koppelingen.brp.lezen import persoon as lees
from geholpen.adapters.koppelingen.brp.lezen import velden
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Audit, Dataverwerking
from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, import_klantvraag
from geholpen.domain.partijen.brp.models import Brpbevraging
from geholpen.domain.partijen.commands import save_brpregistraties
from geholpen.domain.partijen.models import Adres, DigitaalAdres, Naam, Partij
from geholpen.domain.verantwoording import ldv, regels
from geholpen.domain.verantwoording.ldv import BRP_DEUR
from geholpen.platform import outbound
from geholpen.platform.doors import backstage
from tests import bed, cast
from tests.adapters.brp.conftest import Twin
from tests.api.inzien import alles
from tests.doelbinding.proef import open_, token
from tests.faces_werkplek.bureau import Bureau, import_klant, plain
from tests.misbruik.test_zaak_11_geheim_adres import with_the_right
from tests.partijen.schilden import met_vraag

pytestmark = pytest.mark.django_db


def vraag_van(klant, onderwerp="verhuizing"):
    """Tamar, who does what has the right to secret addresses, with a question of this customer."""
    partij_id, reden = met_vraag(klant, onderwerp)
    return Bureau(cast.TAMAR.code), partij_id, (partij_id, reden.id)


def adressen(partij_id):
    return {(rij.herkomst == "brp", rij.straatnaam) for rij in alles(Adres, partij_id=partij_id)}


def test_the_call_says_which_purpose_and_asks_what_that_gives(brp: Twin):
    tamar, _roos, waar = vraag_van(cast.ROOS)
    assert "Ophalen uit de BRP" in plain(tamar.get("vraag", *waar))
    html = plain(tamar.post("brp", *waar))
    assert "Gelijk aan de BRP" in html
    assert "Bron: Basisregistratie Personen (BRP)" in html
    (call,) = brp.gevraagd
    koppen, vraag = call["koppen"], call["vraag"]
    assert koppen["x-doelbinding"] == "verhuizing"
    assert koppen["x-verwerking"].endswith("@verhuizing")
    assert len(koppen["x-gebruiker"]) == 40
    assert len(koppen["x-origin-oin"]) == 20
    assert koppen["x-api-key"] == "sleutel-van-de-proef"
    assert vraag["type"] == "RaadpleegMetBurgerservicenummer"
    assert vraag["burgerservicenummer"] == [cast.ROOS.bsn]
    assert {v.split(".")[0] for v in vraag["fields"]} == {"burgerservicenummer", "naam", "verblijfplaats"}


def test_the_question_is_in_the_log_and_the_customer_reads_it(brp: Twin):
    tamar, roos, waar = vraag_van(cast.ROOS)
    tamar.post("brp", *waar)
    regels = {r.deur: r for r in alles(Dataverwerking, partij_id=roos)}
    assert regels[BRP_DEUR].naam == "Uw gegevens opgevraagd bij de Basisregistratie Personen (BRP)"
    assert regels[BRP_DEUR].activiteit == 23
    assert regels["partijen.commands.brp.keep_brp"].activiteit == 52
    bsn = regels["partijen.queries_brp._bsn"]
    assert (bsn.activiteit, bsn.soorten) == (52, 1 << (G.BSN - 1))
    assert regels[BRP_DEUR].trace == bsn.trace
    assert regels[BRP_DEUR].trace.hex in brp.gevraagd[0]["koppen"]["traceparent"]


def test_another_address_stands_beside_ours_for_purposes_with_the_brp_as_source(brp: Twin):
    tamar, wouter, waar = vraag_van(cast.WOUTER)
    html = plain(tamar.post("brp", *waar))
    assert "Kanaalkade 99" in html
    assert "Staat anders in de BRP" in html
    assert adressen(wouter) == {(True, "Kanaalkade"), (False, cast.WOUTER.adres.straat)}
    tamar.post("brp", *waar)
    assert len(alles(Adres, partij_id=wouter)) == 2  # asked again, it is not there twice
    assert "Kanaalkade 99" in plain(tamar.get("vraag", *waar))
    _partij, reden = met_vraag_ook(wouter, "afval")
    ander = plain(Bureau(cast.JOLANDA.code).get("vraag", wouter, reden))
    assert "Kanaalkade" not in ander


def met_vraag_ook(partij_id, onderwerp):
    """One more question of a customer who is known."""
    oud = OudeKlantvraag(
        onderwerp, "in_behandeling", (OudContact("email", "klant", timezone.now(), "Een vraag.", "Vraag"),)
    )
    import_klantvraag(bed.systeem().over({partij_id}), partij_id, oud)
    return partij_id, oud.id


def test_a_name_is_that_of_the_brp(brp: Twin):
    tamar, roos, waar = vraag_van(cast.ROOS)
    with_the_right("UPDATE naam SET achternaam = 'Verkeerd' WHERE partij_id = %s", roos)
    html = plain(tamar.post("brp", *waar))
    assert "Aangepast aan de BRP" in html
    assert alles(Naam, partij_id=roos)[0].achternaam == cast.ROOS.naam.achternaam


def test_secrecy_shields_at_once_and_whoever_lives_there(brp: Twin):
    tamar, nadine, waar = vraag_van(cast.NADINE)
    lot = import_klant(cast.LOT)
    with_the_right("UPDATE partij SET indicatie_geheimhouding = false WHERE partij_id = %s", nadine)
    assert {rij.geheim for wie in (nadine, lot) for rij in alles(Adres, partij_id=wie)} == {False}
    html = plain(tamar.post("brp", *waar))
    assert "De klant vroeg om geheimhouding" in html
    assert alles(Partij, partij_id=nadine)[0].indicatie_geheimhouding
    for model in (Adres, DigitaalAdres):
        assert {rij.geheim for wie in (nadine, lot) for rij in alles(model, partij_id=wie)} == {True}


def test_a_purpose_without_the_right_does_not_show_the_address_that_came(brp: Twin, settings):
    save_brpregistraties(bed.medewerker(cast.ANNEKE.code), [22])  # rijbewijs: no right to secret addresses
    partij_id, reden = met_vraag(cast.NADINE, "rijbewijs")
    tamar = Bureau(cast.TAMAR.code)
    html = plain(tamar.post("brp", partij_id, reden.id))
    assert "Vlasveld" not in html


def test_nobody_is_an_answer(brp: Twin):
    tamar, naima, waar = vraag_van(cast.NAIMA)
    html = plain(tamar.post("brp", *waar))
    assert "De BRP kent niemand met dit burgerservicenummer" in html
    assert alles(Brpbevraging, partij_id=naima)[0].uitkomst == "niet_gevonden"


def test_that_nothing_is_kept_up_any_more_is_said(brp: Twin):
    tamar, _jeroen, waar = vraag_van(cast.JEROEN)
    assert "Reden: overlijden" in plain(tamar.post("brp", *waar))


@pytest.mark.parametrize(
    ("gedrag", "uitkomst", "woorden"),
    [
        ({"antwoord": 503}, "mislukt", "Bij de BRP ging iets mis (503)"),
        ({"antwoord": 500}, "onbekend", "Wij weten niet of de BRP heeft geantwoord"),
        ({"antwoord": 429}, "mislukt", "De BRP heeft het te druk (429)"),
        ({"antwoord": 0}, "onbekend", "De verbinding met de BRP brak af"),
        ({"lichaam": "<html>storing</html>"}, "mislukt", "Het antwoord van de BRP is niet te lezen"),
        ({"lichaam": '{"personen": [{"burgerservicenummer": "999990019"}]}'}, "mislukt", "is niet te lezen"),
        ({"traag": 12}, "onbekend", "De BRP gaf niet op tijd antwoord"),
    ],
)
def test_what_goes_wrong_is_said_and_changes_nothing(brp: Twin, gedrag, uitkomst, woorden):
    tamar, wouter, waar = vraag_van(cast.WOUTER)
    before = adressen(wouter)
    brp.gedraag(**gedrag)
    html = plain(tamar.post("brp", *waar))
    assert woorden in html
    assert alles(Brpbevraging, partij_id=wouter)[0].uitkomst == uitkomst
    assert adressen(wouter) == before
    assert cast.WOUTER.bsn not in tamar.laatste.content.decode()


def test_a_purpose_without_the_brp_as_source_asks_nothing(brp: Twin):
    partij_id, reden = met_vraag(cast.ROOS, "parkeervergunning")
    jolanda = Bureau(cast.JOLANDA.code)
    assert "Ophalen uit de BRP" not in plain(jolanda.get("vraag", partij_id, reden.id))
    assert "De BRP is geen bron voor dit doel" in plain(jolanda.post("brp", partij_id, reden.id, status=403))
    assert brp.gevraagd == []
    assert "BRP_GEEN_BRON" in {code for rij in alles(Audit, besluit=False) for code in rij.geweigerd.values()}


def test_a_purpose_that_the_keeper_does_not_know_asks_nothing(brp: Twin):
    partij_id, reden = met_vraag(cast.ROOS, "rijbewijs")
    tamar = Bureau(cast.TAMAR.code)
    assert "De BRP kent dit doel nog niet" in plain(tamar.post("brp", partij_id, reden.id, status=403))
    assert brp.gevraagd == []


def test_management_says_for_which_purposes_and_tries_one(brp: Twin):
    anneke = Bureau(cast.ANNEKE.code)
    page = plain(anneke.see(anneke.client.get("/beheer/brp/"), 200))
    assert "Verhuizingen en adressen" in page
    tried = plain(anneke.see(anneke.client.post("/beheer/brp/", {"proef": "23"}), 200))
    assert "is gelukt" in tried
    assert brp.gevraagd[-1]["koppen"]["x-doelbinding"] == "verhuizing"
    anneke.client.post("/beheer/brp/", {"activiteiten": ["22", "23"]})
    refused = plain(anneke.see(anneke.client.post("/beheer/brp/", {"proef": "22"}), 200))
    assert "De BRP staat dit doel niet toe (403)" in refused
    outbound.forget()
    brp.gedraag(antwoord=503)
    assert "Bij de BRP ging iets mis" in plain(anneke.see(anneke.client.post("/beheer/brp/", {"proef": "23"}), 200))


def test_the_line_says_where_the_other_party_tells_who_looked(brp: Twin, settings):
    settings.BRP_LEES_API = "https://brp.example/inzage"
    tamar, roos, waar = vraag_van(cast.ROOS)
    tamar.post("brp", *waar)
    with backstage():
        open_(token(partijen=None, bronnen="{" + ",".join(map(str, range(1, 60))) + "}"))
        found = regels.zoek(regels.Regelvraag(partijen=(roos,)), 100)
    lines = {r.deur: line for r, line in zip(found, ldv.regels(found, met_bovenregel=False), strict=True)}
    assert lines[BRP_DEUR].attributes["dpl.read.externalReadAPI_id"] == "https://brp.example/inzage"
    assert sum("dpl.read.externalReadAPI_id" in line.attributes for line in lines.values()) == 1


def test_the_twin_holds_us_to_the_contract(brp: Twin):
    wrong = httpx.post(f"{brp.adres}/personen", json={"type": "RaadpleegMetBurgerservicenummer"}, timeout=5)
    assert (wrong.status_code, wrong.headers["content-type"]) == (400, "application/problem+json")
    koppen = dict.fromkeys(("x-doelbinding", "x-verwerking", "x-gebruiker", "x-origin-oin"), "verhuizing")
    vraag = {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["999990019"]}
    for fields in ([], ["geheimhoudingPersoonsgegevens"], ["partners"]):
        answer = httpx.post(f"{brp.adres}/personen", json=vraag | {"fields": fields}, headers=koppen, timeout=5)
        assert answer.status_code == 400
        assert answer.json()["code"] == "paramsValidation"


def test_only_what_was_asked_is_read_also_when_more_comes():
    more = {"burgerservicenummer": "1", "naam": {"geslachtsnaam": "Vis"}, "verblijfplaats": {"type": "Adres"}}
    assert lees(more, frozenset({G.NAAM})).adres is None
    assert velden([G.NAAM]) == [
        "burgerservicenummer",
        "naam.geslachtsnaam",
        "naam.voorletters",
        "naam.voornamen",
        "naam.voorvoegsel",
    ]


@pytest.mark.parametrize(
    ("verblijfplaats", "regels"),
    [
        (
            {
                "type": "VerblijfplaatsBuitenland",
                "verblijfadres": {"regel1": "Rue 1", "regel2": "1000 Brussel", "land": {"omschrijving": "België"}},
            },
            ("Rue 1", "1000 Brussel", "België"),
        ),
        (
            {"type": "Locatie", "verblijfadres": {"locatiebeschrijving": "Woonboot bij brug 3"}},
            ("Woonboot bij brug 3",),
        ),
    ],
)
def test_an_address_can_be_abroad_or_only_described(verblijfplaats, regels):
    adres = lees({"verblijfplaats": verblijfplaats}, frozenset({G.ADRES})).adres
    assert adres is not None
    assert tuple(filter(None, (adres.adresregel1, adres.adresregel2, adres.adresregel3))) == regels


def test_an_unknown_place_is_no_address():
    assert lees({"verblijfplaats": {"type": "VerblijfplaatsOnbekend"}}, frozenset({G.ADRES})).adres is None
