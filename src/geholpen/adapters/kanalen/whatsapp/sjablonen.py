"""The templates of an account, as they lie with the platform."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from geholpen.adapters.kanalen.whatsapp import graph
from geholpen.adapters.kanalen.whatsapp.lezen import SJABLOONSTAAT
from geholpen.adapters.kanalen.whatsapp.vorm import is_dict, text
from geholpen.domain.berichten.ports import Kanaalaccount, Sjabloon
from geholpen.platform.outbound import Accepted

#: Pages of a hundred that are read; more templates than that nobody picks from.
BLADEN = 10
_SOORT = {"UTILITY": "dienst", "MARKETING": "reclame", "AUTHENTICATION": "code"}


def templates(account: Kanaalaccount) -> list[Sjabloon] | None:
    """All templates; None when the platform does not answer now."""
    waba = quote(account.instellingen.get("waba_id", ""), safe="")
    after, found = "", []
    for _ in range(BLADEN):
        page = graph.call(account, "GET", f"{waba}/message_templates?limit=100" + (f"&after={after}" if after else ""))
        if not isinstance(page, Accepted):
            return None
        said = graph.answer(page)
        rows = said.get("data") if is_dict(said) else None
        found += [_sjabloon(row) for row in rows or [] if is_dict(row) and text(row, "name")]
        after = quote(text(said, "paging", "cursors", "after"), safe="")
        if not after or not text(said, "paging", "next"):
            break
    return found


def _sjabloon(row: dict[str, Any]) -> Sjabloon:
    parts = row.get("components")
    body: dict[str, Any] = next((p for p in parts or [] if is_dict(p) and text(p, "type").upper() == "BODY"), {})
    tekst = text(body, "text", most=2000)
    reason = text(row, "rejected_reason", most=200)
    return Sjabloon(
        naam=text(row, "name", most=512),
        taal=text(row, "language", most=10),
        staat=SJABLOONSTAAT.get(text(row, "status", most=40), "uit"),
        tekst=tekst,
        soort=_SOORT.get(text(row, "category", most=40), ""),
        plekken=len(set(re.findall(r"\{\{(\d+)\}\}", tekst))),
        uitleg="" if reason == "NONE" else reason,
    )
