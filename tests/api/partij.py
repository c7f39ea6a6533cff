"""Bodies of the standard for tests of partijen: made-up people, numbers that pass the check of their kind."""

from __future__ import annotations

from typing import Any

BSN, BSN_2 = "999990019", "999990020"


def persoon(**meer: Any) -> dict[str, Any]:
    """A person, with what must be given and a name."""
    naam = {"voorletters": "P", "voornaam": "Pip", "voorvoegselAchternaam": "van", "achternaam": "Dam"}
    return {
        "soortPartij": "persoon",
        "indicatieActief": True,
        "partijIdentificatie": {"contactnaam": naam},
        **meer,
    }


def organisatie(naam: str = "Bakkerij De Kade", **meer: Any) -> dict[str, Any]:
    """An organisation."""
    return {"soortPartij": "organisatie", "indicatieActief": True, "partijIdentificatie": {"naam": naam}, **meer}


def bsn(nummer: str = BSN, **meer: Any) -> dict[str, Any]:
    """A partij-identificator with a BSN."""
    return _nummer("natuurlijk_persoon", "bsn", nummer, "brp", meer)


def kvk(nummer: str = "90001111", **meer: Any) -> dict[str, Any]:
    """One with a number of the trade register."""
    return _nummer("niet_natuurlijk_persoon", "kvk_nummer", nummer, "hr", meer)


def vestiging(nummer: str = "900000001111", **meer: Any) -> dict[str, Any]:
    """One with the number of a branch; it needs a subIdentificatorVan."""
    return _nummer("vestiging", "vestigingsnummer", nummer, "hr", meer)


def _nummer(objecttype: str, soort: str, nummer: str, register: str, meer: dict[str, Any]) -> dict[str, Any]:
    groep = {"codeObjecttype": objecttype, "codeSoortObjectId": soort, "objectId": nummer, "codeRegister": register}
    return {"partijIdentificator": groep, **meer}
