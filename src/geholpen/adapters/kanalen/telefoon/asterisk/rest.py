"""The REST half of ARI. The password travels in a header, never in an address: addresses end up in logs."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import urlencode

from geholpen.domain.berichten.ports import Kanaalaccount
from geholpen.platform import outbound


def address(account: Kanaalaccount, pad: str, **vraag: str) -> str:
    """The address of a resource."""
    basis = account.instellingen.get("api", "").rstrip("/")
    return f"{basis}{pad}" + (f"?{urlencode(vraag)}" if vraag else "")


def authorization(account: Kanaalaccount) -> str:
    """The header that says who we are."""
    pair = f"{account.instellingen.get('gebruiker', '')}:{account.geheimen.get('wachtwoord', '')}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def call(account: Kanaalaccount, methode: str, pad: str, **vraag: str) -> outbound.Outcome:
    """One command."""
    headers = {"Authorization": authorization(account)}
    return outbound.send(methode, address(account, pad, **vraag), headers=headers, counted_by=str(account.id))
