"""Search keys: a customer is found by exact, normalised values, kept as keyed hashes. Pure.

No plain value is indexed over customers, so nothing can be browsed by prefix and a shielded address has simply no key.
"""

from __future__ import annotations

import unicodedata

import phonenumbers
from stdnum.nl import bsn as bsn_number

from geholpen.platform.keys import keyed_hash

#: Letters that NFKD does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def fold(text: str) -> str:
    """Lower case, without accents, hyphens and double spaces: how two spellings of one name are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(plain.translate(_LETTERS).replace("-", " ").replace(".", " ").split())


def _key(soort: str, value: str) -> bytes:
    return keyed_hash("zoeksleutel", f"{soort}|{value}")


def email(adres: str) -> bytes:
    """Key of a mail address."""
    return _key("email", adres.strip().lower())


def telefoon(nummer: str) -> bytes:
    """Key of a telephone number; Dutch unless it says otherwise."""
    return _key("telefoon", normalise_telefoon(nummer))


def normalise_telefoon(nummer: str) -> str:
    """The number in E.164, or the digits as they are when it is no valid number."""
    try:
        parsed = phonenumbers.parse(nummer, "NL")
    except phonenumbers.NumberParseException:
        return "".join(c for c in nummer if c.isdigit())
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def normalise(soort: str, waarde: str) -> str:
    """How an address of this kind is kept and compared: mail in lower case, a number in E.164, the rest as it is."""
    if soort == "email":
        return waarde.strip().lower()
    return normalise_telefoon(waarde) if soort == "telefoonnummer" else waarde.strip()


def digitaal(soort: str, waarde: str) -> bytes:
    """Key of a digital address: `soort` is email, telefoonnummer, or the kind of identity of another channel."""
    if soort == "email":
        return email(waarde)
    return telefoon(waarde) if soort == "telefoonnummer" else _key(f"kanaal:{soort}", waarde.strip())


def bsn(nummer: str) -> bytes:
    """Key of a citizen service number. Raises ValueError when it is none."""
    compact = bsn_number.compact(nummer)
    if not bsn_number.is_valid(compact):
        raise ValueError("geen geldig BSN")
    return _key("bsn", compact)


def registernummer(nummer: str) -> bytes:
    """Key of a number in another register, of whatever kind: by it the register's filters find a BSN too."""
    return _key("registernummer", nummer.strip())


def rechtspersoon(soort: str, nummer: str) -> bytes:
    """Key of a company number: `soort` is kvk_nummer, rsin or vestigingsnummer."""
    return _key(soort, "".join(c for c in nummer if c.isdigit()))


def naam_en_geboorte(achternaam: str, geboortedatum: str) -> bytes:
    """Key of last name (without prefix) and date of birth (ISO, unknown parts as 00)."""
    return _key("naam_geboorte", f"{fold(achternaam)}|{geboortedatum}")


def adres(postcode: str, huisnummer: int | str) -> bytes:
    """Key of postcode and house number."""
    return _key("adres", f"{postcode.replace(' ', '').upper()}|{str(huisnummer).strip()}")


def naam_organisatie(naam: str) -> bytes:
    """Key of the name of an organisation."""
    return _key("organisatie", fold(naam))
