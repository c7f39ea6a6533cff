"""Who may act for whom, as the desk and the customer read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import Vertegenwoordiging
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: No list without a bound.
MAX_REGELS = 50


@dataclass(frozen=True, slots=True)
class VoorWie:
    """Somebody this customer may act for today."""

    vertegenwoordiging_id: UUID
    partij_id: UUID
    soort: str
    omvang: tuple[str, ...]
    geldig_tot: date | None


def _voor_wie(partij_id: UUID) -> list[VoorWie]:
    vandaag = timezone.localdate()
    rows = Vertegenwoordiging.objects.filter(partij_id=partij_id, kant="vertegenwoordigt", geldig_van__lte=vandaag)
    rows = rows.filter(beeindigd_op=None).exclude(geldig_tot__lt=vandaag).order_by("id")[:MAX_REGELS]
    return [VoorWie(r.id, r.andere_partij_id, r.soort, tuple(r.omvang), r.geldig_tot) for r in rows]


@query(gegevens={G.VERTEGENWOORDIGING}, naam="U keek voor wie u mag optreden")
def voor_wie(ctx: Context, partij_id: UUID) -> list[VoorWie]:
    """For whom this customer may act today, as far as their own side says; at most MAX_REGELS."""
    return _voor_wie(partij_id)


@query(gegevens={G.VERTEGENWOORDIGING}, voor="contactgegevens", naam="Gekeken voor wie u mag spreken")
def voor_wie_spreekt(ctx: Context, partij_id: UUID) -> list[VoorWie]:
    """The same for whoever has this customer on the line, and knows who it is."""
    return _voor_wie(partij_id)


@dataclass(frozen=True, slots=True)
class VertegenwoordigingInfo:
    """One side of one representation, with its ground, its end and what was decided."""

    id: UUID
    kant: str
    andere_partij_id: UUID
    soort: str
    omvang: tuple[str, ...]
    geldig_van: date
    geldig_tot: date | None
    bewijs: str
    bron: str
    vastgelegd_door: UUID | None
    beeindigd_op: datetime | None
    beeindigd_waarom: str
    besluit: str
    besloten_door: UUID | None
    besloten_waarom: str


@query(gegevens={G.VERTEGENWOORDIGING}, voor="contactgegevens", naam="Bekeken wie voor wie mag spreken")
def vertegenwoordigingen_van(ctx: Context, partij_id: UUID) -> list[VertegenwoordigingInfo]:
    """All of one customer, both sides, the newest first; at most MAX_REGELS."""
    rows = Vertegenwoordiging.objects.filter(partij_id=partij_id).order_by("-verkregen_op", "-id")[:MAX_REGELS]
    return [
        VertegenwoordigingInfo(
            r.id,
            r.kant,
            r.andere_partij_id,
            r.soort,
            tuple(r.omvang),
            r.geldig_van,
            r.geldig_tot,
            r.bewijs,
            r.bron,
            r.vastgelegd_door,
            r.beeindigd_op,
            r.beeindigd_waarom,
            r.besluit,
            r.besloten_door,
            r.besloten_waarom,
        )
        for r in rows
    ]


@query(gegevens={G.VERTEGENWOORDIGING}, naam="U keek wie voor u mag optreden")
def mijn_vertegenwoordigers(ctx: Context, partij_id: UUID) -> dict[UUID, tuple[str, str]]:
    """Per representation of this customer, also ended ones: on which side they are, and of which kind."""
    rows = Vertegenwoordiging.objects.filter(partij_id=partij_id).values_list("id", "kant", "soort")
    return {id: (kant, soort) for id, kant, soort in rows[:MAX_REGELS]}


@dataclass(frozen=True, slots=True)
class Gemachtigde:
    """Somebody who may act for this customer today. Not who: the customer knows, and it is somebody else's name."""

    vertegenwoordiging_id: UUID
    soort: str
    omvang: tuple[str, ...]
    geldig_van: date
    geldig_tot: date | None

    @property
    def zelf(self) -> bool:
        """The customer can end it."""
        return self.soort == "machtiging"


@query(gegevens={G.VERTEGENWOORDIGING}, naam="U keek wie voor u mag optreden")
def wie_voor_mij(ctx: Context, partij_id: UUID) -> list[Gemachtigde]:
    """Who may act for this customer, as far as their own side says; the newest first, at most MAX_REGELS."""
    vandaag = timezone.localdate()
    rows = Vertegenwoordiging.objects.filter(partij_id=partij_id, kant="vertegenwoordigd", beeindigd_op=None)
    rows = rows.exclude(geldig_tot__lt=vandaag).exclude(soort="opgegeven").order_by("-geldig_van", "-id")[:MAX_REGELS]
    return [Gemachtigde(r.id, r.soort, tuple(r.omvang), r.geldig_van, r.geldig_tot) for r in rows]
