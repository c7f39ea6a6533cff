"""Whose a question of the chat is: who proved in it to have asked, and whether it was moved to that customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from geholpen.domain.chat.models import Chatbezoek, Vraagverhuizing
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query


@dataclass(frozen=True, slots=True)
class VanWie:
    """Who proved it, when and how (mijn, portaal, or "" when nobody kept how). `medewerker_id`: who moved it there."""

    partij_id: UUID
    bewezen_op: datetime | None
    bewezen_hoe: str
    verhuisd_op: datetime | None = None
    medewerker_id: UUID | None = None


def proven_by(bezoeken: Sequence[Chatbezoek]) -> Chatbezoek | None:
    """The newest visit of the one customer who logged in; None when nobody did, or more than one."""
    bewezen = [b for b in bezoeken if b.bewezen_partij_id is not None]
    return bewezen[0] if len({b.bewezen_partij_id for b in bewezen}) == 1 else None


@query(gegevens={G.CONTACTHISTORIE}, naam="Gekeken of uw vraag uit de chat bij de juiste klant ligt")
def van_wie(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> VanWie | None:
    """Who this question turned out to be of, moved there or not yet; None when that is no matter here."""
    rows = Vraagverhuizing.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, terug_op=None)
    verhuisd = rows.order_by("-id").first()
    if verhuisd is not None:
        hoe = (verhuisd.bewezen_op, verhuisd.bewezen_hoe)
        return VanWie(partij_id, *hoe, verhuisd.verhuisd_op, verhuisd.medewerker_id)
    bezoeken = Chatbezoek.objects.filter(klantvraag_id=klantvraag_id, partij_id=partij_id).order_by("-id")
    bewezen = proven_by(list(bezoeken))
    if bewezen is None or bewezen.bewezen_partij_id in (None, partij_id):
        return None
    return VanWie(bewezen.bewezen_partij_id, bewezen.bewezen_op, bewezen.bewezen_hoe)


@query(gegevens={G.CONTACTHISTORIE}, naam="Gekeken of uw vraag nog in een ander venster van de chat open was")
def gesloten_vensters(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[datetime]:
    """When other windows about this question were closed because somebody logged in, oldest first.

    A window that was made and never opened is none.
    """
    regel_van(ctx, partij_id, klantvraag_id)
    rows = Chatbezoek.objects.filter(klantvraag_id=klantvraag_id, einde="ingelogd").exclude(gezien_op=F("begonnen_op"))
    return [op for op in rows.order_by("geeindigd_op").values_list("geeindigd_op", flat=True) if op]


@catalogue
def teruggezet(partij_id: UUID, since: datetime) -> list[tuple[datetime, datetime]]:
    """Chats in which this customer logged in and whose question was put back: when begun, when put back; newest first.

    Keys and moments only: the question is somebody else's now, as far as we know.
    """
    rows = Chatbezoek.objects.filter(bewezen_partij_id=partij_id, terug_op__gt=since).order_by("-terug_op")[:20]
    per_vraag = {row.klantvraag_id: (row.begonnen_op, row.terug_op) for row in reversed(rows) if row.terug_op}
    return sorted(per_vraag.values(), key=lambda keer: keer[1], reverse=True)


@catalogue
def plek_van(klantvraag_id: UUID) -> UUID | None:
    """The customer whose question this is now, for who has its old address; None when it never was in the chat."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT plek_van_chatvraag(%s)", [klantvraag_id])
        found: UUID | None = cursor.fetchone()[0]
    return found
