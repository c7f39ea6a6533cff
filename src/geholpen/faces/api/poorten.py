"""Every interface and the address it begins with."""

from __future__ import annotations

from geholpen.faces.api.autorisatie import AUTHZEN, BESLISSINGEN
from geholpen.faces.api.contactgegevens import POORT as CONTACTGEGEVENS
from geholpen.faces.api.klantinteracties import POORT as KLANTINTERACTIES
from geholpen.faces.api.notificaties import POORT as NOTIFICATIES
from geholpen.faces.api.verwerkingen import BEWERKING, INZAGE, LDV
from geholpen.faces.api.verzoek import Ingang

POORTEN: dict[str, Ingang] = {
    "/klantinteracties/api/v1/": KLANTINTERACTIES,
    "/contactgegevens/api/v1/": CONTACTGEGEVENS,
    "/notificaties/api/v1/": NOTIFICATIES,
    "/ldv/api/v1/": LDV,
    "/verwerkingenlogging/api/v1/": BEWERKING,
    "/verwerkingeninzage/api/v1/": INZAGE,
    "/access/v1/": AUTHZEN,
    "/beslissingen/api/v1/": BESLISSINGEN,
}
