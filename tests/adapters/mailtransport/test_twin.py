"""The post house keeps its mail, its UIDs and its opinion of who sent what."""

from __future__ import annotations

import signal
import smtplib
import subprocess
import sys

import pytest

from geholpen.adapters.kanalen.email.imap import Postbus, connect
from geholpen.adapters.kanalen.email.twin import Posthuis
from geholpen.adapters.kanalen.email.twin.__main__ import read_gebruikers

from .conftest import GEBRUIKERS, KLANT, ORGANISATIE, build_mail


def send(posthuis, raw, *aan, als="", van=KLANT):
    with smtplib.SMTP("127.0.0.1", posthuis.smtp_poort, "test", timeout=5) as server:
        if als:
            server.login(als, posthuis.gebruikers[als])
        return server.sendmail(van, aan or [ORGANISATIE], raw)


def uids(posthuis, map_="INBOX"):
    with connect(Postbus.from_url(posthuis.imap_url(ORGANISATIE))) as client:
        gegevens = client.select_folder(map_)
        gevonden = client.fetch(client.search(), ["BODY.PEEK[]", "INTERNALDATE", "FLAGS"])
        return (
            gegevens[b"UIDVALIDITY"],
            gegevens[b"UIDNEXT"],
            {uid: (mail[b"BODY[]"], mail[b"INTERNALDATE"], mail[b"FLAGS"]) for uid, mail in gevonden.items()},
        )


def test_mail_folders_flags_and_uids_survive_a_restart(tmp_path):
    with Posthuis(tmp_path, GEBRUIKERS) as huis:
        for nummer in range(3):
            send(huis, build_mail(f"m{nummer}"))
        with connect(Postbus.from_url(huis.imap_url(ORGANISATIE))) as client:
            client.create_folder("Verwerkt")
            client.select_folder("INBOX")
            client.move([3], "Verwerkt")
            client.add_flags([1], [b"\\Flagged"])
        eerst = uids(huis), uids(huis, "Verwerkt")
    (tmp_path / "postvakken" / ORGANISATIE / "dovecot-uidlist.lock").touch()  # as a killed process leaves it
    with Posthuis(tmp_path, GEBRUIKERS) as huis:
        assert (uids(huis), uids(huis, "Verwerkt")) == eerst
        send(huis, build_mail("m3"))
        assert sorted(uids(huis)[2]) == [1, 2, 4]  # 3 was used and never comes back


def test_one_folder_has_one_owner(posthuis):
    with pytest.raises(BlockingIOError):
        Posthuis(posthuis.map, GEBRUIKERS).start()


def test_a_plus_address_reaches_the_base_mailbox_and_keeps_its_tag(posthuis):
    send(posthuis, build_mail("x"), "Klantcontact+q.abc@Waterdam.example")
    assert b"\r\nDelivered-To: Klantcontact+q.abc@Waterdam.example\r\n" in posthuis.berichten(ORGANISATIE)[0]


@pytest.mark.parametrize("aan", ["weg@waterdam.example", "iemand@elders.example"])
def test_other_addresses_are_refused(posthuis, aan):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as fout:
        send(posthuis, build_mail("x"), aan, als=KLANT)
    assert fout.value.recipients[aan][0] == 550


@pytest.mark.parametrize(
    "als, from_, spf, dmarc",
    [(KLANT, KLANT, "pass", "pass"), ("", KLANT, "none", "none"), (ORGANISATIE, KLANT, "softfail", "fail")],
)
def test_only_the_owner_of_an_address_is_proven(posthuis, als, from_, spf, dmarc):
    vals = b"Authentication-Results: (ha) mail.waterdam.example;\r\n\tspf=pass; dmarc=pass\r\n"
    vreemd = b"Authentication-Results: mx.elders.example; dmarc=pass\r\n"
    send(posthuis, vals + vreemd + build_mail("x", van=from_), als=als)
    mail = posthuis.berichten(ORGANISATIE)[0].decode()
    assert mail.count("mail.waterdam.example;") == 1
    assert f"spf={spf} smtp.mailfrom={KLANT}" in mail
    assert f"dmarc={dmarc} header.from=inwoner.example" in mail
    assert "mx.elders.example" in mail
    assert mail.startswith(f"Return-Path: <{KLANT}>\r\nDelivered-To: {ORGANISATIE}\r\n")


def test_a_wrong_password_does_not_log_in(posthuis):
    with smtplib.SMTP("127.0.0.1", posthuis.smtp_poort, "test", timeout=5) as server:
        server.ehlo()
        assert {"PLAIN", "LOGIN"} <= set(server.esmtp_features["auth"].split())
        with pytest.raises(smtplib.SMTPAuthenticationError):
            server.login(KLANT, GEBRUIKERS[ORGANISATIE])


def test_a_copy_is_a_whole_copy_and_an_append_stays_as_it_was(posthuis):
    raw = b"Subject: concept\r\n\r\n h\xe9 \r\n"
    with connect(Postbus.from_url(posthuis.imap_url(ORGANISATIE))) as client:
        client.create_folder("Concepten")
        client.append("INBOX", raw, flags=[b"\\Draft"])
        client.select_folder("INBOX")
        client.copy(client.search(), "Concepten")
    assert posthuis.berichten(ORGANISATIE, "Concepten") == posthuis.berichten(ORGANISATIE) == [raw]
    assert uids(posthuis, "Concepten")[2][1][2] == (b"\\Draft",)


def test_an_address_that_would_leave_the_folder_is_refused(tmp_path):
    with pytest.raises(ValueError):
        Posthuis(tmp_path, {"../../etc@x.example": "x"})


def test_it_runs_by_itself(tmp_path):
    bestand = tmp_path / "gebruikers"
    bestand.write_text("# demo\n\n" + "".join(f"{adres} {woord}\n" for adres, woord in GEBRUIKERS.items()))
    assert read_gebruikers(bestand) == GEBRUIKERS
    opdracht = [sys.executable, "-m", "geholpen.adapters.kanalen.email.twin"]
    opdracht += ["--map", str(tmp_path / "post"), "--gebruikers", str(bestand)]
    with subprocess.Popen(opdracht, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": "src"}) as proces:
        try:
            _, imap, _, smtp = proces.stdout.readline().split()
            with smtplib.SMTP("127.0.0.1", int(smtp), "test", timeout=5) as server:
                server.sendmail(KLANT, [ORGANISATIE], build_mail("los"))
            bus = Postbus("127.0.0.1", int(imap), ORGANISATIE, GEBRUIKERS[ORGANISATIE])
            with connect(bus) as client:
                client.select_folder("INBOX")
                assert client.search() == [1]
        finally:
            proces.send_signal(signal.SIGTERM)
        assert proces.wait(timeout=10) == 0
