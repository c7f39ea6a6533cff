"""Read what came in and is not filed yet: what waits, and the quarantine. Doors, exported by `queries.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from geholpen.domain.berichten.models import Envelop, EnvelopStaat
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: Envelopes in one round that looks for lost jobs.
MAX_WACHTEND = 500


@dataclass(frozen=True, slots=True)
class RuweEnvelop:
    """Raw input."""

    id: UUID
    kanaal: str
    ruw: bytes
    te_groot: bool
    vertrouwd: bool


@query(gegevens={G.CONTACTINHOUD}, voor="intake", naam="Wachtende berichten geteld", betrokkenen=lambda _: [])
def waiting_envelopes(ctx: Context, older_than: datetime) -> list[UUID]:
    """Ids of envelopes stored before this moment that nobody processed: their job got lost. At most MAX_WACHTEND."""
    rows = Envelop.objects.filter(staat=EnvelopStaat.NIEUW, ontvangen_op__lt=older_than).order_by("ontvangen_op")
    return list(rows.values_list("id", flat=True)[:MAX_WACHTEND])


@query(gegevens={G.CONTACTINHOUD}, voor="intake", naam="Gekeken waar een bericht binnenkwam", betrokkenen=lambda _: [])
def came_in(ctx: Context, envelop_id: UUID) -> tuple[str, datetime]:
    """On which account an envelope came in, and when."""
    return Envelop.objects.values_list("account", "ontvangen_op").get(id=envelop_id)


@dataclass(frozen=True, slots=True)
class KwarantaineRegel:
    """An envelope that waits for a person."""

    id: UUID
    kanaal: str
    account: str
    uitleg: str
    grootte: int
    ontvangen_op: datetime
    pogingen: int


@query(gegevens={G.CONTACTINHOUD}, voor="kwarantaine", naam="Quarantaine bekeken", betrokkenen=lambda _: [])
def kwarantaine(ctx: Context, limit: int = 100) -> list[KwarantaineRegel]:
    """What waits in quarantine, newest first."""
    rows = Envelop.objects.filter(staat=EnvelopStaat.KWARANTAINE).defer("ruw").order_by("-ontvangen_op")[:limit]
    return [KwarantaineRegel(e.id, e.kanaal, e.account, e.uitleg, e.grootte, e.ontvangen_op, e.pogingen) for e in rows]


@query(gegevens={G.CONTACTINHOUD}, voor="kwarantaine", naam="Bericht in quarantaine gelezen", betrokkenen=lambda _: [])
def kwarantaine_ruw(ctx: Context, envelop_id: UUID) -> RuweEnvelop | None:
    """The raw bytes of one envelope in quarantine."""
    e = Envelop.objects.filter(id=envelop_id, staat=EnvelopStaat.KWARANTAINE).first()
    return RuweEnvelop(e.id, e.kanaal, bytes(e.ruw), e.te_groot, e.vertrouwd) if e else None


@dataclass(frozen=True, slots=True)
class Voorraad:
    """Counts for the health page."""

    wachtend: int
    kwarantaine: int
    oudste_wachtend: datetime | None


@query(gegevens={G.CONTACTINHOUD}, voor="intake", naam="Wachtende berichten geteld", betrokkenen=lambda _: [])
def voorraad(ctx: Context) -> Voorraad:
    """How much waits, for the health page."""
    counts = Envelop.objects.aggregate(
        wachtend=Count("id", filter=Q(staat=EnvelopStaat.NIEUW)),
        kwarantaine=Count("id", filter=Q(staat=EnvelopStaat.KWARANTAINE)),
    )
    oldest = Envelop.objects.filter(staat=EnvelopStaat.NIEUW, ontvangen_op__lt=timezone.now())
    first = oldest.order_by("ontvangen_op").values_list("ontvangen_op", flat=True).first()
    return Voorraad(counts["wachtend"], counts["kwarantaine"], first)
