"""What only a real server can show: bodies in pieces, halves and drops, and what comes after them on one connection."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import orjson
import pytest

from tests.api.conftest import Levend
from tests.api.oproep import KI
from tests.api.vulling import KAAL

pytestmark = pytest.mark.slow
BODY = orjson.dumps(KAAL)
PAD = f"{KI}klantcontacten"


def head(live: Levend, methode: str, pad: str, *koppen: str) -> bytes:
    lines = [f"{methode} {pad} HTTP/1.1", "Host: localhost", f"Authorization: Token {live.token}", *koppen]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def posted(live: Levend, body: bytes, *koppen: str, size: int | None = None) -> bytes:
    length = f"Content-Length: {len(body) if size is None else size}"
    return head(live, "POST", PAD, "Content-Type: application/json", length, *koppen) + body


@contextmanager
def line(live: Levend) -> Iterator[socket.socket]:
    address = urlsplit(live.url)
    with socket.create_connection((address.hostname, address.port), timeout=60) as found:
        yield found


def received(wire: socket.socket, times: int = 1) -> list[int]:
    """The statuses of so many answers, or of those before the line was closed."""
    seen = b""
    while len(re.findall(rb"HTTP/1.1 \d+", seen)) < times and (more := wire.recv(65536)):
        seen += more
    return [int(status) for status in re.findall(rb"HTTP/1.1 (\d+)", seen)]


def count(live: Levend) -> bytes:
    with line(live) as wire:
        wire.sendall(head(live, "GET", f"{PAD}?pageSize=1", "Connection: close"))
        seen = b""
        while more := wire.recv(65536):
            seen += more
    found = re.search(rb'"count":(\d+)', seen)
    assert found, seen
    return found[1]


def test_after_a_fault_the_same_connection_goes_on(live: Levend) -> None:
    nowhere = posted(live, BODY).replace(b"klantcontacten", b"klantcontact?x")
    with line(live) as wire:
        wire.sendall(posted(live, b"{") + nowhere + posted(live, BODY) + head(live, "GET", PAD))
        assert received(wire, 4) == [400, 404, 201, 200]


def test_a_body_in_pieces_and_one_too_many(live: Levend) -> None:
    pieces = head(live, "POST", PAD, "Content-Type: application/json", "Transfer-Encoding: chunked")
    with line(live) as wire:
        wire.sendall(pieces + b"5\r\n" + BODY[:5] + b"\r\n%x\r\n" % (len(BODY) - 5) + BODY[5:] + b"\r\n0\r\n\r\n")
        assert received(wire) == [201]
    with line(live) as wire:
        wire.sendall(pieces + b"200000\r\n" + b"x" * 0x200000 + b"\r\n0\r\n\r\n")
        assert received(wire) == [413]
    assert count(live) == b"1"


def test_half_a_body_writes_nothing(live: Levend) -> None:
    with line(live) as wire:
        wire.sendall(posted(live, BODY[:-5], size=len(BODY)))
    with line(live) as wire:
        wire.sendall(posted(live, BODY[:-5], size=len(BODY)))
        wire.shutdown(socket.SHUT_WR)
        assert received(wire) in ([400], [])
    assert count(live) == b"0"


def test_slow_senders_hold_up_nobody_who_reads(live: Levend) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(line(live)) for _ in range(24)]
        for wire in slow:
            wire.sendall(posted(live, BODY[:-5], size=len(BODY)))
        assert count(live) == b"0"
        with line(live) as wire:
            wire.sendall(posted(live, BODY))
            (last,) = received(wire)  # an answer comes, whoever else is slow
        for wire in slow:
            wire.sendall(BODY[-5:])
        answers = [last, *(received(wire)[0] for wire in slow)]
    assert set(answers) == {201, 503}
    assert count(live) == b"%d" % answers.count(201)
