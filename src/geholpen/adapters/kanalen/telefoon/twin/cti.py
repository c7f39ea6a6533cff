"""An exchange that tells of calls with a plain webhook, and calls when it is asked. What it does not do right is set.

Play the caller: `POST /_/speel {"doe": "bel", "nummer": "+31…"}`, then with `oproep` its id: `neem_op` (toestel),
`wacht`, `hervat`, `verbind_door`, `kies`, `hang_op`. `fouten`: dubbel (everything five times), zonder_begin (no
newCall), achterstevoren (in the opposite order, once the call is over), nooit_opgehangen, klok (three minutes off).
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from geholpen.platform.tweeling import Antwoord, Terugbeller, Tweeling, Vraag
from geholpen.platform.tweeling.terugbellen import Oproep as Terug

#: What is played → the event and its cause.
_EVENT = {
    "bel": ("newCall", ""),
    "wachtrij": ("queued", ""),
    "gaat_over": ("ringing", ""),
    "neem_op": ("answer", ""),
    "wacht": ("hold", ""),
    "hervat": ("resume", ""),
    "verbind_door": ("transfer", ""),
    "kies": ("ivr", ""),
    "hang_op": ("hangup", "normalClearing"),
    "geef_op": ("hangup", "cancel"),
    "niet_opgenomen": ("hangup", "noAnswer"),
    "bezet": ("hangup", "busy"),
}


@dataclass(slots=True)
class Gesprek:
    """One call at this exchange."""

    id: str
    van: str
    naar: str
    richting: str = "in"
    ref: str = ""
    volgorde: int = 0
    wacht: list[dict[str, Any]] = field(default_factory=list)


class Centrale(Tweeling):
    """Use as `with Centrale(webhook="…/kanaal/telefonie/…/sleutel") as twin:`."""

    def __init__(self, poort: int = 0, webhook: str = "", sleutel: str = "waterdam-centrale") -> None:
        super().__init__(poort)
        self.webhook, self.sleutel = webhook, sleutel
        self.fouten: set[str] = set()
        self.gesprekken: dict[str, Gesprek] = {}
        self.terug = Terugbeller(self.gestopt, (0.3, 1.0, 3.0))
        self.route("POST", "/bel")(self._call_out)
        self.route("GET", "/bel")(self._alive)
        self.route("POST", "/_/speel")(self._play)
        self.route("POST", "/_/fouten")(self._wrong)
        self.route("GET", "/_/gesprekken")(self._calls)

    def play(self, doe: str, oproep: str = "", **velden: str) -> str:
        """One thing that happens to a call; `bel` begins one. Returns the id of the call."""
        with self.slot:
            if doe == "bel":
                oproep = oproep or uuid.uuid4().hex
                self.gesprekken[oproep] = Gesprek(
                    oproep, velden.get("nummer", ""), velden.get("gebeld", "+31850000100")
                )
            gesprek = self.gesprekken[oproep]
            event, oorzaak = _EVENT[doe]
            gesprek.volgorde += 1
            self._tell(gesprek, event, {"cause": oorzaak, **velden})
        return oproep

    def _tell(self, gesprek: Gesprek, event: str, velden: dict[str, str]) -> None:
        if event == "hangup" and "nooit_opgehangen" in self.fouten:
            return
        if event == "newCall" and "zonder_begin" in self.fouten:
            return
        body = self._body(gesprek, event, velden)
        gesprek.wacht.append(body)
        if "achterstevoren" in self.fouten and event != "hangup":
            return
        ready = gesprek.wacht[::-1] if "achterstevoren" in self.fouten else gesprek.wacht
        gesprek.wacht = []
        for one in ready:
            for _ in range(5 if "dubbel" in self.fouten else 1):
                raw = json.dumps(one).encode()
                self.terug.plan(Terug(self.webhook, raw, lambda: {"Content-Type": "application/json"}))

    def _body(self, gesprek: Gesprek, event: str, velden: dict[str, str]) -> dict[str, Any]:
        nu = datetime.now(UTC) - (timedelta(minutes=3) if "klok" in self.fouten else timedelta())
        found: dict[str, Any] = {
            "event": event,
            "callId": gesprek.id,
            "from": gesprek.van or "anonymous",
            "to": gesprek.naar,
            "direction": gesprek.richting,
            "sequence": gesprek.volgorde,
            "timestamp": nu.isoformat(),
        }
        more = {
            "cause": velden.get("cause", ""),
            "answeringNumber": velden.get("toestel", ""),
            "queue": velden.get("wachtrij", ""),
            "choice": velden.get("keuze", ""),
            "ref": gesprek.ref,
        }
        return found | {naam: waarde for naam, waarde in more.items() if waarde}

    def _alive(self, vraag: Vraag) -> Antwoord:
        return Antwoord(200, {}) if self._known(vraag) else Antwoord(401)

    def _known(self, vraag: Vraag) -> bool:
        return vraag.koppen.get("authorization") == f"Bearer {self.sleutel}"

    def _call_out(self, vraag: Vraag) -> Antwoord:
        """Ring the extension, then the customer: both pick up, and hang up after a while."""
        if not self._known(vraag):
            return Antwoord(401)
        gevraagd = vraag.json
        gesprek = Gesprek(uuid.uuid4().hex, "+31850000100", gevraagd["to"], "out", gevraagd.get("ref", ""))
        self.gesprekken[gesprek.id] = gesprek
        for event, velden in (("newCall", {}), ("ringing", {}), ("answer", {"toestel": gevraagd["from_extension"]})):
            gesprek.volgorde += 1
            self._tell(gesprek, event, velden)
        return Antwoord(200, {"callId": gesprek.id})

    def _play(self, vraag: Vraag) -> Antwoord:
        velden = {str(k): str(v) for k, v in vraag.json.items()}
        try:
            return Antwoord(200, {"oproep": self.play(velden.pop("doe"), velden.pop("oproep", ""), **velden)})
        except KeyError:
            return Antwoord(404, {"error": "no such call"})

    def _wrong(self, vraag: Vraag) -> Antwoord:
        self.fouten = set(vraag.json)
        return Antwoord(204)

    def _calls(self, vraag: Vraag) -> Antwoord:
        rows = list(self.gesprekken.values())[-50:]
        return Antwoord(200, [{"id": g.id, "van": g.van, "naar": g.naar, "richting": g.richting} for g in rows])
