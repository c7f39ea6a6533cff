"""What the service calls back with: how a message fares, a text message of a customer, a letter that came back."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Any
from uuid import UUID

import phonenumbers

from geholpen.adapters.koppelingen.notify.aanroep import read
from geholpen.domain.berichten.ports import (
    Bezorgnieuws,
    Bezorgstand,
    Gelezen,
    Kanaalaccount,
    Kanaalidentiteit,
    Niets,
    OnleesbaarBericht,
    OntvangenBericht,
    Webontvangst,
    Webverzoek,
)

#: What each status means: (where it stands, what it says, whether the address is of no use).
_STANDEN: dict[str, tuple[Bezorgstand, str, bool]] = {
    "sent": (Bezorgstand.VERSTUURD, "", False),
    "received": (Bezorgstand.VERSTUURD, "", False),  # a letter that was printed
    "delivered": (Bezorgstand.BEZORGD, "", False),
    "permanent-failure": (Bezorgstand.MISLUKT, "Dit nummer of adres bestaat niet (meer).", True),
    "temporary-failure": (Bezorgstand.MISLUKT, "Het bericht kwam niet aan: telefoon uit of postvak vol.", False),
    "technical-failure": (Bezorgstand.MISLUKT, "Bij Notify of de provider ging iets mis.", False),
    "virus-scan-failed": (Bezorgstand.MISLUKT, "Notify vond een virus in de brief.", False),
    "validation-failed": (Bezorgstand.MISLUKT, "De brief heeft niet de vorm die Notify kan afdrukken.", False),
    "cancelled": (Bezorgstand.MISLUKT, "De brief is tegengehouden.", False),
    "returned-letter": (Bezorgstand.MISLUKT, "De brief kwam terug.", True),
}
_ONDERWEG = {"created", "sending", "pending", "pending-virus-check", "accepted"}


def ontvang(verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
    """Store what comes with our own token. Without a token in the account nothing is believed."""
    ours = account.geheimen.get("notify_terugmeldsleutel", "")
    given = verzoek.koppen.get("authorization", "")
    if not ours or not hmac.compare_digest(f"Bearer {ours}".encode(), given.encode()):
        return Webontvangst(401, lichaam="De sleutel klopt niet.")
    return Webontvangst(ruw=(verzoek.lichaam,))


def lees(raw: bytes) -> Gelezen:
    """One callback. Raises OnleesbaarBericht."""
    said = read(raw)
    if "source_number" in said:
        return _inbound(said)
    if "notification_id" in said and "status" not in said:  # the callback for letters that came back
        said = {**said, "id": said["notification_id"], "status": "returned-letter"}
    found = news(said)
    if found is None:
        raise OnleesbaarBericht("Notify stuurde iets in een vorm die wij niet kennen.")
    return found


def news(said: dict[str, Any]) -> Bezorgnieuws | Niets | None:
    """What a notification says of itself; Niets when it is on its way, None when it says nothing."""
    status = str(said.get("status", ""))
    if status in _ONDERWEG:
        return Niets("Notify is nog bezig met dit bericht.")
    if status not in _STANDEN or not isinstance(said.get("id"), str):
        return None
    stand, uitleg, onbruikbaar = _STANDEN[status]
    return Bezorgnieuws(
        stand,
        kenmerk=said["id"][:100],
        bezorging_id=_our_id(said.get("reference")),
        moment=_moment(said.get("completed_at") or said.get("sent_at")),
        code=status,
        uitleg=uitleg,
        adres_onbruikbaar=onbruikbaar,
    )


def _inbound(said: dict[str, Any]) -> OntvangenBericht:
    """A text message of a customer."""
    tekst = str(said.get("message") or "").replace("\x00", "").encode("utf-8", "replace").decode()[:10_000]
    mid, van = said.get("id"), str(said.get("source_number") or "")
    if not isinstance(mid, str) or not van:
        raise OnleesbaarBericht("In deze sms van Notify staat niet wie hem stuurde.")
    return OntvangenBericht(
        message_id=f"notify.{mid[:100]}",
        van=None,
        datum=_moment(said.get("date_received")),
        tekst=tekst,
        nieuwe_tekst=tekst,
        identiteiten=(Kanaalidentiteit("telefoonnummer", international(van)),),
        bewezen=False,
    )


def international(nummer: str) -> str:
    """A number in E.164. The service writes numbers with their country and without the plus."""
    given = nummer.strip()
    for spelled in (given, f"+{given}"):
        try:
            parsed = phonenumbers.parse(spelled, None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return given[:40]


def _moment(said: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _our_id(said: Any) -> UUID | None:
    try:
        return UUID(said) if isinstance(said, str) else None
    except ValueError:
        return None
