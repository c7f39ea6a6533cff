"""Two colleagues at one question: who is here, one draft, one answer, and mentions that open nothing."""

from __future__ import annotations

import json
import re

from django.urls import reverse

from geholpen.domain.klantcontacten.queries import regel_van
from tests import bed
from tests.faces_werkplek.bureau import Bureau, plain

TWEEDE = "mdw-002"


def here(bureau: Bureau, vraag_id, **velden: str) -> str:
    """A sign of life of an open page: what it hears of colleagues."""
    adres = reverse("werkplek:aanwezig", args=[vraag_id])
    return plain(bureau.see(bureau.client.post(adres, velden), 200))


def keep(bureau: Bureau, vraag, tekst: str, html: str):
    """The script keeps a draft, as the page `html` tells it to."""
    gezien = re.search(r'data-concept-gezien="([^"]+)"', html)[1]
    return bureau.client.post(
        reverse("werkplek:concept", args=vraag), json.dumps({"tekst": tekst, "gezien": gezien}), "application/json"
    )


def test_who_has_the_question_open_and_who_types(jolanda, vraag):
    tamar = Bureau(TWEEDE)
    jolanda.get("vraag", *vraag)
    assert "heeft deze vraag ook open" in plain(tamar.get("vraag", *vraag))
    assert "heeft deze vraag ook open" in here(jolanda, vraag[1])
    here(tamar, vraag[1], typt="1")
    assert "typt …" in here(jolanda, vraag[1])
    here(tamar, vraag[1], typt="0")
    assert "typt …" not in here(jolanda, vraag[1])
    here(tamar, vraag[1], weg="1")
    assert here(jolanda, vraag[1]) == ""


def test_a13_a_question_one_was_never_shown_says_nothing_about_who_is_there(jolanda, vraag):
    jolanda.get("vraag", *vraag)
    nieuwsgierig = Bureau(TWEEDE)
    assert here(nieuwsgierig, vraag[1]) == ""
    assert here(jolanda, vraag[1]) == "", "and is not seen as being there"


def test_a_draft_of_a_colleague_is_shown_and_not_written_over(jolanda, vraag):
    tamar = Bureau(TWEEDE)
    van_jolanda, van_tamar = jolanda.get("vraag", *vraag), tamar.get("vraag", *vraag)
    assert keep(jolanda, vraag, "De tekst van Jolanda", van_jolanda).status_code == 200
    botsing = keep(tamar, vraag, "De tekst van Tamar", van_tamar)
    assert botsing.status_code == 409
    assert botsing.json()["tekst"] == "De tekst van Jolanda"
    assert botsing.json()["wie"]
    assert keep(jolanda, vraag, "De tekst van Jolanda, verder", van_jolanda).status_code == 200, "her own goes on"
    verder = tamar.get("vraag", *vraag)
    assert "De tekst van Jolanda, verder" in verder
    assert keep(tamar, vraag, "Samen verder", verder).status_code == 200
    assert keep(jolanda, vraag, "Te laat", van_jolanda).status_code == 409


def test_a_draft_kept_without_script_is_not_written_over_either(jolanda, vraag):
    tamar = Bureau(TWEEDE)
    oud = re.search(r'name="concept_gezien" value="([^"]+)"', tamar.get("vraag", *vraag))[1]
    jolanda.post("concept", *vraag, tekst="De tekst van Jolanda")
    html = tamar.post("concept", *vraag, status=409, tekst="De tekst van Tamar", concept_gezien=oud)
    assert "veranderde dit concept ook" in plain(html)
    assert "De tekst van Tamar" in html
    assert "De tekst van Jolanda" in jolanda.get("vraag", *vraag)


def test_f16_two_colleagues_who_answer_at_once_send_one_answer(jolanda, vraag, settings):
    tamar = Bureau(TWEEDE)
    gezien = re.search(r'name="gezien_tot" value="(\d+)"', jolanda.get("vraag", *vraag))[1]
    jolanda.post("antwoord", *vraag, tekst="Dat mag.", kanaal="", gezien_tot=gezien)
    html = tamar.post("antwoord", *vraag, status=409, tekst="Dat mag niet.", kanaal="", gezien_tot=gezien)
    assert "Dat mag." in html, "what the colleague answered is shown"
    assert "Dat mag niet." in html, "and what was typed stays"


def test_a_colleague_who_is_mentioned_finds_it_under_genoemd(jolanda, vraag):
    tamar = Bureau(TWEEDE)
    naam = tamar.medewerker.naam
    assert "Genoemd 1" not in plain(tamar.get("postvak"))
    jolanda.post("doen", *vraag, "notitie", tekst=f"@{naam} kun jij dit nakijken?")
    assert "Genoemd 1" in plain(tamar.get("postvak"))
    assert str(vraag[1]) in tamar.get("postvak", toon="genoemd")
    tamar.get("vraag", *vraag)
    assert "Genoemd 1" not in plain(tamar.get("postvak"))


def test_a20_a_mention_opens_nothing(jolanda, vraag, beheer):
    """Somebody without a role is told nothing; a question that moved out of reach is not in the list either."""
    zonder = bed.medewerker("mdw-010").actor.id
    jolanda.post("doen", *vraag, "notitie", tekst="Kijk eens.", noem=str(zonder))
    assert beheer.execute("SELECT count(*) FROM genoemd").fetchone() == (0,)
    jolanda.post("doen", *vraag, "notitie", tekst="Kijk eens.", noem="afdeling:kcc")
    tamar = Bureau(TWEEDE)
    assert str(vraag[1]) in tamar.get("postvak", toon="genoemd")
    jolanda.post("doen", *vraag, "onderwerp", onderwerp="jeugdhulp")
    assert str(vraag[1]) not in tamar.get("postvak", toon="genoemd")
    assert tamar.client.get(reverse("werkplek:vraag", args=vraag)).status_code in (403, 404)


def test_a_name_that_several_have_mentions_nobody_and_text_with_an_at_sign_neither(jolanda, vraag, beheer):
    jolanda.post("doen", *vraag, "notitie", tekst="Mail naar piet@waterdam.example, of @Bestaatniet vragen.")
    assert beheer.execute("SELECT count(*) FROM genoemd").fetchone() == (0,)


def test_a_question_is_given_to_another_department_and_keeps_its_subject(jolanda, vraag):
    parkeren = Bureau("mdw-003")
    assert str(vraag[1]) not in parkeren.get("postvak")
    assert 'value="afdeling:parkeren"' in jolanda.get("vraag", *vraag, doe="doorgeven")
    jolanda.post("doen", *vraag, "oppakken")
    jolanda.post("doen", *vraag, "doorgeven", medewerker="afdeling:parkeren")
    assert str(vraag[1]) in parkeren.get("postvak")
    assert str(vraag[1]) not in jolanda.get("postvak")
    regel = regel_van(bed.systeem().over({vraag[0]}), *vraag)
    assert (regel.afdeling_code, regel.behandelaar_id, regel.onderwerp_code) == ("parkeren", None, "parkeervergunning")
    fout = plain(parkeren.post("doen", *vraag, "doorgeven", status=422, medewerker="afdeling:elders"))
    assert "Op deze afdeling werkt niemand aan dit onderwerp" in fout
    assert str(vraag[1]) in parkeren.get("postvak"), "it stays where it was"


def test_a_question_is_given_on_followed_and_put_off_from_its_own_page(jolanda, vraag):
    tamar = Bureau(TWEEDE)
    assert "Aan wie geeft u deze vraag?" in jolanda.get("vraag", *vraag, doe="doorgeven")
    jolanda.post("doen", *vraag, "volgen", volgen="1")
    assert str(vraag[1]) in jolanda.get("postvak", toon="volg")
    jolanda.post("doen", *vraag, "doorgeven", medewerker=str(tamar.medewerker.id))
    assert str(vraag[1]) in tamar.get("postvak", toon="mij")
    jolanda.post("doen", *vraag, "doorgeven", medewerker="")
    assert str(vraag[1]) not in tamar.get("postvak", toon="mij")
    jolanda.post("doen", *vraag, "later", tot="morgen")
    assert str(vraag[1]) in jolanda.get("postvak", toon="later")
    assert "Kies wanneer" in jolanda.post("doen", *vraag, "later", status=422, tot="ooit")
