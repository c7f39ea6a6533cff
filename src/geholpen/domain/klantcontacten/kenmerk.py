"""The public reference of a klantvraag: short, random, easy to say on the telephone. Pure but for chance."""

from __future__ import annotations

import secrets

from geholpen.platform.keys import keyed_hash

#: Without 0, 1, I and O, which people mix up.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_kenmerk(prefix: str) -> str:
    """A reference such as WD-2K7Q-9F3M: 40 bits of chance."""
    blok = ["".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(2)]
    return f"{prefix}-{blok[0]}-{blok[1]}"


def kenmerk_key(kenmerk: str) -> bytes:
    """Look-up key of a reference, whatever the case and the dashes."""
    return keyed_hash("kenmerk", kenmerk.upper().replace("-", "").replace(" ", ""))
