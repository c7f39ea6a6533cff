"""A customer nobody knows yet, as a row that is written together with what it keeps.

For the doors of `klantcontacten`: what other software hands over before it says whose it is. Only inside a door.
"""

from __future__ import annotations

from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.partijen.models import Partij, SoortPartij
from geholpen.platform.context import Context


def nobody(ctx: Context) -> Partij:
    """A new customer of kind `onbekend`, not written yet."""
    return Partij(soort_partij=SoortPartij.ONBEKEND, **ctx.herkomst(activiteit_nummer("contactgegevens")))
