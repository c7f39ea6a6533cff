"""Receiving over LMTP: 250 is a promise, and it is made only after the message is committed."""

from __future__ import annotations

import smtplib
import threading

import pytest

from geholpen.adapters.kanalen.email import lmtp
from geholpen.platform.errors import Refused, Unavailable

from .conftest import KLANT, ORGANISATIE, build_mail


def deliver(poort: int, raw: bytes, *ontvangers: str) -> list[tuple[int, bytes]]:
    """All answers after the dot, one for each recipient."""
    with smtplib.LMTP("127.0.0.1", poort, "test", timeout=10) as server:
        server.ehlo_or_helo_if_needed()
        assert server.esmtp_features["size"] == str(25 * 1024 * 1024)
        server.mail(KLANT)
        for ontvanger in ontvangers:
            assert server.rcpt(ontvanger)[0] == 250
        eerste = server.data(raw)
        return [eerste, *(server.getreply() for _ in ontvangers[1:])]


def test_250_comes_only_after_the_message_is_stored():
    opgeslagen, mag_klaar = [], threading.Event()

    def ontvang(raw, ontvangers, afzender):
        assert mag_klaar.wait(5)
        opgeslagen.append((raw, ontvangers, afzender))

    antwoorden = []
    with lmtp.start("127.0.0.1", 0, ontvang) as dienst:
        draad = threading.Thread(
            target=lambda: antwoorden.extend(deliver(dienst.poort, build_mail("x"), ORGANISATIE, KLANT))
        )
        draad.start()
        draad.join(timeout=0.5)
        assert draad.is_alive() and antwoorden == []
        mag_klaar.set()
        draad.join(timeout=5)
    assert [code for code, _ in antwoorden] == [250, 250]
    assert opgeslagen == [(build_mail("x"), [ORGANISATIE, KLANT], KLANT)]


@pytest.mark.parametrize(
    "fout, code",
    [(Unavailable("database"), 451), (RuntimeError("bug"), 451), (Refused("onbekend", "Geen kanaal."), 550)],
)
def test_what_is_not_stored_is_not_promised(fout, code):
    def ontvang(raw, ontvangers, afzender):
        raise fout

    with lmtp.start("127.0.0.1", 0, ontvang) as dienst:
        assert [antwoord[0] for antwoord in deliver(dienst.poort, build_mail("x"), ORGANISATIE, KLANT)] == [code] * 2


def test_a_bounce_has_an_empty_sender():
    afzenders = []
    with (
        lmtp.start("127.0.0.1", 0, lambda raw, ontvangers, afzender: afzenders.append(afzender)) as dienst,
        smtplib.LMTP("127.0.0.1", dienst.poort, "test", timeout=10) as server,
    ):
        server.sendmail("", [ORGANISATIE], build_mail("x"))
    assert afzenders == [""]


def test_too_large_is_refused_once_for_each_recipient_and_the_line_stays_usable():
    opgeslagen = []
    with (
        lmtp.start("127.0.0.1", 0, lambda raw, *_: opgeslagen.append(raw)) as dienst,
        smtplib.LMTP("127.0.0.1", dienst.poort, "test", timeout=10) as server,
    ):
        server.ehlo_or_helo_if_needed()
        for raw, code in ((b"x" * 900 + b"\r\n") * 30_000, 552), (build_mail("x"), 250):
            server.mail(KLANT)
            server.rcpt(ORGANISATIE)
            server.rcpt(KLANT)
            assert [server.data(raw)[0], server.getreply()[0]] == [code, code]
    assert opgeslagen == [build_mail("x")]


def test_stopping_finishes_what_is_being_stored():
    bezig, mag_klaar, opgeslagen, antwoorden = threading.Event(), threading.Event(), [], []

    def ontvang(raw, ontvangers, afzender):
        bezig.set()
        mag_klaar.wait(5)
        opgeslagen.append(raw)

    dienst = lmtp.start("127.0.0.1", 0, ontvang)
    draad = threading.Thread(target=lambda: antwoorden.extend(deliver(dienst.poort, build_mail("x"), ORGANISATIE)))
    draad.start()
    assert bezig.wait(5)
    threading.Timer(0.3, mag_klaar.set).start()
    dienst.stop()
    draad.join(timeout=5)
    assert len(opgeslagen) == 1 and antwoorden[0][0] == 250


def test_it_listens_on_loopback_only_and_says_when_the_port_is_taken():
    with pytest.raises(ValueError, match="loopback"):
        lmtp.start("0.0.0.0", 0, lambda *_: None)
    with lmtp.start("127.0.0.1", 0, lambda *_: None) as dienst, pytest.raises(OSError):
        lmtp.start("127.0.0.1", dienst.poort, lambda *_: None)
