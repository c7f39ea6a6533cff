"""rekeningnummers: bank accounts."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url, verwijzing_partij

REKENINGNUMMERS = Weergave(
    naam="rekeningnummers",
    tabel="rekeningnummer",
    velden=(
        ("uuid", "r.id"),
        ("url", url("rekeningnummers", "r.id")),
        ("partij", verwijzing_partij()),
        ("iban", "r.iban"),
        ("bic", "r.bic"),
    ),
    filters={"bic": Filter("r.bic = %"), "iban": Filter("r.iban = %"), "uuid": Filter("r.id = %::uuid")},
    vaak=(("iban",),),
)
