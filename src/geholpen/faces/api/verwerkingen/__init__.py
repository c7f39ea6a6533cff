"""What was done with whose data, in the forms of Logboek dataverwerkingen (Logius) and Verwerkingenlogging (VNG)."""

from __future__ import annotations

from geholpen.faces.api.routes import Routepoort
from geholpen.faces.api.verwerkingen import bewerking, inzage, ldv_lezen, ldv_schrijven

#: The extension for reading, version 1.1.0; writing is our own.
LDV = Routepoort(
    "Logboek dataverwerkingen",
    "1.1.0",
    (ldv_lezen.ROUTE, ldv_schrijven.ROUTE),
    {**ldv_lezen.SCHEMAS, **ldv_schrijven.SCHEMAS},
)
BEWERKING = Routepoort("Verwerkingenlogging: bewerking", "0.9.0", bewerking.ROUTES, bewerking.SCHEMAS)
INZAGE = Routepoort("Verwerkingenlogging: inzage", "0.9.0", inzage.ROUTES, inzage.SCHEMAS)

__all__ = ["BEWERKING", "INZAGE", "LDV"]
