"""Whether a call may go on: which purpose it has, what that gives, and that it reaches no further than its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.regels import NIVEAUS, REDENEN, STIL, Activiteit, Besluit, decide, limited
from geholpen.domain.doelbinding.register import register
from geholpen.platform.context import Actor, ActorSoort, Context
from geholpen.platform.doors import Door
from geholpen.platform.errors import Refused

#: What the system and a customer always do, unless a door says otherwise. An employee has no standing purpose.
STANDING = {ActorSoort.SYSTEEM: "intake", ActorSoort.KLANT: "mijn"}
#: A customer who acts for another, and what they then do.
MACHTIGING, NAMENS = "machtiging", "mijn_namens"
#: Reasons of one employee: nobody else works on them.
PERSOONLIJK = frozenset({"gesprek", ports.NAMENS, "noodtoegang"})


def allowed(ctx: Context, door: Door, reden: ports.Reden | None, schild: str = "") -> tuple[Activiteit, Besluit]:
    """The purpose and the decision; raises Refused. `schild`: what stands between the actor and the customer."""
    if door.schrijft and ctx.actor.alleen_lezen:
        raise Refused("ALLEEN_LEZEN", REDENEN["ALLEEN_LEZEN"])
    activiteit = activiteit_van(ctx, door, reden)
    besluit = _decide(ctx, door, activiteit, reden, schild)
    if not besluit.code or besluit.code in STIL:
        besluit = replace(besluit, code=reach(ctx, door, reden) or besluit.code)  # the same for whoever it is about
    if besluit.code or activiteit is None:
        raise _refusal(besluit.code)
    _insist(door, besluit)
    return activiteit, besluit


def within_limits(door: Door, besluit: Besluit, grenzen: Sequence[ports.Grens]) -> Besluit:
    """The decision with what these customers do not want, or did not consent to; raises Refused."""
    if not grenzen:
        return besluit
    found = limited(besluit, grenzen)
    if found.code:
        raise Refused(found.code, REDENEN[found.code])
    _insist(door, found)
    return found


def _insist(door: Door, besluit: Besluit) -> None:
    """Refused when a door would write what was not given, or has nothing left to read."""
    missing = door.schrijf_gegevens - besluit.toegestaan
    if missing or (door.gegevens and not besluit.toegestaan):
        code = next((c for s, c in sorted(besluit.geweigerd.items()) if not missing or s in missing))
        raise Refused(code, REDENEN[code])


def _refusal(code: str) -> Refused:
    """A refusal in its own words; of a shielded file in those for one that is not there."""
    if code in STIL:
        return Refused("GEEN_AANLEIDING", REDENEN["GEEN_AANLEIDING"], logcode=code)
    return Refused(code, REDENEN[code])


def activiteit_van(ctx: Context, door: Door, reden: ports.Reden | None) -> Activiteit | None:
    """The purpose of a call: fixed by the door, standing for system and customer, else what the reason brings."""
    standing = NAMENS if kind_of(ctx, door) == MACHTIGING else STANDING.get(ctx.actor.soort, "")
    code = door.voor or standing
    if code:
        return register.code(code)
    if ctx.actor.soort == ActorSoort.APPLICATIE:
        return _of_application(ctx.actor, door)
    return register.nummer(reden.activiteit) if reden else None


def _of_application(actor: Actor, door: Door) -> Activiteit | None:
    """The first of the activities an application was given that may write what this door writes, else the first."""
    given = [found for code in actor.doelen if (found := register.code(code))]
    fits = (a for a in given if all("wijzigen" in _handelingen(a, soort) for soort in door.schrijf_gegevens))
    return next(fits, given[0] if given else None)


def _handelingen(activiteit: Activiteit, soort: int) -> frozenset[str]:
    regel = activiteit.gegevens.get(soort)
    return regel.handelingen if regel else frozenset()


def _decide(ctx: Context, door: Door, activiteit: Activiteit | None, reden: ports.Reden | None, schild: str) -> Besluit:
    if activiteit is None and not door.voor and ctx.actor.soort == ActorSoort.MEDEWERKER:
        return Besluit("GEEN_AANLEIDING")
    common: dict[str, Any] = {
        "rollen": ctx.actor.rollen,
        "afdeling": ctx.actor.afdeling,
        "aanleiding": kind_of(ctx, door),
        "reden": reden,
        "niveau": _niveau(ctx, reden),
        "vandaag": timezone.localdate(),
        "schild": schild,
    }
    besluit = decide(activiteit, soorten=door.gegevens - door.schrijf_gegevens, handeling=_reading(door), **common)
    if besluit.code or not door.schrijft:
        return besluit
    written = decide(activiteit, soorten=door.schrijf_gegevens, handeling="wijzigen", **common)
    return Besluit(
        "",
        besluit.toegestaan | written.toegestaan,
        {**besluit.maskers, **written.maskers},
        {**besluit.geweigerd, **written.geweigerd},
    )


def reach(ctx: Context, door: Door, reden: ports.Reden | None) -> str:
    """Code when a call reaches further than its reason: to another customer, or to all without naming whom it shows."""
    if kind_of(ctx, door) == MACHTIGING:
        return "" if reden and reden.alleen_voor == ctx.actor.id else "GEEN_MACHTIGING"
    if kind_of(ctx, door) in PERSOONLIJK and reden is not None and reden.behandelaar != ctx.actor.id:
        return "GEEN_AANLEIDING"  # somebody else's conversation or break-glass
    if ctx.actor.soort == ActorSoort.MEDEWERKER and not door.voor:
        return "" if ctx.aanleiding and ctx.partijen == {ctx.aanleiding.partij_id} else "ANDERE_KLANT"
    return "" if ctx.partijen or door.betrokkenen is not None else "GEEN_AANLEIDING"


def _reading(door: Door) -> str:
    return "lezen" if door.schrijft else door.handeling


def kind_of(ctx: Context, door: Door) -> str:
    """Which kind of reason this call has. A door with a fixed activity over many customers is a list."""
    if ctx.actor.soort == ActorSoort.SYSTEEM:
        return "systeem"
    if ctx.actor.soort == ActorSoort.APPLICATIE:
        return "koppeling"
    if ctx.actor.soort == ActorSoort.KLANT:
        return "eigen_verzoek" if ctx.partijen == {ctx.actor.id} else _on_behalf(ctx)
    if ctx.aanleiding is not None:
        return ctx.aanleiding.soort
    return "lijst" if door.voor else "geen"


def _on_behalf(ctx: Context) -> str:
    """A customer on somebody else's data: only with a mandate, and only that person's."""
    a = ctx.aanleiding
    return MACHTIGING if a and a.soort == MACHTIGING and ctx.partijen == {a.partij_id} else "geen"


def _niveau(ctx: Context, reden: ports.Reden | None) -> int:
    if ctx.actor.soort == ActorSoort.KLANT:
        return NIVEAUS[ctx.actor.niveau]
    return NIVEAUS[reden.niveau] if reden else 4
