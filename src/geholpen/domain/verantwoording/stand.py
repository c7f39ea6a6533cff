"""How bringing the log to another system goes, in one look. Numbers and codes, nobody's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count

from geholpen.domain.verantwoording import ports
from geholpen.domain.verantwoording.models import UitvoerApart, Uitvoerstand

#: Lines are counted up to here: more is "more than".
TELT_TOT = 100_000
#: The chains of the processing log.
KETENS = range(1, 5)


@dataclass(frozen=True, slots=True)
class Stand:
    """`ontvanger`: its host, "" when there is none. `achter`: lines that wait; `wacht`: seconds of the oldest."""

    ontvanger: str
    achter: int = 0
    wacht: float | None = None
    bevestigd: int = 0
    bevestigd_op: datetime | None = None
    fout: str = ""
    fout_op: datetime | None = None
    pogingen: int = 0
    volgende_op: datetime | None = None
    geweigerd: int = 0  # lines put aside because the receiver refuses them
    vertrouwelijk: int = 0  # lines put aside until their activity is no longer confidential
    deels_geweigerd: int = 0


def look() -> Stand:
    """The state of all chains together."""
    ontvanger = ports.ontvanger()
    if ontvanger is None:
        return Stand("")
    known = {s.keten: s for s in Uitvoerstand.objects.all()}
    standen = [known.get(keten) or Uitvoerstand(keten=keten) for keten in KETENS]
    wachtend = [waiting(s, TELT_TOT) for s in standen]
    fouten = [s for s in standen if s.fout_op]
    laatste = max(fouten, key=lambda s: s.fout_op or datetime.min) if fouten else None
    apart = dict(UitvoerApart.objects.values_list("reden").annotate(n=Count("*")))
    return Stand(
        ontvanger.naam,
        achter=sum(n for n, _ in wachtend),
        wacht=max((s for _, s in wachtend if s is not None), default=None),
        bevestigd=sum(s.bevestigd for s in standen),
        bevestigd_op=max((s.bevestigd_op for s in standen if s.bevestigd_op), default=None),
        fout=laatste.fout if laatste else "",
        fout_op=laatste.fout_op if laatste else None,
        pogingen=max(s.pogingen for s in standen),
        volgende_op=max((s.volgende_op for s in standen if s.volgende_op), default=None),
        geweigerd=apart.get("geweigerd", 0),
        vertrouwelijk=apart.get("vertrouwelijk", 0),
        deels_geweigerd=sum(s.deels_geweigerd for s in standen),
    )


def place(stand: Uitvoerstand) -> tuple[str, UUID, UUID]:
    """Where a chain stopped."""
    nul = UUID(int=0)
    return stand.tx, stand.regel_id or nul, stand.laatste_partij or nul


def waiting(stand: Uitvoerstand, hoogstens: int) -> tuple[int, float | None]:
    """(lines after the place of a chain, at most so many; seconds that the oldest of them waits)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT aantal, seconden FROM uitvoer_wacht(%s, %s, %s, %s, %s)",
            [stand.keten, *place(stand), hoogstens],
        )
        aantal, seconden = cursor.fetchone()
    return aantal, seconden
