"""The Klantinteracties API of VNG Realisatie, as the field uses it (0.9.0)."""

from __future__ import annotations

from geholpen.faces.api.klantinteracties import (
    actoren,
    actorklantcontacten,
    betrokkenen,
    bijlagen,
    categorieen,
    digitaleadressen,
    internetaken,
    klantbeelden,
    klantcontacten,
    maak_klantcontact,
    onderwerpobjecten,
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
        actoren.BRON,
        actorklantcontacten.BRON,
        bijlagen.BRON,
        internetaken.BRON,
        onderwerpobjecten.BRON,
        betrokkenen.BRON,
        categorieen.CATEGORIEEN,
        categorieen.RELATIES,
        digitaleadressen.BRON,
        klantbeelden.KLANTBEELDEN,
        klantbeelden.ZOEK,
        klantcontacten.BRON,
        maak_klantcontact.BRON,
        partijen.BRON,
        partij_identificatoren.BRON,
        rekeningnummers.BRON,
        vertegenwoordigingen.BRON,
    )
}
POORT = Poort(VERSIE, BRONNEN)
