"""A contact in the database the way the product makes it, for tests of what hangs on it."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.klantcontacten.commands import NieuweKlantvraag, NieuwKlantcontact, start_klantvraag
from geholpen.domain.klantcontacten.models import Klantcontact
from geholpen.domain.partijen.commands import register_onbekende
from geholpen.platform.doors import backstage
from geholpen.platform.models import uuid7
from tests import bed


def contact(onderwerp: str = "parkeervergunning", kanaal: str = "email", herkomst: str = "") -> Klantcontact:
    """A contact of somebody we do not know yet, in a question of its own. `herkomst` "api": left by other software."""
    ctx, partij_id = bed.systeem(), uuid7()
    register_onbekende(ctx.over({partij_id}), partij_id, [("email", f"iemand-{partij_id}@klant.example")], "Iemand")
    return nog_een(partij_id, onderwerp, kanaal, herkomst)


def nog_een(
    partij_id: UUID, onderwerp: str = "parkeervergunning", kanaal: str = "email", herkomst: str = ""
) -> Klantcontact:
    """Another contact of this customer, in another question."""
    ctx = bed.systeem(herkomst or "email")
    nieuw = NieuweKlantvraag(
        onderwerp, True, "asserted", NieuwKlantcontact(kanaal, "klant", "Kunt u mij bellen over mijn vergunning?")
    )
    made = start_klantvraag(ctx.over({partij_id}), partij_id, nieuw)
    with backstage():
        return Klantcontact(partij_id=partij_id, id=made.klantcontact_id, klantvraag_id=made.klantvraag_id)
