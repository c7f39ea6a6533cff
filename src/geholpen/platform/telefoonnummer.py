"""Telephone numbers as people read them out. Pure."""

from __future__ import annotations

import phonenumbers

NEDERLAND = 31
#: How the digits after the area code are said, by how many there are.
_GROEPEN = {8: (2, 2, 2, 2), 7: (3, 2, 2), 6: (2, 2, 2)}


def leesbaar(nummer: str) -> str:
    """085 000 01 11, 06 12 34 56 78; of another country +32 471 12 34 56; what is no number stays as it is."""
    try:
        gelezen = phonenumbers.parse(nummer, "NL")
    except phonenumbers.NumberParseException:
        return nummer
    if gelezen.country_code != NEDERLAND:
        return phonenumbers.format_number(gelezen, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if not phonenumbers.is_valid_number(gelezen):
        return nummer
    return _nationaal(gelezen)


def can_text(nummer: str) -> bool:
    """Whether a text message may arrive there: not at what is surely a landline."""
    try:
        soort = phonenumbers.number_type(phonenumbers.parse(nummer, "NL"))
    except phonenumbers.NumberParseException:
        return False
    return soort != phonenumbers.PhoneNumberType.FIXED_LINE


def _nationaal(gelezen: phonenumbers.PhoneNumber) -> str:
    cijfers = phonenumbers.national_significant_number(gelezen)
    kengetal = phonenumbers.length_of_national_destination_code(gelezen)
    rest = cijfers[kengetal:]
    if not kengetal or len(rest) not in _GROEPEN:  # 14 020, 0800 1234
        return phonenumbers.format_number(gelezen, phonenumbers.PhoneNumberFormat.NATIONAL)
    delen = [f"0{cijfers[:kengetal]}"]
    for lengte in _GROEPEN[len(rest)]:
        delen.append(rest[:lengte])
        rest = rest[lengte:]
    return " ".join(delen)
