"""The signature by which a receiver knows that a message is ours and fresh: Standard Webhooks, HMAC-SHA256. Pure."""

from __future__ import annotations

import base64
import hmac
from datetime import datetime
from uuid import UUID


def signed(geheim: str, bericht_id: UUID, inhoud: bytes, moment: datetime) -> dict[str, str]:
    """Three headers: the id, the moment in epoch seconds, and the signature over both and the raw body.

    `geheim` is "whsec_" and the key in base64.
    """
    key = base64.b64decode(geheim.removeprefix("whsec_"))
    seconds = int(moment.timestamp())
    mac = hmac.digest(key, f"{bericht_id}.{seconds}.".encode() + inhoud, "sha256")
    return {
        "webhook-id": str(bericht_id),
        "webhook-timestamp": str(seconds),
        "webhook-signature": "v1," + base64.b64encode(mac).decode(),
    }
