"""Ask the provider to ring an employee and then connect the customer."""

from __future__ import annotations

import json
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings

from geholpen.adapters.kanalen.telefoon.gedeeld import outcome
from geholpen.adapters.kanalen.telefoon.spraak.kanaal import api, basic
from geholpen.domain.berichten.ports import Kanaalaccount, Verzenduitkomst
from geholpen.platform import outbound


def bel(account: Kanaalaccount, toestel: str, nummer: str, ref: UUID) -> Verzenduitkomst:
    """Ring the extension; when it is picked up the provider asks us whom to connect."""
    ons = f"{settings.ADRES}/kanaal/spraak/{account.id}"
    velden = {
        "To": (account.instellingen.get("medewerkers") or "client:{toestel}").replace("{toestel}", toestel),
        "From": account.adres,
        "Url": f"{ons}/verbind?{urlencode({'naar': nummer})}",
        "StatusCallback": f"{ons}/status?{urlencode({'ref': str(ref)})}",
        "StatusCallbackEvent": "initiated ringing answered completed",
    }
    adres = f"{api(account)}/2010-04-01/Accounts/{account.instellingen.get('account_sid', '')}/Calls.json"
    headers = {"Authorization": basic(account), "Content-Type": "application/x-www-form-urlencoded"}
    answer = outbound.send("POST", adres, body=urlencode(velden).encode(), headers=headers, counted_by=str(account.id))
    return outcome(answer, _sid(answer))


def _sid(answer: outbound.Outcome) -> str:
    if not isinstance(answer, outbound.Accepted):
        return ""
    try:
        said = json.loads(answer.body)
    except ValueError:
        return ""
    return str(said.get("sid", ""))[:200] if isinstance(said, dict) else ""
