"""partijen."""

from __future__ import annotations

from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm

SOORTEN = ("contactpersoon", "organisatie", "persoon")
_ADRES = ("Adresregel1", "Adresregel2", "Adresregel3", "Land", "NummeraanduidingId")
_NUMMER = ("codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId")

BRON = Bron(
    "partijen",
    lees=queries.partijen,
    filters={
        **{f"bezoekadres{deel}": Vorm() for deel in _ADRES},
        "categorierelatie__categorie__naam": Vorm(),
        **{f"correspondentieadres{deel}": Vorm() for deel in _ADRES},
        "indicatieActief": Vorm(Soort.JA_NEE),
        "indicatieGeheimhouding": Vorm(Soort.JA_NEE),
        "nummer": Vorm(),
        **{f"partijIdentificator__{deel}": Vorm() for deel in _NUMMER},
        "soortPartij": Vorm(Soort.KEUZE, keuzes=SOORTEN),
        **{f"subIdentificatorVan__{deel}": Vorm() for deel in _NUMMER},
        "vertegenwoordigdePartij__url": Vorm(Soort.URL, naar="vertegenwoordigdePartij__uuid"),
        "vertegenwoordigdePartij__uuid": Vorm(Soort.UUID),
    },
    uitklap=("digitaleAdressen", "betrokkenen", "betrokkenen.hadKlantcontact", "categorieRelaties"),
)
