"""The public reference of a klantvraag: short, random, easy to say on the telephone."""

from __future__ import annotations

import re
import secrets

from django.db import connection

from geholpen.platform.doors import catalogue
from geholpen.platform.keys import keyed_hash

#: Without 0, 1, I and O, which people mix up: 32 are left.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_VIER = rf"[\s.–-]*([{LETTERS}]{{4}})"
_GETYPT = re.compile(rf"(?:(?:ONS |UW )?KENMERK\s*:?\s*)?([A-Z]{{2}}){_VIER}{_VIER}(?:{_VIER})?")


def new_kenmerk(prefix: str) -> str:
    """A reference such as WD-2K7Q-9F3M: 40 bits of chance."""
    letters = "".join(LETTERS[byte % 32] for byte in secrets.token_bytes(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


@catalogue
def read_kenmerk(tekst: str) -> str:
    """The reference that somebody typed or copied, as we write it; "" when it is none.

    With spaces, dashes or nothing between its groups, in small letters, as on a letter with the word before it and the
    check letters after it.
    """
    found = _GETYPT.fullmatch(tekst.strip().upper())
    return "-".join(found.groups()[:3]) if found else ""


def kenmerk_key(kenmerk: str) -> bytes:
    """Look-up key of a reference, whatever the case and the dashes."""
    return keyed_hash("kenmerk", kenmerk.upper().replace("-", "").replace(" ", ""))


def free_kenmerken(prefix: str, aantal: int) -> list[str]:
    """References that no klantvraag has yet; inside a door. Forty bits of chance meet sooner than one thinks: among
    half a million one time in ten."""
    found: dict[str, bytes] = {}
    while len(found) < aantal:
        tried = {kenmerk: kenmerk_key(kenmerk) for kenmerk in (new_kenmerk(prefix) for _ in range(aantal - len(found)))}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sleutel FROM unnest(%s::bytea[]) sleutel WHERE EXISTS (SELECT 1 FROM zoek_kenmerk(sleutel))",
                [list(tried.values())],
            )
            taken = {bytes(key) for (key,) in cursor.fetchall()}
        found |= {kenmerk: key for kenmerk, key in tried.items() if key not in taken}
    return list(found)
