"""The page of one question: who may see it, what it shows, and that nothing typed gets lost."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from django.urls import reverse

from geholpen.domain.berichten.commands import begin_bezorging, record_uitkomst, resend
from geholpen.domain.berichten.ports import Geweigerd, Onbekend
from geholpen.domain.berichten.queries import bezorgingen, gesprek
from geholpen.domain.doelbinding.queries import weigeringen
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.faces.werkplek import urls as werkplek_urls
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, kenmerk, mail, plain

#: A colleague of the same department.
TWEEDE = cast.medewerker("mdw-002")


def test_a_neighbour_without_a_reason_reads_why_not_and_it_is_logged(stad):
    dylan = Bureau(cast.DYLAN.code)
    tekst = plain(dylan.get("klant", stad["samira"], status=403))
    assert "Zonder aanleiding mag u de gegevens niet zien" in tekst
    assert "Belhadi" not in tekst
    regel = weigeringen(bed.medewerker("mdw-008"))[0]
    assert (regel.code, regel.afdeling) == ("GEEN_AANLEIDING", dylan.medewerker.afdeling_code)


def test_the_outsider_has_no_inbox_no_question_and_no_quarantine(vraag):
    bram = Bureau(cast.BRAM.code)
    for page in (bram.get("postvak", status=403), bram.get("vraag", *vraag, status=403)):
        assert "Uw rol hoort niet bij dit doel" in plain(page)
        assert "Samira" not in page
    assert bram.client.get(reverse("beheer:kwarantaine")).status_code == 403


def test_a_visitor_is_sent_to_the_login_page(vraag, client):
    answer = client.get(reverse("werkplek:vraag", args=vraag))
    assert answer.status_code == 302
    assert "/inloggen/medewerker/" in answer["Location"]


def test_another_subject_brings_another_purpose(jolanda, vraag):
    tekst = plain(jolanda.post("doen", *vraag, "onderwerp", onderwerp="afval"))
    assert "De vraag gaat nu over: Afval en containers." in tekst
    assert "U werkt voor: Afval" in tekst


def test_a_sensitive_subject_takes_the_question_out_of_sight_and_says_where_it_went(jolanda, vraag):
    tekst = plain(jolanda.post("doen", *vraag, "onderwerp", onderwerp="jeugdhulp"))
    assert "Deze vraag is doorgezet naar Jeugd" in tekst
    assert "Samira" not in tekst
    assert "Uw rol hoort niet bij dit doel" in plain(jolanda.get("vraag", *vraag, status=403))
    assert "Samira" not in jolanda.get("postvak")
    assert str(vraag[1]) in Bureau(cast.SORAYA.code).get("postvak")
    assert str(vraag[1]) not in Bureau(cast.FEMKE.code).get("postvak")


def test_the_draft_is_kept_by_script_and_by_button_and_colleagues_see_it(jolanda, vraag):
    url = reverse("werkplek:concept", args=vraag)
    kept = jolanda.client.post(url, json.dumps({"tekst": "Half af"}), content_type="application/json")
    assert kept.json() == {"bewaard": True}
    robbert = Bureau(cast.ROBBERT.code)
    html = robbert.get("vraag", *vraag)
    assert "Half af" in html
    assert "Concept van Jolanda Terpsma" in plain(html)
    robbert.post("concept", *vraag, tekst="Nu af")
    assert "Nu af" in jolanda.get("vraag", *vraag)


@pytest.mark.parametrize(
    ("actie", "velden", "kept"),
    [
        (
            "belofte",
            {"soort": "terugbellen", "belofte": "Wij bellen u.", "dag": "anders", "datum": "x"},
            "Wij bellen u.",
        ),
        ("belofte", {"soort": "antwoord", "belofte": "", "telefoonnummer": "0850000123", "datum": ""}, "0850000123"),
        (
            "belofte",
            {"soort": "terugbellen", "belofte": "Wij bellen.", "afdeling": "kcc", "dag": "2099-01-02"}
            | {"telefoonnummer": "085 000 01 11, liefst na 16 uur, anders het andere nummer"},
            "liefst na 16 uur",
        ),
        (
            "belofte",
            {"soort": "terugbellen", "belofte": "Wij bellen na vieren.", "afdeling": "kcc", "dag": "2099-01-02"}
            | {"specialist": "Henk-Jan"},
            "Wij bellen na vieren.",
        ),
        ("gesproken", {"tekst": " "}, "Schrijf op wat u met de klant besprak."),
        ("notitie", {"tekst": ""}, "Schrijf eerst een aantekening."),
        ("afsluiten", {"uitkomst": "weg"}, "Kies hoe de vraag is afgelopen."),
        ("onderwerp", {"onderwerp": "bestaat-niet"}, "Kies waar de vraag over gaat."),
    ],
)
def test_what_cannot_be_used_comes_back_with_the_reason_and_the_text(jolanda, vraag, actie, velden, kept):
    html = jolanda.post("doen", *vraag, actie, status=422, **velden)
    assert kept in html
    assert "gh-fout" in html


def test_an_answer_without_text_or_to_a_strange_address_is_not_sent_and_not_lost(jolanda, vraag):
    html = jolanda.post(
        "antwoord", *vraag, tekst="Beste Samira", kanaal="ander@elders.example", gezien_tot=1, status=422
    )
    assert "Dit adres is niet van deze klant." in html
    assert "Beste Samira" in html
    leeg = jolanda.post("antwoord", *vraag, tekst=" ", kanaal=cast.SAMIRA.mail, gezien_tot=1, status=422)
    assert "Schrijf eerst uw antwoord." in leeg


def test_text_for_a_question_that_moved_away_is_given_back(jolanda, vraag):
    robbert = Bureau(cast.ROBBERT.code)
    robbert.post("doen", *vraag, "onderwerp", onderwerp="jeugdhulp")
    html = jolanda.post("antwoord", *vraag, tekst="Lang verhaal", kanaal=cast.SAMIRA.mail, gezien_tot=1, status=403)
    assert "Lang verhaal" in html
    assert "niet verstuurd" in plain(html)
    note = jolanda.post("doen", *vraag, "notitie", tekst="Mijn notitie", status=403)
    assert "Mijn notitie" in note


def test_a_null_character_in_pasted_text_loses_nothing_else(jolanda, vraag):
    html = jolanda.post("doen", *vraag, "notitie", tekst="Kopie uit een oud\0 systeem")
    assert "Kopie uit een oud systeem" in plain(html)
    url = reverse("werkplek:concept", args=vraag)
    kept = jolanda.client.post(url, '{"tekst": "half\\u0000 af"}', content_type="application/json")
    assert kept.json() == {"bewaard": True}
    assert "half af" in jolanda.get("vraag", *vraag)


def test_a_note_and_a_call_stand_in_the_conversation_in_order_of_time(jolanda, vraag):
    jolanda.post("doen", *vraag, "oppakken")
    jolanda.post("doen", *vraag, "notitie", tekst="Kenteken nagekeken.")
    html = jolanda.post("doen", *vraag, "gesproken", kanaal="balie", initiatief="klant", tekst="Ze kwam langs.")
    tekst = plain(html)
    assert tekst.index("thuiszorg") < tekst.rindex("Kenteken nagekeken.") < tekst.rindex("Ze kwam langs.")
    assert "de klant ziet dit niet" in tekst


def test_a_reference_in_the_search_box_opens_the_question_and_a_name_explains_why_not(jolanda, vraag):
    html = jolanda.get("vraag", *vraag)
    kenmerk = html.split('translate="no">WD-')[1][:9]
    een, twee = kenmerk.split("-")
    zoals = [f"wd-{kenmerk.lower()}", f"WD {een} {twee}", f"wd{een}\u2013{twee}", f"Ons kenmerk: WD {een} {twee} 2K7Q"]
    for getypt in zoals:  # typed, copied, or read from a letter with its check letters
        assert "thuiszorg" in jolanda.post("zoeken", q=getypt), getypt
        assert str(vraag[1]) in jolanda.post("postvakzoek", q=getypt), getypt
    assert "Niets gevonden: dit is geen kenmerk" in plain(jolanda.post("zoeken", q="Jo Anne Vree"))
    uitleg = plain(jolanda.post("zoeken", q="Belhadi"))
    assert "het gesprek is de reden dat u mag kijken" in uitleg
    assert "Niets gevonden: dit is geen kenmerk" in uitleg
    niets = plain(jolanda.post("zoeken", q="WD-2222-2222", status=404))
    assert "Niets gevonden: er is geen vraag met kenmerk WD-2222-2222" in niets
    assert "Typ eerst een kenmerk" in plain(jolanda.post("zoeken", q=" ", status=422))


def test_a_mail_address_or_number_in_the_search_box_shows_what_is_in_the_inbox_and_a_bsn_does_not(jolanda, vraag):
    assert str(vraag[1]) in jolanda.post("zoeken", q=cast.SAMIRA.mail)
    assert "Niets gevonden in uw postvak" in plain(jolanda.post("zoeken", q="06 12 34 56 78"))
    bsn = plain(jolanda.post("zoeken", q=cast.SAMIRA.bsn))
    assert "Niets gevonden: dit is geen kenmerk" in bsn and "BSN zoekt u een klant tijdens een gesprek" in bsn


def test_the_live_part_is_not_drawn_again_when_nothing_changed(jolanda, vraag):
    html = jolanda.get("postvak")
    stand = html.split("amp;stand=")[1].split('"')[0].split("&")[0]
    jolanda.get("postvaklijst", stand=stand, status=204)
    jolanda.post("doen", *vraag, "oppakken")
    assert "postvakmelding" in jolanda.get("postvaklijst", stand=stand)
    stand = stand_of(jolanda.get("vraag", *vraag))
    jolanda.get("nieuws", *vraag, na=1, stand=stand, status=204)
    mail("Nog iets", onderwerp=f"Re: vraag [{html_kenmerk(jolanda, vraag)}]")
    nieuws = jolanda.get("nieuws", *vraag, na=1, stand=stand)
    assert "Er is iets nieuws" in nieuws
    jolanda.get("nieuws", *vraag, na=1, stand=stand_of(nieuws), status=204)


def test_who_took_the_question_up_elsewhere_stands_in_the_open_header(jolanda, vraag):
    stand = stand_of(jolanda.get("vraag", *vraag))
    Bureau(TWEEDE.code).post("doen", *vraag, "oppakken")
    nieuws = jolanda.get("nieuws", *vraag, na=1, stand=stand)
    kop = nieuws[nieuws.index('id="vraagstand" hx-swap-oob="true"') :]
    assert TWEEDE.naam in kop
    jolanda.get("nieuws", *vraag, na=1, stand=stand_of(nieuws), status=204)


def stand_of(html: str) -> str:
    """What the open conversation knows, to ask for what changed since."""
    return re.search(r"/nieuws/\?na=\d+&amp;stand=([0-9a-f]+)", html)[1]


def test_the_state_of_a_delivery_changes_in_the_open_conversation(jolanda, vraag):
    html = jolanda.post("antwoord", *vraag, tekst="Ja, dat kan.", gezien_tot=1, kanaal=cast.SAMIRA.mail)
    assert 'id="bericht-2-bezorging"' in html
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", *vraag))
    ons = bezorgingen(ctx, *vraag)[-1]
    assert (ons.volgnummer, ons.staat) == (2, "wachtrij")
    system = bed.systeem().over({vraag[0]})
    begin_bezorging(system, vraag[0], ons.bezorging_id)
    record_uitkomst(system, vraag[0], ons.bezorging_id, Geweigerd("550", "Het adres bestaat niet.", blijvend=True))
    nieuws = jolanda.get("nieuws", *vraag, na=2, stand=stand_of(html))
    assert 'id="bericht-2-bezorging" hx-swap-oob="true"' in nieuws
    assert "Niet bezorgd: Het adres bestaat niet." in plain(nieuws)
    assert "Opnieuw versturen" not in nieuws and "Op een andere manier antwoorden" in nieuws
    assert "Ja, dat kan." not in nieuws
    assert "Er is iets nieuws" not in nieuws
    assert "E-mail, niet aangekomen: Ja, dat kan." in plain(jolanda.get("vraag", *vraag))  # on the card
    with pytest.raises(Invalid, match="Kies een ander kanaal of adres"):  # nor does a page of before
        resend(ctx, vraag[0], ons.bezorging_id)


def test_reading_begins_at_the_first_message_without_an_answer(jolanda, vraag):
    assert 'data-begin="bericht-1"' in jolanda.get("vraag", *vraag)
    jolanda.post("antwoord", *vraag, tekst="Ja, dat kan.", gezien_tot=1, kanaal=cast.SAMIRA.mail)
    html = jolanda.get("vraag", *vraag)
    assert 'data-begin="bericht-2"' in html
    assert 'id="nieuw"' not in html
    for tekst in ("Dank u.", "En nog iets."):
        mail(tekst, onderwerp=f"Re: vraag [{kenmerk(html)}]")
    html = jolanda.get("vraag", *vraag)
    assert 'data-begin="bericht-3"' in html
    plek = html[html.index('id="chatgesprek"') :]
    assert plek.index("Ja, dat kan.") < plek.index('id="nieuw"') < plek.index("Dank u.") < plek.index("En nog iets.")
    assert 'href="#bericht-3"' in html
    html = jolanda.post("doen", *vraag, "gesproken", kanaal="telefoon", initiatief="klant", tekst="Ze belde.")
    assert 'data-begin="contact-' in html  # in a call the answer was given at once
    assert 'id="nieuw"' not in html


def test_notes_are_offered_only_where_the_purpose_has_them(jolanda, vraag):
    assert "?doe=notitie" in jolanda.get("vraag", *vraag)
    jolanda.post("doen", *vraag, "onderwerp", onderwerp="afval")
    html = jolanda.get("vraag", *vraag, doe="notitie")
    assert "?doe=notitie" not in html
    assert 'id="id_tekst"' in html  # the answer instead
    typed = jolanda.post("doen", *vraag, "notitie", tekst="Al getypt", status=409)
    assert "Al getypt" in typed
    assert "Niet nodig voor dit doel." in typed


def html_kenmerk(bureau: Bureau, vraag) -> str:
    return "WD-" + bureau.get("vraag", *vraag).split('translate="no">WD-')[1][:9]


def test_an_answer_that_may_not_have_arrived_says_so_and_a_person_sends_it_again(jolanda, vraag):
    jolanda.post("antwoord", *vraag, tekst="Ja, dat kan.", gezien_tot=1, kanaal=cast.SAMIRA.mail)
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", *vraag))
    bezorging = next(b.bezorging_id for b in gesprek(ctx, *vraag) if b.tekst == "Ja, dat kan.")
    system = bed.systeem().over({vraag[0]})
    begin_bezorging(system, vraag[0], bezorging)
    record_uitkomst(system, vraag[0], bezorging, Onbekend("De mailserver gaf geen antwoord."))
    html = jolanda.get("vraag", *vraag)
    assert "Onbekend of het is aangekomen: De mailserver gaf geen antwoord." in plain(html)
    assert "Opnieuw versturen" in html
    again = jolanda.post("opnieuw", *vraag, bezorging)
    assert "Het bericht gaat opnieuw op weg." in plain(again)
    assert "Opnieuw versturen" not in again
    assert "Dit bericht is al verstuurd." in plain(jolanda.post("opnieuw", *vraag, bezorging))  # pressed twice


def test_what_did_not_arrive_says_when_it_goes_on_by_itself(jolanda, vraag, settings):
    """So that nobody sends the same once more beside it; afterwards the line is gone."""
    settings.HERSTEL_NA = 300
    jolanda.post("antwoord", *vraag, tekst="Ja, dat kan.", gezien_tot=1, kanaal=cast.SAMIRA.mail)
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", *vraag))
    bezorging = next(b.bezorging_id for b in gesprek(ctx, *vraag) if b.tekst == "Ja, dat kan.")
    system = bed.systeem().over({vraag[0]})
    begin_bezorging(system, vraag[0], bezorging)
    record_uitkomst(system, vraag[0], bezorging, Geweigerd("550", "Dit adres bestaat niet.", blijvend=True))
    zin = "gaat dit vanzelf op een andere manier verder"
    assert zin in plain(jolanda.get("vraag", *vraag))
    settings.HERSTEL_NA = 0
    assert zin not in plain(jolanda.get("vraag", *vraag))


def test_who_waits_for_the_customer_has_no_term(jolanda, vraag):
    assert "gh-termijn" in jolanda.get("postvak")
    jolanda.post("antwoord", *vraag, tekst="Ja, dat kan.", gezien_tot=1, kanaal=cast.SAMIRA.mail)
    for html in (jolanda.get("postvak"), jolanda.get("vraag", *vraag)):
        assert "Wacht op de klant" in html
        assert "gh-termijn" not in html


def test_days_and_numbers_are_written_as_people_say_them(jolanda, vraag):
    form = plain(jolanda.get("vraag", *vraag, doe="belofte"))
    assert "Uiterlijk wanneer?" in form
    assert re.search(r"volgende werkdag: (maan|dins|woens|donder|vrij)dag \d+ \w+", form)
    assert not re.search(r"vrijdag: vrijdag", form)
    velden = {"soort": "terugbellen", "belofte": "Wij bellen u.", "afdeling": "kcc", "dag": "2099-01-02"}
    html = jolanda.post("doen", *vraag, "belofte", **velden, telefoonnummer="+31850000111")
    assert "uiterlijk vrijdag 2 januari 2099" in plain(html)
    assert "085 000 01 11" in plain(html)
    assert "Klantcontactcentrum uiterlijk" in plain(html), "a department has a name, not a code"


def test_a_message_that_was_put_back_is_not_suggested_again(jolanda, vraag):
    partij_id, vraag_id = vraag
    anders = "Dit lijkt over iets anders te gaan"
    nummer = kenmerk(jolanda.get("vraag", *vraag))
    mail("Nog iets anders. Mijn kliko is vorige week niet geleegd.", f"Re: {nummer}")
    html = jolanda.get("vraag", *vraag)
    assert anders in html
    assert "Doorgeven Afsluiten" in plain(html)
    [bericht_id] = re.findall(r'action="[^"]+/([0-9a-f-]{36})/hoort-hier/"', html)
    jolanda.post("splitsen", *vraag, bericht_id, onderwerp="afval")
    [nieuw] = {v.klantvraag_id for v in vragen_van(bed.systeem().over({partij_id}), partij_id)} - {vraag_id}
    html = jolanda.post("terugzetten", partij_id, nieuw, bericht_id)
    assert "kliko" in html
    assert anders not in html
    leeg = plain(jolanda.get("vraag", partij_id, nieuw))
    assert "Doorgeven Afloop" in leeg, "it is closed already"


def test_who_says_that_it_belongs_here_is_not_asked_again(jolanda, vraag):
    mail("Nog iets anders. Mijn kliko is vorige week niet geleegd.", f"Re: {kenmerk(jolanda.get('vraag', *vraag))}")
    [bericht_id] = re.findall(r'action="[^"]+/([0-9a-f-]{36})/hoort-hier/"', jolanda.get("vraag", *vraag))
    html = jolanda.post("hoort_hier", *vraag, bericht_id)
    assert "kliko" in html
    assert "Dit lijkt over iets anders te gaan" not in html
    assert "Nieuwe vraag maken" in html, "by hand it is still possible"


def test_a13_ids_of_two_customers_do_not_mix_on_any_address_of_a_question(stad, vraag):
    """The question of one customer under the id of another is not there: on every address, reading and writing."""
    _samira, vraag_id = vraag
    henk, wouter = Bureau(cast.JOLANDA.code), stad["wouter"]
    geprobeerd = 0
    for adres in werkplek_urls.urlpatterns:
        namen = set(adres.pattern.converters)
        if not {"partij_id", "vraag_id"} <= namen:
            continue
        waarden = dict.fromkeys(namen, uuid4()) | {"partij_id": wouter, "vraag_id": vraag_id}
        waarden |= {"actie": "notitie"} if "actie" in namen else {}
        pad = reverse(f"werkplek:{adres.name}", kwargs=waarden)
        for doe in (henk.client.get, henk.client.post):
            antwoord = doe(pad, follow=True)  # where only a form goes the question itself is asked for
            assert antwoord.status_code in {403, 404, 405}, (adres.name, antwoord.status_code)
            assert "Samira" not in antwoord.content.decode(errors="replace"), adres.name
            geprobeerd += 1
    assert geprobeerd > 30
