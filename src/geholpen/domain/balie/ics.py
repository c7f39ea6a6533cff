"""An appointment as a calendar entry (RFC 5545). Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from geholpen.platform.later import later

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = later("icalendar")


def entry(
    id: UUID, versie: int, begin: datetime, eind: datetime, wat: str, waar: str, wie: str, *, weg: bool = False
) -> bytes:
    """The file. The same id with a higher version moves or removes what stands in somebody's calendar."""
    agenda = icalendar.Calendar()
    agenda.add("prodid", "-//Geholpen//NL")
    agenda.add("version", "2.0")
    agenda.add("method", "CANCEL" if weg else "PUBLISH")
    event = icalendar.Event()
    event.add("uid", f"{id}@geholpen")
    event.add("sequence", versie)
    event.add("dtstamp", begin.astimezone(UTC))
    event.add("dtstart", begin.astimezone(UTC))
    event.add("dtend", eind.astimezone(UTC))
    event.add("summary", f"{wat} ({wie})")
    event.add("location", waar)
    event.add("status", "CANCELLED" if weg else "CONFIRMED")
    if not weg:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", wat)
        alarm.add("trigger", timedelta(hours=-2))
        event.add_component(alarm)
    agenda.add_component(event)
    return bytes(agenda.to_ical())
