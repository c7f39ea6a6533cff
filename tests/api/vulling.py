"""One of everything the standard knows, made through the interface itself: what the conformance tests ask about."""

from __future__ import annotations

from typing import Any

from tests.api.oproep import CG, Beller
from tests.api.partij import bsn, kvk, organisatie, persoon, vestiging

OBJECT = {"objectId": "z-1", "codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}
KAAL = {"kanaal": "telefoon", "onderwerp": "Vergunning", "taal": "nld", "vertrouwelijk": False}
#: Of which resource a reference is, when its name is not that of the resource.
VERWIJST = {
    "wasPartij": "partijen",
    "partij": "partijen",
    "identificeerdePartij": "partijen",
    "verstrektDoorPartij": "partijen",
    "vertegenwoordigendePartij": "partijen",
    "vertegenwoordigdePartij": "partijen",
    "werkteVoorPartij": "partijen",
    "hadKlantcontact": "klantcontacten",
    "klantcontact": "klantcontacten",
    "wasKlantcontact": "klantcontacten",
    "wasBijlageVanKlantcontact": "klantcontacten",
    "aanleidinggevendKlantcontact": "klantcontacten",
    "verstrektDoorBetrokkene": "betrokkenen",
    "digitaleAdressen": "digitaleadressen",
    "voorkeursDigitaalAdres": "digitaleadressen",
    "rekeningnummers": "rekeningnummers",
    "voorkeursRekeningnummer": "rekeningnummers",
    "partijIdentificatoren": "partij-identificatoren",
    "subIdentificatorVan": "partij-identificatoren",
    "actor": "actoren",
    "toegewezenAanActor": "actoren",
    "toegewezenAanActoren": "actoren",
    "categorie": "categorieen",
}


def vul(client: Beller) -> dict[str, list[str]]:
    """{resource: uuids}, with relations between them."""
    made: dict[str, list[str]] = {}

    def maak(naam: str, /, **body: Any) -> dict[str, str]:
        uuid = client.maak(naam, body)["uuid"]
        made.setdefault(naam, []).append(uuid)
        return {"uuid": uuid}

    if client.basis == CG:
        maak("persoon", geboortedatum="1980-02-03", geslachtsnaam="Dam")
        maak("organisatie", handelsnaam="Bakkerij De Kade")
        return made
    _customers(maak)
    wie = {"uuid": made["partijen"][0]}
    contact = maak("klantcontacten", **KAAL)
    betrokkene = maak("betrokkenen", hadKlantcontact=contact, wasPartij=wie, rol="klant", initiator=True)
    maak("digitaleadressen", adres="pip@voorbeeld.example", soortDigitaalAdres="email", verstrektDoorPartij=wie)
    maak(
        "digitaleadressen", adres="0201234567", soortDigitaalAdres="telefoonnummer", verstrektDoorBetrokkene=betrokkene
    )
    maak("onderwerpobjecten", klantcontact=contact, onderwerpobjectidentificator=OBJECT)
    maak("bijlagen", wasBijlageVanKlantcontact=contact, bijlageidentificator={**OBJECT, "codeObjecttype": "document"})
    identificatie = {"functie": "Medewerker", "telefoonnummer": "0201234567", "emailadres": ""}
    actor = maak("actoren", naam="Balie", soortActor="medewerker", actorIdentificatie=identificatie)
    maak("actorklantcontacten", actor=actor, klantcontact=contact)
    taak = {"gevraagdeHandeling": "Terugbellen", "status": "te_verwerken", "toegewezenAanActoren": [actor]}
    maak("internetaken", aanleidinggevendKlantcontact=contact, **taak)
    return made


def _customers(maak: Any) -> None:
    wie = maak("partijen", **persoon(partijIdentificatoren=[bsn()]))
    zaak = maak("partijen", **organisatie())
    hoofd = maak("partij-identificatoren", identificeerdePartij=zaak, **kvk())
    filiaal = maak("partijen", **organisatie("Filiaal"))
    maak("partij-identificatoren", identificeerdePartij=filiaal, subIdentificatorVan=hoofd, **vestiging())
    maak("rekeningnummers", partij=wie, iban="NL91ABNA0417164300", bic="ABNANL2A")
    maak("vertegenwoordigingen", vertegenwoordigendePartij=wie, vertegenwoordigdePartij=zaak)
    categorie = maak("categorieen", naam="Ondernemers")
    maak("categorie-relaties", partij=zaak, categorie=categorie)
