"""digitaleadressen: ways to reach somebody."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url, verwijzing

DIGITALEADRESSEN = Weergave(
    naam="digitaleadressen",
    tabel="digitaal_adres",
    velden=(
        ("uuid", "r.id"),
        ("url", url("digitaleadressen", "r.id")),
        ("verstrektDoorPartij", verwijzing("partijen", "r.partij_id")),
        ("adres", "r.adres"),
        ("soortDigitaalAdres", "r.soort_digitaal_adres"),
        ("isStandaardAdres", "r.is_standaard_adres"),
        ("omschrijving", "r.omschrijving"),
        ("verificatieDatum", "r.verificatie_datum"),
    ),
    filters={
        "adres": Filter("r.adres = %"),
        "adres__icontains": Filter("strpos(lower(r.adres), lower(%)) > 0"),
        "soortDigitaalAdres": Filter("r.soort_digitaal_adres = %"),
        "isStandaardAdres": Filter("r.is_standaard_adres = %::boolean"),
        "verstrektDoorPartij__uuid": Filter("r.partij_id = %::uuid"),
    },
    vaak=(("verstrektDoorPartij__uuid",),),
)
