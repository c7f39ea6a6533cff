"""Reads the pack: `pack()` gives everything in `data/*.toml` as frozen dataclasses, checked.

No Django here: tests, the demo and tools can read the pack without settings or a database.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from geholpen.packs.waterdam.controle import check
from geholpen.packs.waterdam.vormen import (
    Adres,
    Afdeling,
    Belofte,
    Bewaartermijn,
    Categorie,
    Contact,
    DigitaalAdres,
    Gesprek,
    Klant,
    Mailtoon,
    Medewerker,
    Naam,
    Onderwerp,
    Openingstijd,
    Organisatie,
    Trefwoord,
    Vertegenwoordiging,
    Verwerkingsactiviteit,
    Vestiging,
    WettelijkeTaak,
)

DATA = Path(__file__).parent / "data"
T = TypeVar("T")
Tabel = Mapping[str, Any]


class PackFout(ValueError):
    """The data of the pack cannot be used. `fouten` says per line what and where."""

    def __init__(self, fouten: list[str]) -> None:
        super().__init__("\n".join(fouten))
        self.fouten = fouten


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything the pack holds, in the order of the files. The look-ups raise KeyError for an unknown code."""

    organisatie: Organisatie
    medewerkers: tuple[Medewerker, ...]
    onderwerpen: tuple[Onderwerp, ...]
    activiteiten: tuple[Verwerkingsactiviteit, ...]
    klanten: tuple[Klant, ...]
    vertegenwoordigingen: tuple[Vertegenwoordiging, ...]
    gesprekken: tuple[Gesprek, ...]
    bewaartermijnen: tuple[Bewaartermijn, ...] = ()

    def medewerker(self, code: str) -> Medewerker:
        """The employee with this code."""
        return _one(self.medewerkers, "code", code)

    def onderwerp(self, code: str) -> Onderwerp:
        """The subject with this code."""
        return _one(self.onderwerpen, "code", code)

    def activiteit(self, code: str) -> Verwerkingsactiviteit:
        """The purpose with this code."""
        return _one(self.activiteiten, "code", code)

    def klant(self, sleutel: str) -> Klant:
        """The customer with this key."""
        return _one(self.klanten, "sleutel", sleutel)

    def gesprek(self, sleutel: str) -> Gesprek:
        """The question with this key."""
        return _one(self.gesprekken, "sleutel", sleutel)

    def nummers(self, codes: tuple[str, ...]) -> tuple[int, ...]:
        """The fixed numbers of these purposes, ascending: what the database wants as sources."""
        return tuple(sorted(self.activiteit(code).nummer for code in codes))


@cache
def pack() -> Pack:
    """The pack of Waterdam, read and checked once per process. Raises PackFout."""
    return load(DATA)


def load(map_: Path) -> Pack:
    """Read and check the seven files in `map_`. Raises PackFout with every problem found."""
    klanten = _read(map_, "klanten")
    gelezen = Pack(
        organisatie=_organisatie(_read(map_, "organisatie")),
        medewerkers=_all(Medewerker, _read(map_, "medewerkers")["medewerkers"], "medewerkers", woonadres=_adres),
        onderwerpen=_all(Onderwerp, _read(map_, "onderwerpen")["onderwerpen"], "onderwerpen", trefwoorden=_trefwoorden),
        activiteiten=_activiteiten(_read(map_, "verwerkingsactiviteiten")),
        klanten=_all(
            Klant,
            klanten["klanten"],
            "klanten",
            standaard={"verkregen_voor": "contactgegevens", "naam": None},
            naam=lambda t, waar: _make(Naam, t, waar),
            adres=_adres,
            digitale_adressen=lambda t, waar: _all(DigitaalAdres, t, waar),
            vestigingen=lambda t, waar: _all(Vestiging, t, waar, adres=_adres),
        ),
        vertegenwoordigingen=_all(Vertegenwoordiging, klanten["vertegenwoordigingen"], "vertegenwoordigingen"),
        gesprekken=_all(
            Gesprek,
            _read(map_, "gesprekken")["gesprekken"],
            "gesprekken",
            contacten=lambda t, waar: _all(Contact, t, waar),
            beloften=lambda t, waar: _all(Belofte, t, waar),
        ),
        bewaartermijnen=_all(Bewaartermijn, _read(map_, "bewaartermijnen")["bewaartermijnen"], "bewaartermijnen"),
    )
    if fouten := check(gelezen):
        raise PackFout(fouten)
    return gelezen


def _read(map_: Path, naam: str) -> Tabel:
    bestand = map_ / f"{naam}.toml"
    try:
        return tomllib.loads(bestand.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PackFout([f"{bestand.name}: {error}"]) from error


def _make(
    soort: type[T], tabel: Tabel, waar: str, standaard: Tabel | None = None, **omzetten: Callable[[Any, str], Any]
) -> T:
    """One dataclass from one table; lists become tuples. Raises PackFout on an unknown or missing key."""
    bekend = {f.name: f for f in fields(soort)}  # type: ignore[arg-type]
    waarden = {**(standaard or {}), **tabel}
    if vreemd := sorted(set(waarden) - set(bekend)):
        raise PackFout([f"{waar}: onbekend veld {', '.join(vreemd)}"])
    verplicht = {n for n, f in bekend.items() if f.default is MISSING and f.default_factory is MISSING}
    if ontbreekt := sorted(verplicht - set(waarden)):
        raise PackFout([f"{waar}: veld {', '.join(ontbreekt)} ontbreekt"])
    return soort(**{n: _value(w, f"{waar}.{n}", omzetten.get(n)) for n, w in waarden.items()})


def _value(waarde: Any, waar: str, omzetten: Callable[[Any, str], Any] | None) -> Any:
    if waarde is None:
        return None
    if omzetten:
        return omzetten(waarde, waar)
    return tuple(waarde) if isinstance(waarde, list) else waarde


def _all(
    soort: type[T],
    tabellen: list[Tabel],
    waar: str,
    standaard: Tabel | None = None,
    **omzetten: Callable[[Any, str], Any],
) -> tuple[T, ...]:
    return tuple(
        _make(soort, tabel, f"{waar}[{tabel.get('code') or tabel.get('sleutel') or nummer}]", standaard, **omzetten)
        for nummer, tabel in enumerate(tabellen, start=1)
    )


def _one(rij: tuple[T, ...], veld: str, waarde: str) -> T:
    for ding in rij:
        if getattr(ding, veld) == waarde:
            return ding
    raise KeyError(waarde)


def _adres(tabel: Tabel, waar: str) -> Adres:
    return _make(Adres, tabel, waar)


def _trefwoorden(tabel: Mapping[str, int], waar: str) -> tuple[Trefwoord, ...]:
    return tuple(Trefwoord(woord, gewicht) for woord, gewicht in tabel.items())


def _organisatie(bestand: Tabel) -> Organisatie:
    tijden = [
        {"soort": tijd["soort"], "dag": dag, "van": tijd["van"], "tot": tijd["tot"]}
        for tijd in bestand["openingstijden"]
        for dag in tijd["dagen"]
    ]
    return _make(
        Organisatie,
        {
            **bestand["organisatie"],
            "mailtoon": bestand["mailtoon"],
            "openingstijden": tijden,
            "afdelingen": bestand["afdelingen"],
        },
        "organisatie",
        adres=_adres,
        mailtoon=lambda t, waar: _make(Mailtoon, t, waar),
        openingstijden=lambda t, waar: _all(Openingstijd, t, waar),
        afdelingen=lambda t, waar: _all(Afdeling, t, waar),
    )


_ACTIVITEIT = {
    "alternatief": "",
    "gevoelig": False,
    "afdelingen": [],
    "ontvangers": [],
    "verdeelt_naar": [],
    "vertrouwelijk": False,
    "mag_bsn_tonen": False,
    "mag_geheim_adres": False,
    "bijzondere_gegevens": False,
}
_CATEGORIE = {"handelingen": ["lezen"], "masker": "geen", "niveau": "matched"}


def _activiteiten(bestand: Tabel) -> tuple[Verwerkingsactiviteit, ...]:
    groepen = bestand["brongroepen"]

    def codes(waarden: list[str], waar: str) -> tuple[str, ...]:
        uit: dict[str, None] = {}
        for waarde in waarden:
            if waarde.startswith("@") and waarde[1:] not in groepen:
                raise PackFout([f"{waar}: onbekende brongroep {waarde}"])
            uit |= dict.fromkeys(groepen[waarde[1:]] if waarde.startswith("@") else [waarde])
        return tuple(uit)

    return _all(
        Verwerkingsactiviteit,
        bestand["activiteiten"],
        "activiteiten",
        standaard=_ACTIVITEIT,
        uuid=lambda waarde, waar: UUID(waarde),
        taak=lambda t, waar: _make(WettelijkeTaak, t, waar, evaluatiedatum=_datum),
        categorieen=lambda t, waar: _all(Categorie, t, waar, _CATEGORIE, bronnen=codes),
        verdeelt_naar=codes,
    )


def _datum(waarde: Any, waar: str) -> date:
    if not isinstance(waarde, date):
        raise PackFout([f"{waar}: geen datum"])
    return waarde
