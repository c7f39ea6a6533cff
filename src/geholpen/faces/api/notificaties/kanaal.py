"""kanaal: what can be subscribed to. There is nothing to write: these are the kanalen of our own interface."""

from __future__ import annotations

from typing import Any

import orjson

from geholpen.domain.klantinteracties.queries import Antwoord, Vraag
from geholpen.domain.notificaties.queries import Notificatiekanaal, notificatiekanalen
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Vorm
from geholpen.platform.context import Context


def _shown(vraag: Vraag, kanaal: Notificatiekanaal) -> bytes:
    uitleg = vraag.basis.replace("/notificaties/", "/klantinteracties/") + "openapi.json"
    found: dict[str, Any] = {
        "url": f"{vraag.basis}kanaal/{kanaal.uuid}",
        "naam": kanaal.naam,
        "documentatieLink": uitleg,
        "filters": list(kanaal.filters),
    }
    return orjson.dumps(found)


def _read(ctx: Context, vraag: Vraag) -> Antwoord:
    asked = dict(vraag.filters)
    found = [
        _shown(vraag, k)
        for k in notificatiekanalen()
        if asked.get("uuid") in {None, str(k.uuid)} and asked.get("naam") in {None, k.naam}
    ]
    return Antwoord(len(found), found, frozenset())


BRON = Bron(
    "kanaal",
    lees=_read,
    leden=("url", "naam", "documentatieLink", "filters"),
    kaal=True,
    filters={"naam": Vorm()},
)
