"""Telephone numbers as an exchange gives them. Pure."""

from __future__ import annotations

import phonenumbers

#: How exchanges say that a caller hides their number.
VERBORGEN = frozenset({"", "anonymous", "unknown", "unavailable", "private", "restricted", "withheld", "anoniem"})


def normalise(nummer: str) -> str:
    """E.164, Dutch unless it says otherwise; "" for a hidden number or something that cannot be called."""
    kaal = nummer.strip()
    if kaal.lower() in VERBORGEN:
        return ""
    try:
        gelezen = phonenumbers.parse(kaal, "NL")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(gelezen):
        return ""
    return phonenumbers.format_number(gelezen, phonenumbers.PhoneNumberFormat.E164)
