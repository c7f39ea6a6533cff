"""The Klantinteracties API of VNG Realisatie, as the field uses it (0.9.0)."""

from __future__ import annotations

from geholpen.faces.api.klantinteracties import (
    betrokkenen,
    digitaleadressen,
    klantcontacten,
    maak_klantcontact,
    partij_identificatoren,
    partijen,
)
from geholpen.faces.api.poort import Poort

VERSIE = "0.9.0"
BRONNEN = {
    b.naam: b
    for b in (
        betrokkenen.BRON,
        digitaleadressen.BRON,
        klantcontacten.BRON,
        maak_klantcontact.BRON,
        partijen.BRON,
        partij_identificatoren.BRON,
    )
}
POORT = Poort(VERSIE, BRONNEN)
