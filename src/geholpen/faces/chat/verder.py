"""How a visitor who has to leave can go on: the ways, the moments to be called, and what is said when it began."""

from __future__ import annotations

from collections.abc import Mapping
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
_GEZEGD = {
    "wacht": gettext_lazy("De link is onderweg. Hij werkt één keer, tot morgen."),
    "verder": gettext_lazy("U krijgt daar een bericht van ons."),
    "belofte": gettext_lazy("Dat is afgesproken. Het staat in het gesprek."),
}


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
        "verderuitleg": _("Moet u weg? U gaat verder waar u was."),
        "hoe": _("Hoe wilt u verder?"),
        "wanneer": _("Wanneer kunnen wij bellen?"),
        "stuurlink": _("Ga verder"),
        "niet": _("Annuleren"),
        "zeker": _("Wilt u de chat beëindigen? Uw vraag blijft bij ons staan."),
        "groot": _("Dit bestand is te groot. Het mag hoogstens 10 MB zijn."),
        "privacy": _("Wat wij met uw gegevens doen"),
        **login_words(),
    }


def login_words() -> dict[str, str]:
    """What the window says about logging in, and where the question then is."""
    return {
        "inloggen": _("Inloggen"),
        "own": _("U bent ingelogd. Wij weten dat u het bent."),
        "apart": _("U bent ingelogd. Wij weten wie u bent. Een medewerker kijkt of deze vraag bij uw gegevens hoort."),
        "given": _("Uw vraag staat nu bij uw gegevens. U vindt hem ook in uw eigen omgeving bij ons."),
        "back": _("Uw vraag staat niet meer bij uw gegevens. Klopt dat niet? Schrijf het hier."),
        "geentab": _("Uw browser opende geen nieuw tabblad. Sta dat toe en kies opnieuw Inloggen."),
        "inlogtab": _("Log in in het nieuwe tabblad. U praat daarna hier verder."),
    }


def logged_in(bezoek: Bezoek) -> str:
    """What a visitor who logged in reads of it; "" for who did not."""
    return login_words()[vorm.PLEK[bezoek.plek]] if bezoek.plek else ""


def _asks(kanaal: str) -> str:
    return _("E-mailadres") if kanaal == "email" else _("Telefoonnummer")


def go_on(ctx: Context, bezoek: Bezoek, naar: Mapping[str, str]) -> str:
    """Let this visit go on elsewhere. `naar`: channel, address, when. Returns what the visitor reads.

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
    begonnen = begin_wissel_uit_chat(eigen, bezoek.partij_id, bezoek.klantvraag_id, nieuw)
    if begonnen.staat == "belofte":
        say_belofte(eigen, bezoek.partij_id, bezoek.id, _agreed(naar["when"], adres))
    return str(_GEZEGD[begonnen.staat])


def _agreed(wanneer: str, nummer: str) -> str:
    moment = next(moment_in_words(m) for m in belmomenten() if m.code == wanneer)
    return _("Afgesproken: wij bellen u op %(moment)s. Uw nummer: %(nummer)s.") % {
        "moment": moment,
        "nummer": leesbaar(nummer),
    }
