"""betrokkenen: who took part in a klantcontact."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import (
    Filter,
    Uitklap,
    Weergave,
    identificator_filters,
    identificator_groep,
    url,
    verwijzing,
    verwijzingen,
)
from geholpen.domain.klantinteracties.weergaven.groepen import adres, contactnaam, volledige_naam

_ADRES = (
    "LEFT JOIN betrokkene_adres {0} ON {0}.partij_id = r.partij_id AND {0}.betrokkene_id = r.id AND {0}.soort = '{1}'"
)
#: A customer whom callers may not know is nobody.
_ERBIJ = " ".join(
    (
        "LEFT JOIN betrokkene_naam bn ON bn.partij_id = r.partij_id AND bn.id = r.id",
        _ADRES.format("ba", "bezoekadres"),
        _ADRES.format("ca", "correspondentieadres"),
        "LEFT JOIN partij wp ON wp.partij_id = r.was_partij_id AND wp.soort_partij <> 'onbekend'",
    )
)
_IDENTIFICATOR = identificator_filters("wasPartij__partijIdentificator__", "identificator")

BETROKKENEN = Weergave(
    naam="betrokkenen",
    tabel="betrokkene",
    partij="coalesce(r.was_partij_id, r.partij_id)",
    erbij=_ERBIJ,
    velden=(
        ("uuid", "r.id"),
        ("url", url("betrokkenen", "r.id")),
        ("wasPartij", verwijzing("partijen", "wp.partij_id")),
        ("hadKlantcontact", verwijzing("klantcontacten", "r.klantcontact_id")),
        ("digitaleAdressen", verwijzingen("digitaleadressen", "digitaal_adres v", "v.betrokkene_id = r.id")),
        ("bezoekadres", adres("ba")),
        ("correspondentieadres", adres("ca")),
        ("contactnaam", contactnaam("bn")),
        ("volledigeNaam", volledige_naam("bn")),
        ("rol", "r.rol"),
        ("organisatienaam", "coalesce(bn.organisatienaam, '')"),
        ("initiator", "r.initiator"),
    ),
    filters={
        "hadKlantcontact__uuid": Filter("r.klantcontact_id = %::uuid"),
        "hadKlantcontact__nummer": Filter("k.nummer = % AND k.nummer <> ''", "klantcontact"),
        "hadKlantcontact__referentienummer": Filter(
            "k.referentienummer = % AND k.referentienummer <> ''", "klantcontact"
        ),
        "wasPartij__uuid": Filter("r.was_partij_id = %::uuid"),
        "wasPartij__nummer": Filter(
            "r.was_partij_id IN (SELECT p.partij_id FROM partij p WHERE p.nummer = % AND p.nummer <> '')"
        ),
        **_IDENTIFICATOR,
        "verstrektedigitaalAdres__uuid": Filter("d.id = %::uuid", "adres"),
        "verstrektedigitaalAdres__adres": Filter("d.adres = %", "adres"),
        "contactnaamVoorletters": Filter("n.voorletters = %", "naam"),
        "contactnaamVoornaam": Filter("n.voornaam = %", "naam"),
        "contactnaamVoorvoegselAchternaam": Filter("n.voorvoegsel_achternaam = %", "naam"),
        "contactnaamAchternaam": Filter("n.achternaam = %", "naam"),
        "organisatienaam": Filter("n.organisatienaam = %", "naam"),
    },
    groepen={
        "klantcontact": "r.klantcontact_id IN (SELECT k.id FROM klantcontact k WHERE {})",
        "identificator": identificator_groep("r.was_partij_id"),
        "adres": "r.id IN (SELECT d.betrokkene_id FROM digitaal_adres d WHERE {})",
        "naam": "r.id IN (SELECT n.id FROM betrokkene_naam n WHERE {})",
    },
    uitklap={"digitaleAdressen": Uitklap("digitaleadressen", "digitaal_adres r", "r.betrokkene_id")},
    vaak=(("wasPartij__uuid",), ("hadKlantcontact__uuid",), tuple(_IDENTIFICATOR)),
)
