"""The open chat windows of this process: who must be woken by what, who waits, who is gone. Ids only."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import UUID

from django.db import close_old_connections, connection

from geholpen.domain.chat import commands, queries
from geholpen.domain.chat.queries import Bezoek, Chatsleutel, Rij
from geholpen.faces.chat import vorm
from geholpen.faces.chat.v1 import ons, teken

logger = logging.getLogger(__name__)
T = TypeVar("T")

RAMEN = 4  # windows of one visit; more is no visitor with tabs
RONDE = 2.0  # seconds between looks at the queue and at who is there
GEDULD = 8.0  # a window that comes back within it was never gone
TEKEN_VAN_LEVEN = 30.0
#: What changes a conversation or the queue.
SOORTEN = frozenset({"KlantvraagChanged", "ChatChanged"})
_lezers = ThreadPoolExecutor(max_workers=6, thread_name_prefix="chatlezer")


async def read(function: Callable[..., T], *args: Any) -> T:
    """Run a reading of the database on a thread that keeps its connection."""
    return await asyncio.get_running_loop().run_in_executor(_lezers, _fresh, function, args)


def _fresh(function: Callable[..., T], args: Sequence[Any]) -> T:
    close_old_connections()
    try:
        return function(*args)
    except Exception:
        connection.close()
        raise


class Raam:
    """One open window. `wek` is set when something is to be told; `tekens` are told as they are."""

    __slots__ = ("bezoek", "rij", "sleutel", "tekens", "vers", "wek")

    def __init__(self, bezoek: Bezoek, sleutel: Chatsleutel) -> None:
        self.bezoek, self.sleutel = bezoek, sleutel
        self.wek = asyncio.Event()
        self.vers = False  # the conversation must be read again
        self.tekens: deque[tuple[str, dict[str, Any]]] = deque(maxlen=8)
        self.rij: dict[str, Any] = {}  # what was told of the queue last

    def changed(self) -> None:
        """Something was said, or the visit changed."""
        self.vers = True
        self.wek.set()

    def sign(self, naam: str, gegevens: dict[str, Any]) -> None:
        """Tell this, whatever comes of it."""
        self.tekens.append((naam, gegevens))
        self.wek.set()


class Bezoekers:
    """All open windows. `tell_desk` gives a sign to employees who may have it."""

    def __init__(self, tell_desk: Callable[[dict[str, Any]], None]) -> None:
        self._ramen: dict[UUID, set[Raam]] = {}
        self._van_vraag: dict[str, set[UUID]] = {}
        self._gezien: dict[UUID, float] = {}
        self._gesloten: dict[UUID, tuple[float, Bezoek]] = {}
        self._tell_desk = tell_desk
        self._rij_oud = True
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin the rounds, once per process."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._rounds())

    async def stop(self) -> None:
        """End the rounds."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @property
    def aantal(self) -> int:
        """How many windows are open."""
        return sum(map(len, self._ramen.values()))

    @contextlib.contextmanager
    def open(self, bezoek: Bezoek, sleutel: Chatsleutel) -> Iterator[Raam | None]:
        """A window of this visit, closed at the end of the block; None when it has too many."""
        ramen = self._ramen.setdefault(bezoek.id, set())
        if len(ramen) >= RAMEN:
            yield None
            return
        raam = Raam(bezoek, sleutel)
        ramen.add(raam)
        self._gesloten.pop(bezoek.id, None)
        self.follow(raam, bezoek)
        self._rij_oud = True
        try:
            yield raam
        finally:
            ramen.discard(raam)
            if not ramen:
                self._forget(raam.bezoek)

    def follow(self, raam: Raam, bezoek: Bezoek) -> None:
        """From now on this window hears of the klantvraag that its visit is about."""
        raam.bezoek = bezoek
        if bezoek.klantvraag_id:
            self._van_vraag.setdefault(str(bezoek.klantvraag_id), set()).add(bezoek.id)

    def _forget(self, bezoek: Bezoek) -> None:
        self._ramen.pop(bezoek.id, None)
        self._gezien.pop(bezoek.id, None)
        self._gesloten[bezoek.id] = (time.monotonic(), bezoek)
        vraag = str(bezoek.klantvraag_id)
        if vraag in self._van_vraag:
            self._van_vraag[vraag].discard(bezoek.id)
            if not self._van_vraag[vraag]:
                del self._van_vraag[vraag]

    def hand_out(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Wake the windows that these rows of the outbox are about."""
        for _tx, _id, soort, gegevens, _moment in rows:
            if soort not in SOORTEN:
                continue
            self._rij_oud = True
            ids = set(self._van_vraag.get(gegevens["klantvraag_id"], ()))
            if soort == "ChatChanged":
                ids.add(UUID(gegevens["bezoek_id"]))
            for raam in (raam for id in ids for raam in self._ramen.get(id, ())):
                raam.changed()

    def sign(self, teken_: dict[str, Any]) -> None:
        """An employee types, or the visitor logged in in another tab: the windows of that visit show it."""
        if teken_.get("wat") == "bewezen":
            for raam in self._ramen.get(UUID(teken_["bezoek_id"]), ()):
                raam.changed()
        if teken_.get("kant") == "medewerker" and teken_.get("wat") == "typt":
            for raam in self._ramen.get(UUID(teken_["bezoek_id"]), ()):
                raam.sign("typing", {"state": "on" if teken_.get("aan") else "off"})

    async def _rounds(self) -> None:
        while True:
            await asyncio.sleep(RONDE)
            try:
                await self._keep_presence()
                await self._tell_queue()
            except Exception as error:  # noqa: BLE001  a round that fails is tried again
                logger.warning("chat windows: %s", type(error).__name__)

    async def _keep_presence(self) -> None:
        now = time.monotonic()
        er = [id for id in self._ramen if now - self._gezien.get(id, 0) > TEKEN_VAN_LEVEN]
        weg = {id: b for id, (sinds, b) in self._gesloten.items() if now - sinds > GEDULD}
        if not er and not weg:
            return
        await read(commands.mark_aanwezig, ons(), er, list(weg))
        nieuw = [id for id in er if id not in self._gezien]
        self._gezien.update(dict.fromkeys((id for id in er if id in self._ramen), now))
        for id, bezoek in weg.items():
            self._gesloten.pop(id, None)
            self._present(bezoek, False)
        for id in nieuw:
            for raam in list(self._ramen.get(id, ()))[:1]:
                self._present(raam.bezoek, True)

    def _present(self, bezoek: Bezoek, aan: bool) -> None:
        if bezoek.klantvraag_id:
            self._tell_desk(teken(bezoek, "aanwezig", kant="klant", aan=aan))

    async def _tell_queue(self) -> None:
        wachtend = [raam for ramen in self._ramen.values() for raam in ramen if raam.bezoek.klantvraag_id]
        if not self._rij_oud or not wachtend:
            return
        self._rij_oud = False
        rij, open_ = await read(queries.rij), await read(queries.chat_opening)
        plaats = {id: n for n, id in enumerate(rij.bezoeken, 1)}
        for raam in wachtend:
            nummer = plaats.get(raam.bezoek.id, 0)
            if not nummer and raam.rij.get("position") == 0:
                continue
            een = Rij((), rij.seconden)
            nieuw = vorm.wachtrij(een, raam.bezoek, open_)
            nieuw |= {"position": nummer, "eta_seconds": rij.wachttijd(nummer) * 60}
            if nieuw != raam.rij:
                raam.rij = nieuw
                raam.sign("queue", nieuw)
