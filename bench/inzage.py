"""*Wie heeft mijn gegevens bekeken?* for somebody with 5,000 lines in a year: the whole page, and the door alone.

Floor: the bare statements for the same page as superuser, without context, log line or screen.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from bench import bed
from bench.mensen import backend_pid
from bench.meten import Variant, interleave, regel

KLANTEN, REGELS, RONDES, DOEL_MS = 1_000, 5_000, 120, 300
_LEEG = "DELETE FROM dataverwerking WHERE partij_id = %s AND deur = 'bench'"
_REGEL = """INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
    aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, moment, vervalt_op)
    VALUES (%s, %s, %s, 'bench', %s, 20, 1, 519, 'lezen', 'klantvraag', %s, 'werkplek', %s, 'parkeren', 'geleverd',
    %s, %s::timestamptz + interval '730 days')"""
_TELLEN = """SELECT count(*) FROM (SELECT DISTINCT trace, activiteit FROM dataverwerking
    WHERE partij_id = %s AND moment >= %s AND actor_soort = 'medewerker') t"""
_BLAD = """SELECT * FROM dataverwerking WHERE partij_id = %s AND moment >= %s ORDER BY id DESC LIMIT 121"""


def measure(rondes: int = RONDES) -> list[dict[str, Any]]:
    """Rows of the table: page and door, of the newest page and of one far back."""
    bed.use(KLANTEN)
    partij_id = bed.customers(1, zwaar=True)[0]
    fill(partij_id)
    run = compare(partij_id, rondes)
    vloer = run["kaal"]
    rows = [
        regel(
            "inzage, jaar van 5.000 regels, de deur",
            run["deur"].cpu,
            "µs",
            vloer="kale opdrachten",
            vloerwaarde=vloer.cpu,
        )
    ]
    for naam in ("pagina", "pagina ver terug"):
        p50, p95 = run[naam].wachttijd(0.5), run[naam].wachttijd(0.95)
        rows.append(regel(f"inzage, {naam}, p50", p50, "ms", vloer="doel", vloerwaarde=DOEL_MS, doel=1.0))
        rows.append(
            regel(f"inzage, {naam}, p95", p95, "ms", vloer="kale opdrachten", vloerwaarde=vloer.wachttijd(0.95))
        )
    return rows


def fill(partij_id: UUID) -> None:
    """A year of lines: three in four by an employee, two lines in an act, about their own questions."""
    rng, now = random.Random(5), datetime.now(UTC)
    with bed.superuser() as link:
        link.execute(_LEEG, [partij_id])
        vragen = [id for (id,) in link.execute("SELECT id FROM klantvraag WHERE partij_id = %s", [partij_id])]
        rows, trace = [], uuid4()
        for n in range(REGELS):
            trace = trace if n % 2 else uuid4()
            moment = now - timedelta(minutes=(365 * 24 * 60 - 60) * (REGELS - n) / REGELS)
            actor = "medewerker" if rng.random() < 0.75 else "systeem"
            naam = rng.choice(("Klantgegevens bekeken", "Uw vraag geopend", "Uw gesprek met ons gelezen"))
            rows.append([partij_id, _key(moment, rng), trace, naam, rng.choice(vragen), actor, moment, moment])
        with link.cursor() as cursor:
            cursor.executemany(_REGEL, rows)
        link.execute("ANALYZE dataverwerking")


def _key(moment: datetime, rng: random.Random) -> UUID:
    """A key of version 7 of that moment."""
    rest = 0x7 << 76 | rng.getrandbits(12) << 64 | 0x2 << 62 | rng.getrandbits(62)
    return UUID(int=int(moment.timestamp() * 1000) << 80 | rest)


def compare(partij_id: UUID, rondes: int) -> dict[str, Variant]:
    """Floor and door interleaved; the pages share the door's backend and come after."""
    from geholpen.domain.doelbinding.queries import inzage  # noqa: PLC0415
    from geholpen.platform.context import Actor, ActorSoort, Context  # noqa: PLC0415

    wie = Actor(ActorSoort.KLANT, partij_id, frozenset({"klant"}), niveau="authenticated")
    ctx = Context(wie, "mijn", partijen=frozenset({partij_id}))
    kaal = bed.superuser()
    since = datetime.now(UTC) - timedelta(days=365)

    def floor(i: int) -> object:
        kaal.execute(_TELLEN, [partij_id, since]).fetchone()
        return kaal.execute(_BLAD, [partij_id, since]).fetchall()

    def deur(i: int) -> object:
        return inzage(ctx, partij_id, 365)

    found = interleave([Variant("kaal", kaal.info.backend_pid, floor), Variant("deur", backend_pid(), deur)], rondes)
    far = inzage(ctx, partij_id, 365)
    for _page in range(25):
        far = inzage(ctx, partij_id, 365, voor=far.volgende) if far.volgende else far
    page, back = _pages(partij_id, far.volgende)
    pid = backend_pid()
    return found | interleave([Variant("pagina", pid, page), Variant("pagina ver terug", pid, back)], rondes)


def _pages(partij_id: UUID, vanaf: UUID | None) -> tuple[Any, Any]:
    """Two calls that draw the page as the signed-in customer sees it."""
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    session = client.session
    session["wie"] = {"soort": "klant", "id": str(partij_id), "laatst": int(time.time())}
    session.save()

    def get(address: str) -> object:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        return answer

    first, far = "/mijn/inzage/?periode=365", f"/mijn/inzage/?periode=365&vanaf={vanaf}"
    return (lambda i: get(first)), (lambda i: get(far))
