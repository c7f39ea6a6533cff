"""By which keys an address is found, after it became secret or stopped being so."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.models import Adres
from geholpen.domain.partijen.policy import may_intake
from geholpen.domain.partijen.register import change_keys
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@command(may=may_intake, gegevens={G.ADRES}, voor="overnemen", naam="Bijgewerkt of uw adres te vinden is")
def settle_zoeksleutels(ctx: Context, partij_id: UUID) -> None:
    """A secret address has no key, every other has one. Searching looks at the address itself as well."""
    rows = Adres.objects.filter(partij_id=partij_id)
    keys = [(sleutels.adres(a.postcode, a.huisnummer), a.geheim) for a in rows if a.postcode and a.huisnummer]
    open_ = {key for key, geheim in keys if not geheim}
    gone = {key for key, _geheim in keys} - open_
    change_keys(partij_id, gone, ())
    change_keys(partij_id, (), open_)
