"""What is on the telephone, asked of the twins over HTTP as a telephone would."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.packs.waterdam.vullen.kanalen import telefoons_van_inwoners
from geholpen.platform.errors import Invalid, Unavailable
from geholpen.platform.later import later

if TYPE_CHECKING:
    import httpx
else:
    httpx = later("httpx")

#: The apps on it, and what the other side of each is called.
APPS = {"whatsapp": "WhatsApp", "sms": "Sms"}
MAX_BESTAND = 3_000_000


@dataclass(frozen=True, slots=True)
class Regel:
    """One message on the telephone. `stand` of ours, in words of the provider."""

    van_klant: bool
    tekst: str
    moment: datetime
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Toestel:
    """The telephone of one customer, with one app open."""

    sleutel: str
    naam: str
    nummer: str
    app: str
    regels: tuple[Regel, ...]
    bereikbaar: bool = True
    afgemeld: bool = False


def bewoners() -> dict[str, tuple[str, str]]:
    """Key → (name, number) of everybody with a mobile telephone."""
    return telefoons_van_inwoners()


def toestel(sleutel: str, app: str) -> Toestel:
    """The telephone; whoever looks at WhatsApp has read it. Raises KeyError, Unavailable."""
    naam, nummer = bewoners()[sleutel]
    said = _call("POST", app, nummer, "lees") if app == "whatsapp" else _call("GET", app, nummer)
    regels = tuple(
        Regel(b["van_klant"], b["tekst"], datetime.fromtimestamp(b["moment"], UTC), b.get("stand", ""))
        for b in said["berichten"][-100:]
    )
    afgemeld = said.get("afgemeld", not said.get("reclame", True))
    return Toestel(sleutel, naam, nummer, app, regels, said.get("bereikbaar", True), afgemeld)


def write(sleutel: str, app: str, tekst: str, bestand: tuple[str, str, bytes] | None = None) -> None:
    """Send a message; `bestand` is (name, type, bytes). Raises Invalid without anything to send, Unavailable."""
    if not tekst.strip() and bestand is None:
        raise Invalid("tekst", "Schrijf eerst uw bericht.")
    naam, nummer = bewoners()[sleutel]
    said: dict[str, Any] = {"tekst": tekst.strip(), "naam": naam}
    if bestand is not None and app == "whatsapp":
        if len(bestand[2]) > MAX_BESTAND:
            raise Invalid("bestand", "Kies een bestand van hoogstens 3 MB.")
        said["bestand"] = {"naam": bestand[0], "type": bestand[1], "inhoud": base64.b64encode(bestand[2]).decode()}
    _call("POST", app, nummer, "bericht", said)


def act(sleutel: str, wat: str) -> None:
    """Something that a customer or the time does: stop, weer, weg, terug, dag-stil. Raises Unavailable."""
    _call("POST", "whatsapp", bewoners()[sleutel][1], wat)


def _call(methode: str, app: str, nummer: str, wat: str = "", said: dict[str, Any] | None = None) -> Any:
    base = next((a.instellingen.get("basis", "") for a in kanaalaccounts(app)), "")
    parts = urlsplit(base)
    adres = f"{parts.scheme}://{parts.netloc}/klant/{nummer.lstrip('+')}" + (f"/{wat}" if wat else "")
    try:
        answer = httpx.request(methode, adres, json=said, timeout=10, trust_env=False)
        return answer.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise Unavailable("telefoon van de demo") from error
