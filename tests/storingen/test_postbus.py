"""The mailbox breaks, is numbered again or holds too large a mail: none lost, none double (fault cases F11 and F12)."""

from __future__ import annotations

import smtplib
import threading
from contextlib import contextmanager

import pytest
from django.db import connections

from geholpen.adapters.kanalen.email.ontvangst import follow_mailbox, receive_file, start_lmtp
from geholpen.domain.berichten.queries import kanaalstanden
from tests.berichten.post import ONS, SAMIRA, mail
from tests.storingen.proces import wait_until


@contextmanager
def following():
    """The mailbox thread of the worker, in this process."""
    stop = threading.Event()

    def run():
        try:
            follow_mailbox(stop)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=30)
        assert not thread.is_alive()


@pytest.mark.geval("F11")
def test_a_line_that_breaks_halfway_a_mail_loses_none_and_doubles_none(post, posthuis):
    for n in range(8):
        posthuis.bezorg(ONS, mail(f"Vraag {n}"))
    posthuis.storingen.imap_breek_fetch = 2
    with following():
        wait_until(lambda: post.count("envelop") == 8, 30, "fetching")
    post.run("verwerk_envelop")
    assert post.count("bericht", "richting = 'in'") == 8
    assert posthuis.storingen.imap_breek_fetch == 0


@pytest.mark.geval("F12")
def test_a_mailbox_that_is_numbered_again_comes_again_and_changes_nothing(post, posthuis):
    posthuis.storingen.imap_zonder, posthuis.storingen.imap_geen_mappen = {"MOVE"}, True  # so that mails stay
    for n in range(5):
        posthuis.bezorg(ONS, mail(f"Vraag {n}"))
    with following():
        wait_until(lambda: post.count("envelop") == 5 and kanaalstanden()[0].laatste_uid == 5, 30, "fetching")
    post.run("verwerk_envelop")
    before = kanaalstanden()[0].uidvalidity
    posthuis.renew_uidvalidity(ONS)
    posthuis.bezorg(ONS, mail("Vraag na het herstel"))
    with following():
        wait_until(lambda: post.count("envelop") == 6 and kanaalstanden()[0].laatste_uid == 6, 30, "fetching again")
    assert kanaalstanden()[0].uidvalidity != before
    assert len(post.waiting("verwerk_envelop")) == 1
    post.run("verwerk_envelop")
    assert post.count("bericht", "richting = 'in'") == 6


@pytest.mark.slow
def test_an_oversize_mail_in_the_mailbox_keeps_its_headers_and_stops_nothing(post, posthuis):
    posthuis.bezorg(ONS, mail("x" * (30 << 20), onderwerp="Te groot"))
    posthuis.bezorg(ONS, mail("Daarna"))
    with following():
        wait_until(lambda: post.count("envelop") == 2, 60, "fetching")
    post.run("verwerk_envelop")
    rows = post.all("SELECT staat, te_groot, ruw FROM envelop ORDER BY te_groot")
    assert [(r["staat"], r["te_groot"]) for r in rows] == [("verwerkt", False), ("kwarantaine", True)]
    assert b"Subject: Te groot" in bytes(rows[1]["ruw"]) and len(rows[1]["ruw"]) < 300_000
    assert len(posthuis.berichten(ONS, "Verwerkt")) == 2  # the whole mail is still there


def test_over_lmtp_the_recipient_of_the_envelope_is_kept(post, settings):
    settings.LMTP_POORT = 0
    dienst = start_lmtp()
    try:
        with smtplib.LMTP("127.0.0.1", dienst.poort, "test", timeout=10) as server:
            server.sendmail(SAMIRA, [ONS], mail())
    finally:
        dienst.stop()
    row = post.one("SELECT ontvangers, vertrouwd FROM envelop")
    assert row == {"ontvangers": [ONS], "vertrouwd": True}


def test_a_suspended_purpose_keeps_the_mail_at_the_server(post, register):
    """250 would lose it and 550 would bounce it; 451 makes the mail server come again."""
    post.db.execute("UPDATE verwerkingsactiviteit_versie SET status = 'opgeschort' WHERE nummer = 1")
    register.forget()
    dienst = start_lmtp()
    try:
        with smtplib.LMTP("127.0.0.1", dienst.poort, "test", timeout=10) as server:
            with pytest.raises(smtplib.SMTPDataError) as refused:
                server.sendmail(SAMIRA, [ONS], mail())
            assert refused.value.smtp_code == 451
            post.db.execute("UPDATE verwerkingsactiviteit_versie SET status = 'actief' WHERE nummer = 1")
            register.forget()
            server.sendmail(SAMIRA, [ONS], mail())
    finally:
        register.forget()
        dienst.stop()
    assert post.count("envelop") == 1


def test_a_file_twice_is_one_envelope(post):
    raw = mail()
    assert [receive_file(raw)[1] for _ in range(2)] == [True, False]
    post.run("verwerk_envelop")
    assert post.count("bericht", "richting = 'in'") == 1
