"""partij-identificatoren."""

from __future__ import annotations

from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm

OBJECTTYPEN = ("natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging")
REGISTERS = ("brp", "hr")
SOORTEN = ("bsn", "kvk_nummer", "rsin", "vestigingsnummer")

BRON = Bron(
    "partij-identificatoren",
    lees=queries.partij_identificatoren,
    filters={
        "anderePartijIdentificator": Vorm(),
        "partijIdentificatorCodeObjecttype": Vorm(Soort.KEUZE, keuzes=OBJECTTYPEN),
        "partijIdentificatorCodeRegister": Vorm(Soort.KEUZE, keuzes=REGISTERS),
        "partijIdentificatorCodeSoortObjectId": Vorm(Soort.KEUZE, keuzes=SOORTEN),
        "partijIdentificatorObjectId": Vorm(),
    },
)
