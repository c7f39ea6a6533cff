"""Exchanges of the tests: accounts as management makes them, and calls of a provider filed at once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.test import Client

from geholpen.domain.berichten.commands import process_envelop, save_kanaalaccount
from geholpen.domain.berichten.queries import waiting_envelopes
from geholpen.domain.oproepen.queries import Oproepstand, recente_oproepen
from tests import bed

TOKEN = "een-lange-geheime-sleutel-van-de-centrale"  # noqa: S105  of a test
SID = "AC11111111111111111111111111111111"
ROOS, SAMIRA = "+31850000121", "+31850000111"


def account(kanaal: str, **waarden: str) -> UUID:
    """An account of this channel."""
    eigen: dict[str, dict[str, str]] = {
        "telefonie": {"token": TOKEN},
        "spraak": {"account_sid": SID, "token": TOKEN, "wachtrij": "kcc", "begroeting": "Waterdam"},
        "asterisk": {"gebruiker": "geholpen", "wachtwoord": "geheim"},
    }
    alles = {"naam": f"Proef {kanaal}", "adres": "+31850000100", **eigen.get(kanaal, {}), **waarden}
    return save_kanaalaccount(bed.medewerker("mdw-007", "beheer"), kanaal, alles)


def file_all() -> None:
    """File what came in, as the worker does."""
    from datetime import timedelta  # noqa: PLC0415  only here

    from django.utils import timezone  # noqa: PLC0415

    for id in waiting_envelopes(bed.systeem(), timezone.now() + timedelta(minutes=1)):
        process_envelop(bed.systeem(), id)


def webhook(id: UUID, token: str = TOKEN, raw: bytes | None = None, **event: Any) -> Any:
    """One event of a plain exchange. Returns our answer."""
    body = json.dumps(event).encode() if raw is None else raw
    soort = "application/json" if raw is None or raw.startswith(b"{") else "application/x-www-form-urlencoded"
    answer = Client().post(f"/kanaal/telefonie/{id}/{token}", body, content_type=soort)
    file_all()
    return answer


def voice(id: UUID, pad: str, sleutel: str = TOKEN, handtekening: str | None = None, **velden: str) -> Any:
    """One call of the voice provider, signed. Returns our answer."""
    velden = {"AccountSid": SID, "From": ROOS, "To": "+31850000100", "Direction": "inbound", **velden}
    weg = pad if pad.startswith("/") else f"/kanaal/spraak/{id}/{pad}"
    over = settings.ADRES + weg + "".join(naam + waarde for naam, waarde in sorted(velden.items()))
    mac = base64.b64encode(hmac.new(sleutel.encode(), over.encode(), hashlib.sha1).digest()).decode()
    answer = Client().post(
        weg,
        urlencode(velden),
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": mac if handtekening is None else handtekening},
    )
    file_all()
    return answer


def calls() -> list[Oproepstand]:
    """Every call there is, newest first."""
    return recente_oproepen(bed.systeem("telefoon"))
