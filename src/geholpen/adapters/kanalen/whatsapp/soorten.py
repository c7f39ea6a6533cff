"""What a message of each type says in words, for the conversation. Pure; a type nobody knows yet is a message too."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

from geholpen.adapters.kanalen.whatsapp.vorm import is_dict, read, text
from geholpen.domain.berichten.ports import Mediaverwijzing

_MEDIA = {
    "image": "Foto",
    "video": "Video",
    "audio": "Geluidsfragment",
    "document": "Document",
    "sticker": "Sticker",
}
_UITGANG = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "video/mp4": "mp4",
    "application/pdf": "pdf",
}
ONBEKEND = "De klant stuurde iets dat wij hier niet kunnen tonen ({soort}). Vraag de klant het anders te sturen."
VERLOPEN = "Dit soort bericht kunnen wij niet ontvangen."


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What a message says: words, a file that must be fetched, a warning for the employee."""

    tekst: str
    media: tuple[Mediaverwijzing, ...] = ()
    waarschuwing: str = ""


def gelezen(message: dict[str, Any]) -> Gelezen:
    """The words of one message."""
    soort = text(message, "type", most=40)
    if soort in _MEDIA:
        return _media(soort, message.get(soort))
    schrijf = _WOORDEN.get(soort)
    words = schrijf(message) if schrijf else ""
    if words.strip():
        return Gelezen(words)
    return _unknown(soort, message)


def _unknown(soort: str, message: dict[str, Any]) -> Gelezen:
    netjes = re.sub(r"[^a-z_]", "", soort.lower()) or "onbekend"
    errors = message.get("errors")
    waarom = text(errors[0], "title", most=200) if isinstance(errors, list) and errors else ""
    return Gelezen(ONBEKEND.format(soort=netjes), waarschuwing=f"{VERLOPEN} {waarom}".strip())


def _media(soort: str, said: Any) -> Gelezen:
    if not is_dict(said) or not text(said, "id", most=200):
        return _unknown(soort, {})
    mime = text(said, "mime_type", most=200).partition(";")[0].strip()
    naam = text(said, "filename", most=200)
    wat = "Spraakbericht" if said.get("voice") is True else _MEDIA[soort]
    verwijzing = Mediaverwijzing(
        text(said, "id", most=200),
        mime,
        naam or f"{wat.lower()}.{_UITGANG.get(mime, 'bin')}",
        sha256(text(said, "sha256")),
    )
    return Gelezen(text(said, "caption") or (f"{wat}: {naam}" if naam else wat), (verwijzing,))


def sha256(given: str) -> str:
    """The hash in hex, whether it was given in hex or in base64; "" when it is neither."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", given):
        return given.lower()
    try:
        raw = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return raw.hex() if len(raw) == 32 else ""


def _location(message: dict[str, Any]) -> str:
    said = message.get("location")
    where = [text(said, k, most=300) for k in ("name", "address")]
    point = ", ".join(text(said, k, most=30) for k in ("latitude", "longitude"))
    named = ", ".join(p for p in where if p)
    return f"Locatie: {named} ({point})" if named else f"Locatie: {point}" if point.strip(", ") else ""


def _contacts(message: dict[str, Any]) -> str:
    rows = message.get("contacts")
    lines = []
    for c in rows[:20] if isinstance(rows, list) else []:
        phones = c.get("phones") if is_dict(c) else None
        numbers = [text(p, "phone", most=40) for p in phones[:5]] if isinstance(phones, list) else []
        lines.append(", ".join([text(c, "name", "formatted_name", most=200), *numbers]).strip(", "))
    return "Contactgegevens van: " + "; ".join(line for line in lines if line) if any(lines) else ""


def _interactive(message: dict[str, Any]) -> str:
    said = message.get("interactive")
    soort = text(said, "type", most=40)
    if soort == "nfm_reply":
        return _form(said)
    title, more = text(said, soort, "title", most=200), text(said, soort, "description", most=300)
    return f"{title} ({more})" if more else title


def _form(said: Any) -> str:
    """A form that was filled in: its fields, a line each."""
    title = text(said, "nfm_reply", "body") or text(said, "nfm_reply", "name")
    try:
        fields = read(text(said, "nfm_reply", "response_json").encode())
    except ValueError:
        fields = {}
    rows = [f"{k}: {text(fields, k)}" for k in list(fields)[:50] if k != "flow_token"] if is_dict(fields) else []
    return "\n".join(["Formulier: " + title, *rows])


def _order(message: dict[str, Any]) -> str:
    return text(message, "order", "text")


_WOORDEN = {
    "text": lambda m: text(m, "text", "body"),
    "button": lambda m: text(m, "button", "text"),
    "location": _location,
    "contacts": _contacts,
    "interactive": _interactive,
    "order": _order,
}
