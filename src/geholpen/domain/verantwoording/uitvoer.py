"""The processing log as an outbox: every line is brought to the receiver at least once, and booked when it says so.

Per chain of the log there is a place where it stopped. No transaction is open while we wait for somebody else. What is
brought twice (an answer that was lost, a worker that was killed) has the same span ids the second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from geholpen.domain.verantwoording import ldv, ports
from geholpen.domain.verantwoording.models import UitvoerApart, Uitvoerstand
from geholpen.domain.verantwoording.queries import aparte_regels, regels_om_te_brengen
from geholpen.domain.verantwoording.regels import Regel, Sleutel
from geholpen.domain.verantwoording.stand import KETENS, place, waiting
from geholpen.platform import trace
from geholpen.platform.context import Context, system
from geholpen.platform.outbound import Accepted, Denied, Outcome
from geholpen.platform.tasks import insist

#: Lines in one call, and calls in one round for a chain: then the others have their turn.
REGELS, KEREN = 500, 50
#: Seconds after the first failure, twice as long each time, until the longest.
KORT, LANG = 1.0, 300.0
#: Answers that are about these very lines: with fewer of them it may go.
_INHOUD = frozenset({400, 413, 422})
_SLOT = 71241


def voer_uit() -> int:
    """One round: bring what waits. Returns how many lines were booked; 0 when no receiver is set up."""
    ontvanger = ports.ontvanger()
    if ontvanger is None:
        return 0
    return sum(_keten(ontvanger, keten) for keten in KETENS)


def _keten(ontvanger: ports.Ontvanger, keten: int) -> int:
    done = 0
    with _alone(keten) as ours:
        if not ours:
            return 0
        Uitvoerstand.objects.bulk_create([Uitvoerstand(keten=keten)], ignore_conflicts=True)
        for _ in range(KEREN):
            stand = Uitvoerstand.objects.get(keten=keten)
            if (stand.volgende_op and stand.volgende_op > timezone.now()) or not waiting(stand, 1)[0]:
                break
            ctx = _context()
            rijen = regels_om_te_brengen(ctx, keten, place(stand), REGELS)
            booked = _breng(ontvanger, keten, rijen)
            done += booked
            if booked < len(rijen) or not rijen:
                break
    trace.follow("")
    return done


def _context() -> Context:
    """The system in a trace of its own, which goes along to the receiver."""
    ctx = system("uitvoer", oorsprong="uitvoer")
    trace.follow(ctx.trace)
    return ctx


def _breng(ontvanger: ports.Ontvanger, keten: int, rijen: Sequence[tuple[Sleutel, Regel | None]]) -> int:
    """Bring these in order, fewer at a time when the receiver does not like them. Returns how many are settled."""
    i, n = 0, len(rijen)
    while i < len(rijen):
        deel = rijen[i : i + n]
        lines = list(ldv.regels([regel for _sleutel, regel in deel if regel], met_bovenregel=True))
        uitslag = ontvanger.breng(lines) if lines else ports.Uitslag(Accepted(200))
        if isinstance(uitslag.uitkomst, Accepted):
            insist(lambda deel=deel, uitslag=uitslag: book(keten, deel, uitslag))  # type: ignore[misc]
        elif _about_content(uitslag.uitkomst) and len(deel) > 1:
            n = len(deel) // 2
            continue
        elif _about_content(uitslag.uitkomst):
            insist(lambda deel=deel: book(keten, deel, ports.Uitslag(Accepted(0)), apart="geweigerd"))  # type: ignore[misc]
        else:
            insist(lambda uitslag=uitslag: book_failure(keten, uitslag.uitkomst, timezone.now()))  # type: ignore[misc]
            break
        i += len(deel)
    return i


def _about_content(uitkomst: Outcome) -> bool:
    return isinstance(uitkomst, Denied) and uitkomst.status in _INHOUD


def book(keten: int, deel: Sequence[tuple[Sleutel, Regel | None]], uitslag: ports.Uitslag, apart: str = "") -> None:
    """These lines are settled: taken by the receiver, or put aside to be brought later."""
    now, last = timezone.now(), deel[-1][0]
    aparte = [(s, apart or "vertrouwelijk") for s, regel in deel if apart or regel is None]
    genomen = len(deel) - len(aparte)
    fields = {
        "tx": last.tx,
        "regel_id": last.id,
        "laatste_partij": last.partij_id,
        "bevestigd": F("bevestigd") + genomen,
        "deels_geweigerd": F("deels_geweigerd") + uitslag.geweigerd,
        "pogingen": 0,
        "volgende_op": None,
    }
    if genomen:
        fields["bevestigd_op"] = now
    if uitslag.geweigerd or apart:
        fields |= {"fout": uitslag.melding[:200] or "GEWEIGERD", "fout_op": now}
    with transaction.atomic():
        _set_aside(aparte)
        Uitvoerstand.objects.filter(keten=keten).update(**fields)


def _set_aside(aparte: Sequence[tuple[Sleutel, str]]) -> None:
    rows = [
        UitvoerApart(keten=s.keten, regel_id=s.id, laatste_partij=s.partij_id, tx=s.tx, reden=reden)
        for s, reden in aparte
    ]
    UitvoerApart.objects.bulk_create(rows, ignore_conflicts=True)


def book_failure(keten: int, uitkomst: Outcome, now: datetime) -> None:
    """Nothing was taken, or we do not know: the same lines go again, later each time, as late as the receiver asks."""
    assert not isinstance(uitkomst, Accepted)  # noqa: S101  that is no failure
    pogingen = Uitvoerstand.objects.get(keten=keten).pogingen + 1
    asked = (uitkomst.retry_after or 0.0) if isinstance(uitkomst, Denied) else 0.0
    wacht = max(min(KORT * 2.0 ** min(pogingen - 1, 20), LANG), asked)
    code = uitkomst.code + (f" {uitkomst.status}" if uitkomst.status else "")
    Uitvoerstand.objects.filter(keten=keten).update(
        pogingen=pogingen, volgende_op=now + timedelta(seconds=wacht), fout=code, fout_op=now
    )


def voer_aparte_uit() -> int:
    """Offer again what was put aside, one by one: refused, or no longer confidential. Returns how many went."""
    ontvanger = ports.ontvanger()
    if ontvanger is None or not UitvoerApart.objects.exists():
        return 0
    done = 0
    for regel in aparte_regels(_context(), REGELS):
        uitslag = ontvanger.breng(list(ldv.regels([regel], met_bovenregel=True)))
        if isinstance(uitslag.uitkomst, Accepted):
            UitvoerApart.objects.filter(keten=regel.keten, regel_id=regel.id, laatste_partij=regel.partij_id).delete()
            Uitvoerstand.objects.filter(keten=regel.keten).update(
                bevestigd=F("bevestigd") + 1, bevestigd_op=timezone.now()
            )
            done += 1
        elif not _about_content(uitslag.uitkomst):
            break
    trace.follow("")
    return done


@contextmanager
def _alone(keten: int) -> Iterator[bool]:
    """Whether no other worker is at this chain; the lock ends with the connection, also of a worker that is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_SLOT, keten])
        ours = bool(cursor.fetchone()[0])
    try:
        yield ours
    finally:
        if ours and connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_SLOT, keten])
