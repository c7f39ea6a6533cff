"""After sending: taken back before it goes (exactly one wins), or put right after, with the old words kept."""

from __future__ import annotations

import re
import threading
from email import message_from_bytes
from uuid import UUID

import pytest
from django.db import connections
from django.urls import reverse

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands import (
    Doorsturen,
    begin_bezorging,
    correct_afloop,
    correct_antwoord,
    correct_bezorging,
    forward_bericht,
    save_concept,
)
from geholpen.domain.berichten.ports.meesturen import judge
from geholpen.domain.berichten.queries import bijlage, concept
from geholpen.domain.chat.queries import chat_na
from geholpen.domain.klantcontacten.commands import close_klantvraag
from geholpen.platform.errors import Invalid
from tests import bed, browser, cast
from tests.berichten.antwoord import TEKST, answer, conversation, withdraw
from tests.berichten.post import ONS, SAMIRA, WOUTER, mail, werkt_aan
from tests.berichten.test_versturen import bounce
from tests.faces_werkplek.bureau import Bureau


def test_an_answer_is_kept_a_moment_and_comes_back_as_draft(post, posthuis, begin):
    bezorging_id = answer(post, begin)
    assert post.run("bezorg", wait=False) == 0  # not yet
    vraag = post.vraag(begin)
    assert (
        begin_bezorging(bed.systeem("bezorging").over({vraag["partij_id"]}), vraag["partij_id"], bezorging_id) is None
    )
    assert conversation(post, begin)[-1].naderhand.terug_te_halen
    assert conversation(post, begin, van_klant=True)[-1].tekst == ""  # the customer does not see it yet
    save_concept(werkt_aan(vraag), vraag["partij_id"], vraag["id"], "Een collega schreef al verder.")
    withdraw(post, begin, bezorging_id)
    found = concept(werkt_aan(vraag), vraag["partij_id"], vraag["id"])
    assert found and found.tekst == f"{TEKST}\n\nEen collega schreef al verder."
    after = post.vraag(begin)
    assert (after["status"], after["wacht_sinds"] is not None) == ("in_behandeling", True)
    post.db.execute("UPDATE bezorging SET vast_tot = now() - interval '1 hour'")
    post.run("bezorg", wait=False)
    assert posthuis.berichten(SAMIRA) == []
    assert conversation(post, begin)[-1].naderhand.herzieningen[0].oude_tekst == TEKST
    assert conversation(post, begin, van_klant=True)[-1].tekst == ""
    events = post.all("SELECT soort, uitleg FROM bezorggebeurtenis ORDER BY id")
    assert [(e["soort"], "haalde" in e["uitleg"]) for e in events] == [("vervallen", True)]
    with pytest.raises(Invalid):
        withdraw(post, begin, bezorging_id)  # not twice


def test_taking_back_the_answer_of_a_closed_question_opens_it(post, begin):
    """Its outcome was that answer; the text is the draft, where one can go on with it."""
    bezorging_id = answer(post, begin)
    before = post.vraag(begin)
    close_klantvraag(werkt_aan(before), before["partij_id"], before["id"], "beantwoord")
    withdraw(post, begin, bezorging_id)
    after = post.vraag(begin)
    assert (after["status"], after["uitkomst"], after["afgesloten_op"]) == ("in_behandeling", "", None)
    assert (after["uiterlijk_op"], after["wacht_sinds"] is not None) == (before["uiterlijk_op"], True)


def test_what_went_cannot_be_taken_back(post, posthuis, begin):
    bezorging_id = answer(post, begin)
    post.db.execute("UPDATE bezorging SET vast_tot = now() - interval '1 second'")
    post.run("bezorg", wait=True)
    assert len(posthuis.berichten(SAMIRA)) == 1
    with pytest.raises(Invalid, match="al weg"):
        withdraw(post, begin, bezorging_id)
    assert conversation(post, begin, van_klant=True)[-1].tekst == TEKST
    assert post.vraag(begin)["status"] == "wacht_op_klant"


def test_taking_back_while_it_goes_out_has_exactly_one_winner(post, begin):
    """Both at once, ten times: either it is on its way and the desk is told, or it is the draft and never goes."""
    for ronde in range(10):
        bezorging_id = answer(post, begin, f"Antwoord {ronde}.", gezien_tot=9999)
        post.db.execute("UPDATE bezorging SET vast_tot = now() WHERE id = %s", [bezorging_id])
        partij_id = post.vraag(begin)["partij_id"]
        start, outcome = threading.Barrier(2), {}

        def job(start=start, outcome=outcome, partij_id=partij_id, bezorging_id=bezorging_id):
            start.wait()
            ctx = bed.systeem("bezorging").over({partij_id})
            outcome["went"] = begin_bezorging(ctx, partij_id, bezorging_id) is not None
            connections.close_all()

        def desk(start=start, outcome=outcome, bezorging_id=bezorging_id):
            start.wait()
            try:
                withdraw(post, begin, bezorging_id)
                outcome["back"] = True
            except Invalid:
                outcome["back"] = False
            connections.close_all()

        threads = [threading.Thread(target=job), threading.Thread(target=desk)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
        assert outcome["went"] != outcome["back"]
        row = post.one("SELECT staat FROM bezorging WHERE id = %s", bezorging_id)
        assert row["staat"] == ("onderweg" if outcome["went"] else "vervallen")


def test_what_is_kept_of_it_cannot_be_changed(post, begin):
    withdraw(post, begin, answer(post, begin))
    with post.db.transaction(), pytest.raises(Exception, match="permission denied"):
        post.db.execute("SET LOCAL ROLE geholpen_app")
        post.db.execute("UPDATE herziening SET oude_tekst = 'anders'")


@pytest.fixture
def gone(post, posthuis, begin, settings):
    """An answer that went; its message id and its delivery."""
    settings.VERZENDPAUZE = 0
    bezorging_id = answer(post, begin)
    post.run("bezorg")
    return post.one("SELECT bericht_id FROM bezorging WHERE id = %s", bezorging_id)["bericht_id"], bezorging_id


def correct(post, begin, bericht_id, tekst, **meer):
    vraag = post.vraag(begin)
    return correct_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], bericht_id, tekst, **meer)


def test_a_mail_that_was_wrong_is_followed_by_one_that_says_what_it_replaces(post, posthuis, begin, gone):
    bericht_id, _ = gone
    goed = TEKST.replace("12 mei", "14 mei")
    assert correct(post, begin, bericht_id, goed) == 1
    post.run("bezorg")
    eerst, daarna = [message_from_bytes(raw) for raw in posthuis.berichten(SAMIRA)]
    assert daarna["In-Reply-To"] == eerst["Message-ID"] != daarna["Message-ID"]
    assert daarna["Subject"].startswith("Verbetering: ")
    inhoud = daarna.get_payload(decode=True).decode()
    assert inhoud.startswith("Verbetering van ons bericht van") and "14 mei" in inhoud
    ours, theirs = conversation(post, begin)[-1], conversation(post, begin, van_klant=True)[-1]
    assert len(conversation(post, begin)) == 2  # one message, not a confusing second one
    assert (theirs.tekst, theirs.naderhand.herzieningen[0].oude_tekst) == (goed, "")
    assert theirs.naderhand.verbeterd_op is not None
    (was,) = ours.naderhand.herzieningen
    assert (was.oude_tekst, was.medewerker_id) == (TEKST, werkt_aan(post.vraag(begin)).actor.id)
    later = post.bring(mail("Dank u.", In_Reply_To=daarna["Message-ID"], mid="dank@inwoner.example"))
    assert post.bericht(later)["klantvraag_id"] == post.vraag(begin)["id"]
    with pytest.raises(Invalid, match="Verander"):
        correct(post, begin, bericht_id, goed)


def test_two_colleagues_put_one_message_right(post, posthuis, begin, gone):
    """The second sees that before it overwrites the first; the same form sent twice sends nothing twice."""
    bericht_id, _ = gone
    assert correct(post, begin, bericht_id, "Het is 14 mei.", keer=0) == 1
    assert correct(post, begin, bericht_id, "Het is 14 mei.", keer=0) == 0
    with pytest.raises(Invalid, match="Een collega"):
        correct(post, begin, bericht_id, "Het is 15 mei.", keer=0)
    assert conversation(post, begin)[-1].tekst == "Het is 14 mei."
    assert correct(post, begin, bericht_id, "Het is 15 mei.", keer=1) == 1
    vraag = post.vraag(begin)
    bureau = Bureau("mdw-003")
    html = bureau.get("verbeteren", vraag["partij_id"], vraag["id"], bericht_id)
    assert 'name="keer" value="2"' in html
    velden = {"wat": "tekst", "keer": "1", "tekst": "Het is 16 mei."}
    html = bureau.post("verbeteren", vraag["partij_id"], vraag["id"], bericht_id, status=422, **velden)
    assert "Een collega verbeterde dit bericht net." in html and "Het is 16 mei." in html


def test_a_correction_brings_the_files_of_the_mail_but_for_those_left_out(post, posthuis, begin, settings):
    settings.VERZENDPAUZE = 0
    files = judge([("brief.pdf", "application/pdf", b"%PDF-1.4 een"), ("kaart.txt", "text/plain", b"Hier is het.")])
    way = answer(post, begin, bijlagen=files)
    post.run("bezorg")
    bericht_id = post.one("SELECT bericht_id FROM bezorging WHERE id = %s", way)["bericht_id"]
    ids = {b["naam"]: str(b["id"]) for b in post.all("SELECT id, naam FROM bijlage WHERE bericht_id = %s", bericht_id)}
    for tekst, zonder, mee in (
        ("Het is 14 mei.", (), {"brief.pdf", "kaart.txt"}),
        ("Het is 15 mei.", {ids["brief.pdf"]}, {"kaart.txt"}),
        ("Het is 16 mei.", {str(bericht_id)}, set()),
    ):
        assert correct(post, begin, bericht_id, tekst, zonder=zonder) == 1
        post.run("bezorg")
        brief = message_from_bytes(posthuis.berichten(SAMIRA)[-1])
        assert brief["Subject"].startswith("Verbetering: ")
        assert {part.get_filename() for part in brief.walk() if part.get_filename()} == mee, tekst
        assert {b.naam for b in conversation(post, begin, van_klant=True)[-1].bijlagen} == mee, tekst
        assert {b.naam for b in conversation(post, begin)[-1].bijlagen if not b.weggelaten} == mee, tekst
        partij_id = post.vraag(begin)["partij_id"]
        found = {naam: bijlage(bed.klant(partij_id), partij_id, UUID(id)) for naam, id in ids.items()}
        assert {naam for naam, b in found.items() if b} == mee, tekst  # also by an address that was kept
        assert all(bijlage(werkt_aan(post.vraag(begin)), partij_id, UUID(id)) for id in ids.values())
    vraag = post.vraag(begin)  # what the customer has no more is not passed on either
    door = Doorsturen(WOUTER, "Provincie", "De provincie gaat hierover.")
    forward_bericht(werkt_aan(vraag), vraag["partij_id"], vraag["id"], bericht_id, door)
    post.run("bezorg")
    assert not [p for p in message_from_bytes(posthuis.berichten(WOUTER)[-1]).walk() if p.get_filename()]
    assert correct(post, begin, bericht_id, "Het is 17 mei.") == 1  # nothing chosen: as it was
    assert conversation(post, begin, van_klant=True)[-1].bijlagen == ()
    assert {b.naam for b in conversation(post, begin)[-1].bijlagen} == {"brief.pdf", "kaart.txt"}  # kept with it


def test_the_desk_ticks_which_files_go_with_a_correction(post, posthuis, begin, settings):
    settings.VERZENDPAUZE = 0
    files = judge([("brief.pdf", "application/pdf", b"%PDF-1.4 een"), ("kaart.txt", "text/plain", b"Hier is het.")])
    way = answer(post, begin, bijlagen=files)
    post.run("bezorg")
    bericht_id, vraag = post.one("SELECT bericht_id FROM bezorging WHERE id = %s", way)["bericht_id"], post.vraag(begin)
    adres = reverse("werkplek:verbeteren", args=[vraag["partij_id"], vraag["id"], bericht_id])
    desk = browser.medewerker(cast.JOLANDA.code)
    page = browser.text(desk.get(adres))
    assert len(re.findall(r'name="weer_mee"[^>]* checked>', page)) == 2
    kaart = re.search(r'value="([\w-]+)" checked><span>kaart.txt', page)[1]
    form = {"wat": "tekst", "bestanden": "1", "weer_mee": [kaart]}
    weer = browser.text(desk.post(adres, {**form, "tekst": ""}))
    assert len(re.findall(r'name="weer_mee"[^>]* checked>', weer)) == 1  # what was chosen stays chosen
    assert desk.post(adres, {**form, "tekst": "Het is 14 mei."}).status_code == 302
    post.run("bezorg")
    brief = message_from_bytes(posthuis.berichten(SAMIRA)[-1])
    assert [part.get_filename() for part in brief.walk() if part.get_filename()] == ["kaart.txt"]
    opnieuw = browser.text(desk.get(adres))  # and in a next correction
    assert re.findall(r'name="weer_mee"[^>]* checked><span>([^<]+)', opnieuw) == ["kaart.txt"]
    bladzij = browser.text(desk.get(reverse("werkplek:vraag", args=[vraag["partij_id"], vraag["id"]])))
    assert re.findall(r"<span>([\w.]+)<small>[^<]*</small><small>Weggelaten bij de verbetering", bladzij) == [
        "brief.pdf"
    ]
    mijn = browser.log_in("klant", vraag["partij_id"])
    gelezen = browser.text(mijn.get(reverse("mijn:vraag", args=[vraag["id"]])))
    assert "kaart.txt" in gelezen and "brief.pdf" not in gelezen
    window = chat_na(bed.systeem("chat").over({vraag["partij_id"]}), vraag["partij_id"], vraag["id"], 0)
    assert [naam for naam, *_ in window[-1].bestanden] == ["kaart.txt"]


def test_what_did_not_arrive_goes_again_with_the_new_words_and_nothing_else(post, posthuis, begin, settings):
    settings.VERZENDPAUZE = 0
    posthuis.storingen.smtp_rcpt = "450 4.2.0 Greylisted"
    bezorging_id = answer(post, begin)
    (job,) = post.waiting("bezorg")
    post.run("bezorg", wait=False)
    bericht_id = post.one("SELECT bericht_id FROM bezorging WHERE id = %s", bezorging_id)["bericht_id"]
    assert correct(post, begin, bericht_id, "Beste mevrouw, het is 14 mei.") == 0
    posthuis.storingen.herstel()
    post.run("bezorg")
    (raw,) = posthuis.berichten(SAMIRA)
    assert "14 mei" in message_from_bytes(raw).get_payload(decode=True).decode() and job


def test_a_bounce_marks_the_address_and_the_delivery_it_came_back_to_and_no_other(post, posthuis, begin, gone):
    bericht_id, first = gone
    correct(post, begin, bericht_id, "Beste mevrouw, het is 14 mei.")
    post.run("bezorg")
    second = post.one("SELECT id FROM bezorging WHERE soort = 'verbetering'")["id"]
    terug = antwoordadres.bounce_address(ONS, second)
    # The report names another message and another address: what it came back to counts.
    back = post.bring(bounce("iets.anders@elders.example").replace(f"To: {ONS}".encode(), f"To: {terug}".encode(), 1))
    assert (back["staat"], back["uitleg"]) == ("geen_bericht", "")
    staten = {r["id"]: r["staat"] for r in post.all("SELECT id, staat FROM bezorging WHERE volgorde < 3")}
    assert (staten[first], staten[second]) == ("verstuurd", "niet_bezorgd")
    marked = post.all("SELECT adres FROM digitaal_adres WHERE onbestelbaar_sinds IS NOT NULL")
    assert [r["adres"] for r in marked] == [SAMIRA]
    vals = antwoordadres.bounce_address(ONS, first).replace("@", "0@")
    post.bring(bounce("nog.iets@elders.example").replace(f"To: {ONS}".encode(), f"To: {vals}".encode(), 1))
    assert post.one("SELECT staat FROM bezorging WHERE id = %s", first)["staat"] == "verstuurd"  # not signed by us


def test_a_wrong_state_and_a_wrong_outcome_are_put_right_with_a_reason(post, begin, gone):
    _, bezorging_id = gone
    vraag = post.vraag(begin)
    ctx, sleutels = werkt_aan(vraag), (vraag["partij_id"], vraag["id"])
    with pytest.raises(Invalid):
        correct_bezorging(ctx, vraag["partij_id"], bezorging_id, "bezorgd", " ")
    correct_bezorging(ctx, vraag["partij_id"], bezorging_id, "niet_bezorgd", "De klant belde: er is niets.")
    wacht = post.vraag(begin)
    assert (wacht["status"], wacht["wacht_sinds"] is not None) == ("in_behandeling", True)  # somebody does something
    correct_bezorging(ctx, vraag["partij_id"], bezorging_id, "bezorgd", "De klant belde: het is er.")
    assert post.vraag(begin)["status"] == "wacht_op_klant"
    close_klantvraag(ctx, *sleutels, "geregeld")
    correct_afloop(ctx, *sleutels, "doorverwezen", "Verkeerd geklikt.")
    assert post.vraag(begin)["uitkomst"] == "doorverwezen"
    correct_afloop(ctx, *sleutels, "", "De klant wacht nog.")
    after = post.vraag(begin)
    assert (after["status"], after["uiterlijk_op"]) == ("in_behandeling", vraag["uiterlijk_op"])
    rows = post.all("SELECT soort, oude_tekst, reden FROM herziening ORDER BY moment")
    assert [(r["soort"], r["oude_tekst"]) for r in rows] == [
        ("bezorging", "verstuurd"),
        ("bezorging", "niet_bezorgd"),
        ("afloop", "geregeld"),
        ("afloop", "doorverwezen"),
    ]
    assert [e["soort"] for e in post.all("SELECT soort FROM bezorggebeurtenis ORDER BY id")][-1] == "verbeterd"
