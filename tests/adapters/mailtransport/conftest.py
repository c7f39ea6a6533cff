"""A real post house on loopback for every test, with the organisation, one customer and nobody else."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from geholpen.adapters.kanalen.email.imap import Cursor, OpgehaaldeMail, Postbus, Ronde, connect, fetch_round
from geholpen.adapters.kanalen.email.twin import Posthuis

ORGANISATIE = "klantcontact@waterdam.example"
KLANT = "sanne@inwoner.example"
GEBRUIKERS = {ORGANISATIE: "geheim: 1", KLANT: "p@ss/woord"}


def build_mail(onderwerp: str, *, van: str = KLANT, tekst: str = "Goedemorgen") -> bytes:
    return (
        f"From: Sanne <{van}>\r\nTo: {ORGANISATIE}\r\nSubject: {onderwerp}\r\n"
        f"Message-ID: <{onderwerp}@inwoner.example>\r\nDate: Tue, 3 Nov 2026 10:12:00 +0100\r\n\r\n{tekst}\r\n"
    ).encode()


def wait_until(klaar: Callable[[], object], seconden: float = 5.0) -> None:
    einde = time.monotonic() + seconden
    while not klaar():
        assert time.monotonic() < einde, "it did not happen in time"
        time.sleep(0.02)


@dataclass
class Archief:
    """What the caller's database does: keep each mail once, remember the cursor, fail when told to."""

    mails: list[OpgehaaldeMail] = field(default_factory=list)
    cursor: Cursor | None = None
    dubbel: int = 0
    weiger: int = 0  # this many times `bewaar` raises

    def bewaar(self, mail: OpgehaaldeMail) -> None:
        if self.weiger:
            self.weiger -= 1
            raise RuntimeError("the database is away")
        if any(self._sha(mail) == self._sha(eerder) for eerder in self.mails):
            self.dubbel += 1
        else:
            self.mails.append(mail)

    def bewaar_cursor(self, cursor: Cursor) -> None:
        self.cursor = cursor

    def fetch(self, postbus: Postbus) -> Ronde:
        with connect(postbus) as client:
            return fetch_round(client, postbus, self.cursor, bewaar=self.bewaar, bewaar_cursor=self.bewaar_cursor)

    @property
    def onderwerpen(self) -> list[str]:
        return [mail.ruw.partition(b"Subject: ")[2].partition(b"\r\n")[0].decode() for mail in self.mails]

    @staticmethod
    def _sha(mail: OpgehaaldeMail) -> str:
        return hashlib.sha256(mail.ruw).hexdigest()


@pytest.fixture
def posthuis(tmp_path) -> Iterator[Posthuis]:
    with Posthuis(tmp_path / "post", GEBRUIKERS) as huis:
        yield huis


@pytest.fixture
def postbus(posthuis: Posthuis) -> Postbus:
    return Postbus.from_url(posthuis.imap_url(ORGANISATIE), wacht_lezen=5.0)


@pytest.fixture
def archief() -> Archief:
    return Archief()
