"""The reader that keeps a mailbox empty: IDLE, polling, reconnecting, health."""

from __future__ import annotations

import smtplib
import threading
import time
from contextlib import contextmanager

import pytest

from geholpen.adapters.kanalen.email.imap import Postbus, volg

from .conftest import KLANT, ORGANISATIE, build_mail, wait_until


class Lezer:
    def __init__(self, archief, postbus):
        self.archief = archief
        self.gezondheid = []
        self.stop = threading.Event()
        self.instellingen: Postbus | None = postbus

    def run(self, postbus, elke):
        volg(
            postbus,
            lees_cursor=lambda: self.archief.cursor,
            bewaar=self.archief.bewaar,
            bewaar_cursor=self.archief.bewaar_cursor,
            meld=self.gezondheid.append,
            stop=self.stop,
            herlees=lambda: self.instellingen,
            elke=elke,
            terugval=(0.05, 0.2),
        )

    @property
    def standen(self):
        return [gezondheid.stand for gezondheid in self.gezondheid]


@contextmanager
def reading(archief, postbus, elke=60.0):
    lezer = Lezer(archief, postbus)
    draad = threading.Thread(target=lezer.run, args=(postbus, elke), daemon=True)
    draad.start()
    try:
        wait_until(lambda: lezer.gezondheid)
        yield lezer
    finally:
        lezer.stop.set()
        draad.join(timeout=10)
        assert not draad.is_alive()


def send(posthuis, onderwerp):
    with smtplib.SMTP("127.0.0.1", posthuis.smtp_poort, "test", timeout=5) as server:
        server.login(KLANT, posthuis.gebruikers[KLANT])
        server.sendmail(KLANT, [ORGANISATIE], build_mail(onderwerp))


def test_idle_brings_a_mail_from_smtp_long_before_it_would_look_again(posthuis, postbus, archief):
    with reading(archief, postbus, elke=600) as lezer:
        time.sleep(0.3)  # so that it waits in IDLE
        send(posthuis, "nu")
        wait_until(lambda: archief.onderwerpen == ["nu"])
        send(posthuis, "straks")
        wait_until(lambda: archief.onderwerpen == ["nu", "straks"])
        wait_until(lambda: lezer.gezondheid[-1].laatst_ontvangen)
        assert set(lezer.standen) == {"goed"}
    assert len(posthuis.berichten(ORGANISATIE, "Verwerkt")) == 2


def test_a_server_without_idle_is_polled(posthuis, postbus, archief):
    posthuis.storingen.imap_zonder = {"IDLE"}
    with reading(archief, postbus, elke=0.2):
        send(posthuis, "nu")
        wait_until(lambda: archief.onderwerpen == ["nu"])


@pytest.mark.geval("F11")
def test_it_reconnects_and_the_light_goes_amber_red_and_green(posthuis, postbus, archief):
    posthuis.storingen.imap_weiger = True
    posthuis.apply_storingen()
    with reading(archief, postbus) as lezer:
        wait_until(lambda: len(lezer.standen) >= 4)
        assert lezer.standen[:4] == ["let_op", "let_op", "storing", "storing"]
        posthuis.bezorg(ORGANISATIE, build_mail("gewacht"))
        posthuis.storingen.herstel()
        wait_until(lambda: lezer.standen[-1] == "goed")
        wait_until(lambda: archief.onderwerpen == ["gewacht"])


def test_lost_connections_and_a_lost_database_lose_no_mail(posthuis, postbus, archief):
    for nummer in range(6):
        posthuis.bezorg(ORGANISATIE, build_mail(f"m{nummer}"))
    posthuis.storingen.imap_breek_fetch, archief.weiger = 2, 2
    with reading(archief, postbus):
        wait_until(lambda: len(archief.mails) == 6)
    assert archief.onderwerpen == [f"m{nummer}" for nummer in range(6)]
    assert archief.dubbel == 0


@pytest.mark.geval("F8")
def test_a_wrong_password_is_red_at_once(posthuis, archief):
    fout = Postbus("127.0.0.1", posthuis.imap_poort, ORGANISATIE, "fout")
    with reading(archief, fout) as lezer:
        assert lezer.gezondheid[0].stand == "storing"
        assert "wachtwoord" in lezer.gezondheid[0].uitleg


def test_a_mailbox_that_is_switched_off_stops_between_two_runs(posthuis, archief):
    for nummer in range(4):
        posthuis.bezorg(ORGANISATIE, build_mail(f"m{nummer}"))
    bus = Postbus.from_url(posthuis.imap_url(ORGANISATIE), per_ronde=1)
    lezer = Lezer(archief, bus)

    def bewaar_en_schakel_uit(mail):
        archief.mails.append(mail)
        lezer.instellingen = None

    lezer.archief = type("A", (), {"cursor": None, "bewaar": staticmethod(bewaar_en_schakel_uit),
                                   "bewaar_cursor": archief.bewaar_cursor})  # fmt: skip
    lezer.run(bus, elke=60.0)  # returns by itself
    assert archief.onderwerpen == ["m0"]


@pytest.mark.parametrize("idle", [True, False])
def test_stop_is_obeyed_while_waiting(posthuis, postbus, archief, idle):
    posthuis.storingen.imap_zonder = set() if idle else {"IDLE"}
    with reading(archief, postbus, elke=600):  # at its end it must have stopped
        time.sleep(0.2)
