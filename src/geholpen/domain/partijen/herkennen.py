"""Who may an address belong to, and may it be shown? Looked up on the way, inside the doors for messages.

The door that files reads addresses, and its log line names whose message it became; nobody is shown who else was
looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.partijen import sleutels
from geholpen.platform import prepared
from geholpen.platform.context import Context

_FIND = """SELECT d.partij_id, d.niveau FROM zoek_partijen(%s::bytea[]) z
           JOIN digitaal_adres d ON d.partij_id = z.partij_id
           WHERE d.adres = %s AND %s IN (d.soort_digitaal_adres, d.identiteitsoort) AND NOT d.los"""


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """Somebody an address may belong to. `niveau` is how sure we are about this address, not about this sender."""

    partij_id: UUID
    niveau: str


def recognise(soort: str, adres: str) -> list[Kandidaat]:
    """Every customer that has this address of a channel, with the level of that address.

    `soort` is email, telefoonnummer, or the kind of identity of another channel. Households share addresses, so
    several candidates are normal.
    """
    keys, value = [sleutels.digitaal(soort, adres)], sleutels.normalise(soort, adres)
    return [Kandidaat(*row) for row in prepared.fetch(_FIND, [keys, value, soort])]


def hides_addresses(ctx: Context, partij_id: UUID) -> bool:
    """Whether telephone and mail of this customer stay hidden under the purpose of the open door: a secret address."""
    if ctx.grant.activiteit.mag_geheim_adres:
        return False
    return bool(prepared.fetch("SELECT 1 FROM partij WHERE partij_id = %s AND adres_geheim", [partij_id]))
