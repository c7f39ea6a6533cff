"""An Asterisk server as far as we use it: events over a WebSocket, channels over REST, on one port.

From Python: `ring`, `answer`, `hang_up`; `drop` ends every WebSocket, as a restart of the server does.
Over HTTP: `POST /_/speel` as at the plain exchange.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import socket
import threading
import uuid
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase
from typing import Any
from urllib.parse import parse_qs, urlsplit

from geholpen.platform.tweeling.luisteraar import Luisteraar, say_json

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_OORZAAK = {"normal": 16, "bezet": 17, "geen": 19}


class Asterisk(Luisteraar):
    """Use as `with Asterisk() as twin:`."""

    def __init__(self, poort: int = 0, gebruiker: str = "geholpen", wachtwoord: str = "geheim") -> None:
        self.basic = "Basic " + base64.b64encode(f"{gebruiker}:{wachtwoord}".encode()).decode()
        self.channels: dict[str, dict[str, Any]] = {}
        self.links: set[socket.socket] = set()
        self.storing = 0  # a status that every REST call is answered with; 0: none
        self.gevraagd: list[dict[str, list[str]]] = []  # calls that were asked for
        self.slot = threading.RLock()
        super().__init__(poort, type("_Aan", (_Handler,), {"twin": self}))

    def __exit__(self, *exc: object) -> None:
        super().__exit__(*exc)
        self.drop()

    @property
    def adres(self) -> str:
        """The address of ARI."""
        return f"{self.basis}/ari"

    def ring(self, nummer: str, gebeld: str = "0850000100") -> str:
        """Somebody calls. Returns the id of their channel."""
        id = f"{int(datetime.now(UTC).timestamp())}.{uuid.uuid4().int % 10**6}"
        self._add(_channel(id, f"PJSIP/trunk-{id[-6:]}", nummer, gebeld, "Stasis"))
        self.emit({"type": "StasisStart", "application": "geholpen", "args": [], "channel": self.channels[id]})
        return id

    def answer(self, id: str, toestel: str) -> None:
        """The telephone of an extension is picked up."""
        peer = _channel(f"{id}-{toestel}", f"PJSIP/{toestel}-0000000a", toestel, "", "AppDial")
        self._add(peer)
        for stand in ("", "RINGING", "ANSWER"):
            self.emit({"type": "Dial", "dialstatus": stand, "caller": self.channels[id], "peer": peer})
        self.channels[id]["state"] = "Up"

    def hang_up(self, id: str, oorzaak: str = "normal") -> None:
        """The call is over, with the legs to telephones."""
        for own in [c for c in list(self.channels) if c.startswith(id)][::-1]:
            channel = self.channels.pop(own)
            self.emit({"type": "ChannelDestroyed", "cause": _OORZAAK[oorzaak], "cause_txt": "", "channel": channel})

    def emit(self, event: dict[str, Any]) -> None:
        """Tell everybody who listens."""
        text = json.dumps(event | {"timestamp": datetime.now(UTC).isoformat(), "asterisk_id": "twin"}).encode()
        with self.slot:
            for link in list(self.links):
                with contextlib.suppress(OSError):
                    link.sendall(_frame(text))

    def drop(self) -> None:
        """End every WebSocket without a word."""
        with self.slot:
            for link in self.links:
                with contextlib.suppress(OSError):
                    link.shutdown(socket.SHUT_RDWR)
            self.links.clear()

    def _add(self, channel: dict[str, Any]) -> None:
        self.channels[channel["id"]] = channel

    def originate(self, vraag: dict[str, list[str]]) -> dict[str, Any]:
        """Ring an extension; it picks up and the customer answers."""
        self.gevraagd.append(vraag)
        id, endpoint = vraag["channelId"][0], vraag["endpoint"][0]
        channel = _channel(id, f"{endpoint}-0000000b", "", vraag["extension"][0], "Dial")
        self._add(channel)
        peer = _channel(f"{id}-uit", "PJSIP/trunk-0000000c", vraag["extension"][0], "", "AppDial")
        for stand in ("RINGING", "ANSWER"):
            self.emit({"type": "Dial", "dialstatus": stand, "caller": channel, "peer": peer})
        return channel

    def play(self, doe: str, oproep: str, velden: dict[str, str]) -> str:
        """What the demo page does."""
        match doe:
            case "bel":
                return self.ring(velden.get("nummer", ""))
            case "neem_op":
                self.answer(oproep, velden["toestel"])
            case "hang_op":
                self.hang_up(oproep)
            case "geef_op" | "niet_opgenomen":
                self.hang_up(oproep, "geen")
        return oproep


def _channel(id: str, naam: str, nummer: str, exten: str, app: str) -> dict[str, Any]:
    return {
        "id": id,
        "name": naam,
        "state": "Ring",
        "caller": {"name": "", "number": nummer},
        "connected": {"name": "", "number": ""},
        "accountcode": "",
        "dialplan": {"context": "van-buiten", "exten": exten, "priority": 1, "app_name": app, "app_data": ""},
        "creationtime": datetime.now(UTC).isoformat(),
        "language": "nl",
    }


def _frame(text: bytes) -> bytes:
    """One text message, unmasked as a server sends it."""
    size = len(text)
    head = bytes([0x81, size]) if size < 126 else bytes([0x81, 126]) + size.to_bytes(2, "big")
    return (head if size < 65536 else bytes([0x81, 127]) + size.to_bytes(8, "big")) + text


def _ping(link: BufferedIOBase) -> bytes | None:
    """What the next sign of life of the other side says; None when it ends. Such frames are short and masked."""
    while head := link.read(2):
        size = head[1] & 0x7F
        mask, body = link.read(4), link.read(size)
        if head[0] & 0x0F == 0x8:  # the end
            return None
        if head[0] & 0x0F == 0x9:
            return bytes(b ^ mask[n % 4] for n, b in enumerate(body))
    return None


class _Handler(BaseHTTPRequestHandler):
    twin: Asterisk
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The events, the list of channels, or the version."""
        parts = urlsplit(self.path)
        if self.headers.get("Authorization") != self.twin.basic:
            return self._say(401, {"message": "Authentication required"})
        if self.headers.get("Upgrade", "").lower() == "websocket":
            return self._listen()
        if self.twin.storing:
            return self._say(self.twin.storing, {"message": "broken"})
        found = {
            "/ari/channels": list(self.twin.channels.values()),
            "/ari/asterisk/info": {"system": {"version": "22"}},
        }
        return self._say(200, found[parts.path]) if parts.path in found else self._say(404, {"message": "Not found"})

    def do_POST(self) -> None:
        """Originate, or play."""
        parts, size = urlsplit(self.path), int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size)
        if parts.path == "/_/speel":
            velden = json.loads(body)
            return self._say(200, {"oproep": self.twin.play(velden.pop("doe"), velden.pop("oproep", ""), velden)})
        if self.headers.get("Authorization") != self.twin.basic:
            return self._say(401, {"message": "Authentication required"})
        if self.twin.storing:
            return self._say(self.twin.storing, {"message": "broken"})
        if parts.path != "/ari/channels":
            return self._say(404, {"message": "Not found"})
        return self._say(200, self.twin.originate(parse_qs(parts.query)))

    def _listen(self) -> None:
        key = self.headers["Sec-WebSocket-Key"] + _GUID
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()  # noqa: S324  the protocol says so
        self.send_response(101)
        for naam, waarde in (("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)):
            self.send_header(naam, waarde)
        self.end_headers()
        self.wfile.flush()
        with self.twin.slot:
            self.twin.links.add(self.connection)
        self.close_connection = True
        with contextlib.suppress(OSError):
            while (ping := _ping(self.rfile)) is not None:
                with self.twin.slot:
                    self.connection.sendall(bytes([0x8A, len(ping)]) + ping)
        with self.twin.slot:
            self.twin.links.discard(self.connection)

    def _say(self, status: int, inhoud: Any) -> None:
        say_json(self, status, inhoud)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""
