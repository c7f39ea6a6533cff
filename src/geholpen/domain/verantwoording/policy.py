"""Who may read, write and ask what. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.actors import only_system
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Refused

#: The purpose of everything in this room.
DOEL = "verantwoording"


def scopes(ctx: Context) -> frozenset[str]:
    """What the token of an application with our purpose may do; nothing for anybody else."""
    if ctx.actor.soort != ActorSoort.APPLICATIE or DOEL not in ctx.actor.doelen:
        return frozenset()
    return ctx.actor.scopes


def need(ctx: Context, *een_van: str) -> None:
    """An application with our purpose, whose token has at least one of these scopes."""
    if not scopes(ctx) & set(een_van):
        raise Refused("SCOPE", f"De applicatie heeft dit doel niet, of het token dit recht: {' of '.join(een_van)}.")


def may_log(ctx: Context, *args: object, **kwargs: object) -> None:
    """Software that logs with us."""
    need(ctx, "ldv:schrijven")


def may_ask(ctx: Context, *args: object, **kwargs: object) -> None:
    """Software that asks for decisions."""
    need(ctx, "authzen")


def may_record(ctx: Context, *args: object, **kwargs: object) -> None:
    """Software that writes actions; what exactly it may follows from the action itself (`vng.rechten`)."""
    doen = ("create", "update", "delete")
    need(ctx, *(f"{doe}:{wat}" for doe in doen for wat in ("normal", "confidential")))


#: Only the system itself.
may_system = only_system
