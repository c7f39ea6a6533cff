"""Records about contacts, in the words of our doors. Pure."""

from __future__ import annotations

from geholpen.adapters.koppelingen.openklant.vertaald import (
    Onplaatsbaar,
    Record,
    Vertaald,
    adres,
    contactnaam,
    groep,
    identificator,
    ja_nee,
    ja_nee_onbekend,
    keuze,
    moment,
    nummer,
    sleutel,
    tekst,
    verwijzing,
)

_LEDEN = {
    "medewerker": {"functie": "functie", "emailadres": "emailadres", "telefoonnummer": "telefoonnummer"},
    "geautomatiseerde_actor": {"functie": "functie", "omschrijving": "omschrijving"},
    "organisatorische_eenheid": {
        "omschrijving": "omschrijving",
        "emailadres": "emailadres",
        "faxnummer": "faxnummer",
        "telefoonnummer": "telefoonnummer",
    },
}


def actor(r: Record) -> Vertaald:
    """A person, unit or software of the organisation."""
    soort = keuze(r, "soortActor", tuple(_LEDEN))
    velden = {
        "naam": tekst(r, "naam", verplicht=True),
        "soort_actor": soort,
        "indicatie_actief": ja_nee(r, "indicatieActief", True),
        "actoridentificator": identificator(r, "actoridentificator"),
    }
    if r.get("actorIdentificatie") is not None:
        leden = groep(r, "actorIdentificatie")
        velden["actor_identificatie"] = {ons: tekst(leden, hun) for ons, hun in _LEDEN[soort].items()}
    return Vertaald(velden)


def klantcontact(r: Record) -> Vertaald:
    """One contact moment."""
    metadata = groep(r, "metadata")
    if any(isinstance(value, dict | list) for value in metadata.values()):
        raise Onplaatsbaar("metadata heeft waarden die geen tekst zijn")
    wanneer = moment(r, "plaatsgevondenOp")
    if wanneer is None:
        raise Onplaatsbaar("plaatsgevondenOp ontbreekt")
    return Vertaald(
        {
            "nummer": nummer(r, "nummer"),
            "referentienummer": nummer(r, "referentienummer"),
            "kanaal": tekst(r, "kanaal"),
            "onderwerp": tekst(r, "onderwerp"),
            "inhoud": tekst(r, "inhoud"),
            "reactie": tekst(r, "reactie"),
            "indicatie_contact_gelukt": ja_nee_onbekend(r, "indicatieContactGelukt"),
            "hoofd_onderwerp_type": tekst(r, "hoofdOnderwerpType"),
            "verdere_actie_ondernomen": ja_nee(r, "verdereActieOndernomen", False),
            "taal": tekst(r, "taal"),
            "vertrouwelijk": ja_nee(r, "vertrouwelijk", False),
            "plaatsgevonden_op": wanneer,
            "metadata": {naam: "" if value is None else str(value) for naam, value in metadata.items()},
        }
    )


def betrokkene(r: Record) -> Vertaald:
    """Who took part in a contact."""
    return Vertaald(
        {
            "had_klantcontact": sleutel(r, "hadKlantcontact"),
            "was_partij": verwijzing(r, "wasPartij"),
            "rol": keuze(r, "rol", ("klant", "vertegenwoordiger")),
            "initiator": ja_nee(r, "initiator", False),
            "organisatienaam": tekst(r, "organisatienaam"),
            "contactnaam": contactnaam(r),
            "bezoekadres": adres(r, "bezoekadres"),
            "correspondentieadres": adres(r, "correspondentieadres"),
        }
    )


def onderwerpobject(r: Record) -> Vertaald:
    """What a contact was about."""
    return Vertaald(
        {
            "klantcontact": verwijzing(r, "klantcontact"),
            "was_klantcontact": verwijzing(r, "wasKlantcontact"),
            "onderwerpobjectidentificator": identificator(r, "onderwerpobjectidentificator"),
        }
    )


def bijlage(r: Record) -> Vertaald:
    """Where a document of a contact is kept."""
    return Vertaald(
        {
            "was_bijlage_van_klantcontact": verwijzing(r, "wasBijlageVanKlantcontact"),
            "bijlageidentificator": identificator(r, "bijlageidentificator"),
        }
    )


def actorklantcontact(r: Record) -> Vertaald:
    """Which actor had a contact."""
    return Vertaald({"actor": sleutel(r, "actor"), "klantcontact": sleutel(r, "klantcontact")})


def internetaak(r: Record) -> Vertaald:
    """What was promised after a contact."""
    allen = r.get("toegewezenAanActoren")
    actoren = [sleutel({"toegewezenAanActoren": een}, "toegewezenAanActoren") for een in allen or ()]
    een = verwijzing(r, "toegewezenAanActor")
    if not actoren and een:
        actoren = [een]
    status = keuze(r, "status", ("te_verwerken", "verwerkt"))
    toegewezen, klaar = moment(r, "toegewezenOp"), moment(r, "afgehandeldOp")
    if toegewezen is None:
        raise Onplaatsbaar("toegewezenOp ontbreekt")
    uit = Vertaald(
        {
            "aanleidinggevend_klantcontact": sleutel(r, "aanleidinggevendKlantcontact"),
            "gevraagde_handeling": tekst(r, "gevraagdeHandeling"),
            "toelichting": tekst(r, "toelichting"),
            "status": status,
            "nummer": nummer(r, "nummer"),
            "referentienummer": nummer(r, "referentienummer"),
            "toegewezen_aan_actoren": actoren,
            "toegewezen_op": toegewezen,
            "afgehandeld_op": klaar if status == "verwerkt" else None,
        }
    )
    if status == "verwerkt" and klaar is None:
        uit.velden["afgehandeld_op"] = toegewezen
        uit.opmerkingen.append("verwerkt zonder tijdstip; het tijdstip van toewijzen is genomen")
    return uit
