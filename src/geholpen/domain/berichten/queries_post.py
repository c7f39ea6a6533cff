"""Read the post: letters that wait for a person, their pages, and the rounds that went to the printer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count

from geholpen.domain.berichten.brieven.models import Printopdracht, Printpartij, Scan, ScanStaat
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

MAX_BRIEVEN = 100


@dataclass(frozen=True, slots=True)
class Scanregel:
    """A letter that waits: nothing of what it says."""

    envelop_id: UUID
    ontvangen_op: datetime
    paginas: int


@dataclass(frozen=True, slots=True)
class ScanInfo:
    """A letter that waits, with what was read of it."""

    envelop_id: UUID
    ontvangen_op: datetime
    paginas: int
    tekst: str
    kenmerken: tuple[str, ...]
    waarschuwingen: tuple[str, ...]


@query(gegevens={G.CONTACTINHOUD}, voor="post_indelen", naam="Post bekeken die wacht", betrokkenen=lambda _: [])
def te_indelen(ctx: Context) -> list[Scanregel]:
    """Letters that wait for a person, oldest first; at most MAX_BRIEVEN."""
    rows = Scan.objects.filter(staat=ScanStaat.WACHT).order_by("ontvangen_op", "envelop_id")
    return [Scanregel(*row) for row in rows.values_list("envelop_id", "ontvangen_op", "paginas")[:MAX_BRIEVEN]]


@query(gegevens={G.CONTACTINHOUD}, voor="post_indelen", naam="Brief gelezen om in te delen", betrokkenen=lambda _: [])
def scan(ctx: Context, envelop_id: UUID) -> ScanInfo | None:
    """One letter that waits, or None when somebody filed it."""
    row = Scan.objects.filter(envelop_id=envelop_id, staat=ScanStaat.WACHT).defer("bestanden", "beelden").first()
    if row is None:
        return None
    gelezen = row.gelezen
    return ScanInfo(
        row.envelop_id,
        row.ontvangen_op,
        row.paginas,
        row.tekst,
        tuple(gelezen.get("kenmerken", ())),
        tuple(gelezen.get("waarschuwingen", ())),
    )


@query(gegevens={G.CONTACTINHOUD}, voor="post_indelen", naam="Bladzij van een brief bekeken", betrokkenen=lambda _: [])
def scanblad(ctx: Context, envelop_id: UUID, nummer: int) -> bytes | None:
    """One page of a letter that waits as JPEG, counted from 1; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT beelden[%s] FROM scan WHERE envelop_id = %s AND staat = %s", [nummer, envelop_id, ScanStaat.WACHT]
        )
        found = cursor.fetchone()
    return bytes(found[0]) if found and found[0] is not None else None


@dataclass(frozen=True, slots=True)
class Printregel:
    """One round of letters."""

    id: UUID
    sluit_op: datetime
    staat: str
    brieven: int
    aangenomen: int
    uitleg: str


@catalogue
def printpartijen(limit: int = 20) -> list[Printregel]:
    """The last rounds, newest first."""
    rows = Printpartij.objects.order_by("-gemaakt_op")[:limit]
    return [Printregel(r.id, r.sluit_op, r.get_staat_display(), r.brieven, r.aangenomen, r.uitleg) for r in rows]


@catalogue
def wachtende_post() -> list[tuple[datetime, int]]:
    """How many letters wait for which post."""
    rows = Printopdracht.objects.filter(printpartij_id=None).values("sluit_op").annotate(n=Count("bezorging_id"))
    return [(r["sluit_op"], r["n"]) for r in rows.order_by("sluit_op")[:20]]


@catalogue
def ophaalbaar_tot(bezorging_ids: list[UUID]) -> dict[UUID, datetime]:
    """Until when each of these letters can be taken back; those that have gone are not in it."""
    rows = Printopdracht.objects.filter(bezorging_id__in=bezorging_ids[:500], printpartij_id=None)
    return dict(rows.values_list("bezorging_id", "sluit_op"))
