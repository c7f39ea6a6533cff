"""The JSON of a webhook: read whatever comes, and taken apart into one thing at a time. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeGuard

import orjson

#: The kind of identity that this channel gives: a business-scoped user id ("NL.12345") or a WhatsApp number ("31612…").
SOORT = "whatsapp"
_BSUID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9._-]{1,125}")
_NUMMER = re.compile(r"[0-9]{5,20}")
#: What a value holds besides the things that are taken one by one.
_LIJSTEN = ("messages", "statuses")


def read(raw: bytes) -> Any:
    """The JSON, also with half characters in it (names cut off in the middle of an emoji). Raises ValueError."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        try:
            return json.loads(raw)
        except RecursionError as error:
            raise ValueError("too deep") from error


def write(thing: Any) -> bytes:
    """The same thing is always the same bytes."""
    try:
        return orjson.dumps(thing, option=orjson.OPT_SORT_KEYS)
    except (TypeError, ValueError):  # half characters, numbers over 64 bits
        return json.dumps(thing, sort_keys=True, separators=(",", ":")).encode()


def parts(raw: bytes) -> list[bytes]:
    """Every message, status and other change of one webhook as a webhook of its own; [raw] when there is one or none.

    A thing sent twice among others comes out as the same bytes. What is malformed comes out by itself.
    """
    try:
        webhook = read(raw)
    except ValueError:
        return [raw]
    found = list(_parts(webhook))
    return [raw] if len(found) < 2 else list(dict.fromkeys(write(part) for part in found))


def _parts(webhook: Any) -> Iterator[Any]:
    if not isinstance(webhook, dict):
        return
    for entry in _list(webhook.get("entry")):
        for change in _list(entry.get("changes") if isinstance(entry, dict) else entry):
            for small in _things(change):
                yield webhook | {"entry": [(entry if isinstance(entry, dict) else {}) | {"changes": [small]}]}


def _list(value: Any) -> list[Any]:
    """A list as it is; anything else is looked at as the one thing in it."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _things(change: Any) -> Iterator[Any]:
    value = change.get("value") if isinstance(change, dict) else None
    if not isinstance(value, dict) or not any(value.get(naam) for naam in _LIJSTEN):
        yield change
        return
    rest = {k: v for k, v in value.items() if k not in {*_LIJSTEN, "contacts"}}
    for naam in _LIJSTEN:
        for thing in _list(value.get(naam)):
            yield change | {"value": rest | {"contacts": _contacts(value, thing), naam: [thing]}}


def _contacts(value: dict[str, Any], thing: Any) -> list[Any]:
    """The contacts that this thing is of; a contact says by number or by id who it is."""
    names = ("from", "from_user_id", "recipient_id", "recipient_user_id")
    who = [thing.get(name) for name in names] if is_dict(thing) else []  # a list: strangers send anything
    rows = [c for c in _list(value.get("contacts")) if is_dict(c)]
    return [c for c in rows if c.get("wa_id") in who or c.get("user_id") in who]


def is_dict(thing: Any) -> TypeGuard[dict[str, Any]]:
    """Whether it is an object."""
    return isinstance(thing, dict)


def text(thing: Any, *path: str, most: int = 10_000) -> str:
    """The text at this path without NUL and half characters; "" when it is not there or is no text."""
    for key in path:
        thing = thing.get(key) if isinstance(thing, dict) else None
    if isinstance(thing, int | float) and not isinstance(thing, bool):
        thing = str(thing)
    if not isinstance(thing, str):
        return ""
    return thing[:most].replace("\x00", "").encode("utf-8", "replace").decode()


def identity(value: str) -> str:
    """A user id or a WhatsApp number as it is kept; "" when it is neither."""
    value = value.strip().removeprefix("+")
    return value if _BSUID.fullmatch(value) or _NUMMER.fullmatch(value) else ""


def is_number(value: str) -> bool:
    """Whether this identity is a WhatsApp number, not a user id."""
    return bool(_NUMMER.fullmatch(value))
