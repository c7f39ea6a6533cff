"""Words for templates of our own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from geholpen.domain.berichten.queries import KANALEN
from geholpen.faces.kanaalnamen import kanaalnaam

STAAT: dict[str, tuple[Any, str]] = {
    "concept": (_("Concept"), "let-op"),
    "in_gebruik": (_("In gebruik"), "ok"),
    "ingetrokken": (_("Ingetrokken"), "neutraal"),
}
TAAL: dict[str, Any] = {"nld": _("Nederlands"), "eng": _("Engels")}
TOON: dict[str, Any] = {"u": _("Met u"), "je": _("Met je")}


def kanaalkeuzes() -> list[tuple[str, str]]:
    """Channels that a template can be for."""
    return [(code, kanaalnaam(code)) for code in KANALEN]
