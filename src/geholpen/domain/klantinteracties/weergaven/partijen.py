"""partijen: customers, but for those whom nobody knows."""

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
from geholpen.domain.klantinteracties.weergaven import partij_identificatoren
from geholpen.domain.klantinteracties.weergaven.groepen import adres, contactnaam, volledige_naam

_VERTEGENWOORDIGT = """v.kant = 'vertegenwoordigt' AND v.geldig_van <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
    AND (v.geldig_tot IS NULL OR v.geldig_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)"""
_ADRES_FILTERS = (
    ("Adresregel1", "a.adresregel1 = %"),
    ("Adresregel2", "a.adresregel2 = %"),
    ("Adresregel3", "a.adresregel3 = %"),
    ("Land", "a.land = %"),
    ("NummeraanduidingId", "a.nummeraanduiding_id = % AND a.nummeraanduiding_id <> ''"),
)


def _adres_van(soort: str, als: str) -> str:
    """The newest address of this kind that the caller may see."""
    return f"""LEFT JOIN LATERAL (SELECT a.* FROM adres a WHERE a.partij_id = r.partij_id AND a.soort = '{soort}'
        ORDER BY a.id DESC LIMIT 1) {als} ON true"""


_ERBIJ = f"""
    LEFT JOIN naam n ON n.partij_id = r.partij_id
    LEFT JOIN contactpersoon cp ON cp.partij_id = r.partij_id AND r.soort_partij = 'contactpersoon'
    LEFT JOIN partij_notitie pn ON pn.partij_id = r.partij_id
    LEFT JOIN taalbehoefte tb ON tb.partij_id = r.partij_id
    {_adres_van("bezoekadres", "ba")} {_adres_van("correspondentieadres", "ca")}"""

_IDENTIFICATIE = f"""CASE
    WHEN r.soort_partij = 'contactpersoon' AND (cp.partij_id IS NOT NULL OR n.partij_id IS NOT NULL) THEN
        json_build_object('uuid', coalesce(cp.id, r.partij_id),
            'werkteVoorPartij', {verwijzing("partijen", "cp.werkte_voor_partij_id")},
            'contactnaam', {contactnaam("n")}, 'volledigeNaam', {volledige_naam("n")})
    WHEN n.partij_id IS NULL THEN NULL
    WHEN r.soort_partij = 'organisatie' THEN json_build_object('naam', n.organisatienaam)
    ELSE json_build_object('contactnaam', {contactnaam("n")}, 'volledigeNaam', {volledige_naam("n")}) END"""

_NUMMERS = ", ".join(f"'{naam}', {sql}" for naam, sql in partij_identificatoren.velden("i"))
_IDENTIFICATOREN = f"""(SELECT coalesce(json_agg(json_build_object({_NUMMERS}) ORDER BY i.verkregen_op, i.id), '[]')
    FROM identificator i WHERE i.partij_id = r.partij_id)"""

_CATEGORIEEN = f"""(SELECT coalesce(json_agg(json_build_object('uuid', v.id, 'url', {url("categorie-relaties", "v.id")},
        'categorieNaam', c.naam, 'beginDatum', v.begin_datum, 'eindDatum', v.eind_datum)
        ORDER BY v.verkregen_op, v.id), '[]')
    FROM categorie_relatie v LEFT JOIN categorie c ON c.id = v.categorie_id
    WHERE v.partij_id = r.partij_id AND NOT v.los)"""


def _voorkeur(naam: str, tabel: str, kolom: str) -> str:
    """A reference to the row that somebody prefers, as long as it is theirs."""
    return f"""(SELECT {verwijzing(naam, "v.id")} FROM {tabel} v
        WHERE v.partij_id = r.partij_id AND v.id = r.{kolom} AND NOT v.los)"""


def _op_adres(soort: str) -> dict[str, Filter]:
    return {f"{soort}{naam}": Filter(sql, soort) for naam, sql in _ADRES_FILTERS}


def _adres_groep(soort: str) -> str:
    return f"EXISTS (SELECT 1 FROM adres a WHERE a.partij_id = r.partij_id AND a.soort = '{soort}' AND {{}})"


_SUB = identificator_filters("subIdentificatorVan__", "identificator.boven")
_NUMMER = identificator_filters("partijIdentificator__")

PARTIJEN = Weergave(
    naam="partijen",
    tabel="partij",
    id="r.partij_id",
    zichtbaar="r.soort_partij <> 'onbekend'",
    volgorde="r.verkregen_op DESC, r.partij_id DESC",
    erbij=_ERBIJ,
    velden=(
        ("uuid", "r.partij_id"),
        ("url", url("partijen", "r.partij_id")),
        ("nummer", "nullif(r.nummer, '')"),
        ("interneNotitie", "coalesce(pn.tekst, '')"),
        ("betrokkenen", verwijzingen("betrokkenen", "betrokkene v", "v.was_partij_id = r.partij_id")),
        ("categorieRelaties", _CATEGORIEEN),
        (
            "digitaleAdressen",
            verwijzingen("digitaleadressen", "digitaal_adres v", "v.partij_id = r.partij_id AND NOT v.los"),
        ),
        ("voorkeursDigitaalAdres", _voorkeur("digitaleadressen", "digitaal_adres", "voorkeurs_digitaal_adres_id")),
        (
            "vertegenwoordigden",
            verwijzingen(
                "partijen",
                "vertegenwoordiging v",
                f"v.partij_id = r.partij_id AND {_VERTEGENWOORDIGT}",
                id="v.andere_partij_id",
            ),
        ),
        (
            "rekeningnummers",
            verwijzingen("rekeningnummers", "rekeningnummer v", "v.partij_id = r.partij_id AND NOT v.los"),
        ),
        ("voorkeursRekeningnummer", _voorkeur("rekeningnummers", "rekeningnummer", "voorkeurs_rekeningnummer_id")),
        ("partijIdentificatoren", _IDENTIFICATOREN),
        ("soortPartij", "r.soort_partij"),
        ("indicatieGeheimhouding", "r.indicatie_geheimhouding"),
        ("voorkeurstaal", "coalesce(tb.taal, '')"),
        ("indicatieActief", "r.indicatie_actief"),
        ("bezoekadres", adres("ba")),
        ("correspondentieadres", adres("ca")),
        ("partijIdentificatie", _IDENTIFICATIE),
    ),
    filters={
        **_op_adres("bezoekadres"),
        "categorierelatie__categorie__naam": Filter(
            "EXISTS (SELECT 1 FROM categorie_relatie v JOIN categorie c ON c.id = v.categorie_id"
            " WHERE v.partij_id = r.partij_id AND NOT v.los AND c.naam = ANY (string_to_array(%, ',')))"
        ),
        **_op_adres("correspondentieadres"),
        "indicatieActief": Filter("r.indicatie_actief = %::boolean"),
        "indicatieGeheimhouding": Filter("r.indicatie_geheimhouding = %::boolean"),
        "nummer": Filter("r.nummer = % AND r.nummer <> ''"),
        **_NUMMER,
        "soortPartij": Filter("r.soort_partij = %"),
        **_SUB,
        "vertegenwoordigdePartij__uuid": Filter(
            f"EXISTS (SELECT 1 FROM vertegenwoordiging v WHERE v.andere_partij_id = r.partij_id"
            f" AND v.partij_id = %::uuid AND {_VERTEGENWOORDIGT})"
        ),
    },
    groepen={
        "identificator.boven": "i.sub_identificator_van_id IN (SELECT i.id FROM identificator i WHERE {})",
        "identificator": identificator_groep("r.partij_id"),
        "bezoekadres": _adres_groep("bezoekadres"),
        "correspondentieadres": _adres_groep("correspondentieadres"),
    },
    uitklap={
        "digitaleAdressen": Uitklap(
            "digitaleadressen", "(SELECT * FROM digitaal_adres WHERE NOT los) r", "r.partij_id"
        ),
        "betrokkenen": Uitklap("betrokkenen", "betrokkene r", "r.was_partij_id"),
        "betrokkenen.hadKlantcontact": Uitklap(
            "klantcontacten", "betrokkene b JOIN klantcontact r ON r.id = b.klantcontact_id", "b.id", veel=False
        ),
        "categorieRelaties": Uitklap(
            "categorie-relaties", "(SELECT * FROM categorie_relatie WHERE NOT los) r", "r.partij_id"
        ),
    },
    vaak=(
        (*_NUMMER,),
        (*_NUMMER, "soortPartij"),
        ("partijIdentificator__codeSoortObjectId", "partijIdentificator__objectId"),
        ("partijIdentificator__codeSoortObjectId", "partijIdentificator__objectId", "soortPartij"),
        ("partijIdentificator__objectId",),
    ),
)
