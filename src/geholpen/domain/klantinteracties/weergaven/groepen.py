"""Members and filters that several resources share: an address, a name, a reference to an object elsewhere."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter

_ADRES = (
    ("nummeraanduidingId", "nummeraanduiding_id"),
    ("straatnaam", "straatnaam"),
    ("huisnummer", "huisnummer"),
    ("huisnummertoevoeging", "huisnummertoevoeging"),
    ("postcode", "postcode"),
    ("stad", "stad"),
    ("adresregel1", "adresregel1"),
    ("adresregel2", "adresregel2"),
    ("adresregel3", "adresregel3"),
    ("land", "land"),
)


def adres(rij: str) -> str:
    """SQL for an address out of the row `rij`, which may be missing: then everything in it is empty."""
    leden = (
        f"'{naam}', {rij}.{kolom}" if kolom == "huisnummer" else f"'{naam}', coalesce({rij}.{kolom}, '')"
        for naam, kolom in _ADRES
    )
    return f"json_build_object({', '.join(leden)})"


def contactnaam(rij: str) -> str:
    """SQL for a name out of the row `rij`, which may be missing."""
    return f"""json_build_object('voorletters', coalesce({rij}.voorletters, ''),
        'voornaam', coalesce({rij}.voornaam, ''),
        'voorvoegselAchternaam', coalesce({rij}.voorvoegsel_achternaam, ''),
        'achternaam', coalesce({rij}.achternaam, ''))"""


def volledige_naam(rij: str) -> str:
    """SQL for that name in one text."""
    voor = f"coalesce(nullif({rij}.voornaam, ''), nullif({rij}.voorletters, ''))"
    return f"concat_ws(' ', {voor}, nullif({rij}.voorvoegsel_achternaam, ''), nullif({rij}.achternaam, ''))"


def op_vrije_identificator(prefix: str, rij: str, groep: str = "") -> dict[str, Filter]:
    """The four filters on the reference to an object elsewhere in the row `rij`; names end in a capital."""
    kolommen = {
        "CodeObjecttype": "code_objecttype",
        "CodeRegister": "code_register",
        "CodeSoortObjectId": "code_soort_object_id",
        "ObjectId": "object_id",
    }
    return {f"{prefix}{naam}": Filter(f"{rij}.{kolom} = %", groep) for naam, kolom in kolommen.items()}


#: SQL for the reference to an object elsewhere in the row `r`.
VRIJE_IDENTIFICATOR = (
    "json_build_object('objectId', r.object_id, 'codeObjecttype', r.code_objecttype,"
    " 'codeRegister', r.code_register, 'codeSoortObjectId', r.code_soort_object_id)"
)
