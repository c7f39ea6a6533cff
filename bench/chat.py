"""Open chat windows: what one costs in memory, and how long an answer takes from the commit to the browser."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import time
from typing import Any

from bench import bed, dienst
from bench.meten import goal, regel

KLANTEN = 1_000
RAMEN, GESPREKKEN, ANTWOORDEN = 5_000, 50, 150
ADRES = "https://wijk.example"


def measure() -> list[dict[str, Any]]:
    """Rows of the table."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    bed.use(KLANTEN)
    with bed.copy():
        tokens, gesprekken = _visits()
        with dienst.started("stream") as stroom:
            return asyncio.run(_measure(stroom, tokens, gesprekken))


def _visits() -> tuple[list[str], list[tuple[str, Any]]]:
    """Tokens of visits; the first ones have a conversation going on."""
    from uuid import uuid4  # noqa: PLC0415  (Django is set up by now)

    from geholpen.domain.chat import commands, queries  # noqa: PLC0415
    from geholpen.domain.chat.bewijs import token_key  # noqa: PLC0415
    from geholpen.domain.chat.models import Chatbezoek  # noqa: PLC0415
    from geholpen.faces.chat.v1 import ons  # noqa: PLC0415
    from geholpen.packs.waterdam.vullen import fill_chat  # noqa: PLC0415
    from geholpen.platform import onthouden  # noqa: PLC0415

    id = fill_chat(ADRES)
    onthouden.forget()
    sleutel = queries.chatsleutel(id)
    assert sleutel is not None
    with bed.superuser() as link:
        link.execute('UPDATE kanaalaccount SET instellingen = instellingen || \'{"starts_per_uur": "999999"}\'')
    onthouden.forget()
    sleutel = queries.chatsleutel(id)
    assert sleutel is not None
    tokens, gesprekken = [], []
    for n in range(GESPREKKEN):
        toegang = commands.start_bezoek(ons(), commands.NieuwBezoek(sleutel, "nl", f"bench-{n % 500}"))
        tokens.append(toegang.token)
        commands.write_chat(ons(), toegang.bezoek_id, commands.Chatbericht(uuid4(), f"Vraag {n} over de container"))
        gesprekken.append((toegang.token, queries.bezoek(toegang.bezoek_id)))
    rest = [f"venster-{n}" for n in range(RAMEN - GESPREKKEN)]
    rows = [Chatbezoek(account_id=id, sleutel=token_key(token)) for token in rest]
    Chatbezoek.objects.bulk_create(rows, batch_size=1_000)
    return tokens + rest, gesprekken


class Raam:
    """One open stream, read without a browser."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.gehoord: dict[str, float] = {}

    async def open(self, poort: int) -> None:
        """Connect, and read in the background."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", poort)
        kop = f"GET /chat/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\n"
        self.writer.write(f"{kop}Origin: {ADRES}\r\n\r\n".encode())
        status = await self.reader.readline()
        assert b" 200 " in status, status
        self.taak = asyncio.create_task(self._read())

    async def _read(self) -> None:
        with contextlib.suppress(asyncio.CancelledError, OSError):
            while line := await self.reader.readline():
                if line.startswith(b"id: "):
                    self.gehoord.setdefault(line[4:].strip().decode(), time.perf_counter())


async def _measure(stroom: dienst.Dienst, tokens: list[str], gesprekken: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    await asyncio.sleep(6)  # a process reads the keys every five seconds
    warm = Raam(tokens[-1])
    await warm.open(stroom.poort)
    leeg = stroom.geheugen()
    ramen = [Raam(token) for token in tokens[:-1]]
    begon = time.perf_counter()
    for begin in range(0, len(ramen), 100):
        await asyncio.gather(*(raam.open(stroom.poort) for raam in ramen[begin : begin + 100]))
    openen = time.perf_counter() - begon
    await asyncio.sleep(3)
    per_raam = (stroom.geheugen() - leeg) * 1024 / len(ramen)
    tijden = await _answers(ramen, gesprekken)
    for raam in (warm, *ramen):
        raam.taak.cancel()
        raam.writer.close()
    naam, p99 = f"{len(ramen) + 1:,} open chats".replace(",", "."), tijden[int(len(tijden) * 0.99)]
    return [
        goal(regel(f"chat: geheugen per venster, {naam}", per_raam, "kB PSS"), 40.0, minstens=False),
        regel(f"chat: antwoord in het venster, p50, {naam}", tijden[len(tijden) // 2], "ms"),
        goal(regel(f"chat: antwoord in het venster, p99, {naam}", p99, "ms"), 100.0, minstens=False),
        regel(f"chat: {naam} na elkaar openen", openen, "s"),
    ]


async def _answers(ramen: list[Raam], gesprekken: list[tuple[str, Any]]) -> list[float]:
    """From the moment that the answer was kept until the window has it, in ms; one after the other, ten in a second."""
    per_token = {raam.token: raam for raam in ramen}
    await asyncio.to_thread(_as_jolanda, gesprekken[0][1], 1)  # what is loaded late
    tijden = []
    for n in range(ANTWOORDEN):
        token, bezoek = gesprekken[1 + n % (len(gesprekken) - 1)]
        nummer, bewaard = await asyncio.to_thread(_as_jolanda, bezoek, n)
        raam, until = per_token[token], time.perf_counter() + 10
        while str(nummer) not in raam.gehoord and time.perf_counter() < until:
            await asyncio.sleep(0.001)
        tijden.append(max(0.0, (raam.gehoord.get(str(nummer), until) - bewaard) * 1000))
        await asyncio.sleep(0.05)
    return sorted(tijden)


def _as_jolanda(bezoek: Any, n: int) -> tuple[int, float]:
    """An answer of an employee: its number, and when its door was through."""
    from geholpen.domain.chat.commands import Chatantwoord, answer_chat  # noqa: PLC0415
    from geholpen.domain.organisatie.queries import medewerkers  # noqa: PLC0415
    from geholpen.platform.context import Aanleiding, Actor, ActorSoort, Context  # noqa: PLC0415

    wie = next(m for m in medewerkers(bezoek.afdeling_code) if "kcm" in m.rollen)
    actor = Actor(ActorSoort.MEDEWERKER, wie.id, wie.rollen, wie.afdeling_code)
    ctx = Context(actor, "werkplek").voor(Aanleiding("klantvraag", bezoek.partij_id, bezoek.klantvraag_id))
    nieuw = Chatantwoord(f"Antwoord {n}.", 999_999)
    nummer = answer_chat(ctx, bezoek.partij_id, bezoek.klantvraag_id, nieuw)
    return nummer, time.perf_counter()
