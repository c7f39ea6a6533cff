"""digitaleadressen."""

from __future__ import annotations

from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm

BRON = Bron(
    "digitaleadressen",
    lees=queries.digitaleadressen,
    filters={
        "adres": Vorm(),
        "adres__icontains": Vorm(),
        "isStandaardAdres": Vorm(Soort.JA_NEE),
        "soortDigitaalAdres": Vorm(Soort.KEUZE, keuzes=("email", "telefoonnummer", "overig")),
        "verstrektDoorPartij__url": Vorm(Soort.URL, naar="verstrektDoorPartij__uuid"),
        "verstrektDoorPartij__uuid": Vorm(Soort.UUID),
    },
)
