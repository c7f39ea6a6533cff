"""Codes on tickets: random, short, easy to say and to read from afar, never a row that tells how many came before."""

from __future__ import annotations

import secrets
from uuid import UUID

from geholpen.platform.keys import keyed_hash

#: Without letters and digits that look or sound alike.
LETTERS, CIJFERS = "BDFGHJKLRTWXZ", "34679"


def new_code() -> str:
    """K47: a letter and two digits; 325 a day and place."""
    return secrets.choice(LETTERS) + secrets.choice(CIJFERS) + secrets.choice(CIJFERS)


def meldcode(afspraak_id: UUID) -> str:
    """With what somebody reports in for an appointment: seven signs made of its id, kept nowhere.

    Nobody can guess one of the few of a day among 600 million; who has it, only gets a ticket for that appointment.
    """
    signs = LETTERS + CIJFERS
    number = int.from_bytes(keyed_hash("meldcode", str(afspraak_id))[:8], "big")
    made = ""
    for _ in range(7):
        number, rest = divmod(number, len(signs))
        made += signs[rest]
    return made


def read_meldcode(typed: str) -> str:
    """A code as somebody types it: small letters, spaces and dashes are no fault."""
    return "".join(c for c in typed.upper() if c in LETTERS + CIJFERS)


def zuil_sleutel(locatie_code: str) -> str:
    """The secret part of the address of the ticket column of a place."""
    return keyed_hash("nummerzuil", locatie_code).hex()[:24]
