"""What became of a switch that was asked for in a chat: its window tells the visitor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from geholpen.domain.chat.commands.bezoeken import tell
from geholpen.domain.chat.models import Chatbezoek, Verderstand
from geholpen.domain.chat.policy import may_serve
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """A switch that began. `stand`: wacht (a link comes first) or verder (our message goes there at once)."""

    wissel_id: UUID
    stand: str
    tot: datetime


@command(may=may_serve, gegevens=(), voor="intake", naam="Onthouden hoe u verder gaat", betrokkenen=lambda _: [])
def note_wissel(ctx: Context, bezoek_id: UUID, gevraagd: Gevraagd) -> None:
    """This visit shows from now on what becomes of this switch."""
    Chatbezoek.objects.filter(id=bezoek_id).update(
        wissel_id=gevraagd.wissel_id,
        wissel_bezorging_id=None,
        wissel_stand=Verderstand(gevraagd.stand),
        wissel_tot=gevraagd.tot,
        wissel_mislukt_op=None,
    )
    tell(ctx, Chatbezoek.objects.get(id=bezoek_id), "wissel")


@command(may=may_serve, gegevens=(), voor="intake", naam="Onthouden hoe u verder gaat", betrokkenen=lambda _: [])
def note_wisselbericht(ctx: Context, klantvraag_id: UUID, wissel_id: UUID, bezorging_id: UUID | None) -> None:
    """Our message about a switch goes like this; None: nothing could be sent."""
    mislukt = None if bezorging_id else timezone.now()
    for bezoek in _of(klantvraag_id, wissel_id):
        _change(ctx, bezoek, wissel_bezorging_id=bezorging_id, wissel_mislukt_op=mislukt)


@command(may=may_serve, gegevens=(), voor="intake", naam="Onthouden hoe u verder gaat", betrokkenen=lambda _: [])
def note_wissel_used(ctx: Context, klantvraag_id: UUID, wissel_id: UUID) -> None:
    """The link of a switch was used: the question goes on there."""
    for bezoek in _of(klantvraag_id, wissel_id):
        _change(ctx, bezoek, wissel_stand=Verderstand.GEBRUIKT)


@command(may=may_serve, gegevens=(), voor="intake", naam="Onthouden hoe u verder gaat", betrokkenen=lambda _: [])
def note_wisselbezorging(ctx: Context, klantvraag_id: UUID, bezorging_id: UUID, *, mislukt: bool) -> None:
    """Our message about a switch did not arrive, or is on its way again; any other delivery changes nothing."""
    rows = Chatbezoek.objects.select_for_update().filter(klantvraag_id=klantvraag_id, wissel_bezorging_id=bezorging_id)
    for bezoek in rows.filter(wissel_mislukt_op__isnull=mislukt):
        _change(ctx, bezoek, wissel_mislukt_op=timezone.now() if mislukt else None)


def _of(klantvraag_id: UUID, wissel_id: UUID) -> list[Chatbezoek]:
    rows = Chatbezoek.objects.select_for_update().filter(klantvraag_id=klantvraag_id, wissel_id=wissel_id)
    return list(rows)


def _change(ctx: Context, bezoek: Chatbezoek, **velden: object) -> None:
    Chatbezoek.objects.filter(id=bezoek.id).update(**velden)
    tell(ctx, bezoek, "wissel")
