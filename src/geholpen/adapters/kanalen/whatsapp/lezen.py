"""One thing out of a webhook: a message, a status, news of an identity, a template or a wish. Pure."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from geholpen.adapters.kanalen.whatsapp import soorten
from geholpen.adapters.kanalen.whatsapp.fouten import meaning
from geholpen.adapters.kanalen.whatsapp.vorm import SOORT, identity, is_dict, read, text
from geholpen.domain.berichten.ports import (
    Aard,
    Afmelding,
    Bezorgnieuws,
    Bezorgstand,
    Gelezen,
    Identiteitsnieuws,
    Kanaalidentiteit,
    Niets,
    OnleesbaarBericht,
    OntvangenBericht,
    Sjabloonnieuws,
    Wijziging,
)

_STANDEN = {
    "sent": Bezorgstand.VERSTUURD,
    "delivered": Bezorgstand.BEZORGD,
    "read": Bezorgstand.GELEZEN,
    "played": Bezorgstand.GELEZEN,
    "failed": Bezorgstand.MISLUKT,
}
SJABLOONSTAAT = {
    "APPROVED": "goedgekeurd",
    "REINSTATED": "goedgekeurd",
    "PENDING": "wacht",
    "IN_APPEAL": "wacht",
    "REJECTED": "afgekeurd",
    "PAUSED": "gepauzeerd",
    "FLAGGED": "goedgekeurd",
    "DISABLED": "uit",
    "PENDING_DELETION": "uit",
    "DELETED": "uit",
}
GEEN_JSON = "WhatsApp stuurde iets dat geen JSON is."
ANDERE_VORM = "WhatsApp stuurde iets in een vorm die wij niet kennen."
ZONDER_AFZENDER = "In dit bericht van WhatsApp staat niet wie het stuurde."


def parse(raw: bytes) -> Gelezen:
    """One webhook with one thing in it. Raises OnleesbaarBericht."""
    change = _change(raw)
    value: Any = change.get("value")
    if not is_dict(value):
        raise OnleesbaarBericht(ANDERE_VORM)
    for naam, parse_one in (("messages", _message), ("statuses", _status)):
        if naam in value:
            return parse_one(_only(value[naam]), value)
    return _FIELDS.get(text(change, "field", most=60), _other)(value)


def _change(raw: bytes) -> dict[str, Any]:
    try:
        webhook = read(raw)
    except ValueError as error:
        raise OnleesbaarBericht(GEEN_JSON) from error
    return _only(_only(webhook.get("entry") if is_dict(webhook) else None).get("changes"))


def _only(rows: Any) -> dict[str, Any]:
    """The one object in a list. Raises OnleesbaarBericht for anything else: nothing may be lost by reading one."""
    if isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], dict):
        return rows[0]
    raise OnleesbaarBericht(ANDERE_VORM)


def _moment(thing: Any) -> datetime | None:
    said = text(thing, "timestamp", most=12)
    return datetime.fromtimestamp(int(said), UTC) if said.isascii() and said.isdigit() else None


def _sender(message: dict[str, Any], value: dict[str, Any]) -> tuple[Kanaalidentiteit, ...]:
    """Who wrote it: the stable user id first, then the number."""
    contact: dict[str, Any] = next((c for c in value.get("contacts") or [] if is_dict(c)), {})
    naam = text(contact, "profile", "name", most=200).strip()
    given = [text(message, "from_user_id"), text(contact, "user_id"), text(message, "from"), text(contact, "wa_id")]
    known = dict.fromkeys(filter(None, map(identity, given)))
    return tuple(Kanaalidentiteit(SOORT, waarde, naam) for waarde in known)


def _message(message: dict[str, Any], value: dict[str, Any]) -> Gelezen:
    soort = text(message, "type", most=40)
    wie = _sender(message, value)
    if soort == "system":
        return _system(message)
    if not wie:
        raise OnleesbaarBericht(ZONDER_AFZENDER)
    if soort in {"edit", "revoke"}:
        return _changed(soort, message, wie)
    if soort == "reaction":
        return _bericht(
            message, wie, soorten.Gelezen(_reaction(message)), Aard.TEKEN, text(message, "reaction", "message_id")
        )
    return _bericht(message, wie, soorten.gelezen(message), Aard.PERSOON, text(message, "context", "id", most=300))


def _bericht(
    message: dict[str, Any], wie: tuple[Kanaalidentiteit, ...], said: soorten.Gelezen, aard: Aard, op: str
) -> OntvangenBericht:
    mid = text(message, "id", most=300).strip()
    return OntvangenBericht(
        message_id=mid or f"{hashlib.sha256(repr(message).encode()).hexdigest()}@local.invalid",
        van=None,
        in_reply_to=(op,) if op else (),
        datum=_moment(message),
        aard=aard,
        tekst=said.tekst,
        nieuwe_tekst=said.tekst,
        synthetisch_id=not mid,
        waarschuwingen=(said.waarschuwing,) if said.waarschuwing else (),
        identiteiten=wie,
        bewezen=True,
        media=said.media,
    )


def _reaction(message: dict[str, Any]) -> str:
    emoji = text(message, "reaction", "emoji", most=20)
    return f"Reageerde met {emoji}" if emoji else "Haalde een reactie weg"


def _changed(soort: str, message: dict[str, Any], wie: tuple[Kanaalidentiteit, ...]) -> Wijziging:
    about = text(message, soort, "original_message_id", most=300)
    if not about:
        raise OnleesbaarBericht(ANDERE_VORM)
    if soort == "revoke":
        return Wijziging(about, wie, None, _moment(message))
    new = message[soort].get("message")
    return Wijziging(about, wie, soorten.gelezen(new).tekst if is_dict(new) else "", _moment(message))


def _system(message: dict[str, Any]) -> Gelezen:
    """Somebody has another number or user id."""
    old = identity(text(message, "from")) or identity(text(message, "from_user_id"))
    said = message.get("system")
    new = identity(text(said, "user_id")) if "user_id" in text(said, "type") else identity(text(said, "wa_id"))
    new = new or identity(text(said, "new_wa_id"))
    if not old or not new or old == new:
        return Niets("Mededeling van WhatsApp: " + text(said, "body", most=200))
    return Identiteitsnieuws(Kanaalidentiteit(SOORT, old), Kanaalidentiteit(SOORT, new))


def _status(status: dict[str, Any], value: dict[str, Any]) -> Gelezen:
    stand = _STANDEN.get(text(status, "status", most=40))
    if stand is None:
        return Niets("WhatsApp meldt een stand die wij niet kennen: " + text(status, "status", most=40))
    errors = status.get("errors")
    fout = errors[0] if isinstance(errors, list) and errors and is_dict(errors[0]) else {}
    code = text(fout, "code", most=20)
    wat = meaning(int(code) if code.isdigit() else 0) if fout else None
    return Bezorgnieuws(
        stand,
        kenmerk=text(status, "id", most=300),
        bezorging_id=_our_id(text(status, "biz_opaque_callback_data", most=100)),
        moment=_moment(status),
        code=code,
        uitleg=wat.uitleg if wat else "",
        adres_onbruikbaar=wat.adres_onbruikbaar if wat else False,
    )


def _our_id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _user_id_update(value: dict[str, Any]) -> Gelezen:
    said = value.get("user_id_update", value)
    rows = said if isinstance(said, list) else [said]
    old, new = (identity(text(rows[0] if rows else {}, "user_id", k)) for k in ("previous", "current"))
    if not old or not new:
        raise OnleesbaarBericht(ANDERE_VORM)
    return Identiteitsnieuws(Kanaalidentiteit(SOORT, old), Kanaalidentiteit(SOORT, new))


def _preference(value: dict[str, Any]) -> Gelezen:
    rows = value.get("user_preferences", [value])
    said = rows[0] if isinstance(rows, list) and rows else {}
    who = identity(text(said, "user_id")) or identity(text(said, "wa_id"))
    wants = text(said, "value", most=20)
    if not who or wants not in {"stop", "resume"}:
        raise OnleesbaarBericht(ANDERE_VORM)
    return Afmelding(Kanaalidentiteit(SOORT, who), weer=wants == "resume")


def _template(value: dict[str, Any]) -> Gelezen:
    staat = SJABLOONSTAAT.get(text(value, "event", most=40))
    naam = text(value, "message_template_name", most=512)
    if staat is None or not naam:
        return Niets("WhatsApp meldt iets over een sjabloon: " + text(value, "event", most=40))
    reden = text(value, "reason", most=200)
    return Sjabloonnieuws(
        naam, text(value, "message_template_language", most=10), staat, "" if reden == "NONE" else reden
    )


def _other(value: dict[str, Any]) -> Gelezen:
    return Niets("WhatsApp stuurde nieuws dat wij niet gebruiken.")


_FIELDS = {
    "user_id_update": _user_id_update,
    "user_preferences": _preference,
    "message_template_status_update": _template,
}
