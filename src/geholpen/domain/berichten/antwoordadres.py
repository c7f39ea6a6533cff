"""Signed reply addresses and Message-IDs: how an answer finds its klantvraag without trusting the sender. Pure."""

from __future__ import annotations

import hmac
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
