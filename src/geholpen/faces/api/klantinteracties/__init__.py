"""The Klantinteracties API of VNG Realisatie, as the field uses it (0.9.0)."""

from __future__ import annotations

from geholpen.faces.api.klantinteracties import (
    betrokkenen,
    categorieen,
    digitaleadressen,
    klantcontacten,
    maak_klantcontact,
    partij_identificatoren,
    partijen,
    rekeningnummers,
    vertegenwoordigingen,
)
from geholpen.faces.api.poort import Poort

VERSIE = "0.9.0"
BRONNEN = {
    b.naam: b
    for b in (
        betrokkenen.BRON,
        categorieen.CATEGORIEEN,
        categorieen.RELATIES,
        digitaleadressen.BRON,
        klantcontacten.BRON,
        maak_klantcontact.BRON,
        partijen.BRON,
        partij_identificatoren.BRON,
        rekeningnummers.BRON,
        vertegenwoordigingen.BRON,
    )
}
POORT = Poort(VERSIE, BRONNEN)
