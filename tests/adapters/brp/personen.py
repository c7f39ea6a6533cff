"""People of the cast as the BRP has them."""

from __future__ import annotations

from typing import Any

from geholpen.packs.waterdam.vormen import Klant


def persoon(klant: Klant, *, straat: str = "", huisnummer: int = 0, **meer: Any) -> dict[str, Any]:
    """One person of an answer, with everything the contract has and we could ask for."""
    adres = klant.adres
    assert adres is not None
    assert klant.naam is not None
    verblijfadres = {
        "officieleStraatnaam": straat or adres.straat,
        "huisnummer": huisnummer or adres.huisnummer,
        "postcode": adres.postcode.replace(" ", ""),
        "woonplaats": adres.plaats,
    }
    if adres.toevoeging:
        verblijfadres["huisnummertoevoeging"] = adres.toevoeging
    return {
        "burgerservicenummer": klant.bsn,
        "naam": {
            "voornamen": klant.naam.voornaam,
            "voorletters": klant.naam.voorletters,
            "voorvoegsel": klant.naam.voorvoegsel,
            "geslachtsnaam": klant.naam.achternaam,
            "volledigeNaam": f"{klant.naam.voornaam} {klant.naam.achternaam}",
        },
        "geboorte": {"datum": {"type": "Datum", "datum": klant.geboortedatum}},
        "verblijfplaats": {
            "type": "Adres",
            "functieAdres": {"code": "W", "omschrijving": "woonadres"},
            "verblijfadres": verblijfadres,
        },
        **meer,
    }
