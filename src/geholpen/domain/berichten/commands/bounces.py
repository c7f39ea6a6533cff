"""A delivery status notification: the message it speaks of gets its state, the address its mark."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands.bezorgen import move_state
from geholpen.domain.berichten.models import Bezorging, BezorgStaat
from geholpen.domain.berichten.ports import OntvangenBericht
from geholpen.domain.partijen.commands import mark_onbestelbaar
from geholpen.platform.context import Context


def record(ctx: Context, bericht: OntvangenBericht) -> tuple[UUID, UUID, UUID] | None:
    """Book a bounce on the message it is about. None when we did not send that: then it is filed as a message."""
    bounce = bericht.bounce
    if bounce is None or not bounce.oorspronkelijk_message_id:
        return None
    if not antwoordadres.is_ours(bounce.oorspronkelijk_message_id):
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT partij_id, klantvraag_id, bericht_id FROM zoek_bericht(%s::bytea[])",
            [[antwoordadres.message_key(bounce.oorspronkelijk_message_id)]],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    partij_id, _vraag_id, bericht_id = found
    bezorging = Bezorging.objects.filter(partij_id=partij_id, bericht_id=bericht_id).first()
    if bezorging is not None and bounce.actie in {"failed", ""}:
        move_state(ctx, bezorging, BezorgStaat.NIET_BEZORGD, f"{bounce.status} {bounce.uitleg}".strip())
        if bounce.blijvend and bounce.ontvanger:
            mark_onbestelbaar(ctx.over({partij_id}), partij_id, bounce.ontvanger)
    return found
