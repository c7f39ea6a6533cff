"""Lines that other software logs with us. The answer goes out after the commit: what it names is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import pseudoniem_soort
from geholpen.domain.verantwoording import policy
from geholpen.domain.verantwoording.betrokkenen import BSN, PSEUDONIEM, Betrokkene, kept
from geholpen.domain.verantwoording.ldv import BETROKKENE_SOORT, NAAMLOOS
from geholpen.domain.verantwoording.models import VreemdeRegel
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid


@dataclass(frozen=True, slots=True)
class NieuweRegel:
    """A line as it was given. `attributen` are those of the standard without the subject."""

    trace: UUID
    span: str
    status: str
    naam: str
    begin_ms: int
    einde_ms: int
    boven_span: str = ""
    bron: dict[str, Any] = field(default_factory=dict)
    attributen: dict[str, Any] = field(default_factory=dict)
    betrokkene: str = ""
    betrokkene_soort: str = ""


@command(
    may=policy.may_log,
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Een ander programma legde vast dat het uw gegevens gebruikte",
    betrokkenen=lambda partijen: partijen,
)
def keep_logregels(ctx: Context, nieuw: Sequence[NieuweRegel]) -> frozenset[UUID]:
    """Keep every one of these lines, or none. A line that is here already stays as it was. Raises Refused and Invalid.

    Returns the customers of ours that they are about.
    """
    rows = [_row(ctx, nr, regel) for nr, regel in enumerate(nieuw)]
    VreemdeRegel.objects.bulk_create(rows, ignore_conflicts=True)
    return frozenset(row.partij_id for row in rows if row.partij_id)


def _row(ctx: Context, nr: int, r: NieuweRegel) -> VreemdeRegel:
    wie = _subject(ctx, nr, r)
    soort = r.betrokkene_soort
    if wie is not None and soort.lower() in {BSN, PSEUDONIEM}:
        soort = pseudoniem_soort(timezone.now())
    over = {BETROKKENE_SOORT: soort} if wie else {}
    return VreemdeRegel(
        applicatie_id=ctx.actor.person,
        trace=r.trace,
        span=r.span,
        boven_span=r.boven_span,
        status=r.status,
        naam=r.naam.strip() or NAAMLOOS,
        begin_ms=r.begin_ms,
        einde_ms=r.einde_ms,
        bron=r.bron,
        attributen={**r.attributen, **over},
        betrokkene=wie.pseudoniem if wie else "",
        partij_id=wie.partij_id if wie else None,
    )


def _subject(ctx: Context, nr: int, r: NieuweRegel) -> Betrokkene | None:
    """Who the line is about: a BSN becomes a pseudonym, a pseudonym of whoever it was stays what it is."""
    if not r.betrokkene:
        return None
    try:
        found = kept(ctx, r.betrokkene_soort, r.betrokkene, timezone.now())
    except Invalid as error:
        raise Invalid(f"{nr}.attributes.dpl.core.data_subject_id", error.reason) from error
    own = r.betrokkene_soort.lower() == BSN or found.partij_id is not None
    return found if own else Betrokkene(r.betrokkene, None)
