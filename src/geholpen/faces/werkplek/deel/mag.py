"""Whether somebody may act for another today and about what, in an employee's words."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import Machtiging
from geholpen.domain.partijen.queries import namen_van
from geholpen.faces.werkplek.woorden import MAG_NIET
from geholpen.platform.context import Context
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


def names_of_others(ctx: Context, partijen: Collection[UUID]) -> dict[UUID, str]:
    """Names of whom a mandate is with, by id; none for an employee who may not look people up."""
    return namen_van(ctx.over(()), partijen) if partijen and mag_werken(ctx.actor, "zoeken") else {}
