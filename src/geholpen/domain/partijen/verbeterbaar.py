"""What somebody can have corrected of who they are: which field, what it says, and whether a new value can be. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.schrijfwijze import bare
from geholpen.domain.partijen.sleutels import normalise_telefoon
from geholpen.platform.errors import Invalid
from geholpen.platform.telefoonnummer import leesbaar

NAAM, ADRES, EMAIL, TELEFOON = "naam", "adres", "email", "telefoon"
GEBOORTE, AANHEF, REKENING = "geboorte", "aanhef", "rekening"
#: An identity of a channel: it can be left unused, and is not corrected, for the channel says what it is.
WHATSAPP = "whatsapp"
KVK, RSIN, VESTIGING = "kvk", "rsin", "vestiging"
#: Numbers of a company, by the code that the register keeps them under.
BEDRIJFSNUMMERS = {"kvk_nummer": KVK, "rsin": RSIN, "vestigingsnummer": VESTIGING}
SOORT_VAN_VELD = {
    **{NAAM: G.NAAM, ADRES: G.ADRES, EMAIL: G.CONTACTADRESSEN, TELEFOON: G.CONTACTADRESSEN},
    **{GEBOORTE: G.GEBOORTEDATUM, AANHEF: G.GESLACHT, REKENING: G.FINANCIEEL},
    **dict.fromkeys(BEDRIJFSNUMMERS.values(), G.RECHTSPERSOON),
    WHATSAPP: G.CONTACTADRESSEN,
}
#: Per field the columns that change, with the longest text.
KOLOMMEN: dict[str, dict[str, int]] = {
    NAAM: {"voorletters": 10, "voornaam": 200, "voorvoegsel_achternaam": 10, "achternaam": 200},
    ADRES: {"straatnaam": 255, "huisnummer": 5, "huisnummertoevoeging": 20, "postcode": 7, "stad": 255},
    EMAIL: {"adres": 320},
    TELEFOON: {"adres": 40},
    GEBOORTE: {"geboortedatum": 10},
    AANHEF: {"aanhef": 40},
    REKENING: {"iban": 42, "bic": 11},
    KVK: {"object_id": 8},
    RSIN: {"object_id": 9},
    VESTIGING: {"object_id": 12},
}
#: Columns of which is taken what a request would recognise: "tel. 085… (thuis)" is the number.
_ZOALS_MEN_SCHRIJFT = frozenset({"adres", "iban", "postcode"})
_DATUM = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OUDST = 1880
_POSTCODE = re.compile(r"([1-9][0-9]{3})[ .-]*([A-Za-z]{2})")


@dataclass(frozen=True, slots=True)
class Verbeterbaar:
    """One value that can be corrected. `doel`: the key of its row, "" of the one there is; `tekst`: what it says."""

    veld: str
    doel: str
    tekst: str
    waarden: Mapping[str, str]

    @property
    def bereikt(self) -> str:
        """Where it comes out, in one spelling: a telephone number is the same number in WhatsApp."""
        adres = self.waarden.get("adres", "")
        if self.veld == WHATSAPP and adres.isdigit():
            return normalise_telefoon(f"+{adres}")
        if self.veld == TELEFOON:
            return normalise_telefoon(adres)
        return adres.strip().lower() if self.veld == EMAIL else self.doel


def tekst_van_veld(veld: str, waarden: Mapping[str, Any]) -> str:
    """The value on one line."""
    w = {naam: str(waarden.get(naam) or "") for naam in KOLOMMEN[veld]}
    if veld == NAAM:
        return " ".join(filter(None, (w["voornaam"] or w["voorletters"], w["voorvoegsel_achternaam"], w["achternaam"])))
    if veld == ADRES:
        straat = " ".join(filter(None, (w["straatnaam"], w["huisnummer"] + w["huisnummertoevoeging"])))
        return ", ".join(filter(None, (straat, " ".join(filter(None, (w["postcode"], w["stad"]))))))
    if veld == GEBOORTE:
        return dag_van(w["geboortedatum"])
    if veld == TELEFOON:
        return leesbaar(w["adres"])
    return w["iban"] if veld == REKENING else w[next(iter(w))]


def dag_van(geboortedatum: str) -> str:
    """A date of birth of the register as people write it: 1960-02-01 becomes 01-02-1960."""
    found = _ISO.fullmatch(geboortedatum)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else geboortedatum


def checked_verbetering(veld: str, waarden: Mapping[str, str]) -> dict[str, Any]:
    """The new value as it is stored. Raises Invalid, by column, for what cannot be."""
    if veld not in KOLOMMEN:
        raise Invalid("veld", "Kies wat er niet klopt.")
    w = {naam: " ".join(str(waarden.get(naam, "")).split()) for naam in KOLOMMEN[veld]}
    w |= {naam: bare(tekst) for naam, tekst in w.items() if naam in _ZOALS_MEN_SCHRIJFT}
    for naam, lang in KOLOMMEN[veld].items():
        if len(w[naam]) > lang:
            raise Invalid(naam, f"Dit is te lang. Er passen hier {lang} tekens.")
    return _CHECKS[veld](w)


def _naam(w: dict[str, str]) -> dict[str, Any]:
    if not w["achternaam"]:
        raise Invalid("achternaam", "Vul uw achternaam in.")
    return w


def _adres(w: dict[str, str]) -> dict[str, Any]:
    for naam, vraag in (("straatnaam", "Vul de straat in."), ("stad", "Vul de plaats in.")):
        if not w[naam]:
            raise Invalid(naam, vraag)
    if not w["huisnummer"].isascii() or not w["huisnummer"].isdigit() or int(w["huisnummer"]) == 0:
        raise Invalid("huisnummer", "Een huisnummer is een getal. Een letter hoort bij de toevoeging.")
    found = _POSTCODE.fullmatch(w["postcode"])
    if found is None:
        raise Invalid("postcode", "Een postcode heeft vier cijfers en twee letters, bijvoorbeeld 1234 AB.")
    return {**w, "huisnummer": int(w["huisnummer"]), "postcode": f"{found[1]} {found[2].upper()}"}


def _email(w: dict[str, str]) -> dict[str, Any]:
    try:
        validate_email(w["adres"])
    except ValidationError as error:
        raise Invalid("adres", "Dit is geen mailadres. Een mailadres is bijvoorbeeld naam@voorbeeld.nl.") from error
    return {"adres": w["adres"]}


def _telefoon(w: dict[str, str]) -> dict[str, Any]:
    if not re.fullmatch(r"(\+|00)?[0-9]{8,15}", re.sub(r"[ ()./\-]", "", w["adres"])):
        raise Invalid("adres", "Dit is geen telefoonnummer. Gebruik alleen cijfers, bijvoorbeeld 06 12345678.")
    return {"adres": normalise_telefoon(w["adres"])}


def _geboorte(w: dict[str, str]) -> dict[str, Any]:
    """Of somebody of whom only the year or the month is known the rest is 00."""
    found = _DATUM.fullmatch(w["geboortedatum"])
    if found is None:
        raise Invalid("geboortedatum", "Schrijf de dag, de maand en het jaar, bijvoorbeeld 01-02-1960.")
    dag, maand, jaar = (int(deel) for deel in found.groups())
    try:
        geboren = date(jaar, maand or 1, dag or 1)
    except ValueError:
        geboren = date.max
    if (dag and not maand) or jaar < _OUDST or geboren > date.today():  # noqa: DTZ011  a day, not a moment
        raise Invalid("geboortedatum", "Deze dag kan geen geboortedatum zijn. Controleer de dag, de maand en het jaar.")
    return {"geboortedatum": f"{jaar:04}-{maand:02}-{dag:02}"}


def _aanhef(w: dict[str, str]) -> dict[str, Any]:
    return w


def _rekening(w: dict[str, str]) -> dict[str, Any]:
    iban, bic = w["iban"].replace(" ", "").upper(), w["bic"].upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}", iban) or _rest(iban) != 1:
        raise Invalid("iban", "Dit rekeningnummer klopt niet. Controleer het, bijvoorbeeld NL91 ABNA 0417 1643 00.")
    if bic and not re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", bic):
        raise Invalid("bic", "Een BIC heeft 8 of 11 letters en cijfers. U mag dit ook leeg laten.")
    return {"iban": iban, "bic": bic}


def _rest(iban: str) -> int:
    """What is left of an IBAN by 97: 1 when its check digits are right (ISO 13616)."""
    return int("".join(str(int(teken, 36)) for teken in iban[4:] + iban[:4])) % 97


def _nummer(lengte: int, naam: str) -> Callable[[dict[str, str]], dict[str, Any]]:
    def check(w: dict[str, str]) -> dict[str, Any]:
        if not re.fullmatch(f"[0-9]{{{lengte}}}", w["object_id"]):
            raise Invalid("object_id", f"Een {naam} heeft {lengte} cijfers.")
        return w

    return check


_CHECKS = {
    **{NAAM: _naam, ADRES: _adres, EMAIL: _email, TELEFOON: _telefoon},
    **{GEBOORTE: _geboorte, AANHEF: _aanhef, REKENING: _rekening},
    **{KVK: _nummer(8, "KvK-nummer"), RSIN: _nummer(9, "RSIN"), VESTIGING: _nummer(12, "vestigingsnummer")},
}
