"""Brings a message to a subscriber by the receiving half of the Notificaties API: a POST that is answered with 2xx."""

from __future__ import annotations

from datetime import UTC, datetime

from geholpen.adapters.koppelingen.notificaties.ondertekening import signed
from geholpen.domain.notificaties.ports import Zending
from geholpen.platform.outbound import Limits, Outcome, send

#: A receiver puts it in its own queue and answers; one that first does its work is too slow.
GRENZEN = Limits(connect=3.0, read=5.0, total=8.0, size=10_000)


def bezorg(zending: Zending) -> Outcome:
    """One attempt. Never raises."""
    media = "application/cloudevents+json; charset=utf-8" if zending.cloudevent else "application/json"
    headers = {"Content-Type": media, **signed(zending.geheim, zending.bericht_id, zending.inhoud, datetime.now(UTC))}
    if zending.auth:
        headers["Authorization"] = zending.auth
    return send(
        "POST", zending.adres, body=zending.inhoud, headers=headers, limits=GRENZEN, counted_by=zending.adres
    )  # by address: two subscribers behind one gateway do not stand for each other
