"""The same mail path against the servers a town really runs: Postfix in front, Dovecot behind it.

Installs nothing. Skips when the servers are not there, unless CI=true or GEHOLPEN_DEBIAN_MAIL=1 asks for them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from geholpen.adapters.kanalen.email import lmtp
from geholpen.adapters.kanalen.email.imap import Postbus, connect, volg
from geholpen.adapters.kanalen.email.smtp import Uitgang, verzend
from geholpen.domain.berichten.ports import Geaccepteerd, Geweigerd
from geholpen.platform.errors import Refused

from .conftest import KLANT, ORGANISATIE, build_mail, wait_until
from .debian import Debianpost, missing

pytestmark = [pytest.mark.debian_mail, pytest.mark.slow]
WACHTWOORD = "geheim1"
VIA_LMTP = "lmtp@waterdam.example"


@pytest.fixture(scope="module")
def debian() -> Iterator[Debianpost]:
    if reden := missing():
        if os.environ.get("CI") == "true" or os.environ.get("GEHOLPEN_DEBIAN_MAIL") == "1":
            pytest.fail(f"Dovecot and Postfix are asked for but cannot run: {reden}")
        pytest.skip(reden)
    with Debianpost({ORGANISATIE: WACHTWOORD, KLANT: WACHTWOORD}, VIA_LMTP) as post:
        yield post


@pytest.fixture
def uitgang(debian) -> Uitgang:
    return Uitgang("localhost", debian.poort["smtp"], KLANT, WACHTWOORD, "starttls", str(debian.cert))


def postbus_of(debian: Debianpost, adres: str = ORGANISATIE) -> Postbus:
    return Postbus("localhost", debian.poort["imaps"], adres, WACHTWOORD, "tls", str(debian.cert), wacht_lezen=20.0)


def send(uitgang, onderwerp, aan=ORGANISATIE):
    return verzend(uitgang, build_mail(onderwerp), van=KLANT, aan=aan, message_id=f"{onderwerp}@inwoner.example")


def test_a_mail_goes_through_postfix_and_dovecot_to_verwerkt(debian, uitgang, archief):
    uitkomst = send(uitgang, "een", "klantcontact+q.abc@waterdam.example")
    assert isinstance(uitkomst, Geaccepteerd), debian.logs()
    bus = postbus_of(debian)
    wait_until(lambda: archief.fetch(bus).opgehaald, 20)
    mail = archief.mails[0]
    assert mail.ruw.endswith(build_mail("een"))
    assert b"klantcontact+q.abc@waterdam.example" in mail.ruw.partition(b"\r\n\r\n")[0]
    assert uitkomst.kenmerk.encode() in mail.ruw  # Postfix's queue id is in the Received line
    with connect(bus) as client:
        assert client.folder_status("INBOX", ["MESSAGES"])[b"MESSAGES"] == 0
        assert client.folder_status("Verwerkt", ["MESSAGES"])[b"MESSAGES"] == 1
    assert archief.fetch(bus).opgehaald == 0


def test_idle_on_dovecot(debian, uitgang, archief):
    stop, gezondheid = threading.Event(), []
    draad = threading.Thread(
        target=volg,
        args=(postbus_of(debian),),
        kwargs={
            "lees_cursor": lambda: archief.cursor,
            "bewaar": archief.bewaar,
            "bewaar_cursor": archief.bewaar_cursor,
            "meld": gezondheid.append,
            "stop": stop,
            "elke": 120.0,
        },
    )
    draad.start()
    try:
        wait_until(lambda: gezondheid, 10)
        threading.Event().wait(0.5)  # so that it waits in IDLE
        assert isinstance(send(uitgang, "nu"), Geaccepteerd)
        wait_until(lambda: archief.onderwerpen == ["nu"], 10)
        assert {melding.stand for melding in gezondheid} == {"goed"}
    finally:
        stop.set()
        draad.join(timeout=10)


def test_a_mail_that_could_not_be_moved_is_flagged_and_not_read_again(debian, uitgang, archief):
    bus = Postbus(**{veld: getattr(postbus_of(debian), veld) for veld in Postbus.__slots__} | {"verwerkt": "a//b"})
    send(uitgang, "blijft")
    wait_until(lambda: archief.fetch(bus).opgehaald, 20)
    assert archief.fetch(bus).opgehaald == 0
    with connect(bus) as client:
        client.select_folder("INBOX")
        assert b"$GeholpenVerwerkt" in next(iter(client.get_flags(client.search()).values()))


@pytest.mark.parametrize("aan, code", [("niemand@waterdam.example", "550"), ("iemand@elders.example", "554")])
def test_postfix_refuses_for_good(debian, uitgang, aan, code):
    anoniem = Uitgang("localhost", debian.poort["smtp"])
    uitkomst = send(anoniem, "x", aan)
    assert isinstance(uitkomst, Geweigerd) and (uitkomst.code, uitkomst.blijvend) == (code, True)


def test_a_wrong_password_and_an_unknown_authority_are_not_for_good(debian):
    for uitgang in (
        Uitgang("localhost", debian.poort["smtp"], KLANT, "fout", "starttls", str(debian.cert)),
        Uitgang("localhost", debian.poort["smtp"], KLANT, WACHTWOORD, "starttls"),
    ):
        uitkomst = send(uitgang, "x")
        assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend


def test_postfix_keeps_a_mail_until_lmtp_has_stored_it(debian, uitgang):
    opgeslagen, mislukt = [], []

    def ontvang(raw, ontvangers, afzender):
        if not mislukt:
            mislukt.append(ontvangers)
            raise RuntimeError("the database is away")
        opgeslagen.append((raw, ontvangers, afzender))

    assert isinstance(send(uitgang, "wacht", VIA_LMTP), Geaccepteerd)  # nobody listens yet: Postfix queues it
    with lmtp.start("127.0.0.1", debian.poort["onze"], ontvang):

        def arrived():
            debian.flush()
            return opgeslagen

        wait_until(arrived, 30)
    assert mislukt == [[VIA_LMTP]]
    assert len(opgeslagen) == 1 and opgeslagen[0][1:] == ([VIA_LMTP], KLANT)
    assert opgeslagen[0][0].endswith(build_mail("wacht"))


def test_what_lmtp_refuses_comes_back_to_the_sender(debian, uitgang, archief):
    def ontvang(raw, ontvangers, afzender):
        raise Refused("onbekend", "Geen kanaal.")

    with lmtp.start("127.0.0.1", debian.poort["onze"], ontvang):
        send(uitgang, "geweigerd", VIA_LMTP)
        wait_until(lambda: archief.fetch(postbus_of(debian, KLANT)).opgehaald, 20)
    bounce = archief.mails[0].ruw
    assert b"report-type=delivery-status" in bounce and b"Status: 5.7.1" in bounce
    assert b"Original-Envelope-Id: geweigerd@inwoner.example" in bounce  # the ENVID we gave
