"""Receiving mail from the organisation's own mail server over LMTP (RFC 2033), as an alternative to fetching.

The mail server keeps a message in its queue until we say 250, so 250 is said only after the message is committed.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from ipaddress import ip_address
from typing import Self

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session

from geholpen.platform.errors import Invalid, Refused

logger = logging.getLogger(__name__)
logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd tells every line of every mail otherwise

MAXIMALE_GROOTTE = 25 * 1024 * 1024  # bytes, advertised as SIZE
MAXIMALE_REGEL = 1 << 20  # bytes; real mail has longer lines than the standard allows
TIJDELIJK = "451 4.3.0 Not stored, try again later"
Ontvang = Callable[[bytes, list[str], str], None]


class _Dialoog(LMTP):
    """aiosmtpd's LMTP, with the one thing it lacks: after the dot one answer for every recipient (RFC 2033, 4.2)."""

    line_length_limit = MAXIMALE_REGEL
    _antwoorden = 1

    async def smtp_DATA(self, arg: str) -> None:
        self._antwoorden = 1 if arg or self.envelope is None else max(1, len(self.envelope.rcpt_tos))
        try:
            await super().smtp_DATA(arg)
        finally:
            self._antwoorden = 1

    async def push(self, status: str | bytes) -> None:
        regel = status if isinstance(status, str) else status.decode("ascii", "replace")
        aantal = 1 if regel.startswith("354") else self._antwoorden
        await super().push("\r\n".join([regel] * aantal))


class _Loket:
    """Hands a message to `ontvang` in a worker thread and turns its outcome into an answer."""

    def __init__(self, ontvang: Ontvang, werkers: ThreadPoolExecutor) -> None:
        self._ontvang = ontvang
        self._werkers = werkers

    async def handle_DATA(self, server: LMTP, session: Session, envelope: Envelope) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._werkers, self._answer, envelope)

    async def handle_exception(self, error: Exception) -> str:
        logger.error("LMTP: %s", type(error).__name__)
        return TIJDELIJK  # aiosmtpd would answer 500, and the mail server would bounce the mail

    def _answer(self, envelope: Envelope) -> str:
        try:
            afzender = (envelope.mail_from or "").strip("<>")  # aiosmtpd keeps the empty sender as "<>"
            self._ontvang(envelope.original_content or b"", list(envelope.rcpt_tos), afzender)
        except (Refused, Invalid):
            return "550 5.7.1 Refused"
        except Exception as fout:  # noqa: BLE001  whatever it is, the message is not ours yet
            # The mail server keeps it and comes again. The kind only: the text of a database error may hold names.
            logger.error("LMTP: message not stored, asked to try again: %s", type(fout).__name__)
            return TIJDELIJK
        return "250 2.0.0 Ok: stored"


class LmtpDienst:
    """A running LMTP server; `stop()` lets messages that are being stored finish."""

    def __init__(self, host: str, poort: int, ontvang: Ontvang) -> None:
        self.host = host
        self.poort = poort
        self._werkers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="lmtp-opslag")
        self._loket = _Loket(ontvang, self._werkers)
        self._loop = asyncio.new_event_loop()
        self._einde = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="lmtp", daemon=True)
        self._begonnen: Future[None] = Future()

    def open(self) -> Self:
        """Start listening. Raises OSError when the port is taken."""
        self._thread.start()
        try:
            self._begonnen.result(timeout=20)
        except BaseException:
            self._werkers.shutdown(wait=False)
            raise
        return self

    def stop(self) -> None:
        """Stop listening, finish what is being stored and end the conversations. May be called twice."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._einde.set)
            self._thread.join(timeout=30)
        self._werkers.shutdown(wait=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            try:
                runner.run(self._serve())
            except OSError as fout:
                self._begonnen.set_exception(fout)

    async def _serve(self) -> None:
        server = await self._loop.create_server(self._dialogue, self.host, self.poort)
        self.poort = server.sockets[0].getsockname()[1]
        self._begonnen.set_result(None)
        await self._einde.wait()
        server.close()
        await self._loop.run_in_executor(None, self._werkers.shutdown)  # waits for what is being stored
        await asyncio.sleep(0.1)  # and gives their answers the time to leave

    def _dialogue(self) -> LMTP:
        return _Dialoog(
            self._loket, hostname="geholpen", ident="Geholpen", data_size_limit=MAXIMALE_GROOTTE, loop=self._loop
        )


def start(host: str, port: int, ontvang: Ontvang) -> LmtpDienst:
    """Listen for LMTP on a loopback address; port 0 takes a free one, which is then in `.poort`.

    `ontvang(raw, recipients, sender)` stores one message and returns when it is committed; it runs in a worker thread,
    and `sender` is "" for a bounce. Refused or Invalid from it becomes 550 (the mail server bounces), anything else
    451 (it tries again). Raises ValueError for an address that is not loopback, since LMTP knows no passwords, and
    OSError when the port is taken.
    """
    if host != "localhost" and not ip_address(host).is_loopback:
        raise ValueError("LMTP listens on loopback only")
    return LmtpDienst(host, port, ontvang).open()
