"""Webhooks as the platform sends them, to change one thing of."""

from __future__ import annotations

import json
from typing import Any

WA_ID, BSUID, PNID, WABA = "31612345678", "NL.1234567890", "1001", "2001"


def hook(*changes: dict[str, Any], waba: str = WABA) -> dict[str, Any]:
    return {"object": "whatsapp_business_account", "entry": [{"id": waba, "changes": list(changes)}]}


def value(pnid: str = PNID, **things: Any) -> dict[str, Any]:
    meta = {"display_phone_number": "31970000000", "phone_number_id": pnid}
    return {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": meta, **things}}


def contact(**more: Any) -> dict[str, Any]:
    return {"profile": {"name": "A. Jansen", "username": "ajansen"}, "wa_id": WA_ID, "user_id": BSUID, **more}


def message(soort: str = "text", said: Any = None, mid: str = "wamid.IN1", **more: Any) -> dict[str, Any]:
    said = {"body": "Hoi"} if said is None else said
    base = {"from": WA_ID, "from_user_id": BSUID, "id": mid, "timestamp": "1795000000", "type": soort, soort: said}
    return {**base, **more}


def status(stand: str, mid: str = "wamid.OUT1", **more: Any) -> dict[str, Any]:
    base = {"id": mid, "status": stand, "timestamp": "1795000100", "recipient_id": WA_ID, "recipient_user_id": BSUID}
    return {**base, **more}


def one(*messages: dict[str, Any], **more: Any) -> bytes:
    """A webhook with these messages."""
    return dump(hook(value(contacts=[contact()], messages=list(messages), **more)))


def dump(thing: Any) -> bytes:
    return json.dumps(thing).encode()
