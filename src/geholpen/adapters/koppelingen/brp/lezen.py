"""Fields of the interface for what a purpose gives, and a person of the interface in our words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.ports import Brpadres, Brppersoon

#: Secrecy, suspension and what is being looked into come with every answer and may not be asked for.
_VELDEN = {
    G.NAAM: ("naam.geslachtsnaam", "naam.voorletters", "naam.voornamen", "naam.voorvoegsel"),
    G.ADRES: ("verblijfplaats",),
}


def velden(soorten: Iterable[int]) -> list[str]:
    """What to ask for these data categories. The BSN comes along: the answer must be about who was asked for."""
    return ["burgerservicenummer", *(v for s in sorted(soorten) for v in _VELDEN.get(G(s), ()))]


def persoon(found: Mapping[str, Any], soorten: frozenset[int]) -> Brppersoon:
    """One person of an answer. Only what was asked, also when more came. Raises for what the contract does not have."""
    opschorting = found.get("opschortingBijhouding") or {}
    reden = opschorting.get("reden") or {}
    return Brppersoon(
        naam=_naam(found.get("naam") or {}) if G.NAAM in soorten else None,
        adres=_adres(found.get("verblijfplaats") or {}) if G.ADRES in soorten else None,
        geheim=found.get("geheimhoudingPersoonsgegevens") is True,
        opgeschort=str(reden.get("omschrijving") or reden.get("code") or "") if opschorting else "",
        overleden=reden.get("code") == "O",
    )


def _naam(found: Mapping[str, Any]) -> dict[str, str] | None:
    """A name without a family name says that the BRP does not know it."""
    if not found.get("geslachtsnaam") and not found.get("voornamen"):
        return None
    return {
        "voornaam": str(found.get("voornamen", ""))[:200],
        "voorletters": str(found.get("voorletters", ""))[:10],
        "voorvoegsel_achternaam": str(found.get("voorvoegsel", ""))[:10],
        "achternaam": str(found.get("geslachtsnaam", ""))[:200],
    }


def _adres(found: Mapping[str, Any]) -> Brpadres | None:
    """Where somebody lives; None when the BRP does not know."""
    adres = found.get("verblijfadres") or {}
    match found.get("type", ""):
        case "Adres":
            straat = adres.get("officieleStraatnaam") or adres.get("korteStraatnaam") or ""
            huis = "".join(str(adres.get(deel, "")) for deel in ("huisletter", "huisnummertoevoeging"))
            return Brpadres(
                straatnaam=str(straat)[:255],
                huisnummer=int(adres["huisnummer"]) if "huisnummer" in adres else None,
                huisnummertoevoeging=huis[:20],
                postcode=str(adres.get("postcode", ""))[:10],
                stad=str(adres.get("woonplaats", ""))[:255],
                nummeraanduiding_id=str(found.get("nummeraanduidingIdentificatie", ""))[:16],
                briefadres=(found.get("functieAdres") or {}).get("code") == "B",
            )
        case "VerblijfplaatsBuitenland":
            regels = [str(adres.get(f"regel{n}", ""))[:80] for n in (1, 2, 3)]
            land = str((adres.get("land") or {}).get("omschrijving", ""))
            een, twee, drie = [*[r for r in (*regels, land) if r], "", "", ""][:3]
            return Brpadres(land="", adresregel1=een, adresregel2=twee, adresregel3=drie)
        case "Locatie":
            return Brpadres(adresregel1=str(adres.get("locatiebeschrijving", ""))[:80])
    return None
