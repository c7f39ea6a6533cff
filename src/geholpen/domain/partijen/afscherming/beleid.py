"""Who may set shielding and approve the staff list. Pure; raises Refused."""

from __future__ import annotations

from geholpen.domain.doelbinding.ports import SCHILDBEHEER
from geholpen.platform.actors import only_roles
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused

DOEL = SCHILDBEHEER
#: Who sets and ends shielding; who approves the staff list, each for their own part.
BEHEERDERS = frozenset({"fg", "functioneel_beheerder"})
AKKOORD = {"or": "ondernemingsraad", "fg": "fg"}


#: The privacy officer or the functional manager.
may_shield = only_roles("Afschermen doet de privacy officer of de functioneel beheerder.", *BEHEERDERS)


#: The functional manager.
may_place = only_roles("De personeelslijst plaatst de functioneel beheerder.", "functioneel_beheerder")


def may_approve(ctx: Context, lijst_id: object, deel: str) -> None:
    """`deel` is or or fg: somebody of the works council, or the privacy officer."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or AKKOORD.get(deel, "") not in ctx.actor.rollen:
        raise Refused("ROL", "Akkoord geeft iemand van de ondernemingsraad, en daarnaast de privacy officer.")
