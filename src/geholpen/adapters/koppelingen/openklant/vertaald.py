"""Reading values of a record of the source. Pure; raises Onplaatsbaar with the reason in plain Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

Record = Mapping[str, Any]


class Onplaatsbaar(Exception):
    """This record cannot be placed. The text says which member and why, never its value."""


@dataclass(slots=True)
class Vertaald:
    """A record as our doors take it in, and what of it is otherwise than it was."""

    velden: dict[str, Any]
    opmerkingen: list[str] = field(default_factory=list)


def tekst(record: Record, naam: str, *, verplicht: bool = False) -> str:
    """A text; "" for what is missing or null."""
    value = record.get(naam)
    if value is None or value == "":
        if verplicht:
            raise Onplaatsbaar(f"{naam} ontbreekt")
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise Onplaatsbaar(f"{naam} is geen tekst")


def nummer(record: Record, naam: str) -> str | None:
    """A number that is unique where it is given: empty means that there is none."""
    return tekst(record, naam) or None


def ja_nee(record: Record, naam: str, anders: bool) -> bool:
    """Yes or no; `anders` when the source does not say."""
    value = record.get(naam)
    if value is None:
        return anders
    if not isinstance(value, bool):
        raise Onplaatsbaar(f"{naam} is geen ja of nee")
    return value


def ja_nee_onbekend(record: Record, naam: str) -> bool | None:
    """Yes, no, or not known."""
    return None if record.get(naam) is None else ja_nee(record, naam, False)


def keuze(record: Record, naam: str, mogelijk: Sequence[str]) -> str:
    """One of these."""
    value = tekst(record, naam, verplicht=True)
    if value not in mogelijk:
        raise Onplaatsbaar(f"{naam} heeft een waarde die het contract niet kent")
    return value


def verwijzing(record: Record, naam: str, *, verplicht: bool = False) -> UUID | None:
    """The key of another object, out of {uuid, url} or out of its address."""
    value = record.get(naam)
    if isinstance(value, Mapping):
        value = value.get("uuid") or str(value.get("url") or "").rstrip("/").rpartition("/")[2]
    if not value:
        if verplicht:
            raise Onplaatsbaar(f"{naam} ontbreekt")
        return None
    return _uuid(value, naam)


def sleutel(record: Record, naam: str) -> UUID:
    """A reference that must be there."""
    found = verwijzing(record, naam, verplicht=True)
    assert found is not None  # noqa: S101  `verplicht` raises
    return found


def _uuid(value: Any, naam: str) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as error:
        raise Onplaatsbaar(f"{naam} heeft geen geldige uuid") from error


def dag(record: Record, naam: str) -> date | None:
    """A day, or None."""
    value = record.get(naam)
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError) as error:
        raise Onplaatsbaar(f"{naam} is geen datum") from error


def moment(record: Record, naam: str) -> datetime | None:
    """A moment with its time zone, or None."""
    value = record.get(naam)
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except (AttributeError, TypeError, ValueError) as error:
        raise Onplaatsbaar(f"{naam} is geen tijdstip") from error
    if found.tzinfo is None:
        raise Onplaatsbaar(f"{naam} is een tijdstip zonder tijdzone")
    return found


def groep(record: Record, naam: str) -> Record:
    """A group of members; empty when it is missing."""
    value = record.get(naam)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Onplaatsbaar(f"{naam} is geen groep van gegevens")
    return value


def adres(record: Record, naam: str) -> dict[str, Any]:
    """An address in our words."""
    a = groep(record, naam)
    huisnummer = a.get("huisnummer")
    if isinstance(huisnummer, str):
        huisnummer = int(huisnummer) if huisnummer.isascii() and huisnummer.isdigit() else None
        if huisnummer is None and a["huisnummer"]:
            raise Onplaatsbaar(f"{naam}.huisnummer is geen getal")
    return {
        "nummeraanduiding_id": tekst(a, "nummeraanduidingId"),
        "straatnaam": tekst(a, "straatnaam"),
        "huisnummer": huisnummer,
        "huisnummertoevoeging": tekst(a, "huisnummertoevoeging"),
        "postcode": tekst(a, "postcode"),
        "stad": tekst(a, "stad"),
        "adresregel1": tekst(a, "adresregel1"),
        "adresregel2": tekst(a, "adresregel2"),
        "adresregel3": tekst(a, "adresregel3"),
        "land": tekst(a, "land"),
    }


def contactnaam(record: Record, naam: str = "contactnaam") -> dict[str, str]:
    """A name in our words."""
    n = groep(record, naam)
    return {
        "voorletters": tekst(n, "voorletters"),
        "voornaam": tekst(n, "voornaam"),
        "voorvoegsel_achternaam": tekst(n, "voorvoegselAchternaam"),
        "achternaam": tekst(n, "achternaam"),
    }


def identificator(record: Record, naam: str) -> dict[str, str]:
    """A reference to an object elsewhere in our words."""
    i = groep(record, naam)
    return {
        "code_objecttype": tekst(i, "codeObjecttype"),
        "code_register": tekst(i, "codeRegister"),
        "code_soort_object_id": tekst(i, "codeSoortObjectId"),
        "object_id": tekst(i, "objectId"),
    }
