"""Listen to every Asterisk server that is set up, and look what runs whenever a connection begins (again)."""

from __future__ import annotations

import json
import logging
import socket
import ssl
import threading
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import close_old_connections
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from geholpen.adapters.kanalen.telefoon.asterisk import lezen
from geholpen.adapters.kanalen.telefoon.asterisk.rest import address, authorization, call
from geholpen.domain.berichten.commands import RuwBericht, record_kanaalstand, store_envelop
from geholpen.domain.berichten.ports import Kanaalaccount
from geholpen.domain.berichten.queries import kanaalaccount, kanaalaccounts
from geholpen.platform import outbound
from geholpen.platform.context import system

logger = logging.getLogger(__name__)
#: Seconds: looking for servers that were added or taken away, between two attempts, and for a sign of life.
KIJK, OPNIEUW, STIL = 15.0, 5.0, 30.0
MAX_BERICHT = 256_000


def follow_exchanges(stop: threading.Event) -> None:
    """A thread per server, as long as it is set up."""
    running: dict[UUID, threading.Thread] = {}
    while not stop.is_set():
        for id in _set_up():
            if id not in running or not running[id].is_alive():
                running[id] = threading.Thread(target=_follow, args=(id, stop), name="asterisk", daemon=True)
                running[id].start()
        stop.wait(KIJK)


def _set_up() -> list[UUID]:
    close_old_connections()
    return [row.id for row in kanaalaccounts("asterisk") if row.actief]


def _follow(id: UUID, stop: threading.Event) -> None:
    """One server, until it is taken away."""
    while not stop.is_set():
        close_old_connections()
        account = kanaalaccount(id)
        if account is None or not account.actief:
            return
        try:
            listen(account, stop)
            _note(account, "let_op", "De verbinding met de centrale viel weg. Wij verbinden opnieuw.")
        except outbound.Blocked as blocked:
            _note(account, "storing", blocked.reason)
        except (OSError, WebSocketException) as error:
            logger.warning("asterisk %s: %s", id, type(error).__name__)
            _note(account, "storing", "De centrale is niet bereikbaar of liet ons niet toe.")
        stop.wait(OPNIEUW)


def listen(account: Kanaalaccount, stop: threading.Event) -> None:
    """One connection until it ends. Events are stored as they come; first what runs now, so that nothing is missed."""
    with _connected(account) as link:
        store(account, _running(account))
        _note(account, "goed", "Luistert naar de centrale.")
        look = time.monotonic() + KIJK
        while not stop.is_set():
            if time.monotonic() > look:  # switched off: also when nobody calls
                look = time.monotonic() + KIJK
                if account.id not in _set_up():
                    return
            try:
                bericht = link.recv(timeout=STIL)
            except TimeoutError:
                link.ping().wait(STIL)
                continue
            store(account, bericht.encode() if isinstance(bericht, str) else bericht)


def _connected(account: Kanaalaccount) -> ClientConnection:
    """The WebSocket, on the very address that was judged."""
    app = account.instellingen.get("app") or "geholpen"
    http = address(account, "/events", app=app, subscribeAll="true")
    target = outbound.may_go(http)
    link = socket.create_connection((str(target.ip), target.port), timeout=10)
    secure = urlsplit(http).scheme == "https"
    return connect(
        http.replace("http", "ws", 1),
        sock=link,
        ssl=ssl.create_default_context() if secure else None,
        server_hostname=target.host if secure else None,
        additional_headers={"Authorization": authorization(account)},
        user_agent_header="Geholpen",
        open_timeout=10,
        max_size=MAX_BERICHT,
        compression=None,
        proxy=None,
    )


def _running(account: Kanaalaccount) -> bytes:
    """The channels of this moment, in one message of our own. Raises OSError when the server does not say."""
    answer = call(account, "GET", "/channels")
    if not isinstance(answer, outbound.Accepted) or not answer.whole:
        raise OSError("no list of channels")
    return json.dumps(
        {"type": "Overzicht", "timestamp": datetime.now(UTC).isoformat(), "channels": json.loads(answer.body)}
    ).encode()


def store(account: Kanaalaccount, ruw: bytes) -> None:
    """Keep one event; it is filed by the worker. Of a call is noted that it came: that is what management looks for."""
    close_old_connections()
    store_envelop(system("asterisk"), RuwBericht("asterisk", str(account.id), ruw, vertrouwd=True))
    if lezen.is_call(ruw):
        record_kanaalstand(system("asterisk"), str(account.id), "asterisk", laatst_ontvangen=datetime.now(UTC))


def _note(account: Kanaalaccount, stand: str, uitleg: str) -> None:
    close_old_connections()
    record_kanaalstand(system("asterisk"), str(account.id), "asterisk", stand=stand, uitleg=uitleg)
