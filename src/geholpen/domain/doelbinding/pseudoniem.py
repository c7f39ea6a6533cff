"""A customer as the log names them outside this database: a keyed hash that says nothing by itself."""

from __future__ import annotations

import base64
import hmac
from uuid import UUID

from geholpen.domain.doelbinding.logregel import KEY_NUMBER
from geholpen.domain.organisatie.queries import oin
from geholpen.platform.doors import catalogue
from geholpen.platform.keys import key


@catalogue
def pseudoniem(partij_id: UUID) -> str:
    """`p<key number>.` and HMAC-SHA256 over organisation, kind of id and id, in base64url without padding."""
    digest = hmac.digest(key("pseudoniem"), f"{oin()}|partij|{partij_id}".encode(), "sha256")
    return f"p{KEY_NUMBER}." + base64.urlsafe_b64encode(digest).decode().rstrip("=")
