"""The main path at the level of pages: inbox, question, answer, call, promise, close."""

from __future__ import annotations

from django.urls import reverse

from geholpen.domain.berichten import queries as berichten
from geholpen.domain.klantcontacten import queries as klantcontacten
from geholpen.platform.context import Aanleiding
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, kenmerk, mail, plain, verify


def _als(code, soort, partij_id, id):
    return bed.medewerker(code).voor(Aanleiding(soort, partij_id, id))


def test_the_question_stands_in_the_inbox_and_opens_with_purpose_conversation_and_customer(jolanda, vraag, stad):
    postvak = plain(jolanda.get("postvak"))
    assert "Samira" in postvak
    assert "Parkeervergunning" in postvak
    assert "thuiszorg" not in postvak  # the list says not what was written

    html = jolanda.get("vraag", *vraag)
    tekst = plain(html)
    assert "U werkt voor: Parkeervergunningen" in tekst
    assert "Parkeerverordening, artikel 3" in tekst
    assert "voor de auto van de thuiszorg" in tekst
    assert cast.SAMIRA.mail in tekst
    assert "Niet nodig voor dit doel" in tekst
    assert cast.SAMIRA.bsn not in html


def test_an_answer_is_sent_with_greeting_and_closing_and_waits_for_delivery(jolanda, vraag):
    html = jolanda.get("vraag", *vraag)
    assert "Jolanda Terpsma" in html  # the closing
    sent = jolanda.post("antwoord", *vraag, tekst="Ja, dat kan.\r\nGroet", gezien_tot=1, kanaal=cast.SAMIRA.mail)
    tekst = plain(sent)
    assert "Uw antwoord is onderweg naar de klant." in tekst
    assert "Ja, dat kan." in tekst
    assert "Onderweg" in tekst
    assert "Wacht op de klant" in tekst
    regels = berichten.gesprek(_als("mdw-001", "klantvraag", *vraag), *vraag)
    assert [r.tekst for r in regels if r.richting == "uit" and r.aard == "persoon"] == ["Ja, dat kan.\nGroet"]


def test_a_newer_message_stops_the_answer_and_keeps_the_text(jolanda, vraag):
    html = jolanda.get("vraag", *vraag)
    mail("Ik bedoel de auto van mijn broer.", onderwerp=f"Re: Parkeervergunning [{kenmerk(html)}]")
    stopped = jolanda.post(
        "antwoord", *vraag, tekst="Dat kan op uw naam.", gezien_tot=1, kanaal=cast.SAMIRA.mail, status=409
    )
    tekst = plain(stopped)
    assert "Er is een nieuwer bericht" in tekst
    assert "de auto van mijn broer" in tekst
    assert "Dat kan op uw naam." in stopped
    assert "Toch versturen".lower() in tekst.lower()
    concept = berichten.concept(_als("mdw-001", "klantvraag", *vraag), *vraag)
    assert concept is not None
    assert concept.tekst == "Dat kan op uw naam."
    sent = jolanda.post(
        "antwoord", *vraag, tekst="Dat kan op uw naam.", gezien_tot=1, kanaal=cast.SAMIRA.mail, toch="1"
    )
    assert "onderweg naar de klant" in plain(sent)


def test_a_promise_by_telephone_is_kept_by_the_specialist_and_then_the_question_closes(jolanda, vraag, stad):
    jolanda.post("gesprek", kanaal="telefoon")
    gesprek_id = jolanda.laatste.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
    hits = jolanda.post(
        "gesprek_zoek",
        gesprek_id,
        achternaam=cast.SAMIRA.naam.achternaam,
        geboortedatum=cast.SAMIRA.geboortedatum,
    )
    assert f"/klant/{stad['samira']}/" in hits
    html = verify(jolanda, gesprek_id, stad["samira"])
    assert "Parkeervergunning" in plain(html)
    done = jolanda.post(
        "gesprek_klant",
        gesprek_id,
        stad["samira"],
        aantal="1",
        actie="afronden",
        v0_waarover=f"vraag:{vraag[1]}",
        v0_inhoud="Samira belt: hoe staat het ermee?",
        v0_beloven="on",
        v0_soort="terugbellen",
        v0_belofte="Wij bellen u vrijdag over de vergunning.",
        v0_afdeling="parkeren",
        v0_telefoonnummer="0850000001",
        v0_dag="anders",
        v0_datum="2099-01-02",
    )
    assert "Het gesprek is vastgelegd: 1 vraag." in plain(done)
    refused = jolanda.post("doen", *vraag, "afsluiten", uitkomst="beantwoord", status=409)
    assert "belofte aan de klant open" in plain(refused)

    henk = Bureau(cast.HENK_JAN.code)
    lijst = henk.get("taken")
    assert "Samira" in plain(lijst)
    assert f"Parkeervergunning ({kenmerk(jolanda.get('vraag', *vraag))})" in plain(lijst)
    assert f'href="{reverse("werkplek:vraag", args=vraag)}"' in lijst
    assert "Terugbellen: Parkeervergunning" in plain(henk.get("postvak", toon="beloften"))
    (taak,) = klantcontacten.open_taken(bed.medewerker("mdw-003"), frozenset({"parkeren"}))
    pagina = plain(henk.get("taak", taak.partij_id, taak.taak_id))
    assert "Wij bellen u vrijdag over de vergunning." in pagina
    assert "085 000 00 01" in pagina
    assert "Bij de gegevens van de klant staat nu een ander nummer." in pagina
    henk.post("taak", taak.partij_id, taak.taak_id, actie="poging")
    assert "Klant niet bereikt" in plain(henk.get("taak", taak.partij_id, taak.taak_id))
    gone = henk.post("taak", taak.partij_id, taak.taak_id, actie="bereikt", antwoord="Uitgelegd hoe het werkt.")
    assert "Alle beloften zijn nagekomen" in plain(gone)

    closed = plain(jolanda.post("doen", *vraag, "afsluiten", uitkomst="beantwoord"))
    assert "Afgehandeld: Beantwoord" in closed
    assert "Uitgelegd hoe het werkt." in closed
    reopened = plain(jolanda.post("doen", *vraag, "heropenen"))
    assert "De vraag is weer open." in reopened
