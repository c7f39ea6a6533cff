"""`GET /gezond`: how database, jobs and channels are doing, for whoever watches over the installation.

No personal data: counts, ages in seconds and names of channels. `stand` is goed, verminderd (it works, somebody should
look: a storm of mail, a receiver of notifications that is away) or storing. 200 when it works, 503 when something does
not.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import Error as DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from geholpen.domain.berichten.queries import kanaalstanden, storm, voorraad
from geholpen.domain.doelbinding.queries import logboek_schrijfbaar, logstand
from geholpen.domain.notificaties import queries as notificaties
from geholpen.domain.verantwoording.queries import uitvoerstand
from geholpen.platform.context import system
from geholpen.platform.errors import DoorError
from geholpen.platform.task_state import task_state

#: Seconds after which somebody should look.
STIL_WERK, OUD_WERK, OUD_BERICHT = 90, 600, 900
_HOUDBAAR = 5.0  # a busy monitor must not fill the processing log
_kept: list[tuple[float, dict[str, Any]]] = []


@require_safe
def view(request: HttpRequest) -> JsonResponse:
    """The state as JSON."""
    if not _kept or time.monotonic() - _kept[-1][0] > _HOUDBAAR:
        _kept[:] = [(time.monotonic(), state())]
    said = _kept[-1][1]
    return JsonResponse(said, status=200 if said["gezond"] else 503)


def state() -> dict[str, Any]:
    """All parts and whether all are well."""
    read = {
        "database": _database,
        "taken": _taken,
        "kanalen": _kanalen,
        "berichten": _berichten,
        "notificaties": _notificaties,
        "logboek": _logboek,
        "uitvoer": _uitvoer,
    }
    parts = {name: _part(function) for name, function in read.items()}
    gezond = all(part["goed"] for part in parts.values())
    look = (
        parts["berichten"].get("storm")
        or parts["notificaties"].get("in_rust")
        or parts["notificaties"].get("opgegeven")
        or parts["uitvoer"].get("pogingen")
        or parts["uitvoer"].get("geweigerd")
    )
    return {"gezond": gezond, "stand": ("verminderd" if look else "goed") if gezond else "storing", **parts}


def _part(read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What a part says, or that it cannot be read."""
    try:
        return read()
    except (DatabaseError, DoorError) as error:
        return {"goed": False, "fout": type(error).__name__}


def _database() -> dict[str, Any]:
    task_state()
    return {"goed": True}


def _taken() -> dict[str, Any]:
    now = task_state()
    fresh = now.heartbeat is not None and now.heartbeat < STIL_WERK
    return {
        "goed": fresh and (now.oldest or 0) < OUD_WERK,
        "wachtend": now.waiting,
        "mislukt": now.failed,
        "oudste_seconden": now.oldest,
        "hartslag_seconden": now.heartbeat,
    }


def _kanalen() -> dict[str, Any]:
    rows = kanaalstanden()
    every = [{"kanaal": k.kanaal, "stand": k.stand, "gezien_seconden": _age(k.laatst_gezien)} for k in rows]
    return {"goed": all(k.stand != "storing" for k in rows), "elk": every}


def _berichten() -> dict[str, Any]:
    ctx = system("gezond", oorsprong="gezond")
    now = voorraad(ctx)
    oldest = _age(now.oudste_wachtend)
    return {
        "goed": (oldest or 0) < OUD_BERICHT,
        "wachtend": now.wachtend,
        "kwarantaine": now.kwarantaine,
        "oudste_seconden": oldest,
        "storm": storm(ctx).aantal,
    }


def _notificaties() -> dict[str, Any]:
    """A receiver that is away is no fault of ours (verminderd); messages that could leave and do not are."""
    now = notificaties.voorraad()
    oldest = _age(now.oudste_wachtend)
    return {
        "goed": (oldest or 0) < OUD_BERICHT,
        "wachtend": now.wachtend,
        "oudste_seconden": oldest,
        "opgegeven": now.opgegeven,
        "in_rust": now.in_rust,
    }


def _logboek() -> dict[str, Any]:
    """Whether the log can be written, is sealed in time, and has its checkpoints outside."""
    schrijfbaar, now = logboek_schrijfbaar(), logstand()
    return {
        "goed": schrijfbaar and not now.alarmen,
        "schrijfbaar": schrijfbaar,
        "alarmen": list(now.alarmen),
        "wacht_op_zegel_seconden": None if now.wacht is None else round(now.wacht, 1),
        "controlepunt_seconden": None if now.punt is None else round(now.punt, 1),
        "buiten_seconden": {p.code: _age(p.gelukt_op) for p in now.plaatsen},
    }


def _uitvoer() -> dict[str, Any]:
    """A receiver of the log that is away is no fault of ours (verminderd): every line waits."""
    now = uitvoerstand()
    return {
        "goed": True,
        "achter": now.achter,
        "oudste_seconden": None if now.wacht is None else round(now.wacht, 1),
        "bevestigd_seconden": _age(now.bevestigd_op),
        "pogingen": now.pogingen,
        "geweigerd": now.geweigerd,
    }


def _age(moment: Any) -> float | None:
    return round((timezone.now() - moment).total_seconds(), 1) if moment else None
