"""Who may set shielding and approve the staff list. Pure; raises Refused."""

from __future__ import annotations

from geholpen.domain.doelbinding.ports import SCHILDBEHEER
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused

DOEL = SCHILDBEHEER
#: Who sets and ends shielding; who approves the staff list, each for their own part.
BEHEERDERS = frozenset({"fg", "functioneel_beheerder"})
AKKOORD = {"or": "ondernemingsraad", "fg": "fg"}


def may_shield(ctx: Context, *args: object, **kwargs: object) -> None:
    """The privacy officer or the functional manager."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or not ctx.actor.rollen & BEHEERDERS:
        raise Refused("ROL", "Afschermen doet de privacy officer of de functioneel beheerder.")


def may_place(ctx: Context, *args: object, **kwargs: object) -> None:
    """The functional manager."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or "functioneel_beheerder" not in ctx.actor.rollen:
        raise Refused("ROL", "De personeelslijst plaatst de functioneel beheerder.")


def may_approve(ctx: Context, lijst_id: object, deel: str) -> None:
    """`deel` is or or fg: somebody of the works council, or the privacy officer."""
    if ctx.actor.soort != ActorSoort.MEDEWERKER or AKKOORD.get(deel, "") not in ctx.actor.rollen:
        raise Refused("ROL", "Akkoord geeft iemand van de ondernemingsraad, en daarnaast de privacy officer.")
