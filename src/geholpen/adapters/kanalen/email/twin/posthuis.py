"""The post house itself: owns the folder, runs both servers in one thread, opens and closes their doors."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import re
import threading
from collections.abc import Coroutine, Mapping
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeVar
from urllib.parse import quote

from pymap.backend.maildir.uidlist import UidList

from . import imapkant, smtpkant
from .doorzenden import Doorzenden, break_forwarding
from .postvak import open_postvak, renew_uidvalidity, store_mail
from .storingen import Storingen

HOST = "127.0.0.1"
_ADRES = re.compile(r"[a-z0-9][a-z0-9._%-]*@[a-z0-9][a-z0-9.-]*")
_T = TypeVar("_T")


class Posthuis:
    """SMTP and IMAP on loopback for a fixed list of addresses, kept in `map_`.

    In: `gebruikers` address → password; a port of 0 means: take a free one. After `start()` (or `with`) the ports
    are in `imap_poort` and `smtp_poort`, and faults can be set on `storingen`. Raises ValueError for an address that
    cannot be a folder name, BlockingIOError when another process has the folder, OSError when a port is taken.
    """

    def __init__(
        self,
        map_: Path | str,
        gebruikers: Mapping[str, str],
        *,
        imap_poort: int = 0,
        smtp_poort: int = 0,
        authserv_id: str = "mail.waterdam.example",
    ) -> None:
        self.map = Path(map_)
        self.gebruikers = {adres.lower(): wachtwoord for adres, wachtwoord in gebruikers.items()}
        for adres in self.gebruikers:
            if not _ADRES.fullmatch(adres):
                raise ValueError(f"not an address the post house can keep: {adres!r}")
        self.imap_poort = imap_poort
        self.smtp_poort = smtp_poort
        self.authserv_id = authserv_id
        self.storingen = Storingen()
        self._slot: IO[str] | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._einde: asyncio.Event | None = None

    def start(self) -> Self:
        """Open the folder and both ports; returns when clients can connect."""
        self._take_folder()
        begonnen: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(begonnen,), name="posthuis", daemon=True)
        self._thread.start()
        try:
            begonnen.result(timeout=20)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Close both ports and end every conversation. May be called twice."""
        if self._loop and self._einde and self._thread and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._einde.set)
            self._thread.join(timeout=15)
        if self._slot:
            self._slot.close()
            self._slot = None

    def wait(self) -> None:
        """Block until somebody calls `stop()`."""
        if self._thread:
            self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, tb: TracebackType | None) -> None:
        self.stop()

    def imap_url(self, adres: str, map_: str = "INBOX") -> str:
        """The settings URL of the mailbox of `adres`."""
        return (
            f"imap://{quote(adres, safe='')}:{quote(self.gebruikers[adres], safe='')}@{HOST}:{self.imap_poort}/{map_}"
        )

    def smtp_url(self, adres: str = "") -> str:
        """The settings URL for sending as `adres`; "" means without logging in, as a stranger's server does."""
        wie = f"{quote(adres, safe='')}:{quote(self.gebruikers[adres], safe='')}@" if adres else ""
        return f"smtp://{wie}{HOST}:{self.smtp_poort}"

    def berichten(self, adres: str, map_: str = "INBOX") -> list[bytes]:
        """The raw mails now in a folder, in order of UID; [] when the folder does not exist."""
        return self._ask(self._read_all(self._path(adres, map_)))

    def bezorg(self, adres: str, raw: bytes) -> None:
        """Put a mail straight in the INBOX of `adres`, without SMTP and without trace headers."""
        self._ask(store_mail(self._path(adres), raw))

    def renew_uidvalidity(self, adres: str, map_: str = "INBOX") -> int:
        """Number a folder again, as after a restored backup. Returns the new UIDVALIDITY."""
        return self._ask(renew_uidvalidity(self._path(adres, map_)))

    def apply_storingen(self) -> None:
        """Make a change of `storingen.smtp_weiger` or `imap_weiger` take effect at once instead of within 50 ms."""
        self._ask(self._set_doors())

    def break_forwarding(self, adres: str, *, stuk: bool = True) -> None:
        """Mail for `adres` is taken and comes back; `stuk` False: what came back is delivered after all."""
        break_forwarding(self.map, adres, stuk=stuk)

    def _path(self, adres: str, map_: str = "INBOX") -> Path:
        pad = self.map / "postvakken" / adres
        return pad if map_ == "INBOX" else pad / f".{map_.replace('/', '.')}"

    def _take_folder(self) -> None:
        postvakken = self.map / "postvakken"
        postvakken.mkdir(parents=True, exist_ok=True)
        self._slot = open(self.map / "slot", "w")  # noqa: SIM115  held as long as we run
        fcntl.flock(self._slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for rest in postvakken.rglob(UidList.LOCK_FILE):
            rest.unlink()  # left by a process that was killed; ours alone now, see flock above
        for adres in self.gebruikers:
            open_postvak(postvakken / adres)

    def _ask(self, werk: Coroutine[Any, Any, _T]) -> _T:
        if self._loop is None:
            werk.close()
            raise RuntimeError("the post house is not open")
        return asyncio.run_coroutine_threadsafe(werk, self._loop).result(timeout=20)

    async def _read_all(self, pad: Path) -> list[bytes]:
        if not pad.exists():
            return []
        async with UidList.with_read(str(pad)) as lijst:
            sleutels = [record.key for record in sorted(lijst.records, key=lambda record: record.uid)]
        paden = {bestand.name.split(":")[0]: bestand for bestand in (pad / "cur").iterdir()}
        return [paden[sleutel].read_bytes() for sleutel in sleutels if sleutel in paden]

    def _run(self, begonnen: Future[None]) -> None:
        try:
            asyncio.run(self._serve(begonnen))
        except BaseException as fout:
            if begonnen.done():
                raise
            begonnen.set_exception(fout)
        finally:
            self._loop = None

    async def _serve(self, begonnen: Future[None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._einde = asyncio.Event()
        self._deuren: dict[str, asyncio.Server] = {}
        self._imap = imapkant.Server(self.map / "postvakken", self.gebruikers, self.storingen)
        doorzenden = Doorzenden(self.map / "doorzenden", self.authserv_id, self._deliver)
        self._loket = smtpkant.Loket(self.gebruikers, self.authserv_id, self.storingen, self._deliver, doorzenden)
        await self._set_doors()
        begonnen.set_result(None)
        while not self._einde.is_set():
            await self._set_doors(opnieuw=True)
            await doorzenden.deliver_repaired()
            try:
                await asyncio.wait_for(self._einde.wait(), timeout=0.05)
            except TimeoutError:
                continue
        for deur in self._deuren.values():
            deur.close()

    async def _deliver(self, adres: str, raw: bytes) -> None:
        """Put a mail in a mailbox here; what goes to anybody else leaves the town and is not seen again."""
        if adres not in self.gebruikers:
            return
        await store_mail(self._path(adres), raw)

    async def _set_doors(self, *, opnieuw: bool = False) -> None:
        """Listen where we should and nowhere else; a refused connection is a closed port, not a polite answer.

        `opnieuw`: a port that an outgoing connection of this machine took meanwhile is asked for in the next round.
        """
        for naam, weiger in (("imap", self.storingen.imap_weiger), ("smtp", self.storingen.smtp_weiger)):
            if weiger and naam in self._deuren:
                self._deuren.pop(naam).close()
            elif not weiger and naam not in self._deuren:
                try:
                    self._deuren[naam] = await self._listen(naam)
                except OSError as taken:
                    if not opnieuw or taken.errno != errno.EADDRINUSE:
                        raise

    async def _listen(self, naam: str) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        if naam == "imap":
            server = await asyncio.start_server(self._imap.accept, HOST, self.imap_poort, limit=1 << 20)
            self.imap_poort = server.sockets[0].getsockname()[1]
            return server
        server = await loop.create_server(
            lambda: smtpkant.Dialoog(self._loket, self.authserv_id, loop), HOST, self.smtp_poort
        )
        self.smtp_poort = server.sockets[0].getsockname()[1]
        return server
