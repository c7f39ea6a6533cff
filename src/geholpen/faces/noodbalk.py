"""The red bar: break-glass that runs for this employee stands above every screen of theirs until it ends."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from geholpen.domain.doelbinding.queries import lopende_noodtoegang, mag_werken


def noodbalk(request: Any) -> dict[str, Any] | None:
    """What the shell reads from `nood`: until when, how long still, and where to look or to end it."""
    actor = request.context.actor
    if not mag_werken(actor, "noodtoegang"):
        return None
    loopt = lopende_noodtoegang(actor.person)
    if loopt is None:
        return None
    return {
        "tot": loopt.tot,
        "minuten": max(1, -(-int((loopt.tot - timezone.now()).total_seconds()) // 60)),
        "url": reverse("werkplek:noodtoegang", args=[loopt.partij_id, loopt.id]),
        "stop_url": reverse("werkplek:noodtoegang_stoppen", args=[loopt.id]),
    }
