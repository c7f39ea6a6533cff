"""Ask an exchange to call, at the address it gave for that."""

from __future__ import annotations

import json
from uuid import UUID

from geholpen.adapters.kanalen.telefoon.gedeeld import outcome
from geholpen.domain.berichten.ports import Geweigerd, Kanaalaccount, Verzenduitkomst
from geholpen.platform import outbound


def bel(account: Kanaalaccount, toestel: str, nummer: str, ref: UUID) -> Verzenduitkomst:
    """`{from_extension, to, ref}`; its answer may name the call."""
    adres = account.instellingen.get("bel_adres", "")
    if not adres:
        return Geweigerd("geen-adres", "Bij deze centrale is bellen vanaf het scherm niet ingesteld.", blijvend=True)
    body = json.dumps({"from_extension": toestel, "to": nummer, "ref": str(ref)}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {account.geheimen.get('bel_token', '')}"}
    answer = outbound.send("POST", adres, body=body, headers=headers, counted_by=str(account.id))
    return outcome(answer, _call_id(answer))


def _call_id(answer: outbound.Outcome) -> str:
    if not isinstance(answer, outbound.Accepted):
        return ""
    try:
        said = json.loads(answer.body)
    except ValueError:
        return ""
    return str(said.get("callId", ""))[:200] if isinstance(said, dict) else ""
