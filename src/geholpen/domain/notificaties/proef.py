"""Try a receiver: a real message that says nothing, and what it answered. Never inside a transaction."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.utils import timezone

from geholpen.domain.notificaties import opmaak, ports
from geholpen.domain.notificaties.afzender import afzender
from geholpen.domain.notificaties.invoer import open_secrets
from geholpen.domain.notificaties.models import Abonnement
from geholpen.platform.errors import Missing
from geholpen.platform.outbound import Outcome


def probe(id: UUID, *, adres: str = "", auth: str | None = None) -> Outcome:
    """Send a trial message to a subscription, or to what it will become. Raises Missing."""
    a, van = Abonnement.objects.filter(id=id).first(), afzender()
    if a is None or van is None:
        raise Missing
    kept, geheim = open_secrets(a)
    bericht_id = uuid4()
    cloudevent = a.stuurt_cloudevents or not a.kanalen
    inhoud = opmaak.proef(van, timezone.now(), bericht_id, als_cloudevent=cloudevent)
    zending = ports.Zending(
        adres or a.callback_url, kept if auth is None else auth, geheim, bericht_id, cloudevent, inhoud
    )
    return ports.bezorg(zending)
