"""The telephones of customers: what was said on each, and the webhook that the platform makes of what they do."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from dataclasses import asdict, dataclass, field
from typing import Any

#: Seconds within which we may write what we like.
VENSTER = 24 * 3600


@dataclass(slots=True)
class Bericht:
    """One message on a telephone. `stand` of ours: sent, delivered, read, failed."""

    id: str
    van_klant: bool
    soort: str
    tekst: str
    moment: float
    stand: str = ""
    media: str = ""
    ref: str = ""  # our biz_opaque_callback_data


@dataclass(slots=True)
class Telefoon:
    """One customer."""

    wa_id: str
    naam: str = ""
    user_id: str = ""
    alleen_id: bool = False  # keeps the number to itself
    bereikbaar: bool = True
    reclame: bool = True
    berichten: list[Bericht] = field(default_factory=list)

    def open_until(self) -> float:
        """When the window closes; 0 when the customer never wrote."""
        wrote = [b.moment for b in self.berichten if b.van_klant]
        return max(wrote) + VENSTER if wrote else 0.0

    def shown(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"venster_tot": self.open_until()}


def wamid() -> str:
    """A new message id."""
    return "wamid." + base64.b64encode(b"HBgL" + secrets.token_bytes(21)).decode()


def contact(t: Telefoon) -> dict[str, Any]:
    """Who it is, as a webhook says it."""
    who: dict[str, Any] = {"profile": {"name": t.naam or "~"}}
    if t.user_id:
        who["user_id"] = t.user_id
    return who if t.alleen_id else who | {"wa_id": t.wa_id}


def sender(t: Telefoon) -> dict[str, Any]:
    """From whom a message is, as a webhook says it."""
    who = {} if t.alleen_id else {"from": t.wa_id}
    return who | ({"from_user_id": t.user_id} if t.user_id else {})


def message(t: Telefoon, soort: str, said: Any, mid: str = "", **more: Any) -> dict[str, Any]:
    """A message of any type: `said` is the object under the type's name."""
    mid = mid or wamid()
    return {**sender(t), "id": mid, "timestamp": str(int(time.time())), "type": soort, soort: said, **more}


def status(t: Telefoon, b: Bericht, stand: str, code: int = 0) -> dict[str, Any]:
    """A status of a message of ours. A failed one names no contact, as on the real platform."""
    said: dict[str, Any] = {"id": b.id, "status": stand, "timestamp": str(int(time.time()))}
    said |= {"recipient_user_id": t.user_id} if t.user_id else {}
    said |= {} if t.alleen_id else {"recipient_id": t.wa_id}
    if b.ref:
        said["biz_opaque_callback_data"] = b.ref
    if code:
        said["errors"] = [{"code": code, "title": "failed", "message": "failed", "error_data": {"details": "-"}}]
    return said


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file that lies with the platform."""

    id: str
    type: str
    naam: str
    inhoud: bytes

    @property
    def sha256(self) -> str:
        """As a webhook says it: base64."""
        return base64.b64encode(hashlib.sha256(self.inhoud).digest()).decode()
