"""Masks on values: what is left when a purpose needs only part of something. Pure functions, never styling."""

from __future__ import annotations


def mask_naam(naam: str, masker: str) -> str:
    """A name under a mask: `deels` keeps the first letter of each word, `weg` keeps nothing."""
    if masker == "deels":
        return " ".join(f"{deel[0]}." for deel in naam.split())
    return "" if masker in {"weg", "ja_nee", "band"} else naam


def mask_waarde(waarde: str, masker: str) -> str:
    """A number or address under a mask: `deels` keeps the last two characters behind dots."""
    if masker == "deels":
        return "•" * max(len(waarde) - 2, 0) + waarde[-2:]
    return "" if masker in {"weg", "ja_nee"} else waarde
