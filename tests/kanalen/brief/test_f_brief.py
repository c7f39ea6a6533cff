"""Faults with letters, by the numbers of the research: what may go wrong, and what is left whole."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pikepdf
import pytest

from geholpen.adapters.kanalen.brief import lezer, ocr, schoon
from geholpen.adapters.kanalen.brief.kanaal import BriefKanaal
from geholpen.adapters.kanalen.brief.ontvangst import look_at_scans
from geholpen.adapters.kanalen.brief.twin import deliver
from geholpen.domain.berichten.brieven.models import Printpartij
from geholpen.domain.berichten.commands import (
    NieuwAntwoord,
    RuwBericht,
    cancel_letter,
    process_envelop,
    send_antwoord,
    store_envelop,
    switch_kanaalaccount,
)
from geholpen.domain.berichten.ports import Kanaalaccount, OnleesbaarBericht
from geholpen.domain.berichten.queries import bezorgingen, concept, gesprek
from geholpen.domain.berichten.tasks import post_round
from geholpen.platform.errors import Invalid
from tests import bed, browser, cast
from tests.berichten.post import mail, werkt_aan
from tests.faces_werkplek.bureau import import_klant
from tests.kanalen.brief.brieven import envelop, typed
from tests.kanalen.brief.test_in_en_uit import naar_de_post


def brief_uit(brieven, klant=cast.SAMIRA) -> tuple[dict, UUID]:
    """A question of a customer that came by mail and is answered by letter. (the question, the delivery)"""
    import_klant(klant)
    vraag = brieven.post.vraag(brieven.post.bring(mail(van=klant.mail)))
    antwoord = NieuwAntwoord("Geachte mevrouw,\n\nUw vergunning is klaar.", 1, kanaal="brief")
    bezorging_id = send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], antwoord)
    brieven.post.run("bezorg")
    return vraag, bezorging_id


def staat(brieven, bezorging_id) -> str:
    return brieven.post.one("SELECT staat FROM bezorging WHERE id = %s", bezorging_id)["staat"]


def test_f13_poison_waits_in_quarantine_and_the_next_letter_goes_on(brieven):
    """No PDF, one with a password, one without pages, one of 300 pages, a sum that is wrong: each with its reason."""
    dicht, leeg, lang = pikepdf.new(), pikepdf.new(), pikepdf.new()
    dicht.add_blank_page()
    for _ in range(300):
        lang.add_blank_page()
    gif = io.BytesIO()
    dicht.save(gif, encryption=pikepdf.Encryption(owner="a", user="b"))
    for inhoud, reden in (
        (b"geen pdf", "geldige PDF"),
        (gif.getvalue(), "wachtwoord"),
        (_raw(leeg), "geen bladzijden"),
        (_raw(lang), "200"),
    ):
        with pytest.raises(OnleesbaarBericht, match=reden):
            schoon.clean(inhoud)
    ruw = envelop(_raw(dicht))
    for stuk in (ruw[:-1], ruw.replace(b"d-1", b"../"), b"GEHOLPEN-SCAN 1\n9999999\n{}", b"GEHOLPEN-SCAN 1\nx\n"):
        envelop_id, _new = store_envelop(bed.systeem("brief"), RuwBericht("brief", "scans", stuk))
        process_envelop(bed.systeem("brief"), envelop_id)
        assert brieven.post.envelop(envelop_id)["staat"] == "kwarantaine"


def _raw(document: pikepdf.Pdf) -> bytes:
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def test_f19_a_batch_is_touched_only_when_it_is_done(brieven):
    """Half written: nothing is taken in; done: taken in once, also when the same scan is delivered again."""
    pdf = typed()
    deliver(brieven.folder, [pdf[: len(pdf) // 2]], batch="half", klaar=False)
    assert look_at_scans() == 0
    assert len(brieven.scan(pdf)) == 1
    assert brieven.scan(pdf) == []  # another batch, the same scan
    (brieven.folder / "half.done").touch()
    assert look_at_scans() == 1  # its sum is of the half that is there; reading it says that it is no PDF


def test_f19_a_reader_that_falls_over_leaves_the_letter_to_a_person(brieven, monkeypatch):
    """No text: the letter waits with its page image and says so."""
    monkeypatch.setenv("PATH", "/nergens")
    ocr.available.cache_clear()
    try:
        gelezen = lezer.read_apart(envelop(typed()))
    finally:
        ocr.available.cache_clear()
    assert gelezen.tekst == "" and len(gelezen.paginabeelden) == 1
    assert any("niet geïnstalleerd" in w for w in gelezen.waarschuwingen)


def test_f19_a_reader_that_never_ends_is_ended():
    """The process is ended with everything that it started."""
    with pytest.raises(OnleesbaarBericht, match="te lang"):
        lezer.read_apart(envelop(typed()), seconds=0.01)


@pytest.mark.geval("F7")
def test_f19_a_round_that_is_taken_in_part_is_booked_per_letter(brieven, drukker, account):
    """One refused, the rest printed; the refused one says why."""
    _, eerste = brief_uit(brieven)
    _, tweede = brief_uit(brieven, cast.ROOS)
    drukker.storing.weiger = 1
    naar_de_post(brieven.post)
    assert sorted([staat(brieven, eerste), staat(brieven, tweede)]) == ["niet_bezorgd", "verstuurd"]
    assert len(drukker.geteld) == 1


def test_f9_an_answer_that_is_lost_is_asked_after_and_nothing_is_printed_twice(brieven, drukker, account):
    """The provider printed and its answer was lost: unknown, then known, one letter on paper."""
    _, bezorging_id = brief_uit(brieven)
    drukker.storing.zwijg = True
    naar_de_post(brieven.post)
    assert staat(brieven, bezorging_id) == "onbekend"
    drukker.storing.zwijg = False
    post_round()
    assert staat(brieven, bezorging_id) == "verstuurd"
    assert drukker.geteld == [str(bezorging_id)]


def test_f9_a_worker_that_died_in_the_middle_prints_nothing_twice(brieven, drukker, account):
    """Marked and sent, not booked: the same round goes again and is printed once."""
    _, bezorging_id = brief_uit(brieven)
    naar_de_post(brieven.post)
    brieven.post.db.execute("UPDATE printpartij SET staat = 'gesloten'")
    partij_id = Printpartij.objects.get().id
    brieven.post.db.execute(
        "INSERT INTO printopdracht SELECT id, partij_id, account_id, now(), %s FROM bezorging WHERE id = %s",
        [partij_id, bezorging_id],
    )
    brieven.post.db.execute("UPDATE bezorging SET staat = 'onderweg'")
    post_round()
    assert staat(brieven, bezorging_id) == "verstuurd"
    assert drukker.geteld == [str(bezorging_id)]


def test_f6_a_provider_that_is_busy_gets_the_letter_later_and_once(brieven, drukker, account):
    """503 with Retry-After: nothing is lost or printed, it waits visibly, and goes with a later round."""
    _, bezorging_id = brief_uit(brieven)
    drukker.storing.status, drukker.storing.retry_after = 503, "600"
    naar_de_post(brieven.post)
    assert (staat(brieven, bezorging_id), drukker.geteld) == ("wachtrij", [])
    assert "uitgesteld" in {r["soort"] for r in brieven.post.all("SELECT soort FROM bezorggebeurtenis")}
    drukker.storing.status = 0
    brieven.post.db.execute("UPDATE kanaalaccount SET rust_tot = NULL")
    brieven.post.run("bezorg")
    naar_de_post(brieven.post)
    assert (staat(brieven, bezorging_id), drukker.geteld) == ("verstuurd", [str(bezorging_id)])


def test_f8_a_key_that_is_no_longer_known_keeps_the_letters(brieven, drukker, account):
    """401: nothing is lost, the account rests, and after repair the letter goes."""
    _, bezorging_id = brief_uit(brieven)
    drukker.sleutel = "een andere"
    naar_de_post(brieven.post)
    assert staat(brieven, bezorging_id) == "wachtrij"
    assert brieven.post.one("SELECT rust_tot FROM kanaalaccount")["rust_tot"] is not None
    drukker.sleutel = "sleutel-van-de-drukker"
    brieven.post.db.execute("UPDATE kanaalaccount SET rust_tot = NULL")
    brieven.post.run("bezorg")
    naar_de_post(brieven.post)
    assert staat(brieven, bezorging_id) == "verstuurd"


def test_letters_for_a_printer_that_is_off_wait_and_can_be_stopped(brieven, drukker, account, settings):
    settings.VERZENDPAUZE = 0.001
    vraag, bezorging_id = brief_uit(brieven)
    switch_kanaalaccount(bed.medewerker("mdw-007"), account, actief=False)
    naar_de_post(brieven.post)
    assert (staat(brieven, bezorging_id), drukker.geteld) == ("wachtrij", [])
    ctx, sleutels = werkt_aan(vraag), (vraag["partij_id"], vraag["id"])
    assert cancel_letter(ctx, *sleutels, bezorging_id)
    switch_kanaalaccount(bed.medewerker("mdw-007"), account, actief=True)
    naar_de_post(brieven.post)
    assert drukker.geteld == []


def test_f5_a_letter_can_be_taken_back_until_the_post_closes(brieven, drukker, account, settings):
    """Before: it does not go, and its text is the draft again. After: the employee reads that it is too late."""
    settings.VERZENDPAUZE = 0.001
    vraag, bezorging_id = brief_uit(brieven)
    ctx, sleutels = werkt_aan(vraag), (vraag["partij_id"], vraag["id"])
    [wacht] = bezorgingen(ctx, *sleutels)
    assert wacht.ophaalbaar_tot is not None, "the post holds it"
    assert not wacht.terug_te_halen, "one way to stop it is offered, not two"
    klant = bed.klant(vraag["partij_id"])
    assert gesprek(klant, *sleutels)[-1].tekst == "", "the customer has nothing of it yet"
    assert cancel_letter(ctx, *sleutels, bezorging_id)
    naar_de_post(brieven.post)
    assert (staat(brieven, bezorging_id), drukker.geteld) == ("vervallen", [])
    terug = concept(ctx, *sleutels)
    assert terug is not None and terug.tekst
    page = browser.text(browser.medewerker("mdw-001").get(f"/werkplek/vraag/{sleutels[0]}/{sleutels[1]}/"))
    assert 'value="brief:" selected' in page, "it goes by letter again"
    assert "gaan weer mee" not in page, "and is made up again"
    assert gesprek(klant, *sleutels)[-1].tekst == "", "nor afterwards"
    vraag, tweede = brief_uit(brieven, cast.ROOS)
    naar_de_post(brieven.post)
    with pytest.raises(Invalid):
        cancel_letter(werkt_aan(vraag), vraag["partij_id"], vraag["id"], tweede)


def test_a_letter_that_comes_back_marks_the_address_and_no_other(brieven, drukker, account):
    """News of the provider after it was posted: it failed, the address is marked, the next letter has nowhere to go."""
    vraag, bezorging_id = brief_uit(brieven)
    naar_de_post(brieven.post)
    for status, wordt in (("dispatched", "verstuurd"), ("returned", "niet_bezorgd")):
        regel = json.dumps({"client_ref": str(bezorging_id), "status": status}).encode()
        envelop_id, _new = store_envelop(bed.systeem("brief"), RuwBericht("brief", str(account), regel))
        process_envelop(bed.systeem("brief"), envelop_id)
        assert staat(brieven, bezorging_id) == wordt
    adressen = brieven.post.all("SELECT onbestelbaar_sinds FROM adres WHERE partij_id = %s", vraag["partij_id"])
    assert [a["onbestelbaar_sinds"] is not None for a in adressen] == [True]
    with pytest.raises(Invalid):
        send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], NieuwAntwoord("Nog eens.", 1, kanaal="brief"))


@pytest.mark.parametrize(
    ("nu", "sluit"),
    [
        ("2026-11-27T15:00:00+00:00", "2026-11-27T17:30:00+01:00"),  # a Friday afternoon
        ("2026-11-27T17:00:00+00:00", "2026-11-30T17:30:00+01:00"),  # after closing: Monday
        ("2026-11-28T09:00:00+00:00", "2026-11-30T17:30:00+01:00"),  # in the weekend
        ("2026-12-24T18:00:00+00:00", "2026-12-28T17:30:00+01:00"),  # Christmas and the weekend after it
        ("2026-10-25T00:30:00+00:00", "2026-10-26T17:30:00+01:00"),  # the night in which the clock goes back
    ],
)
def test_f20_the_post_closes_on_working_days_only(brieven, nu, sluit):
    """Weekends, holidays and the change of the clock."""
    account = Kanaalaccount(UUID(int=1), "brief", "Drukker", instellingen={"sluit": "17:30"})
    gevonden = BriefKanaal().closes(account, datetime.fromisoformat(nu))
    assert gevonden.astimezone(UTC) == datetime.fromisoformat(sluit).astimezone(UTC)
    assert gevonden - datetime.fromisoformat(nu) < timedelta(days=5)
