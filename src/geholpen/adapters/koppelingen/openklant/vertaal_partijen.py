"""Records about customers, in the words of our doors. Pure."""

from __future__ import annotations

import re

from geholpen.adapters.koppelingen.openklant.codes import VESTIGING, codes, fits
from geholpen.adapters.koppelingen.openklant.vertaald import (
    Onplaatsbaar,
    Record,
    Vertaald,
    adres,
    contactnaam,
    dag,
    groep,
    identificator,
    ja_nee,
    ja_nee_onbekend,
    keuze,
    nummer,
    sleutel,
    tekst,
    verwijzing,
)

#: What the contract asks of an address now; older versions asked other things.
_TELEFOON = re.compile(r"0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def partij(r: Record) -> Vertaald:
    """A customer; what hangs on it comes as records of its own."""
    soort = keuze(r, "soortPartij", ("persoon", "organisatie", "contactpersoon"))
    velden = {
        "soort_partij": soort,
        "nummer": nummer(r, "nummer"),
        "interne_notitie": tekst(r, "interneNotitie"),
        "indicatie_actief": ja_nee(r, "indicatieActief", True),
        "indicatie_geheimhouding": ja_nee_onbekend(r, "indicatieGeheimhouding"),
        "voorkeurstaal": tekst(r, "voorkeurstaal"),
        "bezoekadres": adres(r, "bezoekadres"),
        "correspondentieadres": adres(r, "correspondentieadres"),
        "voorkeurs_digitaal_adres": verwijzing(r, "voorkeursDigitaalAdres"),
        "voorkeurs_rekeningnummer": verwijzing(r, "voorkeursRekeningnummer"),
    }
    if r.get("partijIdentificatie") is not None:
        velden["partij_identificatie"] = _identificatie(soort, groep(r, "partijIdentificatie"))
    return Vertaald(velden)


def _identificatie(soort: str, g: Record) -> dict[str, object]:
    if soort == "organisatie":
        return {"naam": tekst(g, "naam")}
    if soort == "persoon":
        return {"contactnaam": contactnaam(g)}
    return {
        "contactnaam": contactnaam(g),
        "uuid": verwijzing(g, "uuid"),
        "werkte_voor_partij": verwijzing(g, "werkteVoorPartij"),
    }


def partij_identificator(r: Record) -> Vertaald:
    """A number in another register."""
    i = identificator(r, "partijIdentificator")
    if not i["object_id"]:
        raise Onplaatsbaar("partijIdentificator.objectId ontbreekt")
    kind, anders = codes(i["code_objecttype"], i["code_register"], i["code_soort_object_id"], i["object_id"])
    uit = Vertaald(
        {
            "identificeerde_partij": verwijzing(r, "identificeerdePartij"),
            "sub_identificator_van": verwijzing(r, "subIdentificatorVan"),
            "andere_partij_identificator": tekst(r, "anderePartijIdentificator"),
            "partij_identificator": {
                "code_objecttype": kind[0],
                "code_register": kind[1],
                "code_soort_object_id": kind[2],
                "object_id": i["object_id"],
            },
        }
    )
    if anders:
        uit.opmerkingen.append(f"oude codes zijn vertaald naar {kind[1]}, {kind[0]}, {kind[2]}")
    elif not fits(kind, i["object_id"]) and kind[2] != "bsn":
        uit.opmerkingen.append(f"het nummer voldoet niet aan de regels voor een {kind[2]} en is zo overgenomen")
    if kind == VESTIGING and uit.velden["sub_identificator_van"] is None:
        uit.opmerkingen.append("een vestigingsnummer zonder KvK-nummer erboven")
    return uit


def digitaal_adres(r: Record) -> Vertaald:
    """How somebody can be reached."""
    soort = keuze(r, "soortDigitaalAdres", ("email", "telefoonnummer", "overig"))
    uit = Vertaald(
        {
            "adres": tekst(r, "adres", verplicht=True),
            "soort_digitaal_adres": soort,
            "is_standaard_adres": ja_nee(r, "isStandaardAdres", False),
            "omschrijving": tekst(r, "omschrijving"),
            "referentie": tekst(r, "referentie"),
            "verificatie_datum": dag(r, "verificatieDatum"),
            "verstrekt_door_partij": verwijzing(r, "verstrektDoorPartij"),
            "verstrekt_door_betrokkene": verwijzing(r, "verstrektDoorBetrokkene"),
        }
    )
    if uit.velden["is_standaard_adres"] and uit.velden["verstrekt_door_partij"] is None:
        uit.velden["is_standaard_adres"] = False
        uit.opmerkingen.append("was standaardadres van niemand; dat kan alleen een adres van een partij zijn")
    vorm = {"email": _MAIL, "telefoonnummer": _TELEFOON}.get(soort)
    if vorm is not None and not vorm.fullmatch(uit.velden["adres"]):
        uit.opmerkingen.append(f"voldoet niet aan de regels van nu voor een {soort} en is zo overgenomen")
    return uit


def rekeningnummer(r: Record) -> Vertaald:
    """A bank account."""
    return Vertaald(
        {"iban": tekst(r, "iban", verplicht=True), "bic": tekst(r, "bic"), "partij": verwijzing(r, "partij")}
    )


def vertegenwoordiging(r: Record) -> Vertaald:
    """Who acts for whom."""
    wie, voor = sleutel(r, "vertegenwoordigendePartij"), sleutel(r, "vertegenwoordigdePartij")
    if wie == voor:
        raise Onplaatsbaar("een partij vertegenwoordigt zichzelf")
    return Vertaald({"vertegenwoordigende_partij": wie, "vertegenwoordigde_partij": voor})


def categorie(r: Record) -> Vertaald:
    """A group."""
    return Vertaald({"naam": tekst(r, "naam")})


def categorie_relatie(r: Record) -> Vertaald:
    """Somebody in a group."""
    return Vertaald(
        {
            "partij": verwijzing(r, "partij"),
            "categorie": verwijzing(r, "categorie"),
            "begin_datum": dag(r, "beginDatum"),
            "eind_datum": dag(r, "eindDatum"),
        }
    )


def persoon(r: Record) -> Vertaald:
    """A person of the Contactgegevens interface."""
    return Vertaald(
        {
            "geboortedatum": tekst(r, "geboortedatum"),
            "overlijdensdatum": dag(r, "overlijdensdatum"),
            "geslachtsnaam": tekst(r, "geslachtsnaam"),
            "geslacht": tekst(r, "geslacht"),
            "voorvoegsel": tekst(r, "voorvoegsel"),
            "voornamen": tekst(r, "voornamen"),
            "adres": adres(r, "adres"),
        }
    )


def organisatie(r: Record) -> Vertaald:
    """An organisation of the Contactgegevens interface."""
    return Vertaald(
        {
            "handelsnaam": tekst(r, "handelsnaam"),
            "oprichtingsdatum": dag(r, "oprichtingsdatum"),
            "opheffingsdatum": dag(r, "opheffingsdatum"),
            "adres": adres(r, "adres"),
        }
    )
