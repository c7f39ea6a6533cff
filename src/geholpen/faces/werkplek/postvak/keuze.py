"""What the address of the inbox says about which questions are shown; and addresses that say something else."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import Werkkeuze, kanaalgewichten
from geholpen.faces.werkplek.woorden import STATUS, TALEN, kanaal
from geholpen.platform.taal import vertaald

#: The first word of the address, as it always was; "alles" says nothing.
TOON = ("alles", "mij", "niemand", "volg", "genoemd", "later", "beloften")
NAAM_TOON: dict[str, Any] = {
    "alles": gettext_lazy("Mijn afdeling"),
    "mij": gettext_lazy("Van mij"),
    "niemand": gettext_lazy("Nog van niemand"),
    "volg": gettext_lazy("Ik volg"),
    "genoemd": gettext_lazy("Genoemd"),
    "later": gettext_lazy("Later"),
    "beloften": gettext_lazy("Beloften"),
}
TERMIJN: dict[str, Any] = {
    "te_laat": gettext_lazy("Te laat"),
    "vandaag": gettext_lazy("Vandaag of te laat"),
    "week": gettext_lazy("Deze week"),
}
WACHT: dict[str, Any] = {
    "uur": gettext_lazy("Langer dan een uur"),
    "dag": gettext_lazy("Langer dan een dag"),
    "drie_dagen": gettext_lazy("Langer dan drie dagen"),
}
SORTEER: dict[str, Any] = {
    "": gettext_lazy("Termijn"),
    "wacht": gettext_lazy("Wacht het langst"),
    "nieuw": gettext_lazy("Nieuwste eerst"),
}
#: What can be done with several questions at once.
ACTIES: dict[str, Any] = {
    "oppakken": gettext_lazy("Op mijn naam zetten"),
    "collega": gettext_lazy("Aan een collega geven"),
    "terug": gettext_lazy("Terugleggen bij de afdeling"),
    "afdeling": gettext_lazy("Aan een andere afdeling geven"),
    "onderwerp": gettext_lazy("Onderwerp kiezen"),
    "later": gettext_lazy("Later weer laten zien"),
    "afsluiten": gettext_lazy("Afsluiten"),
}
KANAAL: dict[str, Any] = {
    "email": gettext_lazy("E-mail"),
    "chat": gettext_lazy("Chat"),
    "telefoon": gettext_lazy("Telefoon"),
    "whatsapp": "WhatsApp",
    "sms": gettext_lazy("Sms"),
    "brief": gettext_lazy("Brief"),
    "balie": gettext_lazy("Balie"),
    "mijn": gettext_lazy("Mijn omgeving"),
    "webformulier": gettext_lazy("Formulier op de website"),
    "berichtenbox": gettext_lazy("Berichtenbox"),
    "video": gettext_lazy("Videogesprek"),
}


def naam_van(code: str) -> str:
    """A channel in words: that of the list, else the word its icon has."""
    return str(KANAAL.get(code, kanaal(code)))


def keuzes() -> dict[str, list[tuple[str, str]]]:
    """Per field of the filter what can be chosen."""
    talen = {code: str(naam) for code, naam in TALEN.items() if len(code) == 3}
    return {
        "kanaal": [(k.kanaal, naam_van(k.kanaal)) for k in kanaalgewichten()],
        "onderwerp": [(o.code, vertaald(o.naam)) for o in onderwerpen()],
        "status": [(code, str(tekst)) for code, (tekst, _soort) in STATUS.items()],
        "termijn": [(code, str(t)) for code, t in TERMIJN.items()],
        "taal": list(talen.items()),
        "wacht": [(code, str(t)) for code, t in WACHT.items()],
    }


def read(get: Any) -> tuple[str, Werkkeuze]:
    """What the address asks for; words that are not in the lists are left out."""
    toon = get.get("toon", "alles")
    toon = toon if toon in TOON else "alles"
    allowed = {veld: {code for code, _t in lijst} for veld, lijst in keuzes().items()} | {"sorteer": set(SORTEER)}
    chosen = {veld: get.get(veld, "") for veld in allowed}
    keuze = Werkkeuze.of({v: w for v, w in chosen.items() if w in allowed[v]})
    return toon, replace(keuze, wie="" if toon in ("alles", "beloften") else toon)


def query(toon: str, keuze: Werkkeuze, **meer: Any) -> str:
    """The part of an address after the question mark."""
    codes = {k: v for k, v in asdict(keuze).items() if v and k not in ("wie", "vraag", "partijen")}
    return urlencode({"toon": toon, **codes, **{k: v for k, v in meer.items() if v}})


def adres(toon: str, keuze: Werkkeuze, **meer: Any) -> str:
    """The address of the inbox with this choice."""
    return f"{reverse('werkplek:postvak')}?{query(toon, keuze, **meer)}"


def actief(toon: str, keuze: Werkkeuze) -> list[dict[str, str]]:
    """What is narrowed now, each with the address without it."""
    namen = {veld: dict(lijst) for veld, lijst in keuzes().items()}
    return [
        {
            "tekst": namen[veld].get(code, code),
            "url": adres(toon, Werkkeuze.of({**asdict(keuze), veld: ""})),
            "weg": _("%(filter)s niet meer filteren") % {"filter": namen[veld].get(code, code)},
        }
        for veld in namen
        if (code := getattr(keuze, veld))
    ]
