"""A call of the platform: the handshake, and notifications that are signed over their raw bytes."""

from __future__ import annotations

import hashlib
import hmac

from geholpen.adapters.kanalen.whatsapp.vorm import is_dict, read, text
from geholpen.domain.berichten.ports import Kanaalaccount, Webontvangst, Webverzoek

_NEE = Webontvangst(401, lichaam="De handtekening klopt niet.")


def receive(verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
    """What to store and what to say. Without a secret in the account nothing is believed.

    403 for what is meant for another number than this account's: whoever holds one secret speaks for one number.
    """
    if verzoek.methode == "GET":
        return _handshake(verzoek, account)
    if not signed(
        verzoek.lichaam, account.geheimen.get("app_secret", ""), verzoek.koppen.get("x-hub-signature-256", "")
    ):
        return _NEE
    if not _for_this(verzoek.lichaam, account):
        return Webontvangst(403, lichaam="Dit is niet voor dit nummer.")
    return Webontvangst(ruw=(verzoek.lichaam,))


def _handshake(verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
    ours, theirs = account.geheimen.get("verify_token", ""), verzoek.vraag.get("hub.verify_token", "")
    if ours and hmac.compare_digest(ours.encode(), theirs.encode()) and verzoek.vraag.get("hub.mode") == "subscribe":
        return Webontvangst(lichaam=verzoek.vraag.get("hub.challenge", "")[:1000])
    return Webontvangst(403, lichaam="Deze controle klopt niet.")


def signature(lichaam: bytes, secret: str) -> str:
    """The value of X-Hub-Signature-256 over these bytes."""
    return "sha256=" + hmac.new(secret.encode(), lichaam, hashlib.sha256).hexdigest()


def signed(lichaam: bytes, secret: str, given: str) -> bool:
    """Whether these bytes were signed with this secret. Never true without a secret."""
    return bool(secret) and hmac.compare_digest(signature(lichaam, secret).encode(), given.encode())


def _for_this(lichaam: bytes, account: Kanaalaccount) -> bool:
    """Whether every number and every business account that it names is ours. What cannot be read is kept as it is."""
    try:
        webhook = read(lichaam)
    except ValueError:
        return True
    entries = webhook.get("entry") if is_dict(webhook) else None
    for entry in entries if isinstance(entries, list) else []:
        changes = entry.get("changes") if is_dict(entry) else None
        values = [c.get("value") for c in changes if is_dict(c)] if isinstance(changes, list) else []
        numbers = {text(v, "metadata", "phone_number_id") for v in values} - {""}
        if numbers - {account.instellingen.get("phone_number_id")}:
            return False
        waba = account.instellingen.get("waba_id", "")
        if waba and text(entry, "id") not in {waba, ""}:
            return False
    return True
