"""How a name is shown. Pure."""

from __future__ import annotations

import re

ONBEKEND = "Onbekende klant"
_WOORD = re.compile(r"\w{2,}")


def volledige_naam(
    voornaam: str, voorletters: str, voorvoegsel: str, achternaam: str, organisatienaam: str = ""
) -> str:
    """First name (or initials), prefix and last name; the organisation's name when there is one."""
    if organisatienaam:
        return organisatienaam
    return " ".join(deel for deel in (voornaam or voorletters, voorvoegsel, achternaam) if deel) or ONBEKEND


def aanspreeknaam(aanhef: str, voorvoegsel: str, achternaam: str) -> str:
    """ "mevrouw De Wit": form of address with the last name; "" when there is no last name.

    Somebody who chose a name with it ("meneer Asante") is called that.
    """
    if not achternaam:
        return ""
    if set(_WOORD.findall(achternaam.casefold())) & set(_WOORD.findall(aanhef.casefold())):
        return aanhef
    naam = f"{voorvoegsel} {achternaam}".strip()
    return f"{aanhef} {naam[0].upper()}{naam[1:]}".strip()


def is_adresnaam(naam: str) -> bool:
    """Whether this is what stands before the @ of somebody whose mail had no name: nobody is greeted by that."""
    return naam == naam.lower() and " " not in naam
