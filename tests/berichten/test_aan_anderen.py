"""An answer that goes to others as well: copies, passing on, and what comes along when it is taken back."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands import (
    Doorsturen,
    forward_bericht,
)
from geholpen.domain.berichten.ports.meesturen import judge
from geholpen.domain.berichten.queries import teruggehaald
from geholpen.faces.werkplek.vraag.naderhand import _gegeven
from geholpen.platform.errors import Invalid
from tests.berichten.antwoord import answer, conversation, withdraw
from tests.berichten.post import ONS, SAMIRA, WOUTER, mail, werkt_aan
from tests.berichten.test_versturen import bounce

BUUR, COLLEGA = "buur@elders.example", "archief@waterdam.example"


def test_a_copy_goes_to_who_may_have_it_and_their_reply_is_not_the_customers(post, posthuis, begin, settings):
    settings.VERZENDPAUZE = 0
    with pytest.raises(Invalid) as no:
        answer(post, begin, cc=(BUUR,))
    assert no.value.field == "cc_reden" and BUUR in no.value.reason  # outside and not the customer: why?
    for fout in (SAMIRA, ONS, "geen adres"):
        with pytest.raises(Invalid):
            answer(post, begin, cc=(fout,), cc_reden="Omdat het mag.")
    assert post.count("verstrekking") == 0
    answer(post, begin, cc=(COLLEGA, BUUR), cc_reden="De klant vroeg dit in de mail.")
    post.run("bezorg")
    (kop,) = [message_from_bytes(raw) for raw in posthuis.berichten(SAMIRA)]
    assert "".join(kop["Cc"].split()) == f"{COLLEGA},{BUUR}"
    rows = post.all("SELECT soort, adres, buiten, reden FROM verstrekking ORDER BY adres")
    assert [(r["soort"], r["adres"], r["buiten"]) for r in rows] == [("cc", COLLEGA, False), ("cc", BUUR, True)]
    later = post.bring(mail("Ik lees mee.", van=BUUR, aan=kop["Reply-To"], mid="buur@elders.example", dmarc="pass"))
    bericht = post.bericht(later)
    assert bericht["klantvraag_id"] == post.vraag(begin)["id"]
    assert (bericht["van_derde"], bericht["niveau"]) == ("cc", "asserted")
    van_klant = post.bring(mail("Ik ook.", aan=kop["Reply-To"], mid="zelf@inwoner.example"))
    assert post.bericht(van_klant)["van_derde"] == ""


def test_a_message_is_passed_on_without_who_the_customer_is(post, posthuis, begin, settings):
    settings.VERZENDPAUZE = 0
    vraag = post.vraag(begin)
    sleutels = (vraag["partij_id"], vraag["id"])
    bericht_id = post.bericht(begin)["id"]
    with pytest.raises(Invalid, match="waarom"):
        forward_bericht(werkt_aan(vraag), *sleutels, bericht_id, Doorsturen(WOUTER, "Provincie", ""))
    naar = Doorsturen(WOUTER, "Provincie", "De provincie gaat over deze weg.", "Kunt u dit beantwoorden?")
    bezorging_id = forward_bericht(werkt_aan(vraag), *sleutels, bericht_id, naar)
    post.run("bezorg")
    (kop,) = [message_from_bytes(raw) for raw in posthuis.berichten(WOUTER)]
    inhoud = kop.get_payload(decode=True).decode()
    assert "parkeervergunning" in inhoud and "De provincie gaat over" in inhoud
    assert SAMIRA not in kop.as_string() and "Belhadi" not in kop.as_string()
    terug = post.bring(mail("Wij pakken dit op.", van=WOUTER, In_Reply_To=kop["Message-ID"], mid="p@elders.example"))
    assert (post.bericht(terug)["klantvraag_id"], post.bericht(terug)["van_derde"]) == (vraag["id"], "doorgestuurd")
    first = conversation(post, begin, van_klant=True)
    assert first[0].naderhand.verstrekkingen[0].naam == "Provincie"
    assert first[-1].tekst == ""  # between us and the province
    weg = antwoordadres.bounce_address(ONS, bezorging_id)
    post.bring(bounce("x@elders.example").replace(f"To: {ONS}".encode(), f"To: {weg}".encode(), 1))
    assert post.one("SELECT staat FROM bezorging WHERE id = %s", bezorging_id)["staat"] == "niet_bezorgd"
    assert post.count("digitaal_adres", "onbestelbaar_sinds IS NOT NULL") == 0


def test_what_was_taken_back_comes_back_with_its_copies_and_files(post, posthuis, begin):
    files = judge([("brief.pdf", "application/pdf", b"%PDF-1.4 een"), ("kaart.txt", "text/plain", b"Hier is het.")])
    way = answer(post, begin, bijlagen=files, cc=(COLLEGA, BUUR), cc_reden="De klant vroeg dit.", kanaal="email")
    withdraw(post, begin, way)
    vraag = post.vraag(begin)
    ctx, sleutels = werkt_aan(vraag), (vraag["partij_id"], vraag["id"])
    terug = teruggehaald(ctx, *sleutels)
    assert terug and (set(terug.cc), terug.cc_reden, terug.aan) == ({COLLEGA, BUUR}, "De klant vroeg dit.", (SAMIRA,))
    namen = {
        b["naam"]: b["id"] for b in post.all("SELECT id, naam FROM bijlage WHERE bericht_id = %s", terug.bericht_id)
    }
    with pytest.raises(Invalid, match="kanaal"):  # not over a channel without files
        answer(post, begin, weer_mee=(terug.bericht_id,), kanaal="sms", aan="0612345678")
    answer(post, begin, gezien_tot=9, weer_mee=(namen["kaart.txt"],), cc=terug.cc, cc_reden=terug.cc_reden)
    post.db.execute("UPDATE bezorging SET vast_tot = now() - interval '1 second' WHERE staat = 'wachtrij'")
    post.run("bezorg")
    (brief,) = [message_from_bytes(raw) for raw in posthuis.berichten(SAMIRA)]
    assert [part.get_filename() for part in brief.walk() if part.get_filename()] == ["kaart.txt"]
    assert set("".join(brief["Cc"].split()).split(",")) == {COLLEGA, BUUR}
    assert teruggehaald(ctx, *sleutels) is None  # the draft was sent
    with pytest.raises(Invalid, match="opnieuw"):
        answer(post, begin, gezien_tot=9, weer_mee=(terug.bericht_id,))


def test_files_of_another_message_do_not_come_along(post, posthuis, begin):
    vraag = post.vraag(begin)
    withdraw(post, begin, answer(post, begin, bijlagen=judge([("a.txt", "text/plain", b"Een.")])))
    ander = post.one("SELECT id FROM bijlage")["id"]
    withdraw(post, begin, answer(post, begin, gezien_tot=9, bijlagen=judge([("b.txt", "text/plain", b"Twee.")])))
    answer(post, begin, gezien_tot=9, weer_mee=(ander,))
    last = max(conversation(post, begin), key=lambda b: b.volgnummer)
    assert (last.bijlagen, post.count("bijlage"), vraag["id"]) == ((), 2, post.vraag(begin)["id"])


def test_a_copy_that_fails_says_why(post, posthuis, begin, settings):
    settings.VERZENDPAUZE = 0
    answer(post, begin, cc=(BUUR,), cc_reden="De klant vroeg dit.")
    post.run("bezorg")
    kopie = post.one("SELECT id FROM bezorging WHERE soort = 'cc'")["id"]
    terug = antwoordadres.bounce_address(ONS, kopie)
    post.bring(bounce("iets@elders.example").replace(f"To: {ONS}".encode(), f"To: {terug}".encode(), 1))
    (gegeven,) = conversation(post, begin)[-1].naderhand.verstrekkingen
    assert gegeven.staat == "niet_bezorgd" and gegeven.uitleg
    assert _gegeven(gegeven, {})["kop"].endswith(f"niet bezorgd: {gegeven.uitleg}")
