"""Whether the chat is open now, and when it opens again. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

#: How far ahead is looked for an opening.
DAGEN = 15


@dataclass(frozen=True, slots=True)
class Opening:
    """`open_tot` when it is open now, else `weer_op`; both empty: no hours are known, or none in two weeks."""

    open: bool
    open_tot: datetime | None = None
    weer_op: datetime | None = None


def opening(
    instellingen: Mapping[str, Any],
    now: datetime,
    soort: str = "chat",
    is_closed: Callable[[date], bool] = lambda _: False,
) -> Opening:
    """The state at `now` (local time). Without any hours of this kind it is always open.

    `is_closed`: public holidays, beside the closing days among the settings.
    """
    uren = [u for u in instellingen.get("openingstijden", ()) if u["soort"] == soort]
    if not uren:
        return Opening(True)
    dicht = set(instellingen.get("sluitingsdagen", ()))
    for verder in range(DAGEN):
        dag = now.date() + timedelta(days=verder)
        if dag.isoformat() in dicht or is_closed(dag):
            continue
        for u in sorted((u for u in uren if u["dag"] == dag.isoweekday()), key=lambda u: u["van"]):
            van, tot = (_at(now, dag, u[kant]) for kant in ("van", "tot"))
            if van <= now < tot:
                return Opening(True, open_tot=tot)
            if now < van:
                return Opening(False, weer_op=van)
    return Opening(False)


def _at(now: datetime, dag: Any, uur: str) -> datetime:
    return datetime.combine(dag, time.fromisoformat(uur), tzinfo=now.tzinfo)
