"""What travels between the window and us, as JSON. The stream process uses the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from geholpen.domain.chat.queries import Bezoek, Chatregel, Chatsleutel, Opening, Rij
from geholpen.domain.organisatie.queries import organisatie, wachttekst
from geholpen.platform.taal import language, vertaald
from geholpen.platform.ui.tijd import komend

#: Bytes of one file, and of everything else in one call.
MAX_BESTAND = 10 * 1024 * 1024
MAX_LICHAAM = 64 * 1024
#: Where the question of who logged in is, as the window is told.
PLEK = {"eigen": "own", "apart": "apart", "gegeven": "given", "terug": "back"}


def bericht(regel: Chatregel) -> dict[str, Any]:
    """message.created."""
    return {
        "seq": regel.volgnummer,
        "from": {"klant": "visitor", "medewerker": "person", "bot": "system"}[regel.van],
        "name": regel.wie,
        "at": regel.moment.isoformat(),
        "text": regel.tekst,
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


def wachtrij(rij: Rij, bezoek: Bezoek, sleutel: Chatsleutel, open: Opening) -> dict[str, Any]:
    """queue: place, minutes and what one can do instead of waiting. position 0: somebody is there, or nothing asked."""
    plaats = rij.plaats(bezoek.id)
    return {
        "position": plaats,
        "eta_seconds": rij.wachttijd(plaats) * 60,
        "open": open.open,
        "alternatives": list(sleutel.alternatieven.get(taal(bezoek.taal), ())),
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
        "closed": wachttekst("chat", "dicht", code) or sleutel.tekst("dicht", code),
        "alternatives": list(sleutel.alternatieven.get(code, ())),
        "privacy_url": sleutel.privacy_url,
        "max_file": MAX_BESTAND,
    }


def taal(code: str) -> str:
    """A language the window speaks; the visitor's own one may be another."""
    return language(code)


def _when(op: datetime | None, code: str) -> str:
    if op is None:
        return ""
    with translation.override(code):
        return komend(op)
