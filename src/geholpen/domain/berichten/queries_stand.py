"""How every way in and out is doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from geholpen.domain.berichten.models import Bezorging, BezorgStaat, Envelop, EnvelopStaat, Kanaalstand
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.prepared import fetch

#: What failed is counted over this time.
DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kanaalregel:
    """How one way in or out is doing, with its cursor."""

    account: str
    kanaal: str
    stand: str
    uitleg: str
    laatst_ontvangen: datetime | None
    laatst_gezien: datetime | None
    uidvalidity: int
    laatste_uid: int


@catalogue
def kanaalstanden() -> list[Kanaalregel]:
    """All ways in and out."""
    return [
        Kanaalregel(
            k.account,
            k.kanaal,
            k.stand,
            k.uitleg,
            k.laatst_ontvangen,
            k.laatst_gezien,
            k.uidvalidity,
            k.laatste_uid,
        )
        for k in Kanaalstand.objects.order_by("account")
    ]


@dataclass(frozen=True, slots=True)
class Verkeer:
    """What goes through one channel: counts, and when something came in last."""

    kanaal: str
    laatst_ontvangen: datetime | None = None
    in_te_delen: int = 0
    te_versturen: int = 0
    onbekend: int = 0
    mislukt: int = 0  # in the last DAG


@query(
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    voor="intake",
    naam="Berichten per kanaal geteld",
    betrokkenen=lambda _: [],
)
def verkeer(ctx: Context, kanalen: Sequence[str]) -> list[Verkeer]:
    """One row per channel, in the order given. Nobody is shown."""
    laatst = dict(
        fetch(
            "SELECT k, (SELECT max(e.ontvangen_op) FROM envelop e WHERE e.kanaal = k) FROM unnest(%s::text[]) k",
            [list(kanalen)],
        )
    )
    nieuw = Envelop.objects.filter(staat=EnvelopStaat.NIEUW).values_list("kanaal").annotate(Count("id"))
    uit = Bezorging.objects.filter(staat__in=[BezorgStaat.WACHTRIJ, BezorgStaat.ONDERWEG, BezorgStaat.ONBEKEND])
    staten = {(kanaal, staat): n for kanaal, staat, n in uit.values_list("kanaal", "staat").annotate(Count("id"))}
    fout = Bezorging.objects.filter(staat=BezorgStaat.NIET_BEZORGD, gewijzigd_op__gt=timezone.now() - DAG)
    wachtend, mislukt = dict(nieuw), dict(fout.values_list("kanaal").annotate(Count("id")))
    return [
        Verkeer(
            k,
            laatst[k],
            wachtend.get(k, 0),
            staten.get((k, "wachtrij"), 0) + staten.get((k, "onderweg"), 0),
            staten.get((k, "onbekend"), 0),
            mislukt.get(k, 0),
        )
        for k in kanalen
    ]
