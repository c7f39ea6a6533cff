"""actoren: people, units and software of the organisation. They belong to no customer."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url
from geholpen.domain.klantinteracties.weergaven.groepen import VRIJE_IDENTIFICATOR, op_vrije_identificator

_IDENTIFICATIE = """CASE WHEN NOT r.identificatie THEN NULL
    WHEN r.soort_actor = 'medewerker' THEN json_build_object(
        'functie', r.functie, 'emailadres', r.emailadres, 'telefoonnummer', r.telefoonnummer)
    WHEN r.soort_actor = 'geautomatiseerde_actor' THEN json_build_object(
        'functie', r.functie, 'omschrijving', r.omschrijving)
    ELSE json_build_object('omschrijving', r.omschrijving, 'emailadres', r.emailadres,
        'faxnummer', r.faxnummer, 'telefoonnummer', r.telefoonnummer) END"""

ACTOREN = Weergave(
    naam="actoren",
    tabel="actor",
    partij="NULL::uuid",
    volgorde="r.aangemaakt_op DESC, r.id DESC",
    velden=(
        ("uuid", "r.id"),
        ("url", url("actoren", "r.id")),
        ("naam", "r.naam"),
        ("soortActor", "r.soort_actor"),
        ("indicatieActief", "r.indicatie_actief"),
        ("actoridentificator", VRIJE_IDENTIFICATOR),
        ("actorIdentificatie", _IDENTIFICATIE),
    ),
    filters={
        **op_vrije_identificator("actoridentificator", "r"),
        "indicatieActief": Filter("r.indicatie_actief = %::boolean"),
        "naam": Filter("strpos(lower(r.naam), lower(%)) > 0"),
        "soortActor": Filter("r.soort_actor = %"),
    },
    vaak=(
        ("actoridentificatorObjectId",),
        tuple(f"actoridentificator{n}" for n in ("CodeObjecttype", "CodeRegister", "CodeSoortObjectId", "ObjectId")),
    ),
)
