"""By which keys a customer is found, after an address became secret or stopped being so, or after a part was erased."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import reden_tekst
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.models import Adres
from geholpen.domain.partijen.policy import may_intake
from geholpen.domain.partijen.register import change_keys
from geholpen.domain.partijen.zoeksleutels import every_key
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Refused


@command(may=may_intake, gegevens={G.ADRES}, voor="overnemen", naam="Bijgewerkt of uw adres te vinden is")
def settle_zoeksleutels(ctx: Context, partij_id: UUID) -> None:
    """A secret address has no key, every other has one. Searching looks at the address itself as well."""
    rows = Adres.objects.filter(partij_id=partij_id)
    keys = [(sleutels.adres(a.postcode, a.huisnummer), a.geheim) for a in rows if a.postcode and a.huisnummer]
    open_ = {key for key, geheim in keys if not geheim}
    gone = {key for key, _geheim in keys} - open_
    change_keys(partij_id, gone, ())
    change_keys(partij_id, (), open_)


@command(
    may=may_intake,
    gegevens={G.NAAM, G.CONTACTADRESSEN, G.ADRES},
    leest={G.GEBOORTEDATUM, G.BSN, G.RECHTSPERSOON},
    voor="rechten_uitvoeren",
    naam="Bijgewerkt waarmee u te vinden bent",
)
def remake_zoeksleutels(ctx: Context, partij_id: UUID) -> None:
    """Every key that follows from what is (still) there, after the keys went with what was erased.

    Raises Refused when the register does not give all of it: whoever is still there would not be found any more.
    """
    for code in ctx.grant.besluit.geweigerd.values():
        raise Refused(code, reden_tekst(code))
    change_keys(partij_id, (), every_key(partij_id))
