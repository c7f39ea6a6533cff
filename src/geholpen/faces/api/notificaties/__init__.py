"""The subscribing half of the Notificaties API of VNG Realisatie, in the form Open Notificaties has given it."""

from __future__ import annotations

from geholpen.faces.api.notificaties import abonnement, kanaal
from geholpen.faces.api.poort import Poort

VERSIE = "1.0.0"
BRONNEN = {b.naam: b for b in (abonnement.BRON, kanaal.BRON)}
POORT = Poort(VERSIE, BRONNEN)
