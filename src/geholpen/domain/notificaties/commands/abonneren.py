"""Subscriptions as an application manages its own, over the interface. Another's are not there for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from geholpen.domain.notificaties import rijen
from geholpen.domain.notificaties.policy import may_subscribe
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@command(may=may_subscribe, gegevens=(), naam="Een abonnement aangevraagd", betrokkenen=lambda _: [])
def register_abonnement(ctx: Context, gegevens: Mapping[str, Any]) -> tuple[UUID, str]:
    """A subscription that waits for its check: (id, signing secret). Raises Invalid."""
    return rijen.add(ctx.actor.person, gegevens, None)


@command(may=may_subscribe, gegevens=(), naam="Een abonnement actief gemaakt", betrokkenen=lambda _: [])
def activate_abonnement(ctx: Context, id: UUID) -> None:
    """The receiver took the trial message. Raises Missing."""
    rijen.activate(id, applicatie_id=ctx.actor.id)


@command(may=may_subscribe, gegevens=(), naam="Een abonnement afgebroken", betrokkenen=lambda _: [])
def drop_abonnement(ctx: Context, id: UUID) -> None:
    """The receiver did not take the trial message. Raises Missing."""
    rijen.end(id, applicatie_id=ctx.actor.id)


@command(may=may_subscribe, gegevens=(), naam="Een wijziging van een abonnement begonnen", betrokkenen=lambda _: [])
def begin_change(ctx: Context, id: UUID, gegevens: Mapping[str, Any]) -> None:
    """Whether it may be changed like this, before its receiver is tried. Raises Missing and Invalid."""
    rijen.find(id, applicatie_id=ctx.actor.id)
    rijen.check(gegevens)


@command(may=may_subscribe, gegevens=(), naam="Een abonnement gewijzigd", betrokkenen=lambda _: [])
def change_abonnement(ctx: Context, id: UUID, gegevens: Mapping[str, Any]) -> None:
    """Change what was given. Raises Missing and Invalid."""
    rijen.change(id, gegevens, applicatie_id=ctx.actor.id)


@command(may=may_subscribe, gegevens=(), naam="Een abonnement ingetrokken", betrokkenen=lambda _: [])
def withdraw_abonnement(ctx: Context, id: UUID) -> None:
    """End it for good. Raises Missing."""
    rijen.end(id, applicatie_id=ctx.actor.id)
