"""How a visitor who has to leave can go on: the ways, the moments to be called, and what is said when it began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.chat.commands import brake_verder, say_belofte
from geholpen.domain.chat.queries import Bezoek
from geholpen.domain.kanaalwissel.commands import NieuweWissel, begin_wissel_uit_chat
from geholpen.domain.kanaalwissel.queries import belmomenten, check_way, open_ways
from geholpen.faces.belmoment import moment_in_words
from geholpen.faces.chat import vorm
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.telefoonnummer import leesbaar

#: The name of a way in the interface, and its channel.
VERDER = {"email": "email", "sms": "sms", "whatsapp": "whatsapp", "phone": "telefoon"}
_AFGESPROKEN = gettext_lazy("Dat is afgesproken. Het staat in het gesprek.")


def ways(taal: str) -> dict[str, Any]:
    """`ways` with their name and what is asked for, `moments` to be called, `words` of the window: in this language."""
    open_ = open_ways()
    with translation.override(taal):
        return {
            "ways": [
                {"code": code, "name": kanaalnaam(kanaal), "ask": _asks(kanaal)}
                for code, kanaal in VERDER.items()
                if kanaal in open_
            ],
            "words": words(),
            "moments": [{"code": m.code, "name": moment_in_words(m)} for m in belmomenten()],
        }


def words() -> dict[str, str]:
    """What the window says once it knows how it was set up; in the language that is on."""
    return {
        "uitleg": _("Enter verstuurt, Shift + Enter is een nieuwe regel."),
        "mailuitleg": _("Alleen om verder te gaan als u weg moet."),
        "verder": _("Ergens anders verder"),
        "verderuitleg": _("Moet u weg? U gaat verder waar u was."),
        "hoe": _("Hoe wilt u verder?"),
        "wanneer": _("Wanneer kunnen wij bellen?"),
        "stuurlink": _("Ga verder"),
        "niet": _("Annuleren"),
        "zeker": _("Wilt u de chat beëindigen? Uw vraag blijft bij ons staan."),
        "ja": _("Ja, beëindigen"),
        "nee": _("Nee"),
        "terug": _("De verbinding is er weer."),
        "groot": _("Dit bestand is te groot. Het mag hoogstens 10 MB zijn."),
        "privacy": _("Wat wij met uw gegevens doen"),
        **login_words(),
        **link_words(),
    }


def link_words() -> dict[str, str]:
    """What the window says of going on elsewhere, by how it stands (`vorm.VERDER`)."""
    return {
        "link_waiting": _("De link is onderweg. Hij werkt één keer, vierentwintig uur lang."),
        "link_sent": _("U krijgt daar een bericht van ons."),
        "link_used": _("De link is gebruikt. Uw vraag gaat daar nu verder."),
        "link_failed": _("Ons bericht kwam niet aan op het adres dat u gaf. Kies iets anders, of bel ons."),
        "link_expired": _("De link werkt niet meer: hij was een dag geldig. Kies iets anders, of bel ons."),
        "link_withdrawn": _("De link werkt niet meer: in deze chat is ingelogd. Kies iets anders, of bel ons."),
    }


def link_stands(bezoek: Bezoek) -> str:
    """What became of the last link or message to go on elsewhere, in words; "" when none was asked for."""
    stand = vorm.wissel(bezoek)
    return link_words()[f"link_{stand}"] if stand else ""


def login_words() -> dict[str, str]:
    """What the window says about logging in, and where the question then is."""
    return {
        "inloggen": _("Inloggen"),
        "own": _("U bent ingelogd. Wij weten dat u het bent."),
        "apart": _("U bent ingelogd. Wij weten wie u bent. Een medewerker kijkt of deze vraag bij uw gegevens hoort."),
        "given": _("Uw vraag staat nu bij uw gegevens. U vindt hem ook in uw eigen omgeving bij ons."),
        "back": _("Uw vraag staat niet meer bij uw gegevens. Klopt dat niet? Schrijf het hier."),
        "elders": _("U of iemand anders logde in een ander venster in. Daarom is deze chat dicht."),
        "geentab": _("Uw browser opende geen nieuw tabblad. Sta dat toe en kies opnieuw Inloggen."),
        "inlogtab": _("Log in in het nieuwe tabblad. U praat daarna hier verder."),
    }


def logged_in(bezoek: Bezoek) -> str:
    """What a visitor who logged in reads of it; "" for who did not."""
    return login_words()[vorm.PLEK[bezoek.plek]] if bezoek.plek else ""


def _asks(kanaal: str) -> str:
    return _("E-mailadres") if kanaal == "email" else _("Telefoonnummer")


@dataclass(frozen=True, slots=True)
class Verdergang:
    """How going on elsewhere began. `stand`: as in `vorm.VERDER`; "" for a call, which is said in the chat itself."""

    stand: str
    zin: str


def go_on(ctx: Context, bezoek: Bezoek, naar: Mapping[str, str]) -> Verdergang:
    """Let this visit go on elsewhere. `naar`: channel, address, when.

    Raises Invalid (channel, adres, wanneer) and Refused when it is asked too often.
    """
    kanaal = VERDER.get(naar["channel"])
    if kanaal is None:
        raise Invalid("channel", "Kies hoe u verder wilt.")
    if bezoek.geeindigd_op is not None:
        raise Refused("GEEINDIGD", "Deze chat is afgesloten. Begin een nieuwe chat.")
    if bezoek.partij_id is None or bezoek.klantvraag_id is None:
        raise Invalid("address", "Stel eerst uw vraag. Daarna kunt u ergens anders verder.")
    adres = check_way(kanaal, naar["address"], naar["when"])  # a typing error counts in no brake
    brake_verder(ctx, bezoek.id, adres)
    nieuw = NieuweWissel(kanaal, naar["address"], wanneer=naar["when"] if kanaal == "telefoon" else "")
    eigen = ctx.over({bezoek.partij_id})
    begonnen = begin_wissel_uit_chat(eigen, bezoek.partij_id, bezoek.klantvraag_id, nieuw, bezoek.id)
    if begonnen.staat == "belofte":
        say_belofte(eigen, bezoek.partij_id, bezoek.id, _agreed(naar["when"], adres))
        return Verdergang("", str(_AFGESPROKEN))
    stand = vorm.VERDER[begonnen.staat]
    return Verdergang(stand, link_words()[f"link_{stand}"])


def _agreed(wanneer: str, nummer: str) -> str:
    moment = next(moment_in_words(m) for m in belmomenten() if m.code == wanneer)
    return _("Afgesproken: wij bellen u op %(moment)s. Uw nummer: %(nummer)s.") % {
        "moment": moment,
        "nummer": leesbaar(nummer),
    }
