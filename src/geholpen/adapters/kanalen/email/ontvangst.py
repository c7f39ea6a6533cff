"""The three ways mail comes in (mailbox, LMTP, a file by hand) end in one door: store raw, then answer."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime

from django.conf import settings
from django.db import close_old_connections, connection

from geholpen.adapters.kanalen.email import lmtp
from geholpen.adapters.kanalen.email.imap import Cursor, OpgehaaldeMail, Postbus, volg
from geholpen.domain.berichten.commands import RuwBericht, record_kanaalstand, store_envelop
from geholpen.domain.berichten.ports import Gezondheid
from geholpen.domain.berichten.queries import kanaalaccount, kanaalaccounts, kanaalstanden
from geholpen.platform.context import system
from geholpen.platform.errors import Refused, Unavailable

logger = logging.getLogger(__name__)


def account(postbus: Postbus) -> str:
    """Name under which a mailbox keeps its cursor and its envelopes."""
    return f"imap:{postbus.gebruiker}@{postbus.host}/{postbus.map}"


def follow_mailbox(stop: threading.Event, url: str = "", adres: str = "") -> None:
    """Fetch from a mailbox until `stop`: the one of the settings, or a shared one with this address."""
    postbus = Postbus.from_url(url or settings.POSTBUS)
    naam = account(postbus)

    def read_cursor() -> Cursor | None:
        close_old_connections()
        found = next((k for k in kanaalstanden() if k.account == naam), None)
        return Cursor(found.uidvalidity, found.laatste_uid) if found and found.uidvalidity else None

    def store(mail: OpgehaaldeMail) -> None:
        close_old_connections()
        ruw = RuwBericht("email", adres or settings.MAIL_ADRES, mail.ruw, te_groot=mail.oversize, vertrouwd=True)
        store_envelop(system("email", "postbus"), ruw)

    def keep_cursor(cursor: Cursor) -> None:
        values = {"uidvalidity": cursor.uidvalidity, "laatste_uid": cursor.laatste_uid}
        _record(naam, **values, laatst_ontvangen=datetime.now(UTC))

    def report(health: Gezondheid) -> None:
        close_old_connections()
        _record(naam, stand=health.stand, uitleg=health.laatste_fout or health.uitleg)

    try:
        volg(
            postbus, lees_cursor=read_cursor, bewaar=store, bewaar_cursor=keep_cursor, meld=report, stop=stop, elke=30.0
        )
    finally:
        connection.close()


#: How often (seconds) we look whether management made, changed or took away a shared mailbox.
KIJK = 30.0


def follow_mailboxes(stop: threading.Event, elke: float = KIJK) -> None:
    """Every shared mailbox on a thread and a connection of its own, as management has them now, until `stop`."""
    loopt: dict[tuple[str, str], threading.Event] = {}
    while not stop.is_set():
        wil = _shared()
        for weg in loopt.keys() - wil:
            loopt.pop(weg).set()
        for nieuw in wil - loopt.keys():
            loopt[nieuw] = threading.Event()
            threading.Thread(target=_follow_one, args=(loopt[nieuw], *nieuw), name="postbus", daemon=True).start()
        stop.wait(elke)
    for einde in loopt.values():
        einde.set()


def _follow_one(stop: threading.Event, url: str, adres: str) -> None:
    """A mailbox that cannot be followed is tried again; the others go on."""
    while not stop.is_set():
        try:
            follow_mailbox(stop, url, adres)
        except ValueError:
            logger.warning("the address of a shared mailbox cannot be used")
        except Exception as error:  # noqa: BLE001  whatever it was, the mailbox is not given up
            logger.warning("shared mailbox: %s", type(error).__name__)
        stop.wait(KIJK)


def _shared() -> set[tuple[str, str]]:
    """(where to fetch, the address of it) of every shared mailbox that is in use."""
    close_old_connections()
    try:
        rows = [kanaalaccount(regel.id) for regel in kanaalaccounts("email") if regel.actief]
    finally:
        connection.close()
    return {(row.geheimen["postbus"], row.adres) for row in rows if row and row.geheimen.get("postbus") and row.adres}


def _record(naam: str, **values: object) -> None:
    record_kanaalstand(system("email", "postbus"), naam, "email", **values)


def start_lmtp() -> lmtp.LmtpDienst:
    """Listen for the organisation's own mail server; 250 is answered only after commit."""

    def receive(raw: bytes, recipients: list[str], sender: str) -> None:
        del sender  # stands in Return-Path
        close_old_connections()
        try:
            store_envelop(
                system("email", "lmtp"),
                RuwBericht("email", settings.MAIL_ADRES, raw, ontvangers=tuple(recipients), vertrouwd=True),
            )
        except Refused as refusal:  # the purpose is suspended: not the sender's fault, the mail server keeps it
            raise Unavailable("intake") from refusal
        finally:
            connection.close()

    return lmtp.start("127.0.0.1", settings.LMTP_POORT, receive)


def receive_file(raw: bytes) -> tuple[str, bool]:
    """Take one mail from a file. Returns the envelope's id and whether it was new."""
    envelop_id, new = store_envelop(system("email", "bestand"), RuwBericht("email", settings.MAIL_ADRES, raw))
    return str(envelop_id), new
