"""Words of the page about giving out work. Pure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

REGELS = ("onderwerp_na", "taal_na", "vaste_minuten")
STAND: dict[str, Any] = {
    "beschikbaar": _("Beschikbaar"),
    "bezet": _("Bezet"),
    "pauze": _("Pauze"),
    "afwezig": _("Afwezig"),
}
DAGEN: tuple[tuple[int, Any], ...] = (
    (1, _("Maandag")),
    (2, _("Dinsdag")),
    (3, _("Woensdag")),
    (4, _("Donderdag")),
    (5, _("Vrijdag")),
    (6, _("Zaterdag")),
    (7, _("Zondag")),
)
TALEN: dict[str, Any] = {
    "eng": _("Engels"),
    "deu": _("Duits"),
    "fra": _("Frans"),
    "tur": _("Turks"),
    "ara": _("Arabisch"),
    "pol": _("Pools"),
    "tir": _("Tigrinya"),
    "ukr": _("Oekraïens"),
}
