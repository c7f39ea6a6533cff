"""Every outcome of sending, against a real server that misbehaves on demand (fault cases F6, F7 and F9)."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

import pytest

from geholpen.adapters.kanalen.email.smtp import Uitgang, verzend
from geholpen.domain.berichten.ports import Geaccepteerd, Geweigerd, Onbekend

from .conftest import KLANT, ORGANISATIE, build_mail


@pytest.fixture
def uitgang(posthuis) -> Uitgang:
    return Uitgang.from_url(posthuis.smtp_url(ORGANISATIE))


def send(uitgang: Uitgang, *, aan: str = KLANT, raw: bytes = b"", van: str = ORGANISATIE):
    return verzend(
        uitgang, raw or build_mail("antwoord", van=ORGANISATIE), van=van, aan=aan, message_id="q.1@w.example"
    )


def kort(uitgang: Uitgang) -> Uitgang:
    return Uitgang(uitgang.host, uitgang.poort, wacht_verbinden=1.0, wacht_antwoord=0.5, wacht_bezorgen=0.5)


def test_accepted_gives_the_queue_id_and_delivers_every_byte(posthuis, uitgang):
    raw = build_mail("x", van=ORGANISATIE, tekst=".punt\r\n..twee\r\nhé\r\n.")
    uitkomst = send(uitgang, raw=raw)
    bezorgd = posthuis.berichten(KLANT)[0]
    assert isinstance(uitkomst, Geaccepteerd)
    assert uitkomst.kenmerk and uitkomst.kenmerk.encode() in bezorgd
    assert bezorgd.endswith(raw)


def test_loose_line_ends_become_one_mail_not_two(posthuis, uitgang):
    """SMTP smuggling: a bare line end around a dot must not end the message."""
    slinks = build_mail("x", tekst="a\n.\nMAIL FROM:<b@c>\r.\r\n.\nDATA")
    assert isinstance(send(uitgang, raw=slinks), Geaccepteerd)
    assert len(posthuis.berichten(KLANT)) == 1
    assert b"\r\n.\r\nMAIL FROM:<b@c>\r\n.\r\n.\r\nDATA\r\n" in posthuis.berichten(KLANT)[0]


@pytest.mark.parametrize("aan", ["niemand@inwoner.example", "iemand@elders.example"])
def test_an_address_that_does_not_exist_is_refused_for_good(uitgang, aan):
    uitkomst = send(uitgang, aan=aan)
    assert isinstance(uitkomst, Geweigerd) and uitkomst.code == "550" and uitkomst.blijvend


def test_greylisting_is_refused_for_now(posthuis, uitgang):
    posthuis.storingen.smtp_rcpt = "451 4.7.1 Greylisted"
    assert send(uitgang) == Geweigerd("451", "4.7.1 Greylisted", blijvend=False)


@pytest.mark.parametrize(
    "antwoord, blijvend",
    [("552 5.2.2 Mailbox full", True), ("452 4.3.1 Try later", False), ("421 4.7.0 Too fast", False)],
)
def test_an_answer_to_the_dot_is_an_answer(posthuis, uitgang, antwoord, blijvend):
    posthuis.storingen.smtp_data = antwoord
    assert send(uitgang) == Geweigerd(antwoord[:3], antwoord[4:], blijvend=blijvend)
    assert posthuis.berichten(KLANT) == []


@pytest.mark.parametrize("storing", ["zwijg", "verbreek"])
def test_silence_after_the_dot_is_unknown_and_it_did_arrive(posthuis, uitgang, storing):
    posthuis.storingen.smtp_na_punt = storing
    assert isinstance(send(kort(uitgang)), Onbekend)
    assert len(posthuis.berichten(KLANT)) == 1


def test_a_line_that_breaks_before_the_dot_is_refused_for_now(posthuis, uitgang):
    posthuis.storingen.smtp_verbreek_tijdens_data = True
    uitkomst = send(uitgang, raw=build_mail("groot", tekst="regel\r\n" * 2_000_000))
    assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend
    assert posthuis.berichten(KLANT) == []


def test_a_refused_connection_is_refused_for_now(posthuis, uitgang):
    posthuis.storingen.smtp_weiger = True
    posthuis.apply_storingen()
    uitkomst = send(uitgang)
    assert isinstance(uitkomst, Geweigerd) and (uitkomst.code, uitkomst.blijvend) == ("verbinding", False)
    posthuis.storingen.herstel()
    posthuis.apply_storingen()
    assert isinstance(send(uitgang), Geaccepteerd)


def test_a_port_that_somebody_took_meanwhile_is_asked_for_again(posthuis, uitgang):
    posthuis.storingen.smtp_weiger = True
    posthuis.apply_storingen()
    with socket.socket() as other:
        other.bind(("127.0.0.1", posthuis.smtp_poort))
        other.listen()
        posthuis.storingen.herstel()
        time.sleep(0.3)  # some rounds in which it cannot be had
    uitkomst = Geweigerd("", "", blijvend=False)
    for _ in range(100):
        if isinstance(uitkomst := send(uitgang), Geaccepteerd):
            break
        time.sleep(0.05)
    assert isinstance(uitkomst, Geaccepteerd)


def test_a_name_that_does_not_exist_is_refused_for_now():
    uitkomst = send(Uitgang("bestaat-niet.invalid", 25, wacht_verbinden=2.0))
    assert isinstance(uitkomst, Geweigerd) and (uitkomst.code, uitkomst.blijvend) == ("dns", False)


def test_a_wrong_password_is_about_us_and_not_for_good(posthuis):
    uitkomst = send(Uitgang("127.0.0.1", posthuis.smtp_poort, ORGANISATIE, "fout"))
    assert isinstance(uitkomst, Geweigerd) and (uitkomst.code, uitkomst.blijvend) == ("535", False)


def test_a_server_without_starttls_gets_no_password(posthuis):
    zonder = Uitgang("127.0.0.1", posthuis.smtp_poort, ORGANISATIE, "geheim: 1", tls="starttls")
    uitkomst = send(zonder)
    assert isinstance(uitkomst, Geweigerd) and (uitkomst.code, uitkomst.blijvend) == ("mogelijkheid", False)


@pytest.mark.parametrize("aan", ["a b@x.example", "a@x.example>\r\nRCPT TO:<b@x.example", "a@x\0.example"])
def test_an_address_cannot_carry_a_command(uitgang, aan):
    uitkomst = send(uitgang, aan=aan)
    assert isinstance(uitkomst, Geweigerd) and uitkomst.blijvend


def test_a_letter_the_server_cannot_carry_is_refused_for_good(uitgang):
    uitkomst = send(uitgang, aan="zoë@inwoner.example")
    assert isinstance(uitkomst, Geweigerd) and (uitkomst.code, uitkomst.blijvend) == ("5.6.7", True)


def test_a_mail_larger_than_the_server_takes_is_refused_before_sending(uitgang):
    uitkomst = send(uitgang, raw=b"x" * (51 * 1024 * 1024))
    assert isinstance(uitkomst, Geweigerd) and (uitkomst.code, uitkomst.blijvend) == ("5.3.4", True)


def test_an_empty_return_address_may(posthuis, uitgang):
    assert isinstance(send(uitgang, van=""), Geaccepteerd)
    assert posthuis.berichten(KLANT)[0].startswith(b"Return-Path: <>\r\n")


SCRIPTS = {
    "nonsense after the dot": (b"220 x\r\n", b"250 x\r\n", b"250 x\r\n", b"250 x\r\n", b"354 x\r\n", b"banaan\r\n"),
    "endless line after the dot": (b"220 x\r\n", b"250 x\r\n", b"250 x\r\n", b"250 x\r\n", b"354 x\r\n", b"2" * 20000),
    "3xx after the dot": (b"220 x\r\n", b"250 x\r\n", b"250 x\r\n", b"250 x\r\n", b"354 x\r\n", b"334 x\r\n"),
    "greeting 554": (b"554 go away\r\n",),
    "greeting nonsense": (b"\xff\xfe\r\n",),
    "greeting never": (b"",),
    "closes at once": (),
    "nonsense at RCPT": (b"220 x\r\n", b"250 x\r\n", b"250 x\r\n", b"\x00\r\n"),
    "421 at MAIL": (b"220 x\r\n", b"250 x\r\n", b"421 closing\r\n"),
    "greeting 421": (b"421 4.7.0 too many connections\r\n",),
    "421 at RCPT": (b"220 x\r\n", b"250 x\r\n", b"250 x\r\n", b"421 4.7.28 too many messages\r\n"),
    "greylisted at DATA": (b"220 x\r\n", b"250 x\r\n", b"250 x\r\n", b"250 x\r\n", b"451 4.7.1 greylisted\r\n"),
}


def _play(luisteraar: socket.socket, regels: tuple[bytes, ...]) -> None:
    lijn, _ = luisteraar.accept()
    with lijn:
        lijn.settimeout(5)
        for nummer, regel in enumerate(regels):
            if nummer:
                invoer = lijn.recv(65536)
                while nummer == 5 and not invoer.endswith(b"\r\n.\r\n"):
                    invoer += lijn.recv(65536)
            lijn.sendall(regel)
        if regels:
            with suppress(OSError):
                lijn.recv(65536)  # the next command, or QUIT


@pytest.mark.parametrize("naam", SCRIPTS)
def test_whatever_a_server_says_it_never_raises(naam):
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        draad = threading.Thread(target=_play, args=(luisteraar, SCRIPTS[naam]), daemon=True)
        draad.start()
        uitgang = Uitgang("127.0.0.1", luisteraar.getsockname()[1])
        uitkomst = send(kort(uitgang))
        draad.join(timeout=6)
    if "after the dot" in naam:
        assert isinstance(uitkomst, Onbekend)
    else:
        assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend
