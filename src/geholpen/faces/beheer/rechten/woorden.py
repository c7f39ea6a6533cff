"""Requests and limits in the words of the privacy officer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

SOORT = {
    "klopt_niet": gettext_lazy("Melding: een inzage klopt niet"),
    "inzage": gettext_lazy("Verzoek om alle gegevens te zien"),
    "correctie": gettext_lazy("Verzoek om te verbeteren"),
    "verwijdering": gettext_lazy("Verzoek om te wissen"),
    "beperking": gettext_lazy("Verzoek om niet te gebruiken"),
    "bezwaar": gettext_lazy("Bezwaar tegen gebruik"),
    "overdracht": gettext_lazy("Verzoek om mee te nemen"),
}
STAND = {
    "ingediend": (gettext_lazy("Nieuw"), "let-op"),
    "in_onderzoek": (gettext_lazy("In onderzoek"), "info"),
    "besloten": (gettext_lazy("Besloten"), "ok"),
}
GRENS = {
    "bezwaar": gettext_lazy("Bezwaar: dit doel staat stil"),
    "beperking": gettext_lazy("Beperking: dit gegeven wordt niet gebruikt"),
    "onderzoek": gettext_lazy("In onderzoek: dit gegeven klopt misschien niet"),
}
UITKOMST = {
    "toegewezen": gettext_lazy("Ja"),
    "deels": gettext_lazy("Voor een deel"),
    "afgewezen": gettext_lazy("Nee"),
}
