"""Fetching from a real IMAP server, healthy and broken (fault cases F11 and F12)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from imapclient.exceptions import IMAPClientError, LoginError

from geholpen.adapters.kanalen.email.imap import Cursor, Postbus, connect

from .conftest import KLANT, ORGANISATIE, build_mail


def put(posthuis, *onderwerpen: str) -> None:
    for onderwerp in onderwerpen:
        posthuis.bezorg(ORGANISATIE, build_mail(onderwerp))


def test_each_mail_is_handed_over_byte_for_byte_and_moved(posthuis, postbus, archief):
    raw = b'From: x\r\nSubject: raar \xff\xfe\r\nContent-Type: text/plain; charset="\x01"\r\n\r\n.punt\r\n\ttab \r\n'
    posthuis.bezorg(ORGANISATIE, raw)
    ronde = archief.fetch(postbus)
    mail = archief.mails[0]
    assert (ronde.opgehaald, ronde.wachtend, ronde.herstart) == (1, 0, False)
    assert (mail.ruw, mail.grootte, mail.map, mail.oversize) == (raw, len(raw), "INBOX", False)
    assert abs(mail.ontvangen_op - datetime.now(UTC)) < timedelta(minutes=1)
    assert posthuis.berichten(ORGANISATIE) == []
    assert posthuis.berichten(ORGANISATIE, "Verwerkt") == [raw]
    assert archief.cursor == Cursor(mail.uidvalidity, mail.uid)


def test_the_cursor_skips_what_was_read_and_ignores_the_echo_of_the_last_mail(posthuis, postbus, archief):
    posthuis.storingen.imap_geen_mappen = True  # so the mail stays in the INBOX and n+1:* echoes it
    put(posthuis, "een", "twee")
    assert archief.fetch(postbus).opgehaald == 2
    assert archief.fetch(postbus).opgehaald == 0
    put(posthuis, "drie")
    assert archief.fetch(postbus).opgehaald == 1
    assert archief.onderwerpen == ["een", "twee", "drie"]
    assert archief.dubbel == 0


def test_seen_is_neither_read_nor_set(posthuis, postbus, archief):
    posthuis.storingen.imap_geen_mappen = True
    put(posthuis, "gelezen", "ongelezen")
    with connect(postbus) as client:
        client.select_folder("INBOX")
        client.add_flags([1], [b"\\Seen"])
    archief.fetch(postbus)
    with connect(postbus) as client:
        client.select_folder("INBOX")
        vlaggen = client.get_flags([1, 2])
    assert archief.onderwerpen == ["gelezen", "ongelezen"]
    assert vlaggen == {1: (b"\\Seen", b"$GeholpenVerwerkt"), 2: (b"$GeholpenVerwerkt",)}


@pytest.mark.parametrize("zonder, blijft", [({"MOVE"}, 0), ({"MOVE", "UIDPLUS"}, 1)])
def test_a_server_without_move_gets_copy_and_delete(posthuis, postbus, archief, zonder, blijft):
    posthuis.storingen.imap_zonder = zonder
    put(posthuis, "een")
    archief.fetch(postbus)
    assert posthuis.berichten(ORGANISATIE, "Verwerkt") == [build_mail("een")]
    # Without UIDPLUS it is only marked \Deleted: a plain EXPUNGE would also remove what a colleague marked.
    assert len(posthuis.berichten(ORGANISATIE)) == blijft


def test_a_run_stops_after_its_number_of_mails(posthuis, postbus, archief):
    put(posthuis, *(f"m{nummer}" for nummer in range(5)))
    klein = Postbus.from_url(posthuis.imap_url(ORGANISATIE), per_ronde=2)
    assert [archief.fetch(klein).wachtend for _ in range(3)] == [3, 1, 0]
    assert archief.onderwerpen == ["m0", "m1", "m2", "m3", "m4"]


def test_a_mail_that_cannot_be_stored_stays_and_comes_again(posthuis, postbus, archief):
    put(posthuis, "een")
    archief.fetch(postbus)
    put(posthuis, "twee", "drie")
    cursor, archief.weiger = archief.cursor, 1
    with pytest.raises(RuntimeError, match="database"):
        archief.fetch(postbus)
    assert archief.cursor == cursor
    assert len(posthuis.berichten(ORGANISATIE)) == 2
    archief.fetch(postbus)
    assert archief.onderwerpen == ["een", "twee", "drie"]


def test_a_connection_lost_halfway_a_body_loses_nothing_and_doubles_nothing(posthuis, postbus, archief):
    put(posthuis, "een", "twee", "drie")
    posthuis.storingen.imap_breek_fetch = 1
    with pytest.raises((OSError, IMAPClientError)):
        archief.fetch(postbus)
    assert archief.mails == []
    archief.fetch(postbus)
    assert archief.onderwerpen == ["een", "twee", "drie"]
    assert archief.dubbel == 0


def test_a_new_uidvalidity_reads_everything_again_and_the_caller_drops_the_doubles(posthuis, postbus, archief):
    posthuis.storingen.imap_geen_mappen = True
    put(posthuis, "een", "twee")
    archief.fetch(postbus)
    nieuw = posthuis.renew_uidvalidity(ORGANISATIE)
    put(posthuis, "drie")
    ronde = archief.fetch(postbus)
    assert (ronde.herstart, ronde.opgehaald, archief.dubbel) == (True, 3, 2)
    assert archief.onderwerpen == ["een", "twee", "drie"]
    assert archief.cursor == Cursor(nieuw, 3)
    assert archief.fetch(postbus).herstart is False


def test_an_oversize_mail_comes_as_headers_only(posthuis, archief):
    posthuis.bezorg(ORGANISATIE, build_mail("groot", tekst="x" * 5000))
    put(posthuis, "klein")
    archief.fetch(Postbus.from_url(posthuis.imap_url(ORGANISATIE), maximale_grootte=1000))
    groot, klein = archief.mails
    assert groot.oversize and groot.grootte > 5000 and b"xxx" not in groot.ruw
    assert archief.onderwerpen == ["groot", "klein"] and not klein.oversize
    assert len(posthuis.berichten(ORGANISATIE, "Verwerkt")) == 2


def test_a_mail_nested_beyond_reason_is_still_fetched(posthuis, postbus, archief):
    diep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(1500))
    posthuis.bezorg(ORGANISATIE, diep)
    archief.fetch(postbus)
    assert archief.mails[0].ruw == diep


def test_a_wrong_password_is_said_and_no_other_mailbox_opens(posthuis):
    fout = Postbus("127.0.0.1", posthuis.imap_poort, ORGANISATIE, posthuis.gebruikers[KLANT])
    with pytest.raises(LoginError), connect(fout):
        pass


@pytest.mark.parametrize(
    "url, tls, poort",
    [
        ("imap://u:p@127.0.0.1:1143/INBOX", "geen", 1143),
        ("imap://u:p@mail.waterdam.example/INBOX", "starttls", 143),
        ("imap://u:p@mail/INBOX?tls=geen", "geen", 143),
        ("imaps://u%40x:p%2F@mail.waterdam.example/Klant%20post", "tls", 993),
    ],
)
def test_a_password_crosses_no_network_in_the_clear_unless_asked(url, tls, poort):
    bus = Postbus.from_url(url)
    assert (bus.tls, bus.poort) == (tls, poort)
    assert "wachtwoord" not in repr(bus)


def test_a_wrong_url_is_refused_without_repeating_the_password():
    with pytest.raises(ValueError) as fout:
        Postbus.from_url("http://u:zeergeheim@mail/INBOX")
    assert "zeergeheim" not in str(fout.value)
    assert Postbus.from_url("imaps://a%40b.nl:p%2F@h/Klant%20post").map == "Klant post"
