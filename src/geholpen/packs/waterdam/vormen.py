"""The shapes of the pack: frozen dataclasses, one per thing in `data/*.toml`. No logic, no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Adres:
    """A postal address in the Netherlands; `postcode` is written as "9999 AB"."""

    straat: str
    huisnummer: int
    postcode: str
    plaats: str
    toevoeging: str = ""
    land: str = "NL"


@dataclass(frozen=True, slots=True)
class Afdeling:
    """A department. `mailadres` is where work goes that is not done in Geholpen."""

    code: str
    naam: str
    mailadres: str


@dataclass(frozen=True, slots=True)
class Openingstijd:
    """One opening window. `dag` 1 is Monday; `soort` is telefoon, balie or chat."""

    soort: str
    dag: int
    van: time
    tot: time


@dataclass(frozen=True, slots=True)
class Mailtoon:
    """The fixed parts of a mail. `aanhef` holds {aanhef}; `ondertekening` {medewerker}, {afdeling}, {organisatie}."""

    aanhef: str
    aanhef_onbekend: str
    afsluiting: str
    ondertekening: str


@dataclass(frozen=True, slots=True)
class Organisatie:
    """Who we are."""

    code: str
    naam: str
    oin: str
    mailadres: str
    telefoon: str
    website: str
    snel_weg: str
    adres: Adres
    mailtoon: Mailtoon
    openingstijden: tuple[Openingstijd, ...]
    sluitingsdagen: tuple[date, ...]
    afdelingen: tuple[Afdeling, ...]


@dataclass(frozen=True, slots=True)
class Medewerker:
    """An employee. `woonadres` serves the rule on own file, household and neighbours; empty `rollen` may nothing."""

    code: str
    naam: str
    afdeling: str
    rollen: tuple[str, ...]
    ondertekening: str
    mailadres: str
    functie: str = ""
    toestel: str = ""  # extension at the exchange
    woonadres: Adres | None = None
    eigen_klant: str = ""
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Bewaartermijn:
    """How many days raw rows of one table are kept."""

    tabel: str
    dagen: int
    waarom: str


@dataclass(frozen=True, slots=True)
class Trefwoord:
    """A word or stem that points at a subject. A stem ends in "*". `gewicht` runs from 1 (hint) to 5 (nearly sure)."""

    woord: str
    gewicht: int


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """A subject of a question; brings its purpose (`activiteit`) and its term."""

    code: str
    naam: str
    domein: str
    gevoelig: bool
    activiteit: str
    afdeling: str
    eerstelijns: bool
    termijn_werkdagen: int
    toon: str
    trefwoorden: tuple[Trefwoord, ...] = ()


@dataclass(frozen=True, slots=True)
class WettelijkeTaak:
    """The task in law behind an activity, how the use helps it and how that is shown."""

    titel: str
    artikel: str
    bijdrage: str
    meetpunt: str
    evaluatiedatum: date


@dataclass(frozen=True, slots=True)
class Categorie:
    """One data category under one activity. `bronnen` are codes of activities whose collected data may be used."""

    soort: int
    waarom: str
    handelingen: tuple[str, ...]
    masker: str
    niveau: str
    bronnen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verwerkingsactiviteit:
    """A purpose. `nummer` is fixed for ever: it is what the rows carry.

    `verdeelt_naar`: activities under which this one may store what it received. Empty `afdelingen`: every department.
    """

    nummer: int
    code: str
    uuid: UUID
    naam: str
    doel: str
    gevoelig: bool
    grondslag: str
    taak: WettelijkeTaak
    rollen: tuple[str, ...]
    afdelingen: tuple[str, ...]
    vereist_aanleiding: tuple[str, ...]
    verdeelt_naar: tuple[str, ...]
    categorieen: tuple[Categorie, ...]
    ontvangers: tuple[str, ...]
    bewaartermijn: str
    selectielijst: str
    vertrouwelijk: bool
    mag_bsn_tonen: bool
    mag_geheim_adres: bool
    bijzondere_gegevens: bool
    leeftijd_zelf: int
    vertegenwoordiging: tuple[str, ...]
    alternatief: str  # of a purpose that rests on consent: the equal way for whoever says no

    @property
    def bewaardagen(self) -> int:
        """The retention period in days; a year counts 365, a month 30."""
        dagen = {"Y": 365, "M": 30, "W": 7, "D": 1}
        return sum(int(aantal) * dagen[eenheid] for aantal, eenheid in re.findall(r"(\d+)([YMWD])", self.bewaartermijn))

    def categorie(self, soort: int) -> Categorie | None:
        """The rule for one category number, None when this purpose does not need it."""
        return next((c for c in self.categorieen if c.soort == soort), None)


@dataclass(frozen=True, slots=True)
class Naam:
    """Contactnaam as in Klantinteracties. `voornaam` is the name people call somebody by."""

    achternaam: str
    voorletters: str = ""
    voornaam: str = ""
    voorvoegsel: str = ""

    @property
    def volledig(self) -> str:
        """First name (or initials), prefix and last name, joined by single spaces."""
        return " ".join(deel for deel in (self.voornaam or self.voorletters, self.voorvoegsel, self.achternaam) if deel)


@dataclass(frozen=True, slots=True)
class DigitaalAdres:
    """A mail address or telephone number (E.164). `niveau` says how sure we are that it belongs to this person."""

    soort: str
    waarde: str
    niveau: str
    omschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Vestiging:
    """A branch of a company."""

    vestigingsnummer: str
    naam: str
    adres: Adres


@dataclass(frozen=True, slots=True)
class Klant:
    """A person, organisation or contact person. `geboortedatum` may be partial ("1999-00-00"); "" is unknown."""

    sleutel: str
    soort: str
    verkregen_voor: str
    naam: Naam | None
    organisatienaam: str = ""
    aanhef: str = ""
    geslacht: str = ""
    geboortedatum: str = ""
    overleden_op: date | None = None
    bsn: str = ""
    kvk: str = ""
    vestigingen: tuple[Vestiging, ...] = ()
    werkt_voor: str = ""
    adres: Adres | None = None
    geheim: bool = False
    briefadres: bool = False
    digitale_adressen: tuple[DigitaalAdres, ...] = ()
    voorkeurskanaal: str = ""
    taal: str = "nld"
    toelichting: str = ""

    @property
    def weergavenaam(self) -> str:
        """What a screen calls this party."""
        return self.organisatienaam or (self.naam.volledig if self.naam else "")

    @property
    def mail(self) -> str:
        """The first mail address, "" when there is none."""
        return next((a.waarde for a in self.digitale_adressen if a.soort == "email"), "")

    @property
    def telefoon(self) -> str:
        """The first telephone number in E.164, "" when there is none."""
        return next((a.waarde for a in self.digitale_adressen if a.soort == "telefoonnummer"), "")


@dataclass(frozen=True, slots=True)
class Vertegenwoordiging:
    """`van` acts for `voor`. An empty `omvang` means: all subjects that accept this kind."""

    soort: str
    van: str
    voor: str
    omvang: tuple[str, ...]
    geldig_van: date
    geldig_tot: date | None = None
    bewijs: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact moment, `dagen_geleden` counted in calendar days before the day of loading, local time."""

    dagen_geleden: int
    tijd: time
    kanaal: str
    richting: str
    tekst: str
    onderwerpregel: str = ""
    medewerker: str = ""
    geslaagd: bool = True


@dataclass(frozen=True, slots=True)
class Belofte:
    """A promise to the customer (interne taak). Negative `over_werkdagen` means: already late."""

    soort: str
    tekst: str
    afdeling: str
    over_werkdagen: int
    medewerker: str = ""
    status: str = "te_verwerken"


@dataclass(frozen=True, slots=True)
class Gesprek:
    """One klantvraag with its contacts, oldest first. `klant` "" is an unknown sender; `namens` is who it is about."""

    sleutel: str
    vraag: str
    onderwerp: str
    status: str
    contacten: tuple[Contact, ...]
    klant: str = ""
    namens: str = ""
    afzender: str = ""
    uitkomst: str = ""
    behandelaar: str = ""
    beloften: tuple[Belofte, ...] = ()
