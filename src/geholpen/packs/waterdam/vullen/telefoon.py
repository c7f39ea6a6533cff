"""The telephone of the demo town: one exchange, whose twin rings the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from geholpen.domain.berichten.commands import save_kanaalaccount
from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.packs.waterdam.laden import pack
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.platform.context import Actor, ActorSoort, Context

NAAM = "Telefoon van Waterdam"
TWIN = "geholpen.adapters.kanalen.telefoon.twin"
#: Between the demo and its own twin, on this machine.
SLEUTEL = "sleutel-van-de-centrale-van-de-demo"


def fill_telefoon(poort: int) -> dict[str, Any]:
    """Make or renew the account of the exchange. Returns what its twin is told."""
    bron = pack()
    there = next((a.id for a in kanaalaccounts("telefonie") if a.naam == NAAM), None)
    waarden = {
        "naam": NAAM,
        "adres": bron.organisatie.telefoon,
        "token": SLEUTEL,
        "bel_adres": f"http://127.0.0.1:{poort}/bel",
        "bel_token": SLEUTEL,
    }
    id = save_kanaalaccount(beheerder(), "telefonie", waarden, there)
    return {"webhook": f"{settings.ADRES}/kanaal/telefonie/{id}/{SLEUTEL}", "sleutel": SLEUTEL}


def beheerder() -> Context:
    """The functional manager of the pack, who sets channels up."""
    wie = next(m for m in pack().medewerkers if "functioneel_beheerder" in m.rollen)
    actor = Actor(ActorSoort.MEDEWERKER, key("medewerker", wie.code), frozenset(wie.rollen), wie.afdeling)
    return Context(actor, "beheer")
