"""The government's message box knows people by their citizen service number. It is looked up for one message and kept
nowhere beside it."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import Burgerservicenummer
from geholpen.domain.partijen.versleuteling import decrypt
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: The activity under which the number may be used for this. Not every register has it: then nothing goes this way.
BERICHTENBOX_DOEL = "berichtenbox"
#: The kind of identity of a way to it. Its value says nothing: the number itself stands in no delivery.
BERICHTENBOX = "berichtenbox"


@query(gegevens={G.BSN}, voor=BERICHTENBOX_DOEL, naam="Gekeken of wij u via de Berichtenbox kunnen schrijven")
def heeft_bsn_voor_berichtenbox(ctx: Context, partij_id: UUID) -> bool:
    """Whether we have the number by which the message box knows this customer; not what it is."""
    return Burgerservicenummer.objects.filter(partij_id=partij_id).exists()


@query(
    gegevens={G.BSN}, voor=BERICHTENBOX_DOEL, naam="Uw burgerservicenummer gebruikt voor een bericht in de Berichtenbox"
)
def bsn_voor_berichtenbox(ctx: Context, partij_id: UUID) -> str:
    """The number, for the message that goes out now; "" when we have none (any more)."""
    row = Burgerservicenummer.objects.filter(partij_id=partij_id).first()
    return decrypt(bytes(row.versleuteld), partij_id) if row else ""
