"""The service: `aanleveringen` for senders, `berichten` for receivers, problems as application/problem+json."""

from __future__ import annotations

import base64
import binascii
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from geholpen.adapters.kanalen.berichtenbox.nummers import valid
from geholpen.platform.tweeling import Antwoord, Tweeling, Vraag

VERSIE = {"API-Version": "0.2.0"}
_TITELS = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    406: "Not Acceptable",
    415: "Unsupported Media Type",
}


@dataclass(slots=True)
class Instelling:
    """Which senders it takes. `zonder_box`: numbers of people who have none."""

    token: str = ""
    afzenders: list[str] = field(default_factory=lambda: ["00000001003214345000"])
    zonder_box: list[str] = field(default_factory=list)


class Berichtenbox(Tweeling):
    """Use as `with Berichtenbox(Instelling()) as twin:`."""

    blijft = ("berichten",)

    def __init__(self, instelling: Instelling, poort: int = 0) -> None:
        super().__init__(poort)
        self.zoals = instelling
        self.berichten: dict[str, dict[str, Any]] = {}
        self.route("POST", r"/api/v1/aanleveringen")(self._take)
        self.route("GET", r"/api/v1/berichten")(self._list)
        self.route("GET", r"/api/v1/berichten/([0-9a-f-]{36})")(
            self._mine(lambda v, b: Antwoord(200, _full(b), VERSIE))
        )
        self.route("PATCH", r"/api/v1/berichten/([0-9a-f-]{36})")(self._mine(self._change))
        self.route("DELETE", r"/api/v1/berichten/([0-9a-f-]{36})")(self._mine(self._remove))
        self.route("GET", r"/api/v1/berichten/([0-9a-f-]{36})/bijlagen/(\d+)")(self._mine(self._file))

    def _take(self, vraag: Vraag) -> Antwoord:
        if self.zoals.token and vraag.koppen.get("authorization") != f"Bearer {self.zoals.token}":
            return probleem(401)
        if not vraag.koppen.get("content-type", "").startswith("application/json"):
            return probleem(415)
        if vraag.koppen.get("api-version", "0.2.0").partition(".")[0] != "0":
            return probleem(406)
        said = vraag.json
        if wrong := self._wrong(said):
            return probleem(400, wrong)
        if said["ontvanger"]["waarde"] in self.zoals.zonder_box:
            return probleem(404, "ontvanger")
        id, now = str(uuid.uuid4()), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self.slot:
            self.berichten[id] = {**said, "berichtId": id, "tijdstipOntvangst": now, "gelezen": False, "map": None}
        named = ("berichtId", "afzender", "ontvanger", "onderwerp", "tijdstipOntvangst", "publicatietijdstip")
        answer = {k: self.berichten[id][k] for k in named}
        return Antwoord(201, answer | {"_links": {"self": {"href": f"/api/v1/berichten/{id}"}}}, VERSIE)

    def _wrong(self, said: Any) -> str:
        """Which field is not as the contract has it; "" when all are."""
        if not isinstance(said, dict):
            return "body"
        if said.get("afzender") not in self.zoals.afzenders:
            return "afzender"
        to = said.get("ontvanger") or {}
        if not valid(str(to.get("type")), str(to.get("waarde"))):
            return "ontvanger"
        if not 0 < len(str(said.get("onderwerp", ""))) <= 255:
            return "onderwerp"
        if not 0 < len(str(said.get("inhoud", "")).encode()) <= 1_048_576:
            return "inhoud"
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(said.get("publicatietijdstip"))):
            return "publicatietijdstip"
        try:
            all(base64.b64decode(b["inhoud"], validate=True) and b["naam"] and b["mimeType"] for b in said["bijlagen"])
        except (binascii.Error, KeyError, TypeError):
            return "bijlagen"
        return ""

    def _list(self, vraag: Vraag) -> Antwoord:
        page, size = int(vraag.vraag.get("page", 0)), min(int(vraag.vraag.get("pageSize", 20)), 100)
        rows = [b for b in reversed(self.berichten.values()) if _for(vraag, b)]
        shown = [{k: v for k, v in b.items() if k not in {"inhoud", "bijlagen"}} for b in rows]
        said = {"berichten": shown[page * size : (page + 1) * size], "page": page, "pageSize": size}
        return Antwoord(200, said | {"totalElements": len(rows), "totalPages": -(-len(rows) // size)}, VERSIE)

    def _mine(self, function: Callable[[Vraag, dict[str, Any]], Antwoord]) -> Callable[[Vraag], Antwoord]:
        """Only of whoever asks, by the header; nothing of it stands in an address."""

        def look(vraag: Vraag) -> Antwoord:
            b = self.berichten.get(vraag.delen[0])
            return function(vraag, b) if b and _for(vraag, b) else probleem(404)

        return look

    def _change(self, vraag: Vraag, b: dict[str, Any]) -> Antwoord:
        b |= {k: v for k, v in vraag.json.items() if k in {"gelezen", "map"} and v is not None}
        return Antwoord(200, _full(b), VERSIE)

    def _remove(self, vraag: Vraag, b: dict[str, Any]) -> Antwoord:
        b["weg"] = True
        return Antwoord(204, None, VERSIE)

    def _file(self, vraag: Vraag, b: dict[str, Any]) -> Antwoord:
        n = int(vraag.delen[1])
        if n >= len(b["bijlagen"]):
            return probleem(404)
        f = b["bijlagen"][n]
        koppen = VERSIE | {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return Antwoord(200, base64.b64decode(f["inhoud"]), koppen, f["mimeType"])


def _for(vraag: Vraag, b: dict[str, Any]) -> bool:
    to = b["ontvanger"]
    return vraag.koppen.get("x-ontvanger") == f"{to['type']}:{to['waarde']}" and not b.get("weg")


def _full(b: dict[str, Any]) -> dict[str, Any]:
    files = [{"naam": f["naam"], "mimeType": f["mimeType"]} for f in b["bijlagen"]]
    return {**b, "bijlagen": files}


def probleem(status: int, veld: str = "") -> Antwoord:
    """A problem in the form of the contract."""
    said = {"type": "about:blank", "title": _TITELS.get(status, "Error"), "status": status}
    return Antwoord(status, said | ({"detail": veld} if veld else {}), VERSIE, "application/problem+json")
