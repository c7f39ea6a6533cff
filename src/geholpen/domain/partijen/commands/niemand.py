"""A place for what other software hands over before anybody knows whose it is."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.policy import may_connect, may_intake
from geholpen.domain.partijen.register import drop_owner, new_owner
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE},
    naam="Opgeschreven voor iemand die wij nog niet kennen",
    betrokkenen=lambda id: [id],
)
def register_niemand(ctx: Context) -> UUID:
    """A customer of kind onbekend that keeps what belongs to nobody yet. Returns its id."""
    return new_owner(ctx)


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE},
    naam="Wat nog van niemand was is bij de klant gelegd",
    betrokkenen=lambda _: [],
)
def delete_niemand(ctx: Context, partij_id: UUID) -> None:
    """Remove such a customer when it keeps nothing any more; one that is known by now stays.

    Whether it keeps something only the database knows: this purpose need not see all there is. Call it last.
    """
    drop_owner(partij_id)


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE},
    naam="Opgeruimd wat niemand meer bewaart",
    betrokkenen=lambda _: [],
)
def sweep_niemand(ctx: Context, partij_id: UUID) -> None:
    """The same, later and by the system itself. Safe to call twice."""
    drop_owner(partij_id)
