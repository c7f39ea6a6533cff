"""Answering and sending over a real server that misbehaves on demand: never blindly, never twice (fault case F9)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message

import psycopg
import pytest
from django.db import connections

from geholpen.adapters.kanalen.email.kanaal import EmailKanaal
from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands import NieuwAntwoord, resend, save_concept, send_antwoord, withdraw_antwoord
from geholpen.domain.berichten.commands.bezorgen import WACHTTIJDEN, begin_bezorging, record_uitkomst
from geholpen.domain.berichten.ports import Geweigerd, register_kanaal
from geholpen.domain.berichten.ports.meesturen import judge
from geholpen.domain.berichten.tasks import sweep
from geholpen.domain.klantcontacten.commands import close_klantvraag
from geholpen.platform import tasks
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid, Refused
from tests import bed
from tests.berichten.post import ONS, SAMIRA, mail, partij, werkt_aan
from tests.storingen.proces import wait_until


@pytest.fixture
def begin(post):
    """The first mail of a customer we know; filed."""
    partij(SAMIRA)
    return post.bring(mail(mid="eerste@inwoner.example", References="<nul@inwoner.example>"))


def answer(post, begin, tekst="Uw vergunning is klaar.", gezien_tot=1, **more):
    vraag = post.vraag(begin)
    return send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], NieuwAntwoord(tekst, gezien_tot, **more))


def bezorging(post, bezorging_id):
    return post.one("SELECT * FROM bezorging WHERE id = %s", bezorging_id)


def received(posthuis) -> list[Message]:
    return [message_from_bytes(raw) for raw in posthuis.berichten(SAMIRA)]


def test_an_answer_carries_what_threads_it_back(post, posthuis, begin):
    bezorging_id = answer(post, begin)
    assert posthuis.berichten(SAMIRA) == []  # nothing is sent inside the transaction
    post.run("bezorg")
    (kop,) = received(posthuis)
    assert kop["In-Reply-To"] == "<eerste@inwoner.example>"
    assert kop["References"].split() == ["<nul@inwoner.example>", "<eerste@inwoner.example>"]
    assert antwoordadres.is_ours(kop["Message-ID"].strip("<>"))
    assert antwoordadres.reply_address(ONS, post.vraag(begin)["kenmerk"]) in kop["Reply-To"]
    assert post.vraag(begin)["kenmerk"] in kop["Subject"]
    assert kop["Auto-Submitted"] is None
    row = bezorging(post, bezorging_id)
    assert (row["staat"], row["pogingen"]) == ("verstuurd", 1)
    assert post.vraag(begin)["status"] == "wacht_op_klant"


def test_the_customers_reply_comes_back_to_the_same_klantvraag(post, posthuis, begin):
    answer(post, begin)
    post.run("bezorg")
    (kop,) = received(posthuis)
    later = post.bring(mail("Dank u.", aan=kop["Reply-To"], In_Reply_To=kop["Message-ID"], dmarc=""))
    assert post.bericht(later)["klantvraag_id"] == post.vraag(begin)["id"]


@pytest.mark.geval("F16")
def test_an_answer_past_a_newer_message_is_refused(post, begin):
    post.bring(mail("Laat maar.", In_Reply_To="<eerste@inwoner.example>"))
    with pytest.raises(Refused) as refused:
        answer(post, begin, gezien_tot=1)
    assert refused.value.code == "NIEUWER_BERICHT"
    assert post.count("bericht", "richting = 'uit'") == 0
    assert post.waiting("bezorg") == []
    answer(post, begin, gezien_tot=2)
    answer(post, begin, gezien_tot=1, toch_versturen=True)


def test_in_a_real_race_the_answer_is_refused_or_was_first(post, begin):
    """Both at once, ten times: an answer never stands after a message its writer did not see."""
    for ronde in range(10):
        seen = post.vraag(begin)["laatste_volgnummer"]
        start, outcome = threading.Barrier(2), []

        def customer(start=start, ronde=ronde):
            start.wait()
            post.bring(mail(f"Nog iets {ronde}.", In_Reply_To="<eerste@inwoner.example>"))
            connections.close_all()

        def employee(start=start, seen=seen, outcome=outcome):
            start.wait()
            try:
                answer(post, begin, gezien_tot=seen)
                outcome.append("sent")
            except Refused as refused:
                outcome.append(refused.code)
            connections.close_all()

        threads = [threading.Thread(target=customer), threading.Thread(target=employee)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
        after = post.all("SELECT richting FROM bericht WHERE volgnummer > %s ORDER BY volgnummer", seen)
        expected = {"sent": ["uit", "in"], "NIEUWER_BERICHT": ["in"]}
        assert [row["richting"] for row in after] == expected[outcome[0]]


def test_a_refusal_locks_its_question_first_as_whoever_corrects_does(post, begin, admin_url):
    """Else each would hold what the other waits for, and the database would end one of them."""
    bezorging_id, vraag = answer(post, begin), post.vraag(begin)
    system = bed.systeem("bezorging").over({vraag["partij_id"]})
    begin_bezorging(system, vraag["partij_id"], bezorging_id)

    def refuse():
        weg = Geweigerd("550", "Het adres bestaat niet.", blijvend=True)
        record_uitkomst(system, vraag["partij_id"], bezorging_id, weg)
        connections.close_all()

    waits = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    thread = threading.Thread(target=refuse)
    with psycopg.connect(admin_url) as desk:
        desk.execute("SELECT 1 FROM klantvraag WHERE id = %s FOR UPDATE", [vraag["id"]])
        thread.start()
        wait_until(lambda: post.all(waits), 20, "the refusal waits for the question")
        desk.execute("SELECT 1 FROM bezorging WHERE id = %s FOR UPDATE NOWAIT", [bezorging_id])
    thread.join(timeout=20)
    assert bezorging(post, bezorging_id)["staat"] == "niet_bezorgd"


AWAY = [
    {"smtp_weiger": True},
    {"smtp_rcpt": "450 4.2.0 Greylisted"},
    {"smtp_rcpt": "421 4.7.0 Too many messages"},
    {"smtp_data": "452 4.3.1 Later"},
]


@pytest.mark.parametrize("storing", AWAY)
@pytest.mark.geval("F6")
def test_a_server_that_is_away_or_busy_is_asked_again_later_and_later(post, posthuis, begin, storing):
    bezorging_id = answer(post, begin)
    for naam, waarde in storing.items():
        setattr(posthuis.storingen, naam, waarde)
    posthuis.apply_storingen()
    waits = []
    for _ in WACHTTIJDEN:
        (job,) = post.waiting("bezorg")
        run_once(post, job)
        (later,) = post.waiting("bezorg")
        waits.append(post.one("SELECT %s - now() AS wacht", later["scheduled_at"])["wacht"])
        assert bezorging(post, bezorging_id)["staat"] == "wachtrij"
    assert waits == sorted(waits) and waits[0].total_seconds() > 20
    posthuis.storingen.herstel()
    posthuis.apply_storingen()
    post.run("bezorg")
    assert bezorging(post, bezorging_id)["staat"] == "verstuurd"
    assert len(received(posthuis)) == 1


def run_once(post, job):
    post.db.execute("UPDATE procrastinate_jobs SET status = 'cancelled' WHERE id = %s", [job["id"]])
    args = dict(job["args"])
    tasks.run_now("bezorg", Context.from_json(args.pop("context")), **args)


def test_a_server_that_stays_away_ends_in_a_visible_failure(post, posthuis, begin):
    bezorging_id = answer(post, begin)
    posthuis.storingen.smtp_rcpt = "451 4.7.1 Greylisted"
    assert post.run("bezorg") == len(WACHTTIJDEN) + 1
    row = bezorging(post, bezorging_id)
    assert row["staat"] == "niet_bezorgd" and "Greylisted" in row["uitleg"]


@pytest.mark.parametrize(
    ("storing", "werkt_niet"),
    [({"smtp_rcpt": "550 5.1.1 No such user"}, True), ({"smtp_data": "552 5.2.2 Full"}, False)],
)
@pytest.mark.geval("F7")
def test_a_refusal_for_good_is_not_tried_again(post, posthuis, begin, storing, werkt_niet):
    """And the address is marked when it is the address."""
    bezorging_id = answer(post, begin)
    for naam, waarde in storing.items():
        setattr(posthuis.storingen, naam, waarde)
    assert post.run("bezorg") == 1
    assert bezorging(post, bezorging_id)["staat"] == "niet_bezorgd"
    assert ("Dit e-mailadres werkt niet." in bezorging(post, bezorging_id)["uitleg"]) is werkt_niet
    assert (post.count("digitaal_adres", "onbestelbaar_sinds IS NOT NULL") == 1) is werkt_niet
    assert [g["soort"] for g in post.all("SELECT soort FROM bezorggebeurtenis ORDER BY id")] == [
        "onderweg",
        "niet_bezorgd",
        "voorgoed",
    ]


@pytest.mark.geval("F9")
def test_a_break_after_the_final_dot_is_unknown_and_never_sent_again_by_itself(post, posthuis, begin):
    bezorging_id = answer(post, begin)
    posthuis.storingen.smtp_na_punt = "verbreek"
    assert post.run("bezorg") == 1
    assert bezorging(post, bezorging_id)["staat"] == "onbekend"
    posthuis.storingen.herstel()
    assert post.run("bezorg") == 0
    assert len(received(posthuis)) == 1
    vraag = post.vraag(begin)
    resend(werkt_aan(vraag), vraag["partij_id"], bezorging_id)  # a person decides; the Message-ID stays the same
    post.run("bezorg")
    assert bezorging(post, bezorging_id)["staat"] == "verstuurd"
    assert len({kop["Message-ID"] for kop in received(posthuis)}) == 1
    with pytest.raises(Invalid):
        resend(werkt_aan(vraag), vraag["partij_id"], bezorging_id)


def test_the_same_job_twice_sends_once(post, posthuis, begin):
    answer(post, begin)
    (job,) = post.waiting("bezorg")
    run_once(post, job)
    run_once(post, job)
    assert len(received(posthuis)) == 1


class Vreemd(EmailKanaal):
    """The same channel; `gebeurt` happens when the server has the mail and the worker does not know it yet."""

    gebeurt: Callable[[], None]

    def send(self, bericht):
        uitkomst = super().send(bericht)
        Vreemd.gebeurt()
        return uitkomst


@pytest.fixture
def vreemd():
    register_kanaal("email", Vreemd)
    yield Vreemd
    register_kanaal("email", EmailKanaal)


@pytest.mark.geval("F20")
def test_a_database_that_restarts_just_then_still_learns_that_it_was_sent(post, posthuis, begin, vreemd):
    bezorging_id = answer(post, begin)
    vreemd.gebeurt = lambda: post.db.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND usename = 'geholpen_app'"
    )
    post.run("bezorg")
    assert bezorging(post, bezorging_id)["staat"] == "verstuurd"
    assert len(received(posthuis)) == 1


def test_a_crash_of_our_own_while_sending_is_unknown(post, posthuis, begin, vreemd):
    def crash():
        raise RuntimeError("mistake of ours")

    bezorging_id = answer(post, begin)
    vreemd.gebeurt = crash
    assert post.run("bezorg") == 1
    assert bezorging(post, bezorging_id)["staat"] == "onbekend"
    assert len(received(posthuis)) == 1


def test_a_delivery_whose_job_gave_up_is_offered_again(post, posthuis, begin):
    answer(post, begin)
    post.db.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'bezorg'")
    sweep()
    assert post.waiting("bezorg") == []  # not yet: it failed just now
    post.db.execute("UPDATE procrastinate_events SET at = now() - interval '2 hours'")
    sweep()
    assert post.run("bezorg") == 1
    assert len(received(posthuis)) == 1


def bounce(mid: str, status="5.1.1", actie="failed") -> bytes:
    return (
        f"Return-Path: <>\r\nFrom: Mail Delivery System <mailer-daemon@inwoner.example>\r\nTo: {ONS}\r\n"
        "Subject: Undelivered Mail\r\nMessage-ID: <dsn.1@inwoner.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=g\r\n\r\n"
        "--g\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n"
        "--g\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.inwoner.example\r\n\r\n"
        f"Final-Recipient: rfc822; {SAMIRA}\r\nAction: {actie}\r\nStatus: {status}\r\n\r\n"
        f"--g\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{mid}>\r\nTo: {SAMIRA}\r\n\r\n--g--\r\n"
    ).encode()


@pytest.mark.geval("F7")
def test_a_bounce_of_our_message_is_booked_and_marks_the_address(post, posthuis, begin):
    bezorging_id = answer(post, begin)
    post.run("bezorg")
    (kop,) = received(posthuis)
    envelop = post.bring(bounce(kop["Message-ID"].strip("<>")))
    assert envelop["staat"] == "geen_bericht"
    assert bezorging(post, bezorging_id)["staat"] == "niet_bezorgd"
    assert post.one("SELECT onbestelbaar_sinds FROM digitaal_adres")["onbestelbaar_sinds"] is not None
    with pytest.raises(Invalid, match="geen werkend mailadres"):
        answer(post, begin, gezien_tot=9)


def test_f5_delivered_after_a_bounce_keeps_the_letter_at_home_and_clears_the_address(post, posthuis, begin):
    """The furthest state counts: nothing goes back, the address works again, and every word about it is kept."""
    bezorging_id = answer(post, begin)
    post.run("bezorg")
    (kop,) = received(posthuis)
    mid = kop["Message-ID"].strip("<>")
    post.bring(bounce(mid))
    post.bring(bounce(mid, "2.0.0", "delivered").replace(b"dsn.1@", b"dsn.2@").replace(b"Not delivered", b"Delivered"))
    assert bezorging(post, bezorging_id)["staat"] == "bezorgd"
    assert post.count("digitaal_adres", "onbestelbaar_sinds IS NOT NULL") == 0
    post.bring(bounce(mid).replace(b"dsn.1@", b"dsn.3@").replace(b"Not delivered", b"Once more"))
    assert bezorging(post, bezorging_id)["staat"] == "bezorgd"
    soorten = [r["soort"] for r in post.all("SELECT soort FROM bezorggebeurtenis ORDER BY moment, id")]
    assert soorten.count("voorgoed") == 1, "sending there again was of no use, until it arrived"
    assert [soort for soort in soorten if soort != "voorgoed"][-3:] == ["niet_bezorgd", "bezorgd", "niet_bezorgd"]


def test_a_confirmation_that_arrives_after_all_answers_nobody(post, posthuis, begin):
    """Only what somebody of us said makes the customer wait for nothing more."""
    bezorging_id = answer(post, begin)
    post.run("bezorg")
    (kop,) = received(posthuis)
    mid = kop["Message-ID"].strip("<>")
    post.db.execute("UPDATE bericht SET aard = 'automatisch' WHERE richting = 'uit'")
    post.db.execute("UPDATE klantvraag SET status = 'in_behandeling', wacht_sinds = now()")
    post.bring(bounce(mid))
    post.bring(bounce(mid, "2.0.0", "delivered").replace(b"dsn.1@", b"dsn.2@").replace(b"Not delivered", b"Delivered"))
    assert bezorging(post, bezorging_id)["staat"] == "bezorgd"
    assert post.vraag(begin)["status"] == "in_behandeling"


def test_a_delay_is_no_failure(post, posthuis, begin):
    bezorging_id = answer(post, begin)
    post.run("bezorg")
    (kop,) = received(posthuis)
    post.bring(bounce(kop["Message-ID"].strip("<>"), "4.4.1", "delayed"))
    assert bezorging(post, bezorging_id)["staat"] == "verstuurd"
    assert post.one("SELECT onbestelbaar_sinds FROM digitaal_adres")["onbestelbaar_sinds"] is None


def test_a_forged_bounce_marks_nothing(post, posthuis, begin):
    bezorging_id = answer(post, begin)
    post.run("bezorg")
    (kop,) = received(posthuis)
    mid = kop["Message-ID"].strip("<>")
    vals = mid.replace(mid.split(".")[2][:4], "0000", 1)
    post.bring(bounce(vals))
    assert bezorging(post, bezorging_id)["staat"] == "verstuurd"
    assert post.count("digitaal_adres", "onbestelbaar_sinds IS NOT NULL") == 0


@pytest.mark.geval("A5")
def test_what_we_sent_ourselves_is_set_apart_when_it_comes_back(post, posthuis, begin):
    answer(post, begin)
    post.run("bezorg")
    (kop,) = received(posthuis)
    from_us = post.bring(mail("Een lus.", van=ONS))
    from_plus = post.bring(mail("Een lus.", van=f"Gemeente <{ONS.replace('@', '+x@')}>"))
    other_from = post.bring(mail("Een lus.", van="lijst@elders.example", mid=kop["Message-ID"].strip("<>")))
    assert [e["staat"] for e in (from_us, from_plus, other_from)] == ["kwarantaine"] * 3
    assert all("lus" in e["uitleg"] for e in (from_us, from_plus, other_from))


def test_the_same_answer_from_the_same_page_goes_once(post, posthuis, begin, settings):
    """A second click, or the back button: not a second mail. Taken back, or with a file, it is another answer."""
    settings.VERZENDPAUZE = 60
    first = answer(post, begin)
    assert answer(post, begin) == first
    vraag = post.vraag(begin)
    save_concept(werkt_aan(vraag), vraag["partij_id"], vraag["id"], "Uw vergunning is klaar.")
    assert answer(post, begin, gezien_tot=2) == first  # the back button fetched the page again and kept the text
    assert post.count("concept") == 0
    post.bring(mail("Dat snap ik niet.", In_Reply_To="<eerste@inwoner.example>", mid="weer@inwoner.example"))
    assert answer(post, begin, gezien_tot=3) != first  # an answer to something else
    weer = answer(post, begin, gezien_tot=3, bijlagen=judge([("kaart.txt", "text/plain", b"Zo loopt u om.")]))
    vraag = post.vraag(begin)
    withdraw_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], weer)
    kaart = judge([("kaart.txt", "text/plain", b"Zo loopt u om.")])
    assert answer(post, begin, gezien_tot=5, bijlagen=kaart) != weer
    assert post.count("bericht", "richting = 'uit' AND aard = 'persoon'") == 4


def test_a_question_that_a_colleague_closed_is_not_opened_by_an_answer(post, begin):
    vraag = post.vraag(begin)
    close_klantvraag(werkt_aan(vraag), vraag["partij_id"], vraag["id"], "geregeld")
    with pytest.raises(Refused) as no:
        answer(post, begin, toch_versturen=True)
    assert no.value.code == "AFGESLOTEN"
    after = post.vraag(begin)
    assert (after["status"], after["uitkomst"]) == ("afgehandeld", "geregeld")
    assert post.count("bericht", "richting = 'uit' AND aard = 'persoon'") == 0
