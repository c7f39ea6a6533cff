"""digitaleadressen: ways to reach somebody."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import (
    Filter,
    Uitklap,
    Weergave,
    identificator_filters,
    identificator_groep,
    url,
    van_partij,
    verwijzing,
    verwijzing_partij,
)

_IDENTIFICATOR = "verstrektDoorPartij__partijIdentificator__"
_VAN_PARTIJ = f"EXISTS (SELECT 1 FROM partij bp WHERE {van_partij()})"

DIGITALEADRESSEN = Weergave(
    naam="digitaleadressen",
    tabel="digitaal_adres",
    velden=(
        ("uuid", "r.id"),
        ("url", url("digitaleadressen", "r.id")),
        ("verstrektDoorBetrokkene", verwijzing("betrokkenen", "r.betrokkene_id")),
        ("verstrektDoorPartij", verwijzing_partij()),
        ("adres", "r.adres"),
        ("soortDigitaalAdres", "r.soort_digitaal_adres"),
        ("isStandaardAdres", "r.is_standaard_adres"),
        ("omschrijving", "r.omschrijving"),
        ("referentie", "r.referentie"),
        ("verificatieDatum", "r.verificatie_datum"),
    ),
    filters={
        "adres": Filter("r.adres = %"),
        "adres__icontains": Filter("strpos(lower(r.adres), lower(%)) > 0"),
        "isGeverifieerd": Filter("(r.verificatie_datum IS NOT NULL) = %::boolean"),
        "isStandaardAdres": Filter("r.is_standaard_adres = %::boolean"),
        "omschrijving": Filter("strpos(lower(r.omschrijving), lower(%)) > 0"),
        "referentie": Filter("r.referentie = %"),
        "soortDigitaalAdres": Filter("r.soort_digitaal_adres = %"),
        "verificatieDatum": Filter("r.verificatie_datum = %::date"),
        "verificatieDatum__gt": Filter("r.verificatie_datum > %::date"),
        "verificatieDatum__gte": Filter("r.verificatie_datum >= %::date"),
        "verificatieDatum__lt": Filter("r.verificatie_datum < %::date"),
        "verificatieDatum__lte": Filter("r.verificatie_datum <= %::date"),
        "verstrektDoorBetrokkene__rol": Filter(
            "EXISTS (SELECT 1 FROM betrokkene b WHERE b.id = r.betrokkene_id AND b.rol = %)"
        ),
        "verstrektDoorBetrokkene__uuid": Filter("r.betrokkene_id = %::uuid"),
        "verstrektDoorPartij__soortPartij": Filter(
            f"EXISTS (SELECT 1 FROM partij bp WHERE {van_partij()} AND bp.soort_partij = %)"
        ),
        "verstrektDoorPartij__uuid": Filter(f"r.partij_id = %::uuid AND {_VAN_PARTIJ}"),
        **identificator_filters(_IDENTIFICATOR),
    },
    groepen={"identificator": f"{identificator_groep('r.partij_id')} AND {_VAN_PARTIJ}"},
    uitklap={
        "verstrektDoorBetrokkene": Uitklap(
            "betrokkenen", "digitaal_adres da JOIN betrokkene r ON r.id = da.betrokkene_id", "da.id", veel=False
        ),
        "verstrektDoorBetrokkene.hadKlantcontact": Uitklap(
            "klantcontacten", "betrokkene bk JOIN klantcontact r ON r.id = bk.klantcontact_id", "bk.id", veel=False
        ),
        "verstrektDoorBetrokkene.hadKlantcontact.leiddeTotInterneTaken": Uitklap(
            "internetaken", "interne_taak r", "r.klantcontact_id"
        ),
    },
    vaak=(
        ("verstrektDoorPartij__uuid",),
        ("adres", "verstrektDoorPartij__uuid"),
        ("adres",),
        tuple(identificator_filters(_IDENTIFICATOR)),
    ),
)
