"""A voice provider in the form of Twilio: it calls our addresses signed, follows our verbs, and rings employees.

Play the caller: `POST /_/speel {"doe": "bel", "nummer": "+31…"}` answers with what the caller hears, then `toets`,
`zeg`, `zwijg`, `neem_op` (toestel), `hang_op`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx

from geholpen.platform.tweeling import Antwoord, Tweeling, Vraag


@dataclass(slots=True)
class Lijn:
    """One call: where the next thing that the caller does goes to, and the queue they are in."""

    sid: str
    van: str
    volgende: str = ""
    wachtrij: str = ""
    volgorde: int = 0
    gezegd: str = ""


class Aanbieder(Tweeling):
    """Use as `with Aanbieder(ons="http://…/kanaal/spraak/<account>", sleutel="…") as twin:`."""

    def __init__(
        self, poort: int = 0, ons: str = "", sid: str = "AC0", sleutel: str = "geheim", nummer: str = ""
    ) -> None:
        super().__init__(poort)
        self.ons, self.sid, self.sleutel, self.nummer = ons.rstrip("/"), sid, sleutel, nummer or "+31850000100"
        self.lijnen: dict[str, Lijn] = {}
        self.route("GET", rf"/2010-04-01/Accounts/{sid}\.json")(self._account)
        self.route("POST", rf"/2010-04-01/Accounts/{sid}/Calls\.json")(self._calls)
        self.route("POST", "/_/speel")(self._play)

    def play(self, doe: str, lijn: str = "", **velden: str) -> Lijn:
        """One thing that the caller, or an employee, does."""
        if doe == "bel":
            nieuw = Lijn(f"CA{uuid.uuid4().hex}", velden.get("nummer", ""))
            self.lijnen[nieuw.sid] = nieuw
            return self._follow(nieuw, self.post(f"{self.ons}/begin", self._form(nieuw, "ringing")))
        bestaand = self.lijnen[lijn]
        match doe:
            case "toets" | "zeg" | "zwijg":
                return self._follow(bestaand, self.post(bestaand.volgende, self._turn(bestaand, doe, velden)))
            case "neem_op":
                self._leg(bestaand, velden["toestel"], "in-progress")
            case "hang_op":
                self._status(bestaand, "completed")
        return bestaand

    def _turn(self, lijn: Lijn, doe: str, velden: dict[str, str]) -> dict[str, str]:
        said = {
            "toets": {"Digits": velden.get("toets", "")},
            "zeg": {"SpeechResult": velden.get("tekst", ""), "Confidence": velden.get("zekerheid", "0.9")},
        }
        return self._form(lijn, "in-progress") | said.get(doe, {})

    def _form(self, lijn: Lijn, stand: str) -> dict[str, str]:
        return {
            "CallSid": lijn.sid,
            "AccountSid": self.sid,
            "From": lijn.van or "anonymous",
            "To": self.nummer,
            "CallStatus": stand,
            "Direction": "inbound",
        }

    def _leg(self, lijn: Lijn, toestel: str, stand: str) -> None:
        lijn.volgorde += 1
        velden = self._form(lijn, stand) | {
            "CallSid": f"CA{uuid.uuid4().hex}",
            "ParentCallSid": lijn.sid,
            "To": f"client:{toestel}",
            "From": self.nummer,
            "Direction": "outbound-dial",
            "SequenceNumber": str(lijn.volgorde),
            "Timestamp": format_datetime(datetime.now(UTC)),
        }
        self.post(f"{self.ons}/status", velden)

    def _status(self, lijn: Lijn, stand: str) -> None:
        lijn.volgorde += 1
        self.post(f"{self.ons}/status", self._form(lijn, stand) | {"SequenceNumber": str(lijn.volgorde)})

    def post(self, adres: str, velden: dict[str, str]) -> str:
        """Call one of our addresses, signed; what it said."""
        body = urlencode(velden)
        over = adres + "".join(naam + waarde for naam, waarde in sorted(velden.items()))
        mac = base64.b64encode(hmac.new(self.sleutel.encode(), over.encode(), hashlib.sha1).digest()).decode()
        koppen = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": mac}
        answer = httpx.post(adres, content=body.encode(), headers=koppen, timeout=15.0, trust_env=False)
        answer.raise_for_status()
        return answer.text

    def _follow(self, lijn: Lijn, antwoord: str) -> Lijn:
        """Do what the verbs say, as far as there is something to wait for."""
        verbs = list(ElementTree.fromstring(antwoord))  # noqa: S314  our own answer
        lijn.gezegd, lijn.volgende = "", ""
        for verb in verbs:
            says = [verb] if verb.tag == "Say" else list(verb.iter("Say"))
            lijn.gezegd += " ".join(s.text or "" for s in says)
            if verb.tag == "Gather":
                lijn.volgende = str(verb.get("action"))
                break
            if verb.tag == "Enqueue":
                lijn.wachtrij = verb.text or ""
        return lijn

    def _known(self, vraag: Vraag) -> bool:
        pair = base64.b64encode(f"{self.sid}:{self.sleutel}".encode()).decode()
        return vraag.koppen.get("authorization") == f"Basic {pair}"

    def _account(self, vraag: Vraag) -> Antwoord:
        return Antwoord(200, {"sid": self.sid, "status": "active"}) if self._known(vraag) else Antwoord(401)

    def _calls(self, vraag: Vraag) -> Antwoord:
        """Ring the employee, ask whom to connect, and tell how it goes."""
        if not self._known(vraag):
            return Antwoord(401, {"code": 20003})
        velden = vraag.formulier
        sid = f"CA{uuid.uuid4().hex}"
        base = {"CallSid": sid, "AccountSid": self.sid, "To": velden["To"], "From": velden["From"]}
        self.post(velden["Url"], base | {"CallStatus": "in-progress", "Direction": "outbound-api"})
        for nummer, stand in enumerate(("ringing", "in-progress")):
            told = base | {"CallStatus": stand, "Direction": "outbound-api", "SequenceNumber": str(nummer)}
            self.post(velden["StatusCallback"], told)
        return Antwoord(201, {"sid": sid, "status": "queued"})

    def _play(self, vraag: Vraag) -> Antwoord:
        velden: dict[str, Any] = {str(k): str(v) for k, v in vraag.json.items()}
        lijn = self.play(velden.pop("doe"), velden.pop("oproep", ""), **velden)
        return Antwoord(200, {"oproep": lijn.sid, "gezegd": lijn.gezegd, "wachtrij": lijn.wachtrij})
