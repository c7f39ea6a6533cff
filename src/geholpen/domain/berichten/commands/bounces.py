"""A delivery status notification: the message it speaks of gets its state, the address its mark."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.beurtwissel import HERSTELBAAR
from geholpen.domain.berichten.commands.bezorgen import (
    delivery_key,
    fail_delivery,
    move_state,
    note_event,
)
from geholpen.domain.berichten.models import Bezorging, BezorgInhoud, BezorgStaat
from geholpen.domain.berichten.ports import Bounce, OntvangenBericht
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.commands import mark_bestelbaar, mark_onbestelbaar
from geholpen.platform.context import Context


def record(ctx: Context, bericht: OntvangenBericht) -> tuple[UUID, UUID, UUID] | None:
    """Book a bounce on the delivery it is about. None when we did not send that: then it is filed as a message.

    The address it came back to names one delivery, and so one address; else the message it names, and in it the
    delivery to the address it names.
    """
    bounce = bericht.bounce
    if bounce is None:
        return None
    back = _came_back_to(bericht)
    row = _of_delivery(back) or _of_message(back, bounce.oorspronkelijk_message_id, bounce.ontvanger)
    if row is None:
        return None
    if row.kanaal == "email":
        _book(ctx, row, bounce)
    return row.partij_id, row.klantvraag_id, row.bericht_id


def _came_back_to(bericht: OntvangenBericht) -> UUID | None:
    """What the address says that it came back to: a delivery, or a message of before deliveries had one each."""
    adressen = [*bericht.bezorgd_aan, *(a.adres for a in bericht.aan)]
    return next((id for adres in adressen if (id := antwoordadres.read_bounce_address(adres))), None)


def _of_delivery(id: UUID | None) -> Bezorging | None:
    with connection.cursor() as cursor:
        keys = [delivery_key("email", str(id))] if id else []
        cursor.execute("SELECT bezorging_id, partij_id FROM zoek_bezorging(%s::bytea[]) LIMIT 1", [keys])
        found = cursor.fetchone()
    return Bezorging.objects.filter(partij_id=found[1], id=found[0]).first() if found else None


def _of_message(id: UUID | None, genoemd: str, ontvanger: str) -> Bezorging | None:
    """The delivery of a message of ours to this address, else the last one to the customer."""
    message_id = genoemd if genoemd and antwoordadres.is_ours(genoemd) else ""
    if not message_id and id:
        message_id = antwoordadres.message_id(id, organisatie().mailadres)
    with connection.cursor() as cursor:
        keys = [antwoordadres.message_key(message_id)] if message_id else []
        cursor.execute("SELECT partij_id, bericht_id FROM zoek_bericht(%s::bytea[])", [keys])
        found = cursor.fetchone()
    if found is None:
        return None
    ways = Bezorging.objects.filter(partij_id=found[0], bericht_id=found[1], kanaal="email").order_by("-volgorde")
    mine = list(ways[:50])
    return next((w for w in mine if _goes_to(w, ontvanger)), next((w for w in mine if w.soort in HERSTELBAAR), None))


def _goes_to(way: Bezorging, adres: str) -> bool:
    return bool(adres) and BezorgInhoud.objects.filter(partij_id=way.partij_id, id=way.id, aan__iexact=adres).exists()


def _address(row: Bezorging, genoemd: str) -> str:
    """Where this delivery went; of one without that row the address that the bounce names."""
    found = BezorgInhoud.objects.filter(partij_id=row.partij_id, id=row.id).values_list("aan", flat=True).first()
    return found or genoemd


def _book(ctx: Context, row: Bezorging, bounce: Bounce) -> None:
    """What a mail server says of one mail: it failed, waits, or arrived after all. Only a customer is marked."""
    uitleg = f"{bounce.status} {bounce.uitleg}".strip()
    aan = _address(row, bounce.ontvanger) if row.soort in HERSTELBAAR else ""
    if bounce.actie in {"failed", ""}:
        if bounce.blijvend and aan:
            mark_onbestelbaar(ctx.over({row.partij_id}), row.partij_id, "email", aan)
        fail_delivery(ctx, row, uitleg, adres_onbruikbaar=False, voorgoed=bounce.blijvend)
    elif bounce.actie == "delivered":
        if aan:
            mark_bestelbaar(ctx.over({row.partij_id}), row.partij_id, "email", aan)
        move_state(ctx, row, BezorgStaat.BEZORGD, "")
    else:
        note_event(ctx, row, "uitgesteld" if bounce.actie == "delayed" else "doorgestuurd", uitleg)
