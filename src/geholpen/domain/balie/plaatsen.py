"""What is known of a place and its free times; for doors of this room. Catalogues and taken time only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from geholpen.domain.balie.agenda import NL, times
from geholpen.domain.balie.models import Afspraaksoort, Bezet, Locatie
from geholpen.domain.balie.ports import Agenda, agenda
from geholpen.domain.organisatie.queries import kalender, organisatie
from geholpen.platform.errors import Invalid, Unavailable

T = TypeVar("T")


def locatie(code: str) -> Locatie:
    """A place in use. Raises Invalid."""
    found = Locatie.objects.filter(code=code, actief=True).first()
    if found is None:
        raise Invalid("locatie", "Kies een plek waar u wilt komen.")
    return found


def soort(code: str) -> Afspraaksoort:
    """What an appointment can be for. Raises Invalid."""
    found = Afspraaksoort.objects.filter(code=code, actief=True).first()
    if found is None or (found.video and not video_rooms()):
        raise Invalid("soort", "Kies waarvoor u wilt komen.")
    return found


def video_rooms() -> str:
    """The beginning of the address of a video call, of the product for it; "" when there is none."""
    return str(organisatie().instellingen.get("video") or "").rstrip("/")


def hours(plek: Locatie) -> list[tuple[int, time, time]]:
    """Its hours: of its own, or of the counters of the organisation."""
    if plek.uren:
        return [(u["dag"], time.fromisoformat(u["van"]), time.fromisoformat(u["tot"])) for u in plek.uren]
    return list(kalender().uren.get("balie", ()))


def is_open(plek: Locatie, moment: datetime) -> bool:
    """Whether somebody can walk in there now."""
    nu = moment.astimezone(NL)
    vandaag = [(van, tot) for dag, van, tot in hours(plek) if dag == nu.isoweekday()]
    return not kalender().is_closed(nu.date()) and any(van <= nu.time() < tot for van, tot in vandaag)


def taken(plek: Locatie, dag: date) -> dict[datetime, set[int]]:
    """Which counters are taken when, on this day."""
    begin = datetime.combine(dag, time(), NL).astimezone(UTC)
    rows = Bezet.objects.filter(locatie_code=plek.code, begin__gte=begin, begin__lt=begin + timedelta(days=1, hours=2))
    found: dict[datetime, set[int]] = {}
    for moment, loket in rows.values_list("begin", "loket"):
        found.setdefault(moment.astimezone(UTC), set()).add(loket)
    return found


def free_times(plek: Locatie, wat: Afspraaksoort, dag: date, now: datetime) -> list[datetime]:
    """When somebody can come on this day, from now on. Raises Unavailable when another agenda does not say."""
    if plek.agenda != "eigen":  # it may offer what is past by now
        return [t for t in _asked(plek, lambda a: a.times(*_theirs(plek, wat), dag)) if t > now]
    if kalender().is_closed(dag):
        return []
    return times(dag, hours(plek), wat.minuten, plek.loketten, taken(plek, dag), now)


def free_days(plek: Locatie, wat: Afspraaksoort, van: date, dagen: int, now: datetime) -> list[date]:
    """Of so many days from `van` on, those on which somebody can come. Another agenda is asked once for all of them.

    And for its times of today, for what it says of today may be past. Raises Unavailable when it does not say.
    """
    alle = [van + timedelta(days=n) for n in range(dagen)]
    if plek.agenda == "eigen":
        return [dag for dag in alle if free_times(plek, wat, dag, now)]
    tot = van + timedelta(days=dagen)
    days = set(_asked(plek, lambda a: a.days(*_theirs(plek, wat), van, tot)))
    today = now.astimezone(NL).date()
    return [dag for dag in alle if dag in days and (dag != today or free_times(plek, wat, dag, now))]


def _theirs(plek: Locatie, wat: Afspraaksoort) -> tuple[str, str]:
    """What the other agenda calls this purpose and this place."""
    return str(wat.extern.get(plek.agenda, "")), str(plek.instellingen.get("locatie", ""))


def _asked(plek: Locatie, ask: Callable[[Agenda], list[T]]) -> list[T]:
    try:
        return ask(agenda(plek.agenda, plek.instellingen))
    except (OSError, KeyError) as error:
        raise Unavailable("agenda van de balie") from error
