"""A customer nobody knows yet, as a row that is written together with what it keeps.

For the doors of `klantcontacten`: what other software hands over before it says whose it is. Only inside a door.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.partijen.commands.overnemen_partijen import add_nobodies
from geholpen.domain.partijen.models import Partij, SoortPartij
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.overnemen import Overgenomen


def nobody(ctx: Context) -> Partij:
    """A new customer of kind `onbekend`, not written yet."""
    return prepared.row(Partij, soort_partij=SoortPartij.ONBEKEND, **ctx.herkomst(activiteit_nummer("contactgegevens")))


def nobodies(ctx: Context, ids: Sequence[tuple[UUID, Overgenomen]]) -> None:
    """Write many of them, each in the place in the order of what it keeps."""
    add_nobodies(ids, ctx.herkomst(activiteit_nummer("contactgegevens")))
