"""What travels between the window and us, as JSON. The stream process uses the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.chat.queries import Bezoek, Chatregel, Chatsleutel, Opening, Rij, beloofde_dag
from geholpen.domain.organisatie.queries import organisatie, wachttekst
from geholpen.platform.taal import language, vertaald
from geholpen.platform.ui.tijd import dag, komend

#: Bytes of one file, and of everything else in one call.
MAX_BESTAND = 10 * 1024 * 1024
MAX_LICHAAM = 64 * 1024
#: So many letters of a message that went another way are in the window.
EERSTE_REGEL = 120
#: What is said in the window of a message that went another way: of us, and of the customer.
_BUITEN = {
    "email": (gettext_lazy("Wij mailden u op %(moment)s."), gettext_lazy("U mailde ons op %(moment)s.")),
    "sms": (gettext_lazy("Wij stuurden u een sms op %(moment)s."), gettext_lazy("U stuurde een sms op %(moment)s.")),
    "whatsapp": (
        gettext_lazy("Wij stuurden u een WhatsApp-bericht op %(moment)s."),
        gettext_lazy("U stuurde een WhatsApp-bericht op %(moment)s."),
    ),
    "brief": (
        gettext_lazy("Wij schreven u een brief op %(moment)s."),
        gettext_lazy("Uw brief kwam bij ons op %(moment)s."),
    ),
    "": (
        gettext_lazy("Wij schreven u buiten de chat op %(moment)s."),
        gettext_lazy("U schreef ons buiten de chat op %(moment)s."),
    ),
}
#: Where the question of who logged in is, as the window is told.
PLEK = {"eigen": "own", "apart": "apart", "gegeven": "given", "terug": "back"}

#: What became of a link or message to go on elsewhere, as the window is told.
VERDER = {
    "wacht": "waiting",
    "verder": "sent",
    "gebruikt": "used",
    "mislukt": "failed",
    "verlopen": "expired",
    "ingetrokken": "withdrawn",
}


def bericht(regel: Chatregel) -> dict[str, Any]:
    """message.created."""
    return {
        "seq": regel.volgnummer,
        "from": {"klant": "visitor", "medewerker": "person", "bot": "system"}[regel.van],
        "name": regel.wie,
        "at": regel.moment.isoformat(),
        "channel": regel.kanaal,
        "text": shown(regel),
        "corrected": regel.verbeterd,
        "files": [
            {
                "name": naam,
                "size": grootte,
                "warning": vertaald(fout),
                "id": str(id) if regel.van == "medewerker" else "",
            }
            for naam, grootte, fout, id in regel.bestanden
        ],
    }


def shown(regel: Chatregel) -> str:
    """What the window says of a message. Of one that did not go through the chat: how, when, and its first line."""
    if regel.kanaal == "chat":
        return regel.tekst
    ons, klant = _BUITEN.get(regel.kanaal, _BUITEN[""])
    zin = str(klant if regel.van == "klant" else ons) % {"moment": komend(regel.moment)}
    begin = _first_line(regel.tekst)
    return f"{zin}\n{begin}" if begin else zin


def _first_line(tekst: str) -> str:
    """The first line after the greeting; "…" stands for what is left out."""
    regels = [r.strip() for r in tekst.splitlines() if r.strip()]
    regels = regels[1:] if len(regels) > 1 and regels[0].endswith(",") else regels
    if not regels:
        return ""
    kort = Truncator(regels[0]).chars(EERSTE_REGEL, truncate="")
    hele = kort == regels[0] and len(regels) == 1
    return kort if hele else f"{kort.rpartition(' ')[0] if kort != regels[0] else kort} …"


def gesproken(regels: list[Chatregel], na: int) -> list[tuple[str, str, dict[str, Any]]]:
    """What was said as events: id, name, content. What was put right of before `na` moves nobody's place in it."""
    return [
        (str(r.volgnummer), "message.created", bericht(r))
        if r.volgnummer > na
        else ("", "message.corrected", bericht(r))
        for r in regels
    ]


def door_ons_gelezen(bezoek: Bezoek) -> list[tuple[str, str, dict[str, Any]]]:
    """read: the last message that an employee saw; nothing as long as nobody looked."""
    return [("", "read", {"up_to_seq": bezoek.wij_gelezen_tot})] if bezoek.wij_gelezen_tot else []


def ingelogd(bezoek: Bezoek) -> list[tuple[str, str, dict[str, Any]]]:
    """identity: that we know who it is, and where the question is now: own, apart, given, back. Names nobody."""
    return [("", "identity", {"identified": True, "question": PLEK[bezoek.plek]})] if bezoek.plek else []


def wissel(bezoek: Bezoek) -> str:
    """What became of the last link or message to go on elsewhere, as the window is told; "" when there was none."""
    stand = bezoek.wissel(timezone.now())
    return VERDER[stand] if stand else ""


def over_bezoek(bezoek: Bezoek) -> list[tuple[str, str, dict[str, Any]]]:
    """What the window must know of the visit itself: what we read, who it is, how a link stands, and its end."""
    alles = [*door_ons_gelezen(bezoek), *ingelogd(bezoek)]
    if stand := wissel(bezoek):
        alles.append(("", "continue", {"state": stand}))
    if bezoek.geeindigd_op is not None:
        alles.append(("", "visit.closed", {"reason": bezoek.einde}))
    return alles


def wachtrij(rij: Rij, bezoek: Bezoek, open: Opening) -> dict[str, Any]:
    """queue: place and minutes. position 0: somebody is there, or nothing asked. Words are in `inrichting`."""
    plaats = rij.plaats(bezoek.id)
    return {
        "position": plaats,
        "eta_seconds": rij.wachttijd(plaats) * 60,
        "open": open.open,
    }


def inrichting(sleutel: Chatsleutel, open: Opening, code: str) -> dict[str, Any]:
    """What the window shows before anything is said."""
    code = taal(code)
    return {
        "organisation": organisatie().naam,
        "language": code,
        "open": open.open,
        "opens_at": _when(open.weer_op, code),
        "greeting": sleutel.tekst("begroeting", code),
        "waiting": wachttekst("chat", "wacht", code) or sleutel.tekst("wachttekst", code),
        "closed": _closed(sleutel, code),
        "alternatives": list(sleutel.alternatieven.get(code, ())),
        "privacy_url": sleutel.privacy_url,
        "max_file": MAX_BESTAND,
    }


def _closed(sleutel: Chatsleutel, code: str) -> str:
    """What management wrote for when we are closed, and by when who asks now gets an answer."""
    tekst = wachttekst("chat", "dicht", code) or sleutel.tekst("dicht", code)
    with translation.override(code):
        return f"{tekst} {_('U krijgt uiterlijk %(dag)s antwoord.') % {'dag': dag(beloofde_dag())}}".strip()


def taal(code: str) -> str:
    """A language the window speaks; the visitor's own one may be another."""
    return language(code)


def _when(op: datetime | None, code: str) -> str:
    if op is None:
        return ""
    with translation.override(code):
        return komend(op)
