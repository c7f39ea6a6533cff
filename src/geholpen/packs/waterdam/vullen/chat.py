"""The chat key of the neighbourhood's site, made as management makes it."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.berichten.commands import save_kanaalaccount
from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.domain.organisatie.queries import medewerkers
from geholpen.packs.waterdam.laden import pack
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.platform.context import Actor, ActorSoort, Context

NAAM = "Wijkwebsite Waterdam"
PORTAALGEHEIM = "wijkwebsite-waterdam-alleen-voor-de-demo"
_TEKSTEN = {
    "begroeting": "Goedendag. Waarmee kan de gemeente u helpen?",
    "begroeting_en": "Hello. How can the municipality help you?",
    "wachttekst": "U krijgt zo een medewerker.",
    "wachttekst_en": "Somebody will be with you shortly.",
    "dicht": "Laat uw vraag achter.",
    "dicht_en": "Leave your question.",
    "alternatieven": "Bel 085 000 01 00; Mail naar klantcontact@waterdam.example",
    "alternatieven_en": "Call 085 000 01 00; Mail to klantcontact@waterdam.example",
}

#: Who is logged in on the neighbours' site.
BEWONER = "roos"


def bewoner() -> list[str]:
    """What the neighbours' site is told about who is logged in there, as words of its command."""
    wie = next(k for k in pack().klanten if k.sleutel == BEWONER)
    return [
        *("--bewoner", str(key("klant", BEWONER)), "--bewoner-naam", wie.weergavenaam),
        *("--portaalgeheim", PORTAALGEHEIM),
    ]


def fill_chat(herkomsten: str) -> UUID:
    """Make the key for these origins, or give it these when it is there. Returns its id."""
    beheerder = next(m for m in medewerkers() if "functioneel_beheerder" in m.rollen)
    ctx = Context(Actor(ActorSoort.MEDEWERKER, beheerder.id, beheerder.rollen, beheerder.afdeling_code), "beheer")
    bekend = next((a for a in kanaalaccounts("chat") if a.naam == NAAM), None)
    if bekend and bekend.instellingen.get("herkomsten") == herkomsten:
        return bekend.id
    had = bekend.instellingen if bekend else _TEKSTEN
    waarden = {**had, "naam": NAAM, "herkomsten": herkomsten, "portaalgeheim": PORTAALGEHEIM}
    return save_kanaalaccount(ctx, "chat", waarden, bekend.id if bekend else None)
