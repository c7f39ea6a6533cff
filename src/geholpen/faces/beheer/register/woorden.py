"""The codes of the register as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from geholpen.domain.doelbinding.commands import Concept
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum

#: The roles of employees and of whoever else acts.
ROLLEN = {
    "kcm": gettext_lazy("medewerker klantcontact"),
    "specialist": gettext_lazy("specialist"),
    "teamleider": gettext_lazy("teamleider"),
    "functioneel_beheerder": gettext_lazy("functioneel beheerder"),
    "fg": gettext_lazy("functionaris gegevensbescherming"),
    "gegevenseigenaar": gettext_lazy("gegevenseigenaar"),
    "registerhouder": gettext_lazy("registerhouder"),
    "klant": gettext_lazy("de klant zelf"),
    "systeem": gettext_lazy("het systeem"),
    "applicatie": gettext_lazy("een ander programma"),
}
AANLEIDINGEN = {
    "gesprek": gettext_lazy("een gesprek met de klant"),
    "klantvraag": gettext_lazy("een open vraag"),
    "taak": gettext_lazy("een belofte of taak"),
    "eigen_verzoek": gettext_lazy("het verzoek van de klant zelf"),
    "machtiging": gettext_lazy("een machtiging"),
    "lijst": gettext_lazy("een lijst over meer klanten"),
    "noodtoegang": gettext_lazy("noodtoegang tot één klant"),
    "systeem": gettext_lazy("het systeem"),
    "koppeling": gettext_lazy("een ander programma"),
}
HANDELINGEN = {
    "lezen": gettext_lazy("lezen"),
    "zoeken": gettext_lazy("zoeken"),
    "wijzigen": gettext_lazy("wijzigen"),
    "tellen": gettext_lazy("tellen"),
    "exporteren": gettext_lazy("meegeven als bestand"),
    "verstrekken": gettext_lazy("aan een ander geven"),
    "benaderen": gettext_lazy("contact opnemen"),
}
VERTEGENWOORDIGING = {
    "machtiging": gettext_lazy("een machtiging"),
    "gezag": gettext_lazy("ouderlijk gezag"),
    "voogdij": gettext_lazy("voogdij"),
    "curatele": gettext_lazy("curatele"),
    "bewind": gettext_lazy("bewind"),
    "mentorschap": gettext_lazy("mentorschap"),
    "erfgenaam": gettext_lazy("erfgenaam"),
}
GRONDSLAGEN = {
    "publieke_taak": gettext_lazy("publieke taak"),
    "wettelijke_verplichting": gettext_lazy("wettelijke verplichting"),
    "overeenkomst": gettext_lazy("overeenkomst"),
    "toestemming": gettext_lazy("toestemming"),
    "vitaal_belang": gettext_lazy("vitaal belang"),
    "gerechtvaardigd_belang": gettext_lazy("gerechtvaardigd belang"),
}
MASKERS = {
    "geen": gettext_lazy("helemaal"),
    "deels": gettext_lazy("voor een deel"),
    "band": gettext_lazy("ongeveer (bijvoorbeeld alleen het jaar)"),
    "ja_nee": gettext_lazy("alleen ja of nee"),
    "weg": gettext_lazy("niet op het scherm"),
}
NIVEAUS = {
    "asserted": gettext_lazy("altijd"),
    "matched": gettext_lazy("als de klant herkend is"),
    "verified": gettext_lazy("als zeker is wie de klant is"),
    "authenticated": gettext_lazy("als de klant is ingelogd"),
}
WOORD = ROLLEN | AANLEIDINGEN | HANDELINGEN | VERTEGENWOORDIGING | GRONDSLAGEN
#: State → words and colour.
STATUSSEN: dict[str, tuple[Any, str]] = {
    "concept": (gettext_lazy("Concept"), "neutraal"),
    "ter_advies": (gettext_lazy("Ter advies"), "info"),
    "goedgekeurd": (gettext_lazy("Goedgekeurd"), "info"),
    "actief": (gettext_lazy("Actief"), "ok"),
    "geschorst": (gettext_lazy("Geschorst"), "fout"),
    "verlopen": (gettext_lazy("Verlopen"), "fout"),
    "ingetrokken": (gettext_lazy("Ingetrokken"), "neutraal"),
}
STAPPEN = {
    "geladen": gettext_lazy("Meegeleverd"),
    "opgesteld": gettext_lazy("Opgesteld"),
    "gewijzigd": gettext_lazy("Gewijzigd"),
    "uitzondering": gettext_lazy("Vaag doel toegestaan"),
    "ter_advies": gettext_lazy("Advies gevraagd"),
    "advies": gettext_lazy("Advies gegeven"),
    "goedgekeurd": gettext_lazy("Goedgekeurd"),
    "teruggestuurd": gettext_lazy("Teruggestuurd"),
    "geactiveerd": gettext_lazy("Aangezet"),
    "geschorst": gettext_lazy("Geschorst"),
    "hervat": gettext_lazy("Hervat"),
    "verlopen": gettext_lazy("Verlopen"),
    "bewijs": gettext_lazy("Bewijs vastgelegd"),
    "ingetrokken": gettext_lazy("Ingetrokken"),
    "vervangen": gettext_lazy("Vervangen"),
}
VELDEN = {
    "naam": gettext_lazy("Naam"),
    "doel": gettext_lazy("Doel"),
    "grondslag": gettext_lazy("Grondslag"),
    "alternatief": gettext_lazy("Zonder toestemming kan het zo"),
    "taak_titel": gettext_lazy("Taak"),
    "taak_artikel": gettext_lazy("Wet"),
    "taak_bijdrage": gettext_lazy("Waarom dit nodig is"),
    "meetpunt": gettext_lazy("Waaraan wij het meten"),
    "evaluatiedatum": gettext_lazy("Evaluatie voor"),
    "afdelingen": gettext_lazy("Afdelingen"),
    "vereist_aanleiding": gettext_lazy("Nodig als aanleiding"),
    "ontvangers": gettext_lazy("Wij geven gegevens aan"),
    "derde_landen": gettext_lazy("Landen buiten Europa"),
    "betrokkenen": gettext_lazy("Over wie het gaat"),
    "bewaardagen": gettext_lazy("Bewaren (dagen)"),
    "selectielijst": gettext_lazy("Selectielijst"),
    "vertrouwelijk_tot": gettext_lazy("Vertrouwelijk tot"),
    "mag_bsn_tonen": gettext_lazy("Burgerservicenummer tonen"),
    "mag_geheim_adres": gettext_lazy("Geheim adres tonen"),
    "bijzondere_gegevens": gettext_lazy("Bijzondere gegevens"),
    "verdeelt": gettext_lazy("Verdeelt over andere doelen"),
    "gevoelig": gettext_lazy("Gevoelig"),
    "leeftijd_zelf": gettext_lazy("Zelf beslissen vanaf (jaar)"),
    "vertegenwoordiging": gettext_lazy("Wie voor een ander mag optreden"),
}
#: What a purpose may do besides, as whoever draws it up says yes to it.
RUIMTE = {
    "mag_bsn_tonen": gettext_lazy("Het burgerservicenummer mag op het scherm"),
    "mag_geheim_adres": gettext_lazy("Een geheim adres mag op het scherm"),
    "bijzondere_gegevens": gettext_lazy("Gegevens over gezondheid of strafrecht zijn nodig"),
    "gevoelig": gettext_lazy("Dit is een gevoelig doel: andere doelen lezen niet mee"),
    "verdeelt": gettext_lazy("Dit doel verdeelt wat binnenkomt over andere doelen"),
}
#: The states of a version, as the model names them.
STATUS = (
    gettext_noop("Concept"),
    gettext_noop("Ter advies"),
    gettext_noop("Goedgekeurd"),
    gettext_noop("Actief"),
    gettext_noop("Geschorst"),
    gettext_noop("Verlopen"),
    gettext_noop("Ingetrokken"),
)


def woorden(codes: Iterable[str]) -> str:
    """The words of these codes, with commas; a code without a word stays as it is."""
    return ", ".join(str(WOORD.get(code, code)) for code in codes)


def ruimte(inhoud: Concept) -> list[str]:
    """What this version may do besides, in words."""
    return [str(tekst) for veld, tekst in RUIMTE.items() if getattr(inhoud, veld)]


def waarde(value: object) -> str:
    """A value of a version as people read it."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return datum(value)
    if isinstance(value, tuple | list):
        return ", ".join(str(WOORD.get(v, vertaald(v))) for v in value) or "–"
    return str(WOORD.get(str(value), vertaald(value))) or "–"


def keuzes(woorden_: dict[str, Any]) -> list[tuple[str, str]]:
    """A table of words as choices of a form."""
    return [(code, str(word)) for code, word in woorden_.items()]
