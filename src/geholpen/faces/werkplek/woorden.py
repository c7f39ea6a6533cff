"""Words on the screen for codes of the rooms. Pure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

#: Channels that the components know under another word.
_KANALEN = {"mijn": "portaal", "webformulier": "portaal"}
_BEKEND = frozenset(
    {"email", "chat", "telefoon", "whatsapp", "sms", "brief", "balie", "portaal", "berichtenbox", "intern"}
)

STATUS: dict[str, tuple[Any, str]] = {
    "nieuw": (_("Nieuw"), "info"),
    "in_behandeling": (_("In behandeling"), "info"),
    "wacht_op_klant": (_("Wacht op de klant"), "neutraal"),
    "afgehandeld": (_("Afgehandeld"), "ok"),
}
UITKOMST: dict[str, Any] = {
    "beantwoord": _("Beantwoord"),
    "geregeld": _("Geregeld"),
    "doorverwezen": _("Doorverwezen"),
    "niet_van_ons": _("Niet voor ons"),
    "ingetrokken": _("Door de klant ingetrokken"),
}
#: States of a delivery in words for a sentence.
BEZORGSTAAT: dict[str, Any] = {
    "wachtrij": _("Wordt verstuurd"),
    "onderweg": _("Onderweg"),
    "onbekend": _("Onbekend of het aankwam"),
    "verstuurd": _("Verstuurd"),
    "niet_bezorgd": _("Niet bezorgd"),
    "bezorgd": _("Bezorgd"),
    "gelezen": _("Gelezen"),
}
#: States of a delivery in the words of the component.
BEZORGING = {
    "wachtrij": "onderweg",
    "onderweg": "onderweg",
    "verstuurd": "verstuurd",
    "bezorgd": "bezorgd",
    "gelezen": "gelezen",
    "vervallen": "vervallen",
    "teruggehaald": "teruggehaald",
    "niet_bezorgd": "niet_bezorgd",
    "onbekend": "onbekend",
}
#: The choice of a way to answer; `adres` is where it goes.
ANTWOORDWEG: dict[str, Any] = {
    "email": _("E-mail naar %(adres)s"),
    "whatsapp": _("WhatsApp naar %(adres)s"),
    "sms": _("Sms naar %(adres)s"),
    "brief": _("Brief naar de klant"),
    "berichtenbox": _("Bericht in de Berichtenbox"),
}
TAAK: dict[str, Any] = {"terugbellen": _("Terugbellen"), "antwoord": _("Antwoord geven")}
RESULTAAT: dict[str, Any] = {
    "bereikt": _("Gesproken"),
    "niet_bereikt": _("Niet bereikt"),
    "beantwoord": _("Schriftelijk beantwoord"),
}
VERTEGENWOORDIGING: dict[str, Any] = {
    "machtiging": _("machtiging"),
    "gezag": _("ouderlijk gezag"),
    "voogdij": _("voogdij"),
    "curatele": _("curatele"),
    "bewind": _("bewind"),
    "mentorschap": _("mentorschap"),
    "erfgenaam": _("erfgenaam"),
    "opgegeven": _("opgegeven door een ander programma"),
}
#: What somebody is for another: "Hilde is bewindvoerder van Şükran".
ROL: dict[str, Any] = {
    "machtiging": _("gemachtigde"),
    "gezag": _("ouder met gezag"),
    "voogdij": _("voogd"),
    "curatele": _("curator"),
    "bewind": _("bewindvoerder"),
    "mentorschap": _("mentor"),
    "erfgenaam": _("erfgenaam"),
    "opgegeven": _("vertegenwoordiger, opgegeven door een ander programma"),
}
#: Why somebody may not act for another today.
MAG_NIET: dict[str, Any] = {
    "beeindigd": _("Dit is beëindigd."),
    "geldt_niet": _("Een collega besloot dat dit niet geldt."),
    "nog_niet": _("Dit gaat pas later in."),
    "voorbij": _("De termijn is voorbij."),
    "opgegeven": _("Een ander programma schreef dit op, zonder bewijs."),
    "leeft": _("Een erfgenaam mag pas spreken als de klant is overleden."),
    "overleden": _("De klant is overleden. Alleen een erfgenaam mag nog voor de klant spreken."),
    "leeftijd_onbekend": _("Wij weten niet hoe oud het kind is."),
    "meerderjarig": _("Het kind is 18 jaar of ouder en spreekt zelf."),
    "tegenstrijdig": _("Iemand anders zegt dit ook te mogen. Tot een collega beslist, mag niemand."),
    "niets": _("Er is nu geen onderwerp waarover dit mag."),
}
BRON: dict[str, Any] = {
    "uitspraak": _("uitspraak van de rechter"),
    "curateleregister": _("curatele- en bewindregister"),
    "gezagsregister": _("gezagsregister"),
    "brp": _("basisregistratie personen"),
    "erfrecht": _("verklaring van erfrecht van de notaris"),
    "formulier": _("getekend formulier"),
}
TALEN: dict[str, Any] = {
    "nld": _("Nederlands"),
    "nl": _("Nederlands"),
    "eng": _("Engels"),
    "en": _("Engels"),
    "fra": _("Frans"),
    "fr": _("Frans"),
    "deu": _("Duits"),
    "de": _("Duits"),
    "tur": _("Turks"),
    "tr": _("Turks"),
    "ara": _("Arabisch"),
    "ar": _("Arabisch"),
    "tir": _("Tigrinya"),
    "ti": _("Tigrinya"),
    "ukr": _("Oekraïens"),
    "uk": _("Oekraïens"),
    "pol": _("Pools"),
    "pl": _("Pools"),
}


def kanaal(code: str) -> str:
    """The channel in the word that the components know."""
    vertaald = _KANALEN.get(code, code)
    return vertaald if vertaald in _BEKEND else "systeem"
