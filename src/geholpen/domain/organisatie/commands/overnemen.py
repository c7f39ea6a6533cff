"""Take actors over from another register, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geholpen.domain.organisatie.actoren import IDENTIFICATIE, IDENTIFICATOR
from geholpen.domain.organisatie.policy import may_take_over
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.overnemen import Geplaatst, Overgenomen

_LEDEN = tuple(dict.fromkeys(naam for namen in IDENTIFICATIE.values() for naam in namen))
_KOLOMMEN = ("naam", "soort_actor", "indicatie_actief", *IDENTIFICATOR, *_LEDEN, "identificatie")


@command(
    may=may_take_over,
    voor="overnemen",
    naam="De actoren zijn overgenomen uit een ander systeem",
    gegevens=(),
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_actoren(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place actors, or bring those that are here in line with the source."""
    changes = ", ".join(f"{naam} = excluded.{naam}" for naam in _KOLOMMEN)
    insert_many(
        "actor",
        ("id", *_KOLOMMEN, "aangemaakt_op"),
        ((r.id, *_row(r), r.op) for r in regels),
        conflict=f"(id) DO UPDATE SET {changes}",
    )
    return Geplaatst()


def _row(r: Overgenomen) -> tuple[Any, ...]:
    v = r.velden
    ident, leden = v.get("actoridentificator") or {}, v.get("actor_identificatie")
    return (
        *(v["naam"], v["soort_actor"], v["indicatie_actief"]),
        *(ident.get(naam) or "" for naam in IDENTIFICATOR),
        *((leden or {}).get(naam) or "" for naam in _LEDEN),
        leden is not None,
    )
