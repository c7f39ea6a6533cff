"""The inbox: the door for fifty rows, and the whole page as a signed-in employee sees it.

Floor of the door: one statement for the same fifty rows with names as superuser, no context, no log line per row.
"""

from __future__ import annotations

import time
from typing import Any

from bench import bed
from bench.mensen import backend_pid, medewerker
from bench.meten import Variant, interleave, regel

KLANTEN, RONDES = 100_000, 60
_KAAL = """SELECT v.*, r.weergavenaam FROM klantvraag v JOIN naam_regel r USING (partij_id)
    WHERE v.status <> 'afgehandeld' AND v.afdeling_code = ANY (%s)
    ORDER BY v.uiterlijk_op, v.wacht_sinds, v.id LIMIT 51"""


def measure(klanten: int = KLANTEN, rondes: int = RONDES) -> list[dict[str, Any]]:
    """Rows of the table: door against the floor, and the page."""
    bed.use(klanten)
    run = compare(rondes)
    deur = run["deur"].cpu
    rows = [regel("postvak, 50 regels door de deur", deur, "µs", vloer="kale opdracht", vloerwaarde=run["kaal"].cpu)]
    if "pagina" in run:
        rows.append(regel("postvak, hele pagina", run["pagina"].cpu, "µs", vloer="de deur alleen", vloerwaarde=deur))
    return rows


def compare(rondes: int, pagina: bool = True) -> dict[str, Variant]:
    """Door, page (when there is one) and floor, interleaved."""
    from geholpen.domain.klantcontacten.queries import werkvoorraad  # noqa: PLC0415

    ctx, kaal = medewerker(), bed.superuser()
    cursor = kaal.cursor(binary=True)
    afdelingen = frozenset({ctx.actor.afdeling})

    def floor(i: int) -> object:
        return cursor.execute(_KAAL, [sorted(afdelingen)]).fetchall()

    variants = [
        Variant("deur", backend_pid(), lambda i: werkvoorraad(ctx, afdelingen)),
        Variant("kaal", kaal.info.backend_pid, floor),
    ]
    page = _page() if pagina else None
    if page is not None:
        # page and door share one backend: measured one after the other
        return interleave(variants, rondes) | interleave([Variant("pagina", backend_pid(), page)], rondes)
    return interleave(variants, rondes)


def _page() -> Any:
    """A call that draws the page for the signed-in employee, or None when that page does not answer."""
    from django.test import Client  # noqa: PLC0415
    from django.urls import NoReverseMatch, reverse  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    session = client.session
    session["wie"] = {"soort": "medewerker", "id": str(medewerker().actor.id), "laatst": int(time.time())}
    session.save()
    try:
        path = reverse("werkplek:postvak")
    except NoReverseMatch:
        return None
    return (lambda i: client.get(path)) if client.get(path).status_code == 200 else None
