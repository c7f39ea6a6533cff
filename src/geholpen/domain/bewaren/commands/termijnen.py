"""How long raw rows stay, and what the selection list says: changed with a reason, and by two people where it must."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geholpen.domain.bewaren.models import Waardering
from geholpen.domain.bewaren.policy import may_decide_term, may_propose_term, may_value
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.organisatie.ports import decide_wijziging, propose_wijziging
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Days, as the database has it: ten years at most.
DAGEN = range(1, 3651)
_LIJST: dict[str, Any] = {
    "voor": "vernietiging",
    "gegevens": {G.INZAGEREGISTRATIE},
    "betrokkenen": lambda _: [],
}


@command(may=may_propose_term, naam="Een andere bewaartermijn voorgesteld", **_LIJST)
def propose_termijn(ctx: Context, tabel: str, dagen: int, uitleg: str, waarom: str) -> str:
    """Keep rows of this table so many days; `uitleg` is what people read beside it, `waarom` the reason of the change.

    Returns "toegepast", or "open": somebody has to agree. Raises Invalid and Missing.
    """
    if dagen not in DAGEN:
        raise Invalid("dagen", "Vul een aantal dagen in van 1 tot en met 3650.")
    if not 20 <= len(uitleg.strip()) <= 300:
        raise Invalid("uitleg", "Schrijf in een of twee zinnen op waarom dit zo lang nodig is.")
    return propose_wijziging("bewaartermijn", tabel, {"dagen": dagen, "waarom": uitleg.strip()}, waarom)


@command(may=may_decide_term, naam="Over een bewaartermijn besloten", **_LIJST)
def decide_termijn(ctx: Context, wijziging_id: UUID, ja: bool, waarom: str) -> str:
    """Agree with a term or a rule of the selection list, refuse it, or take your own back. Raises Invalid."""
    return decide_wijziging(wijziging_id, ja=ja, waarom=waarom)


@command(may=may_value, naam="Vastgelegd wat er na de termijn met dossiers gebeurt", **_LIJST)
def set_waardering(ctx: Context, selectielijst: str, waardering: str) -> str:
    """What the selection list says of this number. Raises Invalid.

    Returns "open" when it was to be kept for good: that it may go, another agrees with first.
    """
    if waardering not in Waardering.values:
        raise Invalid("waardering", "Kies: vernietigen, of blijvend bewaren.")
    waarom = "De selectielijst zegt dit van dit nummer."
    return propose_wijziging("selectieregel", selectielijst, {"waardering": waardering}, waarom)
