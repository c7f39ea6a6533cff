"""The signature of a Twilio-style provider: over the public address and every field. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import parse_qsl

#: Fields of a form; more than any provider sends.
MAX_VELDEN = 200


def fields(lichaam: bytes) -> list[tuple[str, str]]:
    """Every field of a form in order, repeated ones too. Raises ValueError."""
    return parse_qsl(
        lichaam.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MAX_VELDEN
    )


def signature(adres: str, velden: list[tuple[str, str]], token: str) -> str:
    """The value of X-Twilio-Signature. `adres`: the address as the provider called it, with its query."""
    said = adres + "".join(naam + waarde for naam, waarde in sorted(set(velden)))
    return base64.b64encode(hmac.new(token.encode(), said.encode(), hashlib.sha1).digest()).decode()


def signed(adres: str, velden: list[tuple[str, str]], token: str, given: str) -> bool:
    """Whether this call was signed with this token. Never true without a token."""
    return bool(token) and hmac.compare_digest(signature(adres, velden, token).encode(), given.encode())
