"""A customer nobody knows yet, as a row that is written together with what it keeps.

For the doors of `klantcontacten`: what other software hands over before it says whose it is. Only inside a door.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from geholpen.domain.partijen.commands.overnemen_partijen import add_nobodies
from geholpen.domain.partijen.register import herkomst
from geholpen.domain.partijen.register import nobody as nobody
from geholpen.platform.context import Context
from geholpen.platform.overnemen import Overgenomen


def nobodies(ctx: Context, ids: Sequence[tuple[UUID, Overgenomen]]) -> None:
    """Write many of them, each in the place in the order of what it keeps."""
    add_nobodies(ids, herkomst(ctx))
