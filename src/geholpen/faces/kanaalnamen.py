"""What a channel is called on every screen of ours."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

KANAALNAMEN: dict[str, Any] = {
    "email": _("E-mail"),
    "chat": _("Chat"),
    "telefoon": _("Telefoon"),
    "whatsapp": "WhatsApp",
    "sms": _("Sms"),
    "brief": _("Brief"),
    "balie": _("Balie"),
    "mijn": _("Mijn omgeving"),
    "portaal": _("Mijn omgeving"),
    "webformulier": _("Formulier op de website"),
    "berichtenbox": _("Berichtenbox"),
    "video": _("Videogesprek"),
    "intern": _("Intern"),
}

#: A message there has no subject that anybody reads.
ZONDER_ONDERWERP = frozenset({"chat", "sms", "whatsapp"})


def kanaalnaam(code: str) -> str:
    """A channel in words; its code when nobody gave it a word yet."""
    return str(KANAALNAMEN.get(code, code))
