"""Telephone and counter: search, several questions in one contact, on behalf of somebody, somebody new."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten import queries as klantcontacten
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, begin, kenmerk, mail, plain, verify


def _als(vraag: klantcontacten.VraagRegel):
    return bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", vraag.partij_id, vraag.klantvraag_id))


def test_a_bsn_finds_somebody_and_stands_in_no_address_and_on_no_screen(jolanda, stad):
    gesprek_id = begin(jolanda)
    html = jolanda.post("gesprek_zoek", gesprek_id, bsn=cast.SAMIRA.bsn)
    assert "Samira Belhadi" in plain(html)
    assert "1984" in plain(html)
    assert cast.SAMIRA.bsn not in jolanda.laatste.request["QUERY_STRING"]
    customer = jolanda.get("gesprek_klant", gesprek_id, stad["samira"])
    assert cast.SAMIRA.bsn not in customer
    wrong = jolanda.post("gesprek_zoek", gesprek_id, bsn="123456789", status=422)
    assert "Dit is geen geldig BSN" in wrong
    assert 'value="123456789"' in wrong  # to mend, not to type again


def test_who_may_keep_a_promise_is_asked_once_and_not_per_department(jolanda, stad):
    gesprek_id = begin(jolanda)
    with CaptureQueriesContext(connection) as asked:
        page = jolanda.get("gesprek_klant", gesprek_id, stad["samira"])
    assert "Henk-Jan Wiarda, Specialist parkeren" in plain(page)
    lists = [q["sql"] for q in asked if 'FROM "medewerker"' in q["sql"] and 'ORDER BY "medewerker"."naam"' in q["sql"]]
    assert len(lists) == 1


@pytest.mark.parametrize("vorm", ["{d}-{m}-{j}", "{d:02}/{m:02}/{j}", "{d} {m} {j}", "{j}-{m:02}-{d:02}"])
def test_a_date_of_birth_is_found_as_people_write_it(jolanda, stad, vorm):
    j, m, d = map(int, cast.SAMIRA.geboortedatum.split("-"))
    typed = {"achternaam": cast.SAMIRA.naam.achternaam, "geboortedatum": vorm.format(d=d, m=m, j=j)}
    assert "Samira Belhadi" in plain(jolanda.post("gesprek_zoek", begin(jolanda), **typed))


def test_a_date_that_is_not_understood_stays_and_says_what_to_type(jolanda):
    wrong = jolanda.post("gesprek_zoek", begin(jolanda), achternaam="Belhadi", geboortedatum="31-2-1960", status=422)
    assert "Deze dag bestaat niet" in wrong
    assert 'value="31-2-1960"' in wrong
    field = re.search(r'<input[^>]*name="geboortedatum"[^>]*>', wrong)[0]
    assert 'type="text"' in field
    assert 'autocomplete="off"' in field  # somebody else's date, on the desk's own computer


def test_nothing_typed_is_a_question_that_must_be_narrower(jolanda):
    assert "Vul achternaam en geboortedatum in" in jolanda.post("gesprek_zoek", begin(jolanda), status=422)


def test_two_questions_in_one_contact_share_the_conversation(jolanda, stad):
    gesprek_id, samira = begin(jolanda, "balie"), stad["samira"]
    first = {"aantal": "1", "c_bewijs": "on", "v0_waarover": "nieuw:afval", "v0_inhoud": "Container is kapot."}
    grown = jolanda.post("gesprek_klant", gesprek_id, samira, actie="rij", **first)
    assert "Container is kapot." in grown
    assert 'name="v1_inhoud"' in grown
    done = jolanda.post(
        "gesprek_klant",
        gesprek_id,
        samira,
        **first | {"aantal": "2"},
        v1_waarover="nieuw:paspoort",
        v1_inhoud="Wanneer verloopt mijn paspoort?",
        actie="afronden",
    )
    assert "Het gesprek is vastgelegd: 2 vragen." in plain(done)
    work = klantcontacten.werkvoorraad(bed.medewerker("mdw-001"), frozenset({"kcc"}))
    vragen = {r.vraag.onderwerp_code: r.vraag for r in work.regels}
    assert set(vragen) == {"afval", "paspoort"}
    for vraag in vragen.values():
        (contact,) = klantcontacten.gesproken_van(_als(vraag), vraag.partij_id, vraag.klantvraag_id)
        assert contact.kanaal == "balie"
    pagina = plain(jolanda.get("vraag", samira, vragen["afval"].klantvraag_id))
    assert "Bevestigd" in pagina


def test_one_question_that_is_not_right_stores_none_and_keeps_every_text(jolanda, stad):
    gesprek_id, samira = begin(jolanda), stad["samira"]
    velden = {
        "aantal": "2",
        "v0_waarover": "nieuw:afval",
        "v0_inhoud": "Eerste verhaal",
        "v1_waarover": "",
        "v1_inhoud": "Tweede verhaal",
        "actie": "afronden",
    }
    html = jolanda.post("gesprek_klant", gesprek_id, samira, status=422, **velden)
    assert "Kies waar de vraag over gaat." in html
    assert 'href="#id_v1_waarover"' in html
    assert "Eerste verhaal" in html
    assert "Tweede verhaal" in html
    assert not klantcontacten.werkvoorraad(bed.medewerker("mdw-001"), frozenset({"kcc"})).regels
    ok = jolanda.post("gesprek_klant", gesprek_id, samira, **velden | {"v1_waarover": "nieuw:rijbewijs"})
    assert "2 vragen" in plain(ok)
    again = jolanda.post("gesprek_klant", gesprek_id, samira, status=409, **velden)  # sent twice
    assert "Dit gesprek is al afgerond" in plain(again)
    assert "Tweede verhaal" in again


def test_a_sensitive_question_is_written_down_and_goes_to_its_department(jolanda, stad):
    gesprek_id, samira = begin(jolanda), stad["samira"]
    velden = {"aantal": "1", "v0_waarover": "nieuw:jeugdhulp", "v0_inhoud": "Zorgen thuis."}
    belofte = {
        "v0_beloven": "on",
        "v0_soort": "antwoord",
        "v0_belofte": "x",
        "v0_afdeling": "jeugd",
        "v0_dag": "2099-01-02",
    }
    refused = jolanda.post("gesprek_klant", gesprek_id, samira, actie="afronden", status=422, **velden, **belofte)
    assert "De afdeling maakt hier zelf een afspraak over" in refused
    jolanda.post("gesprek_klant", gesprek_id, samira, actie="afronden", **velden)
    assert str(samira) not in jolanda.get("postvak")
    assert str(samira) in Bureau(cast.SORAYA.code).get("postvak")


def test_somebody_nobody_knows_is_written_down_by_name_and_number(jolanda, stad):
    gesprek_id = begin(jolanda)
    assert "Schrijf op hoe de klant heet." in jolanda.post("gesprek_onbekend", gesprek_id, naam="", status=422)
    html = jolanda.post("gesprek_onbekend", gesprek_id, naam="Pim Nieuwkomer", telefoon="085 000 0199")
    assert "Gesprek met Pim Nieuwkomer" in plain(html)
    partij_id = jolanda.laatste.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
    jolanda.post(
        "gesprek_klant",
        gesprek_id,
        partij_id,
        aantal="1",
        onbekend="1",
        v0_waarover="nieuw:afval",
        v0_inhoud="Wil een container.",
        actie="verder",
    )
    tekst = plain(jolanda.laatste.content.decode())
    assert "Wil een container." in tekst
    assert "Controleer eerst wie de klant is" in tekst


def test_a_colleagues_conversation_is_no_reason(jolanda, stad):
    gesprek_id = begin(jolanda)
    dylan = Bureau(cast.DYLAN.code)
    dylan.get("gesprek_zoek", gesprek_id, status=404)
    assert "Samira" not in dylan.get("gesprek_klant", gesprek_id, stad["samira"], status=409)


def test_a_closed_question_opens_again_when_the_customer_calls_about_it(jolanda, vraag, stad):
    jolanda.post("doen", *vraag, "afsluiten", uitkomst="beantwoord")
    gesprek_id = begin(jolanda)
    assert "Al afgesloten, weer openen" not in jolanda.get("gesprek_klant", gesprek_id, stad["samira"])
    html = verify(jolanda, gesprek_id, stad["samira"])
    assert "Al afgesloten, weer openen" in html
    jolanda.post(
        "gesprek_klant",
        gesprek_id,
        stad["samira"],
        aantal="1",
        v0_waarover=f"vraag:{vraag[1]}",
        v0_inhoud="Het is toch niet gelukt.",
        actie="afronden",
    )
    assert "In behandeling" in plain(jolanda.get("vraag", *vraag))


def test_what_the_customer_wrote_during_the_call_is_not_closed_away(jolanda, vraag, stad):
    nummer = kenmerk(jolanda.get("vraag", *vraag))
    gesprek_id = begin(jolanda)
    verify(jolanda, gesprek_id, stad["samira"])
    mail("Hier is de foto.", onderwerp=f"Re: Parkeervergunning [{nummer}]")
    wat = {"aantal": "1", "v0_waarover": f"vraag:{vraag[1]}", "v0_inhoud": "Foto beloofd.", "actie": "afronden"}
    html = jolanda.post("gesprek_klant", gesprek_id, stad["samira"], status=422, v0_uitkomst="beantwoord", **wat)
    assert "De klant schreef tijdens dit gesprek over deze vraag." in plain(html)
    assert "Foto beloofd." in html
    jolanda.post("gesprek_klant", gesprek_id, stad["samira"], **wat)  # left open, it is written down
    html = plain(jolanda.get("vraag", *vraag))
    assert "Foto beloofd." in html and "Hier is de foto." in html and "WD-" in html and "In behandeling" in html


def test_a_conversation_of_a_colleague_opens_nothing(jolanda, stad):
    """Also not past the pages: the reason is somebody else's, whatever the role."""
    gesprek_id = begin(jolanda)
    collega = bed.medewerker("mdw-002").voor(Aanleiding("gesprek", stad["samira"], gesprek_id))
    with pytest.raises(Refused) as refused:
        klantbeeld(collega, stad["samira"])
    assert refused.value.code == "GEEN_AANLEIDING"
    eigen = bed.medewerker("mdw-001").voor(Aanleiding("gesprek", stad["samira"], gesprek_id))
    assert klantbeeld(eigen, stad["samira"]).naam == "Samira Belhadi"
