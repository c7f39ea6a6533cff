"""How a question grows with its history: opening it at the desk, and one mail more, at 10, 100 and 1,000 messages.

The lengths take turns. Every message came in as a mail and was filed through the doors; the page is the whole request.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from bench import bed
from bench.mensen import backend_pid, medewerker
from bench.meten import Variant, interleave, regel

KLANTEN, RONDES = 1_000, 30
LENGTES = (10, 100, 1_000)
_VRAAG = """SELECT v.partij_id, v.id, v.kenmerk FROM klantvraag v JOIN bericht b ON b.klantvraag_id = v.id
    JOIN envelop e ON e.bericht_id = b.id WHERE e.id = %s"""


def measure(klanten: int = KLANTEN, rondes: int = RONDES) -> list[dict[str, Any]]:
    """Rows of the table: the median time at each length, against the shortest. They share one backend."""
    bed.use(klanten)
    with bed.copy():
        vragen = {lengte: _fill(lengte, nummer) for nummer, lengte in enumerate(LENGTES)}
        pid, page = backend_pid(), _page()
        openen = interleave([_variant(n, pid, lambda v: page(v[0], v[1]), v) for n, v in vragen.items()], rondes)
        erbij = interleave([_variant(n, pid, lambda v: _mail(v[3], v[2]), v) for n, v in vragen.items()], rondes)
    return [*_rows("vraag openen op het scherm", openen), *_rows("mail erbij in een vraag", erbij)]


Vraag = tuple[UUID, UUID, str, str]


def _variant(lengte: int, pid: int, call: Callable[[Vraag], object], vraag: Vraag) -> Variant:
    return Variant(f"{lengte}", pid, lambda _: call(vraag))


def _rows(naam: str, run: dict[str, Variant]) -> list[dict[str, Any]]:
    kort = run[f"{LENGTES[0]}"].wachttijd(0.5)
    return [
        regel(
            f"{naam}, {lengte} berichten",
            run[f"{lengte}"].wachttijd(0.5),
            "ms",
            vloer=f"{LENGTES[0]} berichten",
            vloerwaarde=kort,
        )
        for lengte in LENGTES
    ]


def _fill(lengte: int, nummer: int) -> Vraag:
    """A question of one customer with so many messages: (customer, question, its number, their address)."""
    adres = f"lang{nummer}@voorbeeld.example"
    envelop = _mail(adres)
    with bed.superuser() as link:
        partij, vraag, kenmerk = link.execute(_VRAAG, [envelop]).fetchone()  # type: ignore[misc]
    for _ in range(lengte - 1):
        _mail(adres, kenmerk)
    return partij, vraag, kenmerk, adres


def _mail(adres: str, kenmerk: str = "") -> UUID:
    """One mail, stored and filed; `kenmerk`: as an answer in that question. Returns its envelope."""
    from geholpen.adapters.kanalen.email.ontvangst import receive_file  # noqa: PLC0415
    from geholpen.domain.berichten.antwoordadres import reply_address  # noqa: PLC0415
    from geholpen.domain.berichten.commands import process_envelop  # noqa: PLC0415
    from geholpen.platform.context import system  # noqa: PLC0415

    bericht = EmailMessage()
    bericht["From"] = f"Klant <{adres}>"
    ons = "klantcontact@waterdam.example"
    bericht["To"] = reply_address(ons, kenmerk) if kenmerk else ons
    bericht["Subject"] = "Mijn container is niet geleegd"
    bericht["Message-ID"] = f"<{time.time_ns()}@voorbeeld.example>"
    bericht["Date"] = "Mon, 23 Nov 2026 10:00:00 +0100"
    bericht.set_content(f"Goedemiddag,\n\nDe container staat er nog, nu al {time.time_ns()} tellen.\n\nGroet,\nKlant\n")
    envelop = UUID(receive_file(bericht.as_bytes())[0])
    if process_envelop(system("email", "bench"), envelop) is None:
        raise RuntimeError("een mail werd niet ingedeeld")
    return envelop


def _page() -> Callable[[UUID, UUID], object]:
    """Draws the page of a question for an employee who is logged in."""
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    session = client.session
    session["wie"] = {"soort": "medewerker", "id": str(medewerker().actor.id), "laatst": int(time.time())}
    session.save()

    def page(partij: UUID, vraag: UUID) -> object:
        answer = client.get(reverse("werkplek:vraag", args=[partij, vraag]))
        if answer.status_code != 200:
            raise RuntimeError(f"de vraag ging niet open: {answer.status_code}")
        return answer

    return page
