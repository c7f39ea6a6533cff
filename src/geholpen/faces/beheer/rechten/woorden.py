"""Requests and limits in the words of the privacy officer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.rechten.queries import Stilstand, Verzoek
from geholpen.platform.ui.tijd import datum_tijd

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
#: What happens when such a limit ends.
OPHEFFEN = {
    "bezwaar": gettext_lazy(
        "Onze medewerkers en programma's gebruiken de gegevens van deze klant dan meteen weer voor:"
    ),
    "beperking": gettext_lazy("Onze medewerkers en programma's zien en gebruiken dan meteen weer van deze klant:"),
    "onderzoek": gettext_lazy("Medewerkers lezen dan niet meer dat dit misschien niet klopt:"),
}
UITVOERING = {
    "loopt": (gettext_lazy("Wordt uitgevoerd"), "info"),
    "met_de_hand": (gettext_lazy("Wacht op u: verbeter het met de hand"), "let-op"),
    "aangehouden": (gettext_lazy("Wacht op het einde van een bewaarplicht"), "let-op"),
    "gedaan": (gettext_lazy("Uitgevoerd"), "ok"),
}
GRONDEN = {
    "bezwaar": gettext_lazy("bezwaar of beroep"),
    "klacht": gettext_lazy("klacht"),
    "rechtszaak": gettext_lazy("rechtszaak"),
    "onderzoek": gettext_lazy("onderzoek"),
}
VERTELD = {
    "wacht": (gettext_lazy("Wordt verteld"), "info"),
    "verteld": (gettext_lazy("Weet het"), "ok"),
    "onbekend": (gettext_lazy("Verstuurd, niet zeker of het aankwam"), "let-op"),
    "mislukt": (gettext_lazy("Niet gelukt"), "fout"),
    "onmogelijk": (gettext_lazy("Kan niet vanzelf: vertel het zelf"), "let-op"),
}
UITKOMST = {
    "toegewezen": gettext_lazy("Ja"),
    "deels": gettext_lazy("Voor een deel"),
    "afgewezen": gettext_lazy("Nee"),
}


def doing(v: Verzoek) -> tuple[Any, str] | None:
    """What became of what was granted, and how that is marked; None when there is nothing to do."""
    if v.uitvoering_grond == "open_vraag":
        return _("Wacht tot een open vraag klaar is"), "let-op"
    if v.uitvoering_grond == "inlog":
        return _("Gedaan, behalve het BSN"), "info"
    return UITVOERING.get(v.uitvoering)


def stilstand(s: Stilstand, besloten: bool) -> str:
    """Since when a purpose stands still because of an objection, or until when it did."""
    if s.tot:
        return _("Stond stil van %(sinds)s tot %(tot)s. Daarna worden de gegevens weer gebruikt.") % {
            "sinds": datum_tijd(s.sinds),
            "tot": datum_tijd(s.tot),
        }
    if besloten:
        return _("Staat stil sinds %(sinds)s. Dat blijft zo, tot u de grens opheft.") % {"sinds": datum_tijd(s.sinds)}
    return _("Staat stil sinds %(sinds)s, tot u besluit.") % {"sinds": datum_tijd(s.sinds)}
