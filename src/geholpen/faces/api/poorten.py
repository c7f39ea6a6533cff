"""Every interface and the address it begins with."""

from __future__ import annotations

from geholpen.faces.api.contactgegevens import POORT as CONTACTGEGEVENS
from geholpen.faces.api.klantinteracties import POORT as KLANTINTERACTIES
from geholpen.faces.api.notificaties import POORT as NOTIFICATIES
from geholpen.faces.api.poort import Poort

POORTEN: dict[str, Poort] = {
    "/klantinteracties/api/v1/": KLANTINTERACTIES,
    "/contactgegevens/api/v1/": CONTACTGEGEVENS,
    "/notificaties/api/v1/": NOTIFICATIES,
}
