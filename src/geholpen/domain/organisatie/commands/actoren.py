"""Actors as other software adds, changes and removes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geholpen.domain.organisatie.actoren import IDENTIFICATIE, IDENTIFICATOR
from geholpen.domain.organisatie.models import Actor
from geholpen.domain.organisatie.policy import may_connect
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing

_LEEG = dict.fromkeys({naam for namen in IDENTIFICATIE.values() for naam in namen}, "")


@command(may=may_connect, gegevens=(), naam="Een actor toegevoegd", betrokkenen=lambda _: [])
def register_actor(ctx: Context, gegevens: dict[str, Any]) -> UUID:
    """Add an actor: `naam`, `soort_actor`, `indicatie_actief`, `actoridentificator`, `actor_identificatie`."""
    return Actor.objects.create(**_columns(gegevens, {})).id


@command(may=may_connect, gegevens=(), naam="Een actor gewijzigd", betrokkenen=lambda _: [])
def change_actor(ctx: Context, id: UUID, gegevens: dict[str, Any]) -> None:
    """Change what was given; another kind of actor begins without the members of the old one. Raises Missing."""
    actor = Actor.objects.select_for_update().filter(id=id).first()
    if actor is None:
        raise Missing
    anders = gegevens.get("soort_actor", actor.soort_actor) != actor.soort_actor
    Actor.objects.filter(id=id).update(**_columns(gegevens, {**_LEEG, "identificatie": False} if anders else {}))


@command(may=may_connect, gegevens=(), naam="Een actor verwijderd", betrokkenen=lambda _: [])
def delete_actor(ctx: Context, id: UUID) -> None:
    """Remove an actor. Raises Missing. One of our own comes back when the organisation is loaded again."""
    if not Actor.objects.filter(id=id).delete()[0]:
        raise Missing


def _columns(gegevens: dict[str, Any], begin: dict[str, Any]) -> dict[str, Any]:
    columns = begin | {n: gegevens[n] for n in ("naam", "soort_actor", "indicatie_actief") if n in gegevens}
    if "actoridentificator" in gegevens:
        given = gegevens["actoridentificator"] or {}
        columns |= {naam: given.get(naam, "") for naam in IDENTIFICATOR}
    if gegevens.get("actor_identificatie") is not None:
        columns |= gegevens["actor_identificatie"] | {"identificatie": True}
    return columns
