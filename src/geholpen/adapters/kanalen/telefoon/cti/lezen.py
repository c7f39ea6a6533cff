"""The events of a plain webhook. Pure."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from geholpen.domain.berichten.ports import Niets, OnleesbaarBericht
from geholpen.domain.oproepen.ports import Oproepnieuws, Wat

_EVENT = {
    "newcall": Wat.AANGEBODEN,
    "queued": Wat.WACHTRIJ,
    "ringing": Wat.GAAT_OVER,
    "answer": Wat.OPGENOMEN,
    "hold": Wat.IN_WACHT,
    "resume": Wat.HERVAT,
    "transfer": Wat.DOORVERBONDEN,
    "hangup": Wat.BEEINDIGD,
    "ivr": Wat.KEUZE,
}
_OORZAKEN = ("normalClearing", "busy", "cancel", "noAnswer", "congestion", "notFound", "forwarded")
_NIET_TE_LEZEN = "Dit bericht van de telefooncentrale is niet te lezen."


def read(raw: bytes) -> Oproepnieuws | Niets:
    """One event, JSON or form. Raises OnleesbaarBericht."""
    velden = _fields(raw)
    event, sleutel = _one(velden, "event"), _one(velden, "parentCallId") or _one(velden, "callId")
    if not event or not sleutel:
        raise OnleesbaarBericht("In dit bericht van de telefooncentrale ontbreekt wat er gebeurde of welk gesprek.")
    wat = _EVENT.get(event.lower())
    if wat is None:
        return Niets("Een melding van de telefooncentrale waar wij niets mee doen.")
    uit = _one(velden, "direction").lower() == "out"
    van, naar = _one(velden, "from"), _one(velden, "to")
    return Oproepnieuws(
        wat,
        sleutel[:200],
        richting="uit" if uit else "in",
        nummer=(naar if uit else van)[:60],
        gebeld=(van if uit else naar)[:60],
        toestel=(_one(velden, "answeringNumber") or _one(velden, "user"))[:60],
        wachtrij=_one(velden, "queue")[:60],
        oorzaak=_cause(_one(velden, "cause")),
        volgorde=_number(_one(velden, "sequence")),
        moment=_moment(_one(velden, "timestamp")),
        ref=_uuid(_one(velden, "ref")),
        keuze=_one(velden, "choice")[:60],
    )


def says_the_same_each_time(raw: bytes) -> bool:
    """Hold and resume of an exchange that gives neither a number nor a moment: the second hold is the same bytes.

    Each delivery counts then. A copy of the last one changes nothing; one that comes late, after the next event, cannot
    be told from a real one and sets the call on hold (or takes it off) until the exchange tells more.
    """
    try:
        found = read(raw)
    except OnleesbaarBericht:
        return False
    if not isinstance(found, Oproepnieuws) or found.wat not in (Wat.IN_WACHT, Wat.HERVAT):
        return False
    return found.volgorde == 0 and found.moment is None


def _fields(raw: bytes) -> dict[str, list[Any]]:
    try:
        text = raw.decode("utf-8")
        if not text.lstrip().startswith("{"):
            return dict(parse_qs(text, max_num_fields=60))
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise OnleesbaarBericht(_NIET_TE_LEZEN) from error
    if not isinstance(found, dict):
        raise OnleesbaarBericht(_NIET_TE_LEZEN)
    return {str(k): v if isinstance(v, list) else [v] for k, v in found.items()}


def _one(velden: dict[str, list[Any]], naam: str) -> str:
    """The first value of a field, under its own name or as `user[]`; "" when it is not there."""
    for waarde in velden.get(naam) or velden.get(f"{naam}[]") or []:
        if isinstance(waarde, str | int | float):
            return str(waarde).replace("\x00", "").strip()
    return ""


def _cause(said: str) -> str:
    return next((oorzaak for oorzaak in _OORZAKEN if oorzaak.lower() == said.lower()), "")


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0


def _moment(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
