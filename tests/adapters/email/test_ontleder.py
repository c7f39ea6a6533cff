"""A mail that takes too long is broken off, really, and the others go on (real child processes, a really slow mail)."""

from __future__ import annotations

import threading
import time

import pytest

from geholpen.adapters.kanalen.email import ontleder
from geholpen.adapters.kanalen.email.parse import parse
from geholpen.domain.berichten.ports import OnleesbaarBericht

KOP = b"From: Fatima <fatima@post.example>\r\nTo: kcc@waterdam.example\r\nMessage-ID: <a@post.example>\r\n"
GROOT = KOP + b"\r\n" + b"Een regel tekst.\r\n" * 6_000
#: Seconds of decoding: allowed by every other limit.
TRAAG = KOP + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n" + (b"M" + b"A" * 60 + b"\r\n") * 390_000


def test_a_large_mail_is_read_as_a_small_one_is():
    assert len(GROOT) > ontleder.KLEIN
    assert ontleder.parse_within(GROOT, 10, ontvangers=("a@b.example",)) == parse(GROOT, ontvangers=("a@b.example",))


def test_what_cannot_be_read_is_said_as_always():
    with pytest.raises(OnleesbaarBericht, match="64 kB"):
        ontleder.parse_within(KOP + b"".join(b"X-%d: y\r\n" % i for i in range(9000)) + b"\r\nx", 10)


def test_a_mail_that_takes_too_long_is_broken_off_and_the_next_one_is_read():
    begin = time.monotonic()
    with pytest.raises(OnleesbaarBericht) as fout:
        ontleder.parse_within(TRAAG, 0.3)
    assert "duurde te lang" in fout.value.reden
    assert time.monotonic() - begin < 0.3 * 6 + 5  # a child starts, the kernel ends it
    assert ontleder.parse_within(GROOT, 10).tekst


def test_it_holds_up_nobody_else():
    bezig = threading.Thread(target=lambda: pytest.raises(OnleesbaarBericht, ontleder.parse_within, TRAAG, 1.0))
    bezig.start()
    for _ in range(5):
        assert ontleder.parse_within(GROOT, 10).tekst
    bezig.join(timeout=30)
    assert not bezig.is_alive()


def test_a_reader_that_falls_over_is_no_fault_of_the_mail():
    ontleder.parse_within(GROOT, 10)
    kind = ontleder._idle[-1]
    kind._proces.kill()
    with pytest.raises(RuntimeError):
        ontleder.parse_within(GROOT, 10)
    assert ontleder.parse_within(GROOT, 10).tekst
