"""What follows by itself: the known channel hears of a request, and what was decided is carried out."""

from __future__ import annotations

from geholpen.domain.bewaren.events import BewaarplichtOpgeheven
from geholpen.domain.rechten.events import VerzoekBesloten, VerzoekIngediend
from geholpen.platform.context import system
from geholpen.platform.events import subscribe
from geholpen.platform.tasks import defer


@subscribe(VerzoekIngediend)
def tell(gebeurtenis: VerzoekIngediend) -> None:
    """Plan the notice; a notice that is sent twice does no harm."""
    ctx = system("email", "rechten").over({gebeurtenis.partij_id})
    defer("kennisgeving", ctx, partij_id=str(gebeurtenis.partij_id), klantvraag_id=str(gebeurtenis.verzoek_id))


@subscribe(VerzoekBesloten)
def carry_out(gebeurtenis: VerzoekBesloten) -> None:
    """Plan what the decision asks."""
    ctx = system("beheer", "rechten").over({gebeurtenis.partij_id})
    defer("voer_besluit_uit", ctx, partij_id=str(gebeurtenis.partij_id), verzoek_id=str(gebeurtenis.verzoek_id))


@subscribe(BewaarplichtOpgeheven)
def go_on(gebeurtenis: BewaarplichtOpgeheven) -> None:
    """An erasure may have waited for it."""
    defer("hervat_wissen", system("beheer", "rechten"))
