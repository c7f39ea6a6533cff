"""The Contactgegevens API of VNG Realisatie, as the field uses it (1.1.1)."""

from __future__ import annotations

from geholpen.faces.api.contactgegevens import organisatie, persoon
from geholpen.faces.api.poort import Poort

VERSIE = "1.1.1"
BRONNEN = {b.naam: b for b in (organisatie.BRON, persoon.BRON)}
POORT = Poort(VERSIE, BRONNEN)
