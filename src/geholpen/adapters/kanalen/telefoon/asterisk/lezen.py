"""Events of ARI as news of calls. Pure.

A caller's channel is the call. `Dial` says who answered: `caller` is the caller's channel, `peer` the telephone that
was rung. Channels that were made to ring a telephone (application AppDial or AppQueue) are legs and no calls.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from geholpen.domain.berichten.ports import Niets, OnleesbaarBericht
from geholpen.domain.oproepen.ports import Oproepnieuws, Overzicht, Wat

#: Before the id of a call that we asked for.
UIT = "uit-"
#: ISDN causes (Q.850) that mean something to us.
_OORZAAK = {16: "normalClearing", 17: "busy", 18: "noAnswer", 19: "noAnswer", 1: "notFound", 26: "forwarded"}
_VERSTOPT = frozenset({34, 38, 41, 42, 44, 58})
_VAN_TOESTEL = ("AppDial", "AppQueue")
_NIETS = Niets("Een melding van de centrale waar wij niets mee doen.")


def read(raw: bytes) -> Oproepnieuws | Overzicht | Niets:
    """One event, or what we made of the list of channels. Raises OnleesbaarBericht."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise OnleesbaarBericht("Dit bericht van de centrale is niet te lezen.") from error
    if not isinstance(found, dict):
        raise OnleesbaarBericht("Dit bericht van de centrale is niet te lezen.")
    if found.get("type") == "Overzicht":
        return _overview(found)
    if found.get("type") == "Dial":
        return _dial(found)
    channel = found.get("channel")
    if not isinstance(channel, dict) or not channel.get("id") or _is_leg(channel):
        return _NIETS
    return _of_channel(found, channel)


def _of_channel(event: dict[str, Any], channel: dict[str, Any]) -> Oproepnieuws | Niets:
    match event.get("type"):
        case "StasisStart" | "ChannelCreated":
            return _news(Wat.AANGEBODEN, channel, event)
        case "ChannelHold":
            return _news(Wat.IN_WACHT, channel, event)
        case "ChannelUnhold":
            return _news(Wat.HERVAT, channel, event)
        case "ChannelDestroyed":
            return _news(Wat.BEEINDIGD, channel, event, oorzaak=_cause(event.get("cause")))
        case "ChannelDialplan" if str(_in(channel, "dialplan", "app_name")) == "Queue":
            return _news(Wat.WACHTRIJ, channel, event)
        case "ChannelUserevent" if event.get("eventname") == "keuze":
            keuze = str(_in(event, "userevent", "onderwerp") or "")
            return _news(Wat.KEUZE, channel, event, keuze=keuze[:60])
    return _NIETS


def _dial(event: dict[str, Any]) -> Oproepnieuws | Niets:
    caller, peer = event.get("caller"), event.get("peer")
    if not isinstance(caller, dict) or not isinstance(peer, dict) or not caller.get("id"):
        return _NIETS
    uit = str(caller["id"]).startswith(UIT)
    toestel = str((caller if uit else peer).get("name", ""))
    if event.get("dialstatus") == "ANSWER":
        return _news(Wat.OPGENOMEN, caller, event, toestel=toestel)
    if event.get("dialstatus") in ("", "RINGING", "PROGRESS"):
        return _news(Wat.GAAT_OVER, caller, event, toestel=toestel)
    return _NIETS


def _overview(found: dict[str, Any]) -> Overzicht:
    """Calls that run now. A channel that is up was answered by a menu or by somebody; by whom, it does not say."""
    channels = [c for c in found.get("channels") or [] if isinstance(c, dict) and c.get("id") and not _is_leg(c)]
    nieuws = tuple(_news(Wat.AANGEBODEN, c, found) for c in channels[:500])
    return Overzicht(frozenset(str(c["id"])[:200] for c in channels), nieuws)


def _news(
    wat: Wat, channel: dict[str, Any], event: dict[str, Any], toestel: str = "", oorzaak: str = "", keuze: str = ""
) -> Oproepnieuws:
    sleutel = str(channel["id"])[:200]
    uit = sleutel.startswith(UIT)
    exten = str(_in(channel, "dialplan", "exten") or "")
    return Oproepnieuws(
        wat,
        sleutel,
        richting="uit" if uit else "in",
        nummer="" if uit else str(_in(channel, "caller", "number") or "")[:60],
        gebeld="" if uit else exten[:60],
        toestel=toestel[:60],
        wachtrij=str(_in(channel, "dialplan", "app_data") or "").partition(",")[0][:60] if wat == Wat.WACHTRIJ else "",
        oorzaak=oorzaak,
        moment=_moment(event.get("timestamp")),
        ref=_uuid(sleutel.removeprefix(UIT)) if uit else None,
        keuze=keuze,
    )


def _is_leg(channel: dict[str, Any]) -> bool:
    return str(_in(channel, "dialplan", "app_name") or "").startswith(_VAN_TOESTEL)


def _in(found: dict[str, Any], *namen: str) -> Any:
    value: Any = found
    for naam in namen:
        value = value.get(naam) if isinstance(value, dict) else None
    return value


def _cause(cause: Any) -> str:
    if not isinstance(cause, int):
        return ""
    return "congestion" if cause in _VERSTOPT else _OORZAAK.get(cause, "")


def _moment(said: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def is_call(raw: bytes) -> bool:
    """Whether this event tells of a call."""
    try:
        return isinstance(read(raw), Oproepnieuws)
    except OnleesbaarBericht:
        return False
