"""A small source as an Open Klant would show it: one of everything, with the corners that matter."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from geholpen.adapters.koppelingen.openklant.twin import Twin
from geholpen.domain.overnemen.queries import RESOURCES

ADRES = {
    **dict.fromkeys(("nummeraanduidingId", "straatnaam", "huisnummertoevoeging", "postcode", "stad"), ""),
    **dict.fromkeys(("adresregel1", "adresregel2", "adresregel3", "land"), ""),
    "huisnummer": None,
}
NAAM = {"voorletters": "P", "voornaam": "Pip", "voorvoegselAchternaam": "van", "achternaam": "Dam"}
OBJECT = {"objectId": "z-1", "codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}


def key(naam: str) -> str:
    """The same uuid for the same name, in every run."""
    return str(uuid5(UUID(int=0), naam))


def ref(naam: str | None) -> dict[str, str] | None:
    return {"uuid": key(naam), "url": f"http://bron/x/{key(naam)}"} if naam else None


def partij(naam: str, soort: str = "persoon", **meer: Any) -> dict[str, Any]:
    ident = {"naam": "Bakkerij De Kade"} if soort == "organisatie" else {"contactnaam": NAAM, "volledigeNaam": "Pip"}
    return {
        "uuid": key(naam),
        "url": f"http://bron/partijen/{key(naam)}",
        **{"nummer": None, "interneNotitie": "", "betrokkenen": [], "categorieRelaties": [], "digitaleAdressen": []},
        **{"voorkeursDigitaalAdres": None, "vertegenwoordigden": [], "rekeningnummers": [], "_expand": {}},
        **{"voorkeursRekeningnummer": None, "partijIdentificatoren": [], "soortPartij": soort},
        **{"indicatieGeheimhouding": None, "voorkeurstaal": "", "indicatieActief": True},
        **{"bezoekadres": ADRES, "correspondentieadres": ADRES, "partijIdentificatie": ident},
        **meer,
    }


def nummer(
    naam: str, van: str | None, codes: tuple[str, str, str], waarde: str, sub: str | None = None
) -> dict[str, Any]:
    objecttype, register, soort = codes
    groep = {"codeObjecttype": objecttype, "codeRegister": register, "codeSoortObjectId": soort, "objectId": waarde}
    return {
        **{"uuid": key(naam), "identificeerdePartij": ref(van), "anderePartijIdentificator": ""},
        **{"partijIdentificator": groep, "subIdentificatorVan": ref(sub)},
    }


def adres(naam: str, waarde: str, soort: str = "email", **meer: Any) -> dict[str, Any]:
    return {
        **{"uuid": key(naam), "verstrektDoorPartij": None, "verstrektDoorBetrokkene": None, "adres": waarde},
        **{"soortDigitaalAdres": soort, "isStandaardAdres": False, "omschrijving": "", "referentie": ""},
        **{"verificatieDatum": None, **meer},
    }


def contact(naam: str, wanneer: str = "2024-03-01T09:30:00.123456Z", **meer: Any) -> dict[str, Any]:
    return {
        **{
            "uuid": key(naam),
            "nummer": None,
            "referentienummer": None,
            "kanaal": "telefoon",
            "onderwerp": "Vergunning",
        },
        **{"inhoud": "Vraag", "reactie": "", "indicatieContactGelukt": True, "hoofdOnderwerpType": "", "taal": "nld"},
        **{"verdereActieOndernomen": False, "vertrouwelijk": False, "plaatsgevondenOp": wanneer, "metadata": {}},
        **meer,
    }


def betrokkene(naam: str, bij: str, wie: str | None, **meer: Any) -> dict[str, Any]:
    return {
        **{"uuid": key(naam), "wasPartij": ref(wie), "hadKlantcontact": ref(bij), "rol": "klant", "initiator": True},
        **{"organisatienaam": "", "contactnaam": dict.fromkeys(NAAM, ""), "bezoekadres": ADRES},
        **{"correspondentieadres": ADRES, "digitaleAdressen": [], "volledigeNaam": "", **meer},
    }


def taak(naam: str, bij: str, **meer: Any) -> dict[str, Any]:
    return {
        **{"uuid": key(naam), "nummer": None, "referentienummer": None, "gevraagdeHandeling": "Terugbellen"},
        **{"aanleidinggevendKlantcontact": ref(bij), "toegewezenAanActor": ref("actor")},
        **{"toegewezenAanActoren": [ref("actor")], "toelichting": "", "status": "te_verwerken"},
        **{"toegewezenOp": "2024-03-01T10:00:00Z", "afgehandeldOp": None, **meer},
    }


KVK = ("niet_natuurlijk_persoon", "hr", "kvk_nummer")
VESTIGING = ("vestiging", "hr", "vestigingsnummer")


def fill(twin: Twin) -> Twin:
    """One of everything, related as in a real register."""
    for resource in RESOURCES:
        twin.add(resource)
    twin.add("categorieen", {"uuid": key("groep"), "naam": "Ondernemers"})
    ident = {"functie": "Medewerker", "emailadres": "", "telefoonnummer": "0201234567"}
    twin.add(
        "actoren",
        {
            **{"uuid": key("actor"), "naam": "Balie", "soortActor": "medewerker", "indicatieActief": True},
            **{"actoridentificator": dict.fromkeys(OBJECT, ""), "actorIdentificatie": ident},
        },
    )
    _customers(twin)
    _contacts(twin)
    return twin


def _customers(twin: Twin) -> None:
    straat = ADRES | {"straatnaam": "Kade", "huisnummer": 5, "postcode": "1234 AB", "stad": "Waterdam"}
    twin.add(
        "partijen",
        partij("pip", voorkeursDigitaalAdres=ref("mail"), interneNotitie="Belt graag laat", bezoekadres=straat),
        partij("zaak", "organisatie", nummer="1234567890"),
        partij("filiaal", "organisatie"),
        partij(
            "bea",
            "contactpersoon",
            partijIdentificatie={
                **{"uuid": key("rol van bea"), "werkteVoorPartij": ref("zaak")},
                **{"contactnaam": NAAM | {"voornaam": "Bea"}, "volledigeNaam": "Bea"},
            },
        ),
    )
    twin.add(
        "partij-identificatoren",
        nummer("bsn", "pip", ("natuurlijk_persoon", "brp", "bsn"), "999990019"),
        nummer("kvk", "zaak", KVK, "90001111"),
        nummer("vestiging", "filiaal", VESTIGING, "900000001111", "kvk"),
        nummer("los", None, KVK, "90002222"),
    )
    twin.add("rekeningnummers", {"uuid": key("iban"), "iban": "NL91ABNA0417164300", "bic": "", "partij": ref("pip")})
    twin.add(
        "vertegenwoordigingen",
        {
            **{"uuid": key("bea voor zaak"), "vertegenwoordigendePartij": ref("bea")},
            "vertegenwoordigdePartij": ref("zaak"),
        },
    )
    twin.add(
        "categorie-relaties",
        {
            **{"uuid": key("zaak in groep"), "partij": ref("zaak"), "categorie": ref("groep")},
            **{"beginDatum": "2024-01-01", "eindDatum": None},
        },
    )
    twin.add(
        "persoon",
        {
            **{"uuid": key("persoon"), "geboortedatum": "1980-02-03", "overlijdensdatum": None, "geslacht": "v"},
            **{"geslachtsnaam": "Dam", "voorvoegsel": "van", "voornamen": "Pip", "adres": straat},
        },
    )
    twin.add(
        "organisatie",
        {
            **{"uuid": key("organisatie"), "handelsnaam": "Bakkerij", "oprichtingsdatum": "1999-01-01"},
            **{"opheffingsdatum": None, "adres": ADRES},
        },
    )


def _contacts(twin: Twin) -> None:
    twin.add(
        "klantcontacten",
        contact("eerste", referentienummer="0000000001", metadata={"bron": "balie"}),
        contact("belofte", "2024-05-01T09:30:00Z", indicatieContactGelukt=None),
        contact("van niemand", "2024-06-01T09:30:00Z"),
    )
    twin.add(
        "betrokkenen",
        betrokkene("namens", "eerste", "zaak", rol="vertegenwoordiger", initiator=False),
        betrokkene(
            "zelf", "eerste", "pip", contactnaam=NAAM, correspondentieadres=ADRES | {"adresregel1": "Postbus 1"}
        ),
        betrokkene("beller", "belofte", "pip"),
        betrokkene("onbekend", "van niemand", None, organisatienaam="Onbekend BV"),
    )
    twin.add(
        "digitaleadressen",
        adres("mail", "pip@voorbeeld.example", verstrektDoorPartij=ref("pip"), isStandaardAdres=True, referentie="r"),
        adres("tel", "0612345678", "telefoonnummer", verstrektDoorBetrokkene=ref("onbekend")),
        adres("zwerft", "los@voorbeeld.example"),
    )
    objecten = {"klantcontact": ref("eerste"), "wasKlantcontact": None, "onderwerpobjectidentificator": OBJECT}
    twin.add(
        "onderwerpobjecten",
        {"uuid": key("over zaak"), **objecten},
        {"uuid": key("eerder"), **objecten, "klantcontact": ref("belofte"), "wasKlantcontact": ref("eerste")},
        {"uuid": key("zwevend"), **objecten, "klantcontact": None},
    )
    twin.add(
        "bijlagen",
        {"uuid": key("brief"), "wasBijlageVanKlantcontact": ref("eerste"), "bijlageidentificator": OBJECT},
    )
    twin.add("actorklantcontacten", {"uuid": key("wie"), "actor": ref("actor"), "klantcontact": ref("eerste")})
    twin.add(
        "internetaken",
        taak("terugbellen", "belofte"),
        taak("gedaan", "eerste", status="verwerkt", afgehandeldOp="2024-03-02T10:00:00Z", nummer=""),
        taak("ook gedaan", "eerste", status="verwerkt", afgehandeldOp="2024-03-02T11:00:00Z", nummer=""),
    )
