"""Whether somebody may act for another today and about what, in an employee's words."""

from __future__ import annotations

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import Machtiging
from geholpen.faces.werkplek.woorden import MAG_NIET
from geholpen.platform.taal import vertaald


def why_not(gevonden: Machtiging | None) -> str:
    """Why somebody may not act for another today; "" when they may."""
    if gevonden is None:
        return str(MAG_NIET["voorbij"])
    code = gevonden.code or ("" if gevonden.onderwerpen else "niets")
    return str(MAG_NIET.get(code, code))


def about(gevonden: Machtiging | None) -> list[str]:
    """The subjects in words."""
    codes = gevonden.onderwerpen if gevonden else frozenset()
    return sorted(vertaald(o.naam) for o in onderwerpen() if o.code in codes)
