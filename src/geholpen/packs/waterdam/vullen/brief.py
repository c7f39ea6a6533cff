"""The print provider of the town, made as management makes it."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.berichten.commands import save_kanaalaccount
from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.domain.organisatie.queries import medewerkers
from geholpen.platform.context import Actor, ActorSoort, Context

NAAM = "Drukkerij Waterdam"
SLEUTEL, GEHEIM = "drukkerij-waterdam-sleutel-demo", "drukkerij-waterdam-geheim-demo"


def fill_brief(url: str) -> UUID:
    """Make the account of the provider at this address, or give it this one when it is there. Returns its id."""
    beheerder = next(m for m in medewerkers() if "functioneel_beheerder" in m.rollen)
    ctx = Context(Actor(ActorSoort.MEDEWERKER, beheerder.id, beheerder.rollen, beheerder.afdeling_code), "beheer")
    bekend = next((a for a in kanaalaccounts("brief") if a.naam == NAAM), None)
    if bekend and bekend.instellingen.get("url") == url:
        return bekend.id
    waarden = {"naam": NAAM, "url": url, "sleutel": SLEUTEL, "geheim": GEHEIM, "sluit": "17:30"}
    return save_kanaalaccount(ctx, "brief", waarden, bekend.id if bekend else None)
