"""What somebody wrote, in the forms in which the register would keep it: to find the row that says so unseen. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geholpen.domain.partijen.schrijfwijze import bare
from geholpen.domain.partijen.sleutels import normalise_telefoon
from geholpen.domain.partijen.verbeterbaar import BEDRIJFSNUMMERS, WHATSAPP

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_HUIS = re.compile(r"([1-9][0-9]{3}) ?([A-Za-z]{2})[ ,]+([0-9]{1,5}) ?-?([A-Za-z0-9 -]{0,12})")
#: As on an envelope: street and house number, then the postcode, perhaps with the place.
_STRAAT = re.compile(
    r"[^0-9,][^,]*? ([0-9]{1,5}) ?-?([A-Za-z0-9-]{0,6}),? ([1-9][0-9]{3}) ?([A-Za-z]{2})(?:,? [^0-9,]+)?"
)
_NUMMER = re.compile(r"[+(0-9][0-9 ()./-]{5,24}")
#: Kinds of addresses that a customer has.
_SOORTEN = ("bezoekadres", "correspondentieadres")


def vormen(waarde: str) -> list[dict[str, Any]]:
    """Rows that say this, each with its `tabel`: a mail address, a number, an account, a postcode with a house number.

    Empty when it is none of these.
    """
    waarde = bare(waarde)
    return [*_digitaal(waarde), *_rekening(waarde), *_adres(waarde), *_bedrijf(waarde)]


def herkenbaar(waarde: str) -> bool:
    """Whether this has the form of a mail address, a number, an account or a postcode with a house number."""
    waarde = bare(waarde)
    anders = [*_rekening(waarde), *_adres(waarde), *_bedrijf(waarde)]
    return bool(anders) or "@" in waarde or _NUMMER.fullmatch(waarde) is not None


def stukken(regel: str) -> list[str]:
    """The values on one line: a comma parts them, but for the one between street and postcode."""
    regel = " ".join(regel.split())
    delen = [deel for deel in re.split(r"[,;] ?", regel) if deel.strip()]
    return [regel] if list(_adres(bare(regel))) or not all(map(herkenbaar, delen)) else delen


def _digitaal(waarde: str) -> Iterator[dict[str, Any]]:
    if "@" in waarde:
        yield {"tabel": "digitaal_adres", "soort_digitaal_adres": "email", "adres": waarde}
    elif _NUMMER.fullmatch(waarde):
        nummer = normalise_telefoon(waarde)
        yield {"tabel": "digitaal_adres", "soort_digitaal_adres": "telefoonnummer", "adres": nummer}
    elif waarde:
        yield {
            "tabel": "digitaal_adres",
            "soort_digitaal_adres": "overig",
            "identiteitsoort": WHATSAPP,
            "adres": waarde,
        }


def _rekening(waarde: str) -> Iterator[dict[str, Any]]:
    iban = waarde.replace(" ", "").upper()
    if _IBAN.fullmatch(iban):
        yield {"tabel": "rekeningnummer", "iban": iban}


def _adres(waarde: str) -> Iterator[dict[str, Any]]:
    if found := _HUIS.fullmatch(waarde):
        cijfers, letters, huisnummer, toevoeging = found.groups()
    elif found := _STRAAT.fullmatch(waarde):
        huisnummer, toevoeging, cijfers, letters = found.groups()
    else:
        return
    for soort in _SOORTEN:
        yield {
            "tabel": "adres",
            "soort": soort,
            "postcode": f"{cijfers} {letters.upper()}",
            "huisnummer": int(huisnummer),
            "huisnummertoevoeging": toevoeging,
        }


def _bedrijf(waarde: str) -> Iterator[dict[str, Any]]:
    nummer = waarde.replace(" ", "")
    if nummer.isascii() and nummer.isdigit():
        for code in BEDRIJFSNUMMERS:
            yield {"tabel": "partij_identificator", "code_soort_object_id": code, "object_id": nummer}
