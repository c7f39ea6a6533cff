"""The provider: what it takes, what it calls back with, and the numbers at which it goes wrong."""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from geholpen.adapters.kanalen.sms.ondertekening import signature
from geholpen.platform.smsdelen import smsdelen
from geholpen.platform.tweeling import Antwoord, Terugbeller, Tweeling, Vraag
from geholpen.platform.tweeling.terugbellen import Oproep

#: Numbers at which it goes wrong: refused at once, or not delivered later.
GEWEIGERD = {"+15005550001": 21211, "+31600000011": 21211, "+31600000012": 21408}
MISLUKT = {"+31600000013": 30003, "+31600000014": 30005, "+31600000015": 30006}


@dataclass(slots=True)
class Instelling:
    """Whose provider it is. `webhook`: where text messages of customers go; "" for nowhere."""

    webhook: str = ""
    account_sid: str = "AC00000000000000000000000000000001"
    token: str = "sleutel"  # noqa: S105  of the twin
    nummer: str = "+3197010000000"


@dataclass(slots=True)
class Sms:
    """One text message."""

    id: str
    nummer: str  # of the customer
    van_klant: bool
    tekst: str
    moment: float
    stand: str = ""
    terug: str = ""  # where its statuses go


class Provider(Tweeling):
    """Use as `with Provider(Instelling(...)) as twin:`."""

    def __init__(self, instelling: Instelling, poort: int = 0) -> None:
        super().__init__(poort)
        self.zoals = instelling
        self.berichten: list[Sms] = []
        self.afgemeld: set[str] = set()
        self.vanzelf = True  # statuses follow by themselves
        self.beller = Terugbeller(self.gestopt)
        account = rf"/2010-04-01/Accounts/{instelling.account_sid}"
        self.route("POST", rf"{account}/Messages\.json")(self._send)
        self.route("GET", rf"{account}\.json")(self._account)
        self.route("POST", r"/klant/(\+?\d+)/bericht")(self._customer_writes)
        self.route("GET", r"/klant/(\+?\d+)")(self._customer_looks)

    def kept(self) -> dict[str, Any]:
        """Every text message, and who said STOP."""
        return {"berichten": [asdict(s) for s in self.berichten], "afgemeld": sorted(self.afgemeld)}

    def recall(self, said: dict[str, Any]) -> None:
        """Go on with them."""
        self.berichten, self.afgemeld = [Sms(**s) for s in said["berichten"]], set(said["afgemeld"])

    def _wrong_key(self, vraag: Vraag) -> Antwoord | None:
        wanted = base64.b64encode(f"{self.zoals.account_sid}:{self.zoals.token}".encode()).decode()
        return None if vraag.koppen.get("authorization") == f"Basic {wanted}" else fout(401, 20003, "Authenticate")

    def _account(self, vraag: Vraag) -> Antwoord:
        return self._wrong_key(vraag) or Antwoord(200, {"sid": self.zoals.account_sid, "status": "active"})

    def _send(self, vraag: Vraag) -> Antwoord:
        said = vraag.formulier
        if nee := self._wrong_key(vraag) or self._refused(said):
            return nee
        s = Sms(f"SM{secrets.token_hex(16)}", said["To"], False, said["Body"], time.time(), "queued")
        s.terug = said.get("StatusCallback", "")
        with self.slot:
            self.berichten.append(s)
        if self.vanzelf:
            code = MISLUKT.get(s.nummer, 0)
            for stand in ("sent", "undelivered" if code else "delivered"):
                self.tell_status(s, stand, code if stand == "undelivered" else 0)
        delen = smsdelen(s.tekst).delen
        return Antwoord(201, {"sid": s.id, "status": "queued", "num_segments": str(delen), "error_code": None})

    def _refused(self, said: dict[str, str]) -> Antwoord | None:
        to = said.get("To", "")
        if to in self.afgemeld:
            return fout(400, 21610, "Attempt to send to unsubscribed recipient")
        if to in GEWEIGERD or not to.startswith("+"):
            return fout(400, GEWEIGERD.get(to, 21211), "Invalid 'To' Phone Number")
        if said.get("From") != self.zoals.nummer and not said.get("MessagingServiceSid"):
            return fout(400, 21606, "The 'From' phone number is not valid for your account")
        return (
            fout(400, 21617, "The concatenated message body exceeds 1600 characters")
            if len(said["Body"]) > 1600
            else None
        )

    def tell_status(self, s: Sms, stand: str, code: int = 0) -> None:
        """Call back with a status."""
        s.stand = stand
        said = {"MessageSid": s.id, "MessageStatus": stand, "To": s.nummer, "From": self.zoals.nummer}
        self.tell(s.terug, said | ({"ErrorCode": str(code)} if code else {}))

    def tell(self, adres: str, said: dict[str, str]) -> None:
        """Call back, signed over the address as we know it."""
        said = {**said, "AccountSid": self.zoals.account_sid, "ApiVersion": "2010-04-01"}
        kop = {"X-Twilio-Signature": signature(adres, list(said.items()), self.zoals.token)}
        kop["Content-Type"] = "application/x-www-form-urlencoded"
        if adres:
            self.beller.plan(Oproep(adres, urlencode(said).encode(), lambda: kop))

    def writes(self, nummer: str, tekst: str) -> Sms:
        """A customer sends a text message. STOP is kept here too, as the provider does."""
        s = Sms(f"SM{secrets.token_hex(16)}", nummer, True, tekst, time.time())
        with self.slot:
            self.berichten.append(s)
        more: dict[str, Any] = {}
        if tekst.strip().upper() == "STOP":
            self.afgemeld.add(nummer)
            more["OptOutType"] = "STOP"
        elif tekst.strip().upper() == "START":
            self.afgemeld.discard(nummer)
            more["OptOutType"] = "START"
        said = {"MessageSid": s.id, "From": nummer, "To": self.zoals.nummer, "Body": tekst, "NumMedia": "0"}
        self.tell(self.zoals.webhook, said | {"NumSegments": str(smsdelen(tekst).delen), "FromCountry": "NL"} | more)
        return s

    def _customer_writes(self, vraag: Vraag) -> Antwoord:
        return Antwoord(201, {"id": self.writes(_plus(vraag.delen[0]), vraag.json.get("tekst", "")).id})

    def _customer_looks(self, vraag: Vraag) -> Antwoord:
        nummer = _plus(vraag.delen[0])
        rows = [asdict(s) for s in self.berichten if s.nummer == nummer]
        return Antwoord(200, {"berichten": rows, "afgemeld": nummer in self.afgemeld})


def fout(status: int, code: int, tekst: str) -> Antwoord:
    """An error in the form of the provider."""
    return Antwoord(status, {"code": code, "message": tekst, "more_info": f"errors/{code}", "status": status})


def _plus(nummer: str) -> str:
    return "+" + nummer.lstrip("+")
