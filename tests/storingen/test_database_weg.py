"""The database is killed under load, again and again: every message that got 250 is there afterwards, exactly once.

A cluster of its own with full durability; a real worker with LMTP, mailbox and SMTP; senders that do what a mail
server does: keep a mail until somebody says 250, and come again with the same bytes when nobody did.
"""

from __future__ import annotations

import json
import os
import smtplib
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from geholpen.adapters.kanalen.email.twin import Posthuis
from geholpen.platform import postgres
from tests.berichten.post import ONS, mail
from tests.storingen.proces import ROOT, Werker, free_port, wait_until

pytestmark = pytest.mark.slow

AFZENDERS = [f"klant{n}@inwoner.example" for n in range(30)]
KEREN, ONDER_DRUK, HERSTEL = 3, 3.0, 90.0  # kills, seconds of load before each, seconds to catch up at the end


class Afzender(threading.Thread):
    """One queue of a mail server."""

    def __init__(self, nummer: int, poort: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.nummer, self.poort, self.stop = nummer, poort, stop
        self.bevestigd: list[str] = []
        self.opnieuw = 0

    def run(self) -> None:
        teller = 0
        while not self.stop.is_set():
            teller += 1
            mid = f"lmtp.{self.nummer}.{teller}@inwoner.example"
            raw = mail(f"Vraag {mid}", van=AFZENDERS[(self.nummer * 7 + teller) % 30], mid=mid)
            while not self._deliver(raw):  # also after stop: a mail server never gives up so soon
                self.opnieuw += 1
                time.sleep(0.2)
            self.bevestigd.append(mid)

    def _deliver(self, raw: bytes) -> bool:
        try:
            with smtplib.LMTP("127.0.0.1", self.poort, "test", timeout=20) as server:
                server.sendmail("mta@inwoner.example", [ONS], raw)
        except (OSError, smtplib.SMTPException):
            return False
        return True


@pytest.fixture
def cluster(tmp_path) -> Iterator[list[postgres.Cluster]]:
    """A server with full durability; the list holds the one that runs now."""
    clusters = [postgres.start(tmp_path / "data", report=lambda _: None)]
    yield clusters
    clusters[-1].stop()


def set_up(admin_url: str) -> str:
    """The database of the application in this cluster. Returns its address."""
    omgeving = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "GEHOLPEN_LOGNIVEAU": "WARNING"}
    command = [sys.executable, "-m", "tests.storingen.stad", admin_url]
    run = subprocess.run(command, env=omgeving, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout.splitlines()[-1])["DATABASE_URL"]


def as_admin(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path="/geholpen"))


def rows(cluster, sql):
    with psycopg.connect(as_admin(cluster.url()), autocommit=True) as admin:
        return admin.execute(sql).fetchall()


@pytest.mark.geval("F20")
def test_every_acknowledged_message_survives_and_none_is_there_twice(cluster, tmp_path):
    app_url, poort = set_up(cluster[0].url()), free_port()
    stop, in_postbus = threading.Event(), []
    with Posthuis(tmp_path / "post", dict.fromkeys((ONS, *AFZENDERS), "geheim")) as huis:
        omgeving = {
            "DATABASE_URL": app_url,
            "GEHOLPEN_LMTP_POORT": str(poort),
            "GEHOLPEN_POSTBUS": huis.imap_url(ONS),
            "GEHOLPEN_UITGANG": huis.smtp_url(ONS),
        }
        with Werker(tmp_path / "werker.log", **omgeving) as werker:
            wait_until(lambda: listens(poort), 60, "the worker's start")
            senders = [Afzender(n, poort, stop) for n in range(4)]
            for sender in senders:
                sender.start()
            for keer in range(KEREN):
                until = time.monotonic() + ONDER_DRUK
                while time.monotonic() < until:
                    mid = f"imap.{len(in_postbus)}@inwoner.example"
                    huis.bezorg(ONS, mail(f"Vraag {mid}", van=AFZENDERS[len(in_postbus) % 30], mid=mid))
                    in_postbus.append(mid)
                    time.sleep(0.15)
                assert werker.alive(), werker.log.read_text()[-2000:]
                cluster[-1].kill()
                time.sleep(0.3 + keer)  # the last time long enough for every part to notice
                cluster.append(postgres.start(tmp_path / "data", report=lambda _: None))
            stop.set()
            for sender in senders:
                sender.join(timeout=HERSTEL)
                assert not sender.is_alive(), "a mail was never accepted"
            wait_until(lambda: caught_up(cluster[-1], len(in_postbus)), HERSTEL, "catching up")
            assert werker.alive(), werker.log.read_text()[-2000:]
            assert werker.stop() == 0
        bevestigd = [mid for sender in senders for mid in sender.bevestigd]
        assert len(bevestigd) > 20 and sum(sender.opnieuw for sender in senders) > 0
        check_messages(cluster[-1], bevestigd + in_postbus)
        check_confirmations(cluster[-1], huis)


def listens(poort: int) -> bool:
    try:
        smtplib.LMTP("127.0.0.1", poort, "test", timeout=2).close()
    except OSError:
        return False
    return True


def caught_up(cluster, in_postbus: int) -> bool:
    """Everything in the mailbox was fetched, every envelope is processed, every delivery has an end."""
    ((envelopes, waiting, unsent),) = rows(
        cluster,
        """SELECT (SELECT count(*) FROM envelop WHERE convert_from(ruw, 'UTF8') LIKE '%<imap.%'),
                  (SELECT count(*) FROM envelop WHERE staat = 'nieuw'),
                  (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing'))""",
    )
    return envelopes == in_postbus and waiting == 0 and unsent == 0


def check_messages(cluster, expected: list[str]) -> None:
    """Each message once, and nothing set apart."""
    found = Counter(
        mid
        for (mid,) in rows(
            cluster, "SELECT message_id FROM bericht_inhoud JOIN bericht USING (partij_id, id) WHERE richting = 'in'"
        )
    )
    assert [mid for mid in expected if found[mid] != 1] == []
    assert [mid for mid, times in found.items() if times > 1] == []
    assert rows(cluster, "SELECT staat FROM envelop WHERE staat NOT IN ('verwerkt', 'dubbel')") == []
    numbers = rows(cluster, "SELECT klantvraag_id, volgnummer FROM bericht GROUP BY 1, 2 HAVING count(*) > 1")
    assert numbers == []


def check_confirmations(cluster, huis: Posthuis) -> None:
    """At most one to each sender; what is booked as sent did arrive; what is unknown arrived at most once."""
    received = Counter(
        message_from_bytes(raw)["Message-ID"].strip("<>") for adres in AFZENDERS for raw in huis.berichten(adres)
    )
    sent = rows(cluster, "SELECT i.message_id, z.staat FROM bezorging z JOIN bericht_inhoud i ON i.id = z.bericht_id")
    assert sent
    assert set(received.values()) <= {1}
    assert len(received) <= len(AFZENDERS)
    assert [mid for mid, staat in sent if staat == "verstuurd" and not received[mid]] == []
    assert {staat for _, staat in sent} <= {"verstuurd", "onbekend"}
