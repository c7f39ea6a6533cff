"""Where a switch goes, and whether that is proven. Inside a door."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.berichten.queries import can_send, free_text_until, verder_sjabloon
from geholpen.domain.kanaalwissel.models import Wisselstaat
from geholpen.domain.kanaalwissel.wegen import Belmoment, carrier, check_address, check_moment, open_ways
from geholpen.domain.partijen.queries import afgemelde_adressen, bewezen_adressen, heeft_eigen_omgeving, postadressen
from geholpen.platform.context import Context, system
from geholpen.platform.errors import Invalid


@dataclass(frozen=True, slots=True)
class NieuweWissel:
    """Where to: `kanaal` is one of WEGEN; `adres` as the customer gave it; `wanneer`: code of the moment to call.

    `toestemming`: the customer told the employee that a message is welcome there (WhatsApp, or after a STOP).
    """

    kanaal: str
    adres: str = ""
    reden: str = ""
    wanneer: str = ""
    toestemming: bool = False


@dataclass(frozen=True, slots=True)
class Doel:
    """Where it goes. `staat`: how the switch begins."""

    soort: str
    waarde: str
    staat: str
    moment: Belmoment | None = None


def find_doel(ctx: Context, partij_id: UUID, nieuw: NieuweWissel, *, door_klant: bool, ingelogd: bool) -> Doel:
    """Judge where somebody wants to go on. Raises Invalid that says what to do instead."""
    if nieuw.kanaal not in open_ways():
        raise Invalid("kanaal", "Kies hoe u verder wilt.")
    if nieuw.kanaal == "brief":
        return _letter(partij_id)
    if nieuw.kanaal == "mijn":
        return _own_page(ctx, partij_id, ingelogd)
    soort, waarde = check_address(nieuw.kanaal, nieuw.adres)
    if nieuw.kanaal == "telefoon":
        return Doel(soort, waarde, Wisselstaat.BELOFTE, check_moment(nieuw.wanneer))
    if not can_send(carrier(nieuw.kanaal, soort)):
        raise Invalid("kanaal", "Dit kanaal werkt nu niet. Kies een ander.")
    if not door_klant and not nieuw.toestemming and (soort, waarde) in afgemelde_adressen(ctx, partij_id):
        raise Invalid("toestemming", "De klant wil daar geen berichten zonder erom te vragen. Vraag het eerst.")
    bewezen = (soort, waarde) in bewezen_adressen(ctx, partij_id)
    if nieuw.kanaal == "whatsapp" and not (bewezen and free_text_until(partij_id, "whatsapp")):
        _by_template(gevraagd=door_klant or nieuw.toestemming)
    verder = bewezen and nieuw.kanaal != "chat"  # a chat is opened by its link, whoever gets it
    return Doel(soort, waarde, Wisselstaat.VERDER if verder else Wisselstaat.WACHT)


def _letter(partij_id: UUID) -> Doel:
    """Only to the address we know. It is looked up again for the letter itself and kept nowhere beside it."""
    if not postadressen(system("kanaalwissel", "brief").over({partij_id}), partij_id):
        raise Invalid("kanaal", "Van deze klant kennen wij geen postadres. Kies een andere weg.")
    return Doel("postadres", "", Wisselstaat.VERDER)


def _own_page(ctx: Context, partij_id: UUID, ingelogd: bool) -> Doel:
    """Logging in is the proof: who did already goes on at once."""
    if not heeft_eigen_omgeving(ctx, partij_id):
        raise Invalid(
            "kanaal", "Deze klant kan nog niet inloggen: wij weten niet zeker wie het is. Kies een andere weg."
        )
    return Doel("mijn", "", Wisselstaat.VERDER if ingelogd else Wisselstaat.WACHT)


def _by_template(*, gevraagd: bool) -> None:
    """Whoever did not write us there in the last day gets a template, and only when they asked for it."""
    if not gevraagd:
        raise Invalid("toestemming", "Vraag eerst of de klant hier een WhatsApp-bericht van ons wil.")
    if not verder_sjabloon("whatsapp"):
        raise Invalid("kanaal", "Via WhatsApp kunnen wij deze klant nu niet als eerste schrijven. Kies een andere weg.")
