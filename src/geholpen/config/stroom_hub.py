"""One reader of the outbox per process; it hands news to every open stream."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from geholpen.config.stroom_bezoekers import Bezoekers
from geholpen.config.stroom_toegang import Luisteraar
from geholpen.platform import vluchtig
from geholpen.platform.doorbell import CHANNEL
from geholpen.platform.events import READ

logger = logging.getLogger(__name__)

POLL = 1.0  # seconds; covers a ring that got lost
MAX_GEMIST = 500  # more missed events than this: the page is fetched again instead
_NAMEN = {
    "KlantvraagChanged": "klantvraag",
    "BezorgingChanged": "klantvraag",
    "InterneTaakChanged": "taak",
    "EnvelopQuarantined": "kwarantaine",
    "AanbodChanged": "aanbod",
    "AanwezigChanged": "aanwezig",
    "OproepGewijzigd": "oproep",
    "VolgnummerOpgeroepen": "balie",
    "ChatChanged": "chat",
}
#: For one employee only: who answered, who called somebody to the counter, who is offered something.
_VOOR_EEN = frozenset({"aanbod", "aanwezig", "oproep", "balie"})
_BEGIN = "00000000-0000-0000-0000-000000000000"
#: Customers whose file is not for an employee who belongs to nothing.
_DICHT = f"""SELECT p FROM unnest(%s::uuid[]) p
             WHERE afscherming_code(p, '{_BEGIN}') NOT IN ('', 'ONBEKENDE_KLANT')"""  # noqa: S608  a constant of ours


@dataclass(frozen=True, slots=True)
class Nieuws:
    """One event for the browser: ids only."""

    cursor: str
    naam: str
    gegevens: dict[str, Any]
    afdeling: str
    gevoelig: bool
    voor: str = ""  # one employee only

    def mag(self, who: Luisteraar) -> bool:
        """Whether this employee may hear of it."""
        if self.naam == "resync":
            return True
        if self.voor:
            return self.voor == str(who.medewerker_id)
        if self.naam == "kwarantaine":
            return bool(who.rollen & {"teamleider", "functioneel_beheerder"})
        return self.afdeling in who.afdelingen and (who.gevoelig or not self.gevoelig)


RESYNC = Nieuws("", "resync", {}, "", False)


class Hub:
    """Reads the outbox once and fans out."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Nieuws]] = set()
        self._task: asyncio.Task[None] | None = None
        self._cursor: tuple[str, str] | None = None
        self._tekens: list[dict[str, Any]] = []
        self.alive = False
        self.bezoekers = Bezoekers(self._tekens.append)

    def start(self) -> None:
        """Begin reading, once per process."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        self.bezoekers.start()

    async def stop(self) -> None:
        """End reading."""
        await self.bezoekers.stop()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @contextlib.contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Nieuws]]:
        """A queue of everything from now on; a reader that falls behind is told to fetch again."""
        queue: asyncio.Queue[Nieuws] = asyncio.Queue(maxsize=MAX_GEMIST)
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    async def missed(self, cursor: str) -> list[Nieuws]:
        """What came after this cursor ("tx-id"); nothing for a new stream; resync when the gap is too large."""
        tx, _, id = cursor.partition("-")
        if not tx.isdigit() or not _is_uuid(id):
            return []
        async with await psycopg.AsyncConnection.connect(**_params(), autocommit=True) as link:
            rows = await _read(link, tx, id, MAX_GEMIST + 1)
            rows = rows if len(rows) > MAX_GEMIST else await _for_everybody(link, rows)
        return [RESYNC] if len(rows) > MAX_GEMIST else [n for row in rows if (n := _nieuws(row))]

    async def _run(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**_params(), autocommit=True) as link:
                    await self._follow(link)
            except Exception as error:  # noqa: BLE001  one event that nobody can read must not silence all others
                self.alive = False
                logger.warning("stream reader: %s", type(error).__name__)
                await asyncio.sleep(1)

    async def _follow(self, link: psycopg.AsyncConnection[Any]) -> None:
        await link.execute(f"LISTEN {CHANNEL}")
        await link.execute(f"LISTEN {vluchtig.CHANNEL}")
        if self._cursor is None:
            row = await (await link.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")).fetchone()
            self._cursor = (row[0] if row else "0", _BEGIN)
        self.alive = True
        while True:
            rang = True
            async for note in link.notifies(timeout=POLL, stop_after=1):
                rang = note.channel == CHANNEL
                if not rang:
                    self._tekens.append(vluchtig.heard(note.payload))
            await self._hand_out_signs(link)
            while rang and (rows := await _read(link, *self._cursor, MAX_GEMIST)):
                self._cursor = (rows[-1][0], rows[-1][1])
                self.bezoekers.hand_out(rows)
                self._hand_out([n for row in await _for_everybody(link, rows) if (n := _nieuws(row))])

    async def _hand_out_signs(self, link: psycopg.AsyncConnection[Any]) -> None:
        """What lives for a moment: typing to the other side, who is there to the desk."""
        tekens, self._tekens[:] = [t for t in self._tekens if t.get("soort") == "chat"], []
        for teken in tekens:
            self.bezoekers.sign(teken)
        van_klanten = [("", "", "", t, None) for t in tekens if t["kant"] == "klant"]
        if van_klanten:
            self._hand_out([_teken(t) for *_, t, _moment in await _for_everybody(link, van_klanten)])

    def _hand_out(self, news: list[Nieuws]) -> None:
        for queue in self._queues:
            for item in news:
                try:
                    queue.put_nowait(item)
                except asyncio.QueueFull:
                    while not queue.empty():
                        queue.get_nowait()
                    queue.put_nowait(RESYNC)


async def _read(link: psycopg.AsyncConnection[Any], tx: str, id: str, limit: int) -> list[tuple[Any, ...]]:
    return await (await link.execute(READ, [tx, id, limit])).fetchall()


async def _for_everybody(link: psycopg.AsyncConnection[Any], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without what is about a file with a label or of an employee: that something happened there is not for everybody.

    Whoever may open it sees it when the page is fetched again.
    """
    about = list({row[3]["partij_id"] for row in rows if row[3].get("partij_id")})
    if not about:
        return rows
    shut = await link.execute(_DICHT, [about])
    closed = {str(id) for (id,) in await shut.fetchall()}
    return [row for row in rows if row[3].get("partij_id") not in closed]


def _nieuws(row: tuple[Any, ...]) -> Nieuws | None:
    tx, id, soort, data, _moment = row
    naam = _NAMEN.get(soort)
    if naam is None or (naam == "chat" and data.get("wat") == "bericht"):  # a message is told as one of the question
        return None
    # An event that does not say whether its subject is sensitive tells that something happened, not to whom.
    wie = ("partij_id", "klantvraag_id", "taak_id") if "gevoelig" in data else ()
    ids = {k: data[k] for k in (*wie, "envelop_id", "oproep_id", "volgnummer_id", "wat") if k in data}
    voor = data["medewerker_id"] if naam in _VOOR_EEN else ""
    return Nieuws(f"{tx}-{id}", naam, ids, data.get("afdeling", ""), bool(data.get("gevoelig")), voor)


def _teken(t: dict[str, Any]) -> Nieuws:
    """A sign of a visitor, for the desk."""
    wat = {k: t[k] for k in ("klantvraag_id", "wat", "aan")}
    return Nieuws("", "chat", wat, t.get("afdeling", ""), bool(t.get("gevoelig")))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _params() -> dict[str, Any]:
    params = connection.get_connection_params()
    keep = {k: params[k] for k in ("dbname", "user", "password", "host", "port", "sslmode") if params.get(k)}
    return {**keep, "application_name": "geholpen stroom"}
