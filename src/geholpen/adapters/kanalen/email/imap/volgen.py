"""Keeping a mailbox empty: rounds, IDLE or polling in between, reconnecting, and telling how it goes."""

from __future__ import annotations

import logging
import random
import selectors
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext_noop
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from geholpen.domain.berichten.ports import Gezondheid

from .ophalen import Bewaar, BewaarCursor, fetch_round
from .postbus import Cursor, Postbus, connect

logger = logging.getLogger(__name__)

LANGSTE_IDLE = 28 * 60.0  # seconds; servers may end an IDLE after 29 minutes (RFC 2177)
STORING_VANAF = 3  # failures in a row before the light turns red


def wait_for_mail(client: IMAPClient, stop: threading.Event, seconden: float) -> None:
    """Return when the server reports something, `stop` is set or `seconden` have passed; without IDLE it just waits.

    Reads nothing until the answer to DONE: half a line is normal on a slow network.
    """
    if not client.has_capability("IDLE"):
        stop.wait(seconden)
        return
    client.idle()
    einde = time.monotonic() + min(seconden, LANGSTE_IDLE)
    lijn = client.socket()
    with selectors.DefaultSelector() as kiezer:
        kiezer.register(lijn, selectors.EVENT_READ)
        while not stop.is_set() and (rest := einde - time.monotonic()) > 0:
            if getattr(lijn, "pending", int)() or kiezer.select(min(rest, 0.5)):
                break
    client.idle_done()


def volg(
    postbus: Postbus,
    *,
    lees_cursor: Callable[[], Cursor | None],
    bewaar: Bewaar,
    bewaar_cursor: BewaarCursor,
    meld: Callable[[Gezondheid], None],
    stop: threading.Event,
    herlees: Callable[[], Postbus | None] | None = None,
    elke: float = 120.0,
    terugval: tuple[float, float] = (1.0, 300.0),
) -> None:
    """Keep a mailbox empty until `stop` is set; raises nothing for what the server or `bewaar` does.

    `elke` is the longest wait in seconds between two looks, with or without IDLE; `terugval` the first and longest
    pause after a failure. `herlees` is asked for the settings before each round: None ends the loop, other settings
    reconnect. `meld` gets the health after each round and each failure.
    """
    _Volger(postbus, lees_cursor, bewaar, bewaar_cursor, meld, stop, herlees, elke, terugval).run()


@dataclass(slots=True)
class _Volger:
    """The state of `volg` between rounds."""

    postbus: Postbus | None
    lees_cursor: Callable[[], Cursor | None]
    bewaar: Bewaar
    bewaar_cursor: BewaarCursor
    meld: Callable[[Gezondheid], None]
    stop: threading.Event
    herlees: Callable[[], Postbus | None] | None
    elke: float
    terugval: tuple[float, float]
    fouten: int = 0
    laatst_ontvangen: datetime | None = None

    def run(self) -> None:
        while not self.stop.is_set() and self.postbus is not None:
            try:
                self._follow(self.postbus)
            except Exception as fout:  # noqa: BLE001  a reader that dies in silence is the worst outcome of all
                self.fouten += 1
                self._report(fout)
                eerste, langste = self.terugval
                pauze = min(langste, eerste * 2 ** min(self.fouten - 1, 20))
                self.stop.wait(pauze * random.uniform(0.5, 1.0))  # noqa: S311  jitter, no secret

    def _follow(self, postbus: Postbus) -> None:
        """Rounds over one connection, until stop, other settings or an error."""
        self.postbus = self.herlees() if self.herlees else postbus
        if self.postbus is None:
            return
        with connect(self.postbus) as client:
            postbus = self.postbus
            while not self.stop.is_set() and self.postbus == postbus:
                cursor = self.lees_cursor()
                ronde = fetch_round(client, postbus, cursor, bewaar=self.bewaar, bewaar_cursor=self.bewaar_cursor)
                self.fouten = 0
                if ronde.opgehaald:
                    self.laatst_ontvangen = datetime.now(UTC)
                self.meld(Gezondheid("goed", "De postbus wordt gelezen.", self.laatst_ontvangen))
                if not ronde.wachtend:
                    wait_for_mail(client, self.stop, self.elke)
                self.postbus = self.herlees() if self.herlees else postbus

    def _report(self, fout: Exception) -> None:
        uitleg = gettext_noop("De postbus kan niet worden gelezen; er wordt opnieuw verbonden.")
        if isinstance(fout, LoginError):
            uitleg = gettext_noop("De mailserver weigert het wachtwoord van de postbus.")
        rood = isinstance(fout, LoginError) or self.fouten >= STORING_VANAF
        logger.warning("mailbox reader: %s, failure %d in a row", type(fout).__name__, self.fouten)
        laatste_fout = f"{type(fout).__name__}: {fout}"[:300]
        with suppress(Exception):  # a database that is away must not end the reader
            self.meld(Gezondheid("storing" if rood else "let_op", uitleg, self.laatst_ontvangen, laatste_fout))
