"""Whether a call really comes from the provider (X-Twilio-Signature), and our own mark on a turn of the menu."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from geholpen.domain.berichten.ports import Webverzoek


def is_signed(verzoek: Webverzoek, geheim: str) -> bool:
    """Over the address as it was called, and the form fields in order of their names. No secret: nothing is signed."""
    given = verzoek.koppen.get("x-twilio-signature", "")
    if not geheim or not given:
        return False
    return any(hmac.compare_digest(given, signature(adres, verzoek.lichaam, geheim)) for adres in _ways(verzoek.adres))


def signature(adres: str, lichaam: bytes, geheim: str) -> str:
    """The signature of a form that is posted to this address."""
    velden = parse_qsl(lichaam.decode("utf-8", "replace"), keep_blank_values=True)
    over = adres + "".join(naam + waarde for naam, waarde in sorted(set(velden)))
    mac = hmac.new(geheim.encode(), over.encode(), hashlib.sha1)
    return base64.b64encode(mac.digest()).decode()


def _ways(adres: str) -> tuple[str, ...]:
    """An address with and without its standard port: the provider signs either."""
    parts = urlsplit(adres)
    poort = {"https": 443, "http": 80}.get(parts.scheme)
    host = parts.hostname or ""
    without = parts._replace(netloc=host).geturl() if parts.port == poort else adres
    return tuple(dict.fromkeys((adres, without, parts._replace(netloc=f"{host}:{parts.port or poort}").geturl())))


@dataclass(frozen=True, slots=True)
class Beurt:
    """Which turn of which call this is, and how often the caller was not understood."""

    sleutel: str
    beurt: int
    mis: int

    def mark(self, geheim: str) -> str:
        """As a parameter that only we can make."""
        return f"{self.beurt}.{self.mis}.{_mac(self, geheim)}"


def read_beurt(mark: str, sleutel: str, geheim: str) -> Beurt | None:
    """The turn that a parameter of ours says, of exactly this call; None when it is not ours."""
    parts = mark.split(".")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 4 for p in parts[:2]):
        return None
    beurt = Beurt(sleutel, int(parts[0]), int(parts[1]))
    return beurt if geheim and hmac.compare_digest(parts[2], _mac(beurt, geheim)) else None


def _mac(beurt: Beurt, geheim: str) -> str:
    over = f"beurt|{beurt.sleutel}|{beurt.beurt}|{beurt.mis}"
    return hmac.new(geheim.encode(), over.encode(), hashlib.sha256).hexdigest()[:32]
