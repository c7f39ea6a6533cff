"""The one-time link: random, kept as a keyed hash only."""

from __future__ import annotations

import secrets

from geholpen.platform.keys import keyed_hash


def new_token() -> str:
    """256 random bits, as they stand in a link."""
    return secrets.token_urlsafe(32)


def token_key(token: str) -> bytes:
    """How it is looked up."""
    return keyed_hash("wisselbewijs", token)


def login_key(token: str) -> bytes:
    """The same for a link that counts only together with a login: the one can never be used as the other."""
    return keyed_hash("wisselinlog", token)


def number_key(kanaal: str, waarde: str) -> bytes:
    """How a reply from a number that was asked is looked up."""
    return keyed_hash("wisselnummer", f"{kanaal}|{waarde}")
