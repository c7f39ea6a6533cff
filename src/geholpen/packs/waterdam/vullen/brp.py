"""The people of the town as the BRP twin has them."""

from __future__ import annotations

from typing import Any

from geholpen.packs.waterdam.laden import pack
from geholpen.packs.waterdam.vormen import Klant

#: In the BRP Wouter lives somewhere else than he told us.
ANDERS = {"wouter": {"officieleStraatnaam": "Kanaalkade", "huisnummer": 99, "postcode": "9999KK"}}


def brp_personen() -> list[dict[str, Any]]:
    """Everybody with a BSN and an address."""
    return [_persoon(k) for k in pack().klanten if k.bsn and k.adres and k.naam]


def _persoon(k: Klant) -> dict[str, Any]:
    assert k.adres is not None  # noqa: S101  asked by the caller
    assert k.naam is not None  # noqa: S101
    adres = {
        "officieleStraatnaam": k.adres.straat,
        "huisnummer": k.adres.huisnummer,
        "postcode": k.adres.postcode.replace(" ", ""),
        "woonplaats": k.adres.plaats,
        **({"huisnummertoevoeging": k.adres.toevoeging} if k.adres.toevoeging else {}),
        **ANDERS.get(k.sleutel, {}),
    }
    found: dict[str, Any] = {
        "burgerservicenummer": k.bsn,
        "naam": {
            "voornamen": k.naam.voornaam,
            "voorletters": k.naam.voorletters,
            "voorvoegsel": k.naam.voorvoegsel,
            "geslachtsnaam": k.naam.achternaam,
        },
        "verblijfplaats": {
            "type": "Adres",
            "functieAdres": {"code": "B" if k.briefadres else "W"},
            "verblijfadres": adres,
        },
    }
    if k.geheim:
        found["geheimhoudingPersoonsgegevens"] = True
    if k.overleden_op:
        found["opschortingBijhouding"] = {"reden": {"code": "O", "omschrijving": "overlijden"}}
    return found
