"""klantcontacten: one contact moment each."""

from __future__ import annotations

from geholpen.domain.klantinteracties.sql import document
from geholpen.domain.klantinteracties.weergave import (
    Filter,
    Uitklap,
    Weergave,
    gekapt,
    identificator_filters,
    identificator_groep,
    tijd,
    url,
    verwijzingen,
)
from geholpen.domain.klantinteracties.weergaven.actoren import ACTOREN
from geholpen.domain.klantinteracties.weergaven.groepen import op_vrije_identificator
from geholpen.domain.klantinteracties.zoektekst import gevonden

_VAN = "v.klantcontact_id = r.id"
#: hadBetrokkenActoren are whole actors, unlike every other list of references.
_ACTOREN = f"""(SELECT coalesce(json_agg({document(ACTOREN)} ORDER BY ak.verkregen_op, ak.id), '[]')
        FROM (SELECT * FROM actor_klantcontact x WHERE x.klantcontact_id = r.id) ak
        JOIN actor r ON r.id = ak.actor_id)"""
_PARTIJ = "hadBetrokkene__wasPartij__"
_IDENTIFICATOR = identificator_filters(f"{_PARTIJ}partijIdentificator__", "betrokkene.identificator")


def _tekst(kolom: str, lengte: int) -> str:
    return f"coalesce({gekapt(f'ki.{kolom}', lengte)}, '')"


def _bevat(kolom: str) -> Filter:
    """Three letters or more are looked up in the index; what it finds is compared with the text itself."""
    gelijk = f"strpos(lower(t.{kolom}), lower(%)) > 0"
    return Filter(f"t.ctid IN ({gevonden(kolom)}) AND {gelijk}", "inhoud", kort=gelijk)


def _object(prefix: str, rij: str) -> dict[str, Filter]:
    """The filters on an object, all of which hold for one object."""
    free = op_vrije_identificator(f"{prefix}__onderwerpobjectidentificator", rij, prefix)
    return {f"{prefix}__uuid": Filter(f"{rij}.id = %::uuid", prefix), **free}


#: Whether a betrokkene is a customer whom callers may know.
_BEKEND = """EXISTS (SELECT 1 FROM partij bp WHERE bp.partij_id = b.was_partij_id AND bp.soort_partij <> 'onbekend')"""

KLANTCONTACTEN = Weergave(
    naam="klantcontacten",
    tabel="klantcontact",
    telling="tel_klantcontacten()",
    ineens="inhoud",
    bladzijde="bladzijde_klantcontacten(p_van, p_aantal)",
    volgorde="r.plaatsgevonden_op DESC, r.verkregen_op DESC, r.id DESC",
    erbij="LEFT JOIN klantcontact_inhoud ki ON ki.partij_id = r.partij_id AND ki.id = r.id",
    velden=(
        ("uuid", "r.id"),
        ("url", url("klantcontacten", "r.id")),
        ("gingOverOnderwerpobjecten", verwijzingen("onderwerpobjecten", "onderwerpobject_regel v", _VAN)),
        ("hadBetrokkenActoren", _ACTOREN),
        ("omvatteBijlagen", verwijzingen("bijlagen", "bijlage_verwijzing v", _VAN)),
        ("hadBetrokkenen", verwijzingen("betrokkenen", "betrokkene v", _VAN)),
        ("leiddeTotInterneTaken", verwijzingen("internetaken", "interne_taak v", _VAN)),
        ("nummer", "nullif(r.nummer, '')"),
        ("referentienummer", "nullif(r.referentienummer, '')"),
        ("kanaal", "r.kanaal"),
        ("onderwerp", _tekst("onderwerp", 200)),
        ("inhoud", _tekst("inhoud", 1000)),
        ("reactie", _tekst("reactie", 4000)),
        ("indicatieContactGelukt", "r.indicatie_contact_gelukt"),
        ("hoofdOnderwerpType", "r.hoofd_onderwerp_type"),
        ("verdereActieOndernomen", "r.verdere_actie_ondernomen"),
        ("taal", "r.taal"),
        ("vertrouwelijk", "r.vertrouwelijk"),
        ("plaatsgevondenOp", tijd("r.plaatsgevonden_op")),
        ("metadata", "coalesce(ki.metadata, '{}'::jsonb)"),
    ),
    filters={
        "hadBetrokkene__uuid": Filter("b.id = %::uuid", "betrokkene"),
        "hadBetrokkene__wasPartij": Filter(f"{_BEKEND} = %::boolean", "betrokkene"),
        "hadBetrokkene__wasPartij__uuid": Filter("b.was_partij_id = %::uuid", "betrokkene"),
        **_IDENTIFICATOR,
        "hadBetrokkene__digitaaladres__adres__icontains": Filter(
            "b.id IN (SELECT d.betrokkene_id FROM digitaal_adres d WHERE strpos(lower(d.adres), lower(%)) > 0)",
            "betrokkene",
        ),
        "leiddeTotInterneTaken": Filter(
            "EXISTS (SELECT 1 FROM interne_taak it WHERE it.klantcontact_id = r.id) = %::boolean"
        ),
        **_object("onderwerpobject", "o"),
        **_object("wasOnderwerpobject", "wo"),
        "kanaal": Filter("r.kanaal = %"),
        "onderwerp": _bevat("onderwerp"),
        "inhoud": _bevat("inhoud"),
        "reactie": _bevat("reactie"),
        "indicatieContactGelukt": Filter("r.indicatie_contact_gelukt = %::boolean"),
        "vertrouwelijk": Filter("r.vertrouwelijk = %::boolean"),
        "plaatsgevondenOp": Filter("r.plaatsgevonden_op = %::timestamptz"),
        "referentienummer": Filter("r.referentienummer = % AND r.referentienummer <> ''"),
        "nummer": Filter("r.nummer = % AND r.nummer <> ''"),
    },
    groepen={
        "betrokkene.identificator": identificator_groep("b.was_partij_id"),
        "betrokkene": "r.id IN (SELECT b.klantcontact_id FROM betrokkene b WHERE {})",
        "onderwerpobject": "r.id IN (SELECT o.klantcontact_id FROM onderwerpobject_regel o WHERE {})",
        "wasOnderwerpobject": "r.id IN (SELECT wo.was_klantcontact_id FROM onderwerpobject_regel wo WHERE {})",
        "inhoud": "r.id IN (SELECT t.id FROM klantcontact_inhoud t WHERE {})",
    },
    uitklap={
        "hadBetrokkenen": Uitklap("betrokkenen", "betrokkene r", "r.klantcontact_id"),
        "hadBetrokkenen.wasPartij": Uitklap(
            "partijen", "betrokkene eb JOIN partij r ON r.partij_id = eb.was_partij_id", "eb.id", veel=False
        ),
        "hadBetrokkenen.digitaleAdressen": Uitklap("digitaleadressen", "digitaal_adres r", "r.betrokkene_id"),
        "leiddeTotInterneTaken": Uitklap("internetaken", "interne_taak r", "r.klantcontact_id"),
        "gingOverOnderwerpobjecten": Uitklap("onderwerpobjecten", "onderwerpobject_regel r", "r.klantcontact_id"),
        "omvatteBijlagen": Uitklap("bijlagen", "bijlage_verwijzing r", "r.klantcontact_id"),
    },
    vaak=(
        ("hadBetrokkene__wasPartij__uuid",),
        tuple(_IDENTIFICATOR),
        (f"{_PARTIJ}partijIdentificator__objectId",),
        (f"{_PARTIJ}partijIdentificator__codeSoortObjectId", f"{_PARTIJ}partijIdentificator__objectId"),
        ("onderwerpobject__onderwerpobjectidentificatorObjectId",),
        (
            "onderwerpobject__onderwerpobjectidentificatorCodeObjecttype",
            "onderwerpobject__onderwerpobjectidentificatorObjectId",
        ),
        ("kanaal",),
        ("onderwerp",),
        ("inhoud",),
    ),
)
