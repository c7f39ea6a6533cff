"""Signed reply addresses and Message-IDs: how an answer finds its klantvraag without trusting the sender. Pure."""

from __future__ import annotations

import base64
import hmac
import re
from uuid import UUID

from geholpen.platform.keys import key, keyed_hash

_MAC = 20  # hex digits: 80 bits


def _ref(kenmerk: str) -> str:
    return kenmerk.replace("-", "").lower()


def _mac(ref: str) -> str:
    return hmac.digest(key("antwoordadres"), ref.encode(), "sha256").hex()[:_MAC]


def reply_address(mailadres: str, kenmerk: str) -> str:
    """klantcontact+q.<ref>.<mac>@domain: what the customer answers to."""
    local, domain = mailadres.rsplit("@", 1)
    ref = _ref(kenmerk)
    return f"{local}+q.{ref}.{_mac(ref)}@{domain}"


def read_reply_key(sleutel: str) -> str:
    """The reference in "<ref>.<mac>", or "" when the signature is not ours."""
    ref, _, mac = sleutel.lower().rpartition(".")
    return ref if ref and hmac.compare_digest(mac, _mac(ref)) else ""


#: Letters that people and scanners do not mix up; those of a kenmerk. Four of them are the first 20 bits of the mac.
_LETTERS, _TEKENS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 4


def _check(ref: str) -> str:
    number = int(_mac(ref)[:5], 16)
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_TEKENS)))


def paper_kenmerk(kenmerk: str) -> str:
    """The reference as it stands on a letter, with check letters: WD-2K7Q-9F3M-K4TT."""
    return f"{kenmerk}-{_check(_ref(kenmerk))}"


def read_paper_key(sleutel: str) -> str:
    """The reference in "<reference>.<check letters>" as read from paper, or "" when the check fails."""
    ref, _, check = sleutel.lower().rpartition(".")
    return ref if ref and hmac.compare_digest(check.upper(), _check(ref)) else ""


_VIER = r"[\s–-]{0,3}([2-9A-HJ-NP-Z]{4})"
_OP_PAPIER = re.compile(rf"\b([A-Z]{{2}}){_VIER}{_VIER}{_VIER}(?![A-Z0-9])")


def paper_codes(tekst: str) -> tuple[str, ...]:
    """References whose check letters are right, in what somebody typed from a letter of ours; at most five."""
    gevonden = (f"{a}{b}{c}.{d}" for a, b, c, d in _OP_PAPIER.findall(tekst[:2000].upper()))
    return tuple(dict.fromkeys(ref for sleutel in gevonden if (ref := read_paper_key(sleutel))))[:5]


#: The part before the @ may have 64 signs (RFC 5321, 4.5.3.1.1), with the name of the mailbox in it.
_LOKAAL = 64
_ID_KORT, _MAC_KORT = 26, 12  # letters of base32: 128 and 60 bits


def _kort(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()


def _bounce_mac(id: UUID) -> bytes:
    return hmac.digest(key("retouradres"), id.bytes, "sha256")


def bounce_address(mailadres: str, bezorging_id: UUID) -> str:
    """klantcontact+b.<id>.<mac>@domain: where a mail comes back to, one per delivery. "" when that is too long."""
    local, domain = mailadres.rsplit("@", 1)
    lokaal = f"{local}+b.{_kort(bezorging_id.bytes)}.{_kort(_bounce_mac(bezorging_id))[:_MAC_KORT]}"
    return f"{lokaal}@{domain}" if len(lokaal) <= _LOKAAL else ""


def read_bounce_address(adres: str) -> UUID | None:
    """Which delivery came back, by the address it came back to; None when that is not ours.

    Of before deliveries had one each: which message, in hexadecimal digits.
    """
    kern = adres.lower().rpartition("@")[0].partition("+b.")[2].split(".")
    if len(kern) != 2:  # noqa: PLR2004  as bounce_address makes them
        return None
    try:
        kort = len(kern[0]) == _ID_KORT
        id = UUID(bytes=base64.b32decode(kern[0].upper() + "======")) if kort else UUID(hex=kern[0])
    except ValueError:
        return None
    mac = _kort(_bounce_mac(id))[:_MAC_KORT] if kort else _bounce_mac(id).hex()[:_MAC]
    return id if hmac.compare_digest(kern[1].encode(), mac.encode()) else None


def message_id(bericht_id: UUID, mailadres: str) -> str:
    """Our own Message-ID, fixed before the first attempt: a resend keeps it."""
    mac = hmac.digest(key("message-id"), bericht_id.bytes, "sha256").hex()[:12]
    return f"q.{bericht_id.hex}.{mac}@{mailadres.rsplit('@', 1)[1]}"


def is_ours(mid: str) -> bool:
    """True when this Message-ID was made here."""
    local = mid.partition("@")[0].split(".")
    if len(local) != 3 or local[0] != "q" or len(local[1]) != 32:
        return False
    try:
        bericht_id = UUID(hex=local[1])
    except ValueError:
        return False
    return hmac.compare_digest(local[2], hmac.digest(key("message-id"), bericht_id.bytes, "sha256").hex()[:12])


def message_key(mid: str) -> bytes:
    """Look-up key of a Message-ID."""
    return keyed_hash("message-id-sleutel", mid.strip())


def content_key(tekst: str, onderwerpregel: str, van: str) -> bytes:
    """Look-up key of what a message says: tells a second copy from another mail with the same Message-ID."""
    return keyed_hash("inhoud", f"{van}\0{onderwerpregel}\0{' '.join(tekst.split())}")
