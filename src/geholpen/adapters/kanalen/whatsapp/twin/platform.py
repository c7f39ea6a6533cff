"""The Graph API, as far as the channel uses it, and what customers do on their telephones."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import time
from dataclasses import asdict, dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from geholpen.adapters.kanalen.whatsapp.ontvangst import signature
from geholpen.adapters.kanalen.whatsapp.twin import telefoon
from geholpen.adapters.kanalen.whatsapp.twin.telefoon import Bericht, Bestand, Telefoon
from geholpen.adapters.kanalen.whatsapp.vorm import write
from geholpen.platform.tweeling import Antwoord, Terugbeller, Tweeling, Vraag
from geholpen.platform.tweeling.terugbellen import Oproep

V = r"/v\d+\.\d+/"
SJABLONEN = (
    (
        "vraag_beantwoord",
        "Er is antwoord op uw vraag {{1}}. Antwoord op dit bericht als u het hier wilt lezen.",
        "UTILITY",
    ),
    ("afspraak_herinnering", "U heeft een afspraak op {{1}} om {{2}} bij de balie.", "UTILITY"),
    ("verder_praten", "Bericht van {{1}}. U vroeg om hier verder te praten over uw vraag. {{2}}", "UTILITY"),
    ("nieuwsbrief", "Nieuws van de gemeente: {{1}}", "MARKETING"),
)


@dataclass(slots=True)
class Instelling:
    """Whose platform it is. `webhook`: where notifications go; "" for nowhere."""

    webhook: str = ""
    app_secret: str = "app-geheim"  # noqa: S105  of the twin
    token: str = "sleutel"  # noqa: S105  of the twin
    phone_number_id: str = "1001"
    waba_id: str = "2001"
    nummer: str = "31970000000"
    telefoons: list[dict[str, Any]] = field(default_factory=list)


class Platform(Tweeling):
    """Use as `with Platform(Instelling(...)) as twin:`."""

    def __init__(self, instelling: Instelling, poort: int = 0) -> None:
        super().__init__(poort)
        self.zoals = instelling
        self.telefoons = {t["wa_id"]: Telefoon(**t) for t in instelling.telefoons}
        self.bestanden: dict[str, Bestand] = {}
        self.sjablonen = {naam: [naam, tekst, soort, "APPROVED"] for naam, tekst, soort in SJABLONEN}
        self.vanzelf = True  # statuses follow by themselves
        self.beller = Terugbeller(self.gestopt)
        routes = (
            ("POST", rf"{V}(\d+)/messages", self._messages),
            ("POST", rf"{V}(\d+)/media", self._upload),
            ("GET", rf"{V}(\d+)/message_templates", self._templates),
            ("GET", rf"{V}(\d+)", self._number_or_media),
            ("GET", r"/bestand/(\d+)", self._binary),
            ("POST", r"/klant/(\d+)/bericht", self._customer_writes),
            ("POST", r"/klant/(\d+)/(lees|stop|weer|dag-stil|weg|terug)", self._customer_does),
            ("GET", r"/klant/(\d+)", self._customer_looks),
            ("POST", r"/sjabloon/(\w+)/(\w+)", self._template_changes),
        )
        for methode, patroon, function in routes:
            self.route(methode, patroon)(function)

    def kept(self) -> dict[str, Any]:
        """The telephones with what was said on them, and the files."""
        files = [{**asdict(b), "inhoud": base64.b64encode(b.inhoud).decode()} for b in self.bestanden.values()]
        return {"telefoons": [asdict(t) for t in self.telefoons.values()], "bestanden": files}

    def recall(self, said: dict[str, Any]) -> None:
        """Go on with them; whose telephone is new since is there too."""
        for t in said["telefoons"]:
            self.telefoons[t["wa_id"]] = Telefoon(**{**t, "berichten": [Bericht(**b) for b in t["berichten"]]})
        for b in said["bestanden"]:
            self.bestanden[b["id"]] = Bestand(**{**b, "inhoud": base64.b64decode(b["inhoud"])})

    # ---- the Graph API

    def _allowed(self, vraag: Vraag) -> Antwoord | None:
        if vraag.koppen.get("authorization") != f"Bearer {self.zoals.token}":
            return fout(401, 190, "Error validating access token")
        return None

    def _messages(self, vraag: Vraag) -> Antwoord:
        if nee := self._allowed(vraag):
            return nee
        said = vraag.json
        if vraag.delen[0] != self.zoals.phone_number_id:
            return fout(400, 100, "Unsupported post request")
        if said.get("status") == "read":
            return Antwoord(200, {"success": True})
        with self.slot:
            return self._deliver(said)

    def _deliver(self, said: dict[str, Any]) -> Antwoord:
        t = self._whose(said)
        code = self._refuses(t, said)
        if code:
            return fout(400, code, "Message failed")
        b = Bericht(telefoon.wamid(), False, said["type"], self._words(said), time.time(), "accepted")
        b.ref, b.media = said.get("biz_opaque_callback_data", ""), said.get(said["type"], {}).get("id", "")
        t.berichten.append(b)
        if self.vanzelf:
            self._follow(t, b)
        answer = {"input": said.get("to") or said.get("recipient"), "wa_id": t.wa_id}
        return Antwoord(
            200,
            {
                "messaging_product": "whatsapp",
                "contacts": [answer],
                "messages": [{"id": b.id, "message_status": "accepted"}],
            },
        )

    def _whose(self, said: dict[str, Any]) -> Telefoon:
        """`to` wins when both are there."""
        wa_id, user_id = str(said.get("to") or ""), said.get("recipient")
        if not wa_id:
            return next((t for t in self.telefoons.values() if t.user_id == user_id), Telefoon("", bereikbaar=False))
        return self.telefoons.setdefault(wa_id.lstrip("+"), Telefoon(wa_id.lstrip("+")))

    def _refuses(self, t: Telefoon, said: dict[str, Any]) -> int:
        if said["type"] == "template":
            known = self.sjablonen.get(said["template"]["name"])
            if known is None or said["template"]["language"]["code"] != "nl":
                return 132001
            if known[3] != "APPROVED":
                return 132015
            if len(_values(said)) != len(set(re.findall(r"\{\{(\d+)\}\}", known[1]))):
                return 132000
            return 0 if t.wa_id else 131026
        if said["type"] == "text" and len(said["text"]["body"]) > 4096:
            return 100
        if said["type"] not in {"text", "template", "interactive"} and said[said["type"]]["id"] not in self.bestanden:
            return 131053
        return 131047 if t.wa_id and time.time() > t.open_until() else 0 if t.wa_id else 131026

    def _words(self, said: dict[str, Any]) -> str:
        if said["type"] == "template":
            words = self.sjablonen[said["template"]["name"]][1]
            for n, value in enumerate(_values(said), 1):
                words = words.replace("{{" + str(n) + "}}", value)
            return words
        thing = said[said["type"]]
        return thing.get("body") or thing.get("caption") or thing.get("filename") or said["type"]

    def _follow(self, t: Telefoon, b: Bericht) -> None:
        if not t.bereikbaar:
            return self.tell_status(t, b, "failed", 131026)
        for stand in ("sent", "delivered"):
            self.tell_status(t, b, stand)
        return None

    def _upload(self, vraag: Vraag) -> Antwoord:
        if nee := self._allowed(vraag):
            return nee
        whole = f"Content-Type: {vraag.koppen.get('content-type', '')}\r\n\r\n".encode() + vraag.lichaam
        parts: list[Any] = message_from_bytes(whole).get_payload()  # type: ignore[assignment]
        file: Message = next(p for p in parts if p.get_filename())
        return Antwoord(200, {"id": self.keep(file.get_content_type(), file.get_filename() or "", _bytes(file))})

    def keep(self, soort: str, naam: str, inhoud: bytes) -> str:
        """A file on the platform; its id."""
        id = str(secrets.randbelow(10**15) + 10**15)
        self.bestanden[id] = Bestand(id, soort, naam, inhoud)
        return id

    def _number_or_media(self, vraag: Vraag) -> Antwoord:
        if nee := self._allowed(vraag):
            return nee
        id = vraag.delen[0]
        if id == self.zoals.phone_number_id:
            named = {"display_phone_number": f"+{self.zoals.nummer}", "verified_name": "Gemeente Waterdam"}
            return Antwoord(200, named | {"id": id, "quality_rating": "GREEN"})
        if id not in self.bestanden:
            return fout(404, 100, "Object does not exist")
        b = self.bestanden[id]
        said = {"messaging_product": "whatsapp", "url": f"{self.adres}/bestand/{id}", "mime_type": b.type}
        hexed = hashlib.sha256(b.inhoud).hexdigest()
        return Antwoord(200, said | {"sha256": hexed, "file_size": str(len(b.inhoud)), "id": id})

    def _binary(self, vraag: Vraag) -> Antwoord:
        if nee := self._allowed(vraag):
            return nee
        b = self.bestanden.get(vraag.delen[0])
        return Antwoord(200, b.inhoud, soort=b.type) if b else fout(404, 100, "gone")

    def _templates(self, vraag: Vraag) -> Antwoord:
        if nee := self._allowed(vraag):
            return nee
        rows = [
            {"name": naam, "language": "nl", "status": staat, "category": soort, "id": str(3000 + n),
             "components": [{"type": "BODY", "text": tekst}]}
            for n, (naam, tekst, soort, staat) in enumerate(self.sjablonen.values())
        ]  # fmt: skip
        return Antwoord(200, {"data": rows, "paging": {"cursors": {"before": "a", "after": "b"}}})

    # ---- what the platform tells us

    def tell(self, *changes: dict[str, Any], secret: str = "") -> bytes:
        """Send one webhook with these changes in one entry. Returns its bytes."""
        body = write(
            {"object": "whatsapp_business_account", "entry": [{"id": self.zoals.waba_id, "changes": [*changes]}]}
        )
        self.send_raw(body, secret)
        return body

    def send_raw(self, body: bytes, secret: str = "") -> None:
        """Send these bytes, signed."""
        kop = {"Content-Type": "application/json"}
        kop["X-Hub-Signature-256"] = signature(body, secret or self.zoals.app_secret)
        if self.zoals.webhook:
            self.beller.plan(Oproep(self.zoals.webhook, body, lambda: kop))

    def value(self, **things: Any) -> dict[str, Any]:
        """A change of the field messages."""
        meta = {"display_phone_number": self.zoals.nummer, "phone_number_id": self.zoals.phone_number_id}
        return {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": meta, **things}}

    def says(self, t: Telefoon, *messages: dict[str, Any]) -> bytes:
        """A customer's messages in one webhook."""
        return self.tell(self.value(contacts=[telefoon.contact(t)], messages=[*messages]))

    def tell_status(self, t: Telefoon, b: Bericht, stand: str, code: int = 0) -> None:
        """A status of a message of ours."""
        b.stand = stand
        who = {} if stand == "failed" else {"contacts": [telefoon.contact(t)]}
        self.tell(self.value(**who, statuses=[telefoon.status(t, b, stand, code)]))

    # ---- what customers do

    def _customer_writes(self, vraag: Vraag) -> Antwoord:
        """`{tekst, naam?, bestand?: {naam, type, inhoud (base64)}, op?}`, or `{soort, bericht}` for any other type."""
        said = vraag.json
        with self.slot:
            t = self.telefoons.setdefault(vraag.delen[0], Telefoon(vraag.delen[0], said.get("naam", "")))
            mid, soort, thing = telefoon.wamid(), said.get("soort", "text"), said.get("bericht")
            media = ""
            if said.get("bestand"):
                soort, media, thing = self._sends_file(said)
            thing = thing or {"body": said.get("tekst", "")}
            t.berichten.append(Bericht(mid, True, soort, said.get("tekst", ""), time.time(), media=media))
        about = {"context": {"from": self.zoals.nummer, "id": said["op"]}} if said.get("op") else {}
        self.says(t, telefoon.message(t, soort, thing, mid, **about))
        return Antwoord(201, {"id": mid})

    def _sends_file(self, said: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
        f = said["bestand"]
        id = self.keep(f["type"], f["naam"], base64.b64decode(f["inhoud"]))
        soort = f["type"].partition("/")[0] if f["type"].startswith(("image/", "audio/", "video/")) else "document"
        thing = {"id": id, "mime_type": f["type"], "sha256": self.bestanden[id].sha256}
        thing |= {"caption": said["tekst"]} if said.get("tekst") else {}
        return soort, id, thing | ({"filename": f["naam"]} if soort == "document" else {})

    def _customer_does(self, vraag: Vraag) -> Antwoord:
        wa_id, wat = vraag.delen
        t = self.telefoons.setdefault(wa_id, Telefoon(wa_id))
        if wat == "lees":
            self._reads(t)
        elif wat in {"stop", "weer"}:
            t.reclame = wat == "weer"
            said = {**telefoon.contact(t), "detail": "-", "category": "marketing_messages"}
            said |= {"value": "resume" if t.reclame else "stop", "timestamp": int(time.time())}
            self.tell({"field": "user_preferences", "value": {"user_preferences": [said]}})
        elif wat == "dag-stil":
            for b in t.berichten:
                b.moment -= 25 * 3600
        else:
            t.bereikbaar = wat == "terug"
        return Antwoord(200, t.shown())

    def _reads(self, t: Telefoon) -> None:
        for b in t.berichten:
            if not b.van_klant and b.stand in {"accepted", "sent", "delivered"}:
                self.tell_status(t, b, "read")

    def _customer_looks(self, vraag: Vraag) -> Antwoord:
        t = self.telefoons.get(vraag.delen[0])
        return Antwoord(200, t.shown() if t else Telefoon(vraag.delen[0]).shown())

    def _template_changes(self, vraag: Vraag) -> Antwoord:
        naam, event = vraag.delen
        self.sjablonen[naam][3] = event
        said = {"event": event, "message_template_id": 1, "message_template_name": naam}
        said |= {"message_template_language": "nl", "reason": "NONE"}
        self.tell({"field": "message_template_status_update", "value": said})
        return Antwoord(204)


def fout(status: int, code: int, message: str) -> Antwoord:
    """An error in the form of the platform."""
    said = {"message": f"(#{code}) {message}", "type": "OAuthException", "code": code, "fbtrace_id": "A"}
    return Antwoord(status, {"error": said | {"error_data": {"messaging_product": "whatsapp", "details": message}}})


def _values(said: dict[str, Any]) -> list[str]:
    parts = said["template"].get("components", [])
    return [p["text"] for part in parts if part["type"] == "body" for p in part["parameters"]]


def _bytes(part: Message) -> bytes:
    inhoud = part.get_payload(decode=True)
    return inhoud if isinstance(inhoud, bytes) else b""
