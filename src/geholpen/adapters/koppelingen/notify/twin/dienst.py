"""The service: what it takes, what it remembers by reference, and what it calls back with."""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import phonenumbers
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from geholpen.platform.tweeling import Antwoord, Terugbeller, Tweeling, Vraag
from geholpen.platform.tweeling.terugbellen import Oproep

SERVICE, GEHEIM = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
#: A key that the twin takes.
SLEUTEL = f"waterdam-{SERVICE}-{GEHEIM}"
#: Who gets which status, as the service has it for trying out; everybody else gets it delivered.
_VAST = {"+31600000001": "permanent-failure", "+31600000002": "temporary-failure", "+31600000003": "technical-failure"}


@dataclass(slots=True)
class Instelling:
    """Where it calls back to, by kind ("sms", "email", "letter", "inkomend"), with which token."""

    terug: dict[str, str] = field(default_factory=dict)
    terugmeldsleutel: str = "terugmeld-geheim-1"
    nummer: str = "+3197010000000"
    sjablonen: list[str] = field(default_factory=lambda: ["33333333-3333-4333-8333-333333333333"])


class Dienst(Tweeling):
    """Use as `with Dienst(Instelling(...)) as twin:`."""

    def __init__(self, instelling: Instelling, poort: int = 0) -> None:
        super().__init__(poort)
        self.zoals = instelling
        self.berichten: dict[str, dict[str, Any]] = {}
        self.ontvangen: list[dict[str, str]] = []  # what customers texted
        self.vanzelf = True  # outcomes follow by themselves
        self.beller = Terugbeller(self.gestopt)
        self.route("POST", r"/v2/notifications/(sms|email|letter)")(self._send)
        self.route("GET", r"/v2/notifications")(self._list)
        self.route("GET", r"/v2/notifications/([0-9a-f-]{36})")(self._one)
        self.route("POST", r"/klant/(\+?\d+)/bericht")(self._customer_writes)
        self.route("GET", r"/klant/(\+?\d+)")(self._customer_looks)
        self.route("POST", r"/brief/([0-9a-f-]{36})/terug")(self._letter_returns)

    def _wrong_key(self, vraag: Vraag) -> Antwoord | None:
        given = vraag.koppen.get("authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(given, OctKey.import_key(GEHEIM.encode()), algorithms=["HS256"]).claims
        except (JoseError, ValueError):
            return fout(403, "AuthError", "Invalid token: API key not found")
        if claims.get("iss") != SERVICE or abs(claims.get("iat", 0) - datetime.now(UTC).timestamp()) > 30:
            return fout(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
        return None

    def _send(self, vraag: Vraag) -> Antwoord:
        soort, said = vraag.delen[0], vraag.json
        if nee := self._wrong_key(vraag) or self._invalid(soort, said):
            return nee
        id, now = str(uuid.uuid4()), _now()
        row = {
            "id": id, "reference": said.get("reference"), "type": soort, "status": "created", "created_at": now,
            "phone_number": said.get("phone_number"), "email_address": said.get("email_address"),
            "body": said.get("personalisation", {}).get("tekst", ""), "sent_at": None, "completed_at": None,
            "line_1": said.get("personalisation", {}).get("address_line_1"),
        }  # fmt: skip
        with self.slot:
            self.berichten[id] = row
        if self.vanzelf:
            self.finish(id)
        answer = {"id": id, "reference": said.get("reference"), "uri": f"{self.adres}/v2/notifications/{id}"}
        return Antwoord(201, answer | {"content": {"body": row["body"]}, "scheduled_for": None})

    def _invalid(self, soort: str, said: dict[str, Any]) -> Antwoord | None:
        if soort == "letter" and "content" in said:
            ok = base64.b64decode(said["content"]).startswith(b"%PDF")
            return None if ok else fout(400, "ValidationError", "content is not a PDF")
        if said.get("template_id") not in self.zoals.sjablonen:
            return fout(400, "BadRequestError", "Template not found")
        filled = said.get("personalisation", {})
        if "tekst" not in filled or (soort == "email" and "onderwerp" not in filled):
            return fout(400, "BadRequestError", "Missing personalisation: tekst")
        if soort == "sms" and not _possible(said.get("phone_number", "")):
            return fout(400, "ValidationError", "phone_number Not enough digits")
        if soort == "email" and "@" not in said.get("email_address", ""):
            return fout(400, "ValidationError", "email_address Not a valid email address")
        if soort == "letter" and "address_line_3" not in filled:
            return fout(400, "ValidationError", "Address must be at least 3 lines")
        return None

    def finish(self, id: str, status: str = "") -> None:
        """A message comes to its end, and we are told."""
        row = self.berichten[id]
        row["status"] = status or _VAST.get(row["phone_number"] or "", "delivered")
        row["sent_at"] = row["completed_at"] = _now()
        said = {k: row[k] for k in ("id", "reference", "status", "created_at", "sent_at", "completed_at")}
        to = row["phone_number"] or row["email_address"] or ""
        self.tell(row["type"], said | {"to": to, "notification_type": row["type"], "template_version": 1})

    def tell(self, soort: str, said: dict[str, Any]) -> None:
        """Call back."""
        adres = self.zoals.terug.get(soort, "")
        kop = {"Authorization": f"Bearer {self.zoals.terugmeldsleutel}", "Content-Type": "application/json"}
        if adres:
            self.beller.plan(Oproep(adres, json.dumps(said).encode(), lambda: kop))

    def _list(self, vraag: Vraag) -> Antwoord:
        if nee := self._wrong_key(vraag):
            return nee
        wanted = vraag.vraag.get("reference")
        rows = [r for r in self.berichten.values() if wanted is None or r["reference"] == wanted]
        return Antwoord(200, {"notifications": rows[:250], "links": {"current": vraag.pad}})

    def _one(self, vraag: Vraag) -> Antwoord:
        if nee := self._wrong_key(vraag):
            return nee
        row = self.berichten.get(vraag.delen[0])
        return Antwoord(200, row) if row else fout(404, "NoResultFound", "No result found")

    def _customer_writes(self, vraag: Vraag) -> Antwoord:
        tekst = vraag.json.get("tekst", "")
        said = {"id": str(uuid.uuid4()), "source_number": vraag.delen[0].lstrip("+"), "message": tekst}
        said |= {"destination_number": self.zoals.nummer, "date_received": _now()}
        self.ontvangen.append(said)
        self.tell("inkomend", said)
        return Antwoord(201, {"id": said["id"]})

    def _customer_looks(self, vraag: Vraag) -> Antwoord:
        nummer = vraag.delen[0].lstrip("+")
        ours = [
            {"id": r["id"], "van_klant": False, "tekst": r["body"], "moment": r["created_at"]}
            for r in self.berichten.values()
            if (r["phone_number"] or "").lstrip("+") == nummer
        ]
        theirs = [
            {"id": o["id"], "van_klant": True, "tekst": o["message"], "moment": o["date_received"]}
            for o in self.ontvangen
            if o["source_number"] == nummer
        ]
        return Antwoord(200, {"berichten": sorted([*ours, *theirs], key=lambda b: b["moment"])})

    def _letter_returns(self, vraag: Vraag) -> Antwoord:
        row = self.berichten[vraag.delen[0]]
        said = {"notification_id": row["id"], "reference": row["reference"], "date_sent": row["created_at"]}
        self.tell("letter", said)
        return Antwoord(204)


def fout(status: int, soort: str, tekst: str) -> Antwoord:
    """An error in the form of the service."""
    return Antwoord(status, {"status_code": status, "errors": [{"error": soort, "message": tekst}]})


def _possible(nummer: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(nummer, "NL"))
    except phonenumbers.NumberParseException:
        return False


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
