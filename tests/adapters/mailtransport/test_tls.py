"""Encrypted sending: with our own authority, without one, and with a server that breaks it off."""

from __future__ import annotations

import ssl

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from geholpen.adapters.kanalen.email.smtp import Uitgang, verzend
from geholpen.domain.berichten.ports import Geaccepteerd, Geweigerd

from .certificaat import write_certificate
from .conftest import KLANT, ORGANISATIE, build_mail
from .debian import free_ports


class Bus:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((session.ssl is not None, envelope.content))
        return "250 2.0.0 Ok: queued as T1"


class Eerst(Controller):
    """STARTTLS before anything else."""

    def factory(self):
        return SMTP(self.handler, tls_context=self.context, require_starttls=True, hostname="localhost")


@pytest.fixture
def starttls(tmp_path):
    cert, sleutel = write_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, sleutel)
    Eerst.context = context
    controller = Eerst(Bus(), hostname="127.0.0.1", port=free_ports("smtp")["smtp"])
    controller.start()
    yield controller.handler, controller.port, str(cert)
    controller.stop()


def send(uitgang):
    return verzend(uitgang, build_mail("x"), van=ORGANISATIE, aan=KLANT, message_id="1@w.example")


def test_starttls_with_our_own_authority(starttls):
    bus, poort, ca = starttls
    assert send(Uitgang("localhost", poort, tls="starttls", ca=ca)) == Geaccepteerd("T1")
    assert bus.mails == [(True, build_mail("x"))]


@pytest.mark.parametrize("tls", ["starttls", "tls", "geen"])
def test_without_a_trusted_line_nothing_is_sent(starttls, tls):
    bus, poort, _ = starttls
    uitkomst = send(Uitgang("localhost", poort, tls=tls, wacht_verbinden=2.0))
    assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend
    assert bus.mails == []


def test_a_missing_authority_file_is_not_a_crash(starttls):
    _, poort, _ = starttls
    uitkomst = send(Uitgang("localhost", poort, tls="starttls", ca="/does/not/exist.pem"))
    assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend
