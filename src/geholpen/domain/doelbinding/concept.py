"""The content of a version while it is written, and what is still wrong with it, in words for whoever writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.models import VerwerkingsactiviteitGegeven, VerwerkingsactiviteitVersie
from geholpen.platform.doors import backstage

#: What the database accepts; `migrations/levensloop.sql` has the last word.
HANDELINGEN = ("lezen", "zoeken", "wijzigen", "tellen", "exporteren", "verstrekken", "benaderen")
MASKERS = ("geen", "deels", "band", "ja_nee", "weg")
NIVEAUS = ("asserted", "matched", "verified", "authenticated")
GRONDSLAGEN = (
    "publieke_taak",
    "wettelijke_verplichting",
    "overeenkomst",
    "toestemming",
    "vitaal_belang",
    "gerechtvaardigd_belang",
)
TAAK = frozenset({"publieke_taak", "wettelijke_verplichting"})
#: The longest that anybody may go on without looking whether a purpose helps.
EVALUATIE = timedelta(days=366)
BIJZONDER = frozenset({Gegevenssoort.GEZONDHEID, Gegevenssoort.STRAFRECHTELIJK})


@dataclass(frozen=True, slots=True)
class Gegeven:
    """One category of a version. `bronnen`: numbers of activities whose collected data are acceptable."""

    soort: int
    waarom: str
    handelingen: tuple[str, ...]
    masker: str
    niveau: str
    bronnen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """Everything a version says, without its state and its people."""

    naam: str
    doel: str
    grondslag: str
    taak_titel: str
    taak_artikel: str
    taak_bijdrage: str
    meetpunt: str
    evaluatiedatum: date | None
    rollen: tuple[str, ...]
    afdelingen: tuple[str, ...]
    vereist_aanleiding: tuple[str, ...]
    ontvangers: tuple[str, ...]
    derde_landen: tuple[str, ...]
    betrokkenen: tuple[str, ...]
    bewaardagen: int
    selectielijst: str
    vertrouwelijk_tot: date | None
    mag_bsn_tonen: bool
    mag_geheim_adres: bool
    bijzondere_gegevens: bool
    verdeelt: bool
    gevoelig: bool
    leeftijd_zelf: int
    vertegenwoordiging: tuple[str, ...]
    gegevens: tuple[Gegeven, ...]
    alternatief: str = ""  # the equal way for whoever does not consent

    def velden(self) -> dict[str, Any]:
        """The columns of the version, lists as lists."""
        own = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "gegevens"}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in own.items()}


def of_version(versie: VerwerkingsactiviteitVersie, regels: list[VerwerkingsactiviteitGegeven]) -> Concept:
    """The content of a version that exists."""
    own = {f.name: getattr(versie, f.name) for f in fields(Concept) if f.name != "gegevens"}
    content: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in own.items()}
    gegevens = (
        Gegeven(r.soort, r.waarom, tuple(r.handelingen), r.masker, r.niveau, tuple(r.bronnen))
        for r in sorted(regels, key=lambda r: r.soort)
    )
    return Concept(**content, gegevens=tuple(gegevens))


#: Field → what to write instead. The same sentences for the form, for import and for what the database refuses.
UITLEG = {
    "naam": "Geef het doel een naam van vijf tekens of meer, bijvoorbeeld: Parkeervergunningen.",
    "doel": "Schrijf in 20 tot 300 tekens wat u voor de inwoner doet, bijvoorbeeld: Vragen over parkeren beantwoorden.",
    "doel_vaag": "Dit doel past op alles en begrenst niets. Schrijf welke vraag, aanvraag of taak u hiermee afhandelt.",
    "grondslag": "Kies op grond waarvan de wet dit toestaat.",
    "benaderen": "Mensen uit een lijst benaderen, die niets vroegen, kan alleen met hun toestemming.",
    "taak_titel": "Schrijf op welke taak van de wet dit is, bijvoorbeeld: Parkeervergunningen verlenen.",
    "taak_artikel": "Noem de wet en het nummer van het artikel, bijvoorbeeld: Parkeerverordening, artikel 3.",
    "taak_bijdrage": "Leg in minstens 80 tekens uit hoe deze gegevens aan de taak bijdragen. Wat lukt er niet zonder?",
    "meetpunt": "Schrijf in minstens 20 tekens waaraan u dat meet, bijvoorbeeld: 95 procent binnen vijf dagen.",
    "evaluatiedatum": "Kies een dag in de komende twaalf maanden. Zonder bewijs mag niemand na die dag nog lezen.",
    "rollen": "Kies minstens één rol. Geen rol mag alles: kies alleen wie dit werk doet.",
    "vereist_aanleiding": "Kies minstens één aanleiding. Zonder aanleiding mag niemand gegevens openen.",
    "betrokkenen": "Schrijf op over wie het gaat, bijvoorbeeld: mensen met een parkeervergunning.",
    "bewaardagen": "Schrijf het aantal dagen dat u de gegevens bewaart: 1 tot 36500.",
    "selectielijst": "Noem de selectielijst en het nummer waar de bewaartermijn op rust.",
    "leeftijd_zelf": "Schrijf een leeftijd van 0 tot 21 jaar.",
    "bijzondere_gegevens": "Gezondheid en strafrecht zijn bijzonder. Zet dit aan, of haal die gegevens weg.",
    "alternatief": "Schrijf in minstens 20 tekens hoe iemand zonder toestemming dezelfde hulp krijgt.",
    "noodtoegang": "Noodtoegang is alleen om van één klant te lezen: geen andere aanleiding en geen BSN.",
    "gegevens": "Leg bij elk gegeven in 20 tekens of meer uit waarom het nodig is. Kies ook wat u doet en de bron.",
}
#: Constraint of the database → field.
VELD = {
    "doel_is_niet_vaag": "doel_vaag",
    "doel_lengte": "doel",
    "naam_genoemd": "naam",
    "rollen_genoemd": "rollen",
    "aanleiding_genoemd": "vereist_aanleiding",
    "betrokkenen_genoemd": "betrokkenen",
    "bewaartermijn_positief": "bewaardagen",
    "grondslag_bekend": "grondslag",
    "taak_met_artikel": "taak_artikel",
    "toestemming_met_alternatief": "alternatief",
    "waarom_genoemd": "gegevens",
    "bronnen_genoemd": "gegevens",
    "handeling_genoemd": "gegevens",
    "hoogstens_een_jaar": "evaluatiedatum",
    "nood_alleen_inzage": "noodtoegang",
    "nood_alleen_lezen": "noodtoegang",
}


def problems(concept: Concept, vandaag: date, uitzondering: str = "") -> dict[str, str]:
    """Per field what to write instead; empty when the database will take it. `uitzondering`: the vague text allowed."""
    found = {veld: UITLEG[veld] for veld in _wrong(concept, vandaag)}
    if "doel" not in found and concept.doel != uitzondering and is_vaag(concept.doel):
        found["doel"] = UITLEG["doel_vaag"]
    if "grondslag" not in found and _unasked(concept):
        found["grondslag"] = UITLEG["benaderen"]
    return found


def is_vaag(doel: str) -> bool:
    """Whether a purpose consists of words that fit everything; the database's own rule."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT doel_is_vaag(%s)", [doel])
        return bool(cursor.fetchone()[0])


def _wrong(c: Concept, vandaag: date) -> Iterator[str]:
    if not 5 <= len(c.naam) <= 120:
        yield "naam"
    if not 20 <= len(c.doel) <= 300:
        yield "doel"
    yield from _grondslag(c)
    yield from _taak(c)
    if c.evaluatiedatum is None or not vandaag < c.evaluatiedatum <= vandaag + EVALUATIE:
        yield "evaluatiedatum"
    for veld in ("rollen", "vereist_aanleiding", "betrokkenen"):
        if not getattr(c, veld):
            yield veld
    if not 1 <= c.bewaardagen <= 36500:
        yield "bewaardagen"
    if not 0 < len(c.selectielijst) <= 80:
        yield "selectielijst"
    if not 0 <= c.leeftijd_zelf <= 21:
        yield "leeftijd_zelf"
    if BIJZONDER & {g.soort for g in c.gegevens} and not c.bijzondere_gegevens:
        yield "bijzondere_gegevens"
    if not all(map(_gegeven, c.gegevens)):
        yield "gegevens"


def _grondslag(c: Concept) -> Iterator[str]:
    if c.grondslag not in GRONDSLAGEN:
        yield "grondslag"
    if c.grondslag == "toestemming" and len(c.alternatief.strip()) < 20:
        yield "alternatief"


def _unasked(c: Concept) -> bool:
    """Whether it writes to people out of a list without their consent; `migrations/ongevraagd.sql` refuses it too."""
    benadert = any("benaderen" in g.handelingen for g in c.gegevens)
    return benadert and set(c.vereist_aanleiding) == {"lijst"} and c.grondslag != "toestemming"


def _taak(c: Concept) -> Iterator[str]:
    if c.grondslag in TAAK or c.taak_titel or c.taak_artikel:
        if not 0 < len(c.taak_titel) <= 200:
            yield "taak_titel"
        if not re.search(r"\d", c.taak_artikel) or len(c.taak_artikel) > 200:
            yield "taak_artikel"
        if len(c.taak_bijdrage) < 80:
            yield "taak_bijdrage"
        if len(c.meetpunt) < 20:
            yield "meetpunt"


def _gegeven(g: Gegeven) -> bool:
    return (
        g.soort in set(Gegevenssoort) - {0}
        and len(g.waarom) >= 20
        and bool(g.handelingen)
        and set(g.handelingen) <= set(HANDELINGEN)
        and g.masker in MASKERS
        and g.niveau in NIVEAUS
        and bool(g.bronnen)
    )
