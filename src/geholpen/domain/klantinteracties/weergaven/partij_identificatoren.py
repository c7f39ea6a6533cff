"""partij-identificatoren: numbers of customers in other registers, a BSN among them."""

from __future__ import annotations

from geholpen.domain.klantinteracties.nummers import objectid
from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url, verwijzing

NAAM = "partij-identificatoren"


def velden(rij: str) -> tuple[tuple[str, str], ...]:
    """Members out of the row `rij` of the view `identificator`."""
    partij = (
        f"(SELECT {verwijzing('partijen', 'eigenaar.partij_id')} FROM partij eigenaar"
        f" WHERE eigenaar.partij_id = {rij}.partij_id AND eigenaar.soort_partij <> 'onbekend')"
    )
    nummer = f"""json_build_object('codeObjecttype', {rij}.code_objecttype,
        'codeSoortObjectId', {rij}.code_soort_object_id, 'objectId', {objectid(rij)},
        'codeRegister', {rij}.code_register)"""
    return (
        ("uuid", f"{rij}.id"),
        ("url", url(NAAM, f"{rij}.id")),
        ("identificeerdePartij", partij),
        ("anderePartijIdentificator", f"{rij}.andere_partij_identificator"),
        ("partijIdentificator", nummer),
        ("subIdentificatorVan", verwijzing(NAAM, f"{rij}.sub_identificator_van_id")),
    )


PARTIJ_IDENTIFICATOREN = Weergave(
    naam=NAAM,
    tabel="identificator",
    velden=velden("r"),
    filters={
        "anderePartijIdentificator": Filter("r.andere_partij_identificator = %"),
        "partijIdentificatorCodeObjecttype": Filter("r.code_objecttype = %"),
        "partijIdentificatorCodeRegister": Filter("r.code_register = %"),
        "partijIdentificatorCodeSoortObjectId": Filter("r.code_soort_object_id = %"),
        "partijIdentificatorObjectId": Filter("r.sleutel = decode(%, 'hex')", sleutel=True),
    },
    vaak=(
        ("partijIdentificatorCodeSoortObjectId", "partijIdentificatorObjectId"),
        ("partijIdentificatorObjectId",),
    ),
)
