"""Making checkpoints, and bringing them to the places outside the database."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.zegel import punt as punten
from geholpen.domain.doelbinding.zegel.keten import standen
from geholpen.domain.doelbinding.zegel.models import Bewaring, Controlepunt
from geholpen.domain.doelbinding.zegel.punt import GEEN_VORIGE, Punt

logger = logging.getLogger(__name__)
#: A checkpoint when something was sealed, and as a sign of life when nothing was.
ELKE, OOK_ALS_STIL = timedelta(minutes=1), timedelta(minutes=3)
#: Checkpoints brought at once; a place that was away gets the rest a minute later.
HOOGSTENS = 2_000


def latest() -> Punt | None:
    """The last checkpoint in the database."""
    row = Controlepunt.objects.order_by("-nummer").first()
    return read(row) if row else None


def read(row: Controlepunt) -> Punt:
    """A row as a checkpoint. Raises Onleesbaar."""
    return punten.from_text(row.punt, bytes(row.handtekening), row.sleutel)


def make(now: datetime, *, elke: timedelta = ELKE) -> Punt | None:
    """The next checkpoint when it is due; None when it is not, or when another worker made it."""
    last, milliseconds = latest(), int(now.timestamp() * 1000)
    age = timedelta(milliseconds=milliseconds - last.moment) if last else None
    if age is not None and age < elke:
        return None
    nu = standen()
    same = last is not None and all(last.ketens.get(s.keten) == (s.nummer, s.wortel.hex()) for s in nu)
    if same and age is not None and age < max(elke, OOK_ALS_STIL):
        return None
    new = punten.write(last.nummer + 1 if last else 1, milliseconds, nu, last.hash() if last else GEEN_VORIGE)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zet_controlepunt(%s, %s, %s, %s)", [new.nummer, new.tekst, new.handtekening, new.sleutel]
        )
        return new if cursor.fetchone()[0] else None


def bring(now: datetime) -> None:
    """Bring what is new to every place whose time it is. What goes wrong there is written down and tried again."""
    for plaats in ports.bewaarplaatsen():
        known = _claim(plaats, now)
        if known is None:
            continue
        rows = list(Controlepunt.objects.filter(nummer__gt=known).order_by("nummer")[:HOOGSTENS])
        if rows:
            _bring(plaats, [read(row) for row in rows], now)


def _claim(plaats: ports.Bewaarplaats, now: datetime) -> int | None:
    """The last checkpoint this place has, when it is our turn; None when it is too early or another worker's turn."""
    Bewaring.objects.get_or_create(plaats=plaats.code)
    since = now - timedelta(minutes=plaats.minuten) + timedelta(seconds=10)
    again = now - timedelta(seconds=50)
    due = Q(geprobeerd_op=None) | Q(gelukt_op__lt=since) | ~Q(fout="") | Q(gelukt_op=None)
    free = Q(geprobeerd_op=None) | Q(geprobeerd_op__lt=again)
    if not Bewaring.objects.filter(due & free, plaats=plaats.code).update(geprobeerd_op=now):
        return None
    return Bewaring.objects.values_list("nummer", flat=True).get(plaats=plaats.code)


def _bring(plaats: ports.Bewaarplaats, nieuw: list[Punt], now: datetime) -> None:
    row = Bewaring.objects.filter(plaats=plaats.code)
    try:
        plaats.keep([p.line() for p in nieuw])
    except Exception as error:  # noqa: BLE001  whatever is wrong there, sealing goes on and people are told
        logger.warning("bewaarplaats %s: %s", plaats.code, type(error).__name__)
        row.update(fout=f"{type(error).__name__}: {error}"[:200])
    else:
        row.update(nummer=nieuw[-1].nummer, gelukt_op=now, fout="")


def alarm(onderwerp: str, tekst: str, now: datetime, elke: timedelta = timedelta(hours=1)) -> bool:
    """Tell the auditor, at most once per `elke`. Returns whether it was told now."""
    sender = ports.alarm()
    if sender is None:
        return False
    Bewaring.objects.get_or_create(plaats="alarm")
    quiet = Q(geprobeerd_op=None) | Q(geprobeerd_op__lt=now - elke)
    if not Bewaring.objects.filter(quiet, plaats="alarm").update(geprobeerd_op=now, nummer=F("nummer") + 1):
        return False
    try:
        sender(onderwerp, tekst)
    except Exception as error:  # noqa: BLE001  the alarm is also on the screens
        Bewaring.objects.filter(plaats="alarm").update(fout=f"{type(error).__name__}: {error}"[:200])
        return False
    Bewaring.objects.filter(plaats="alarm").update(gelukt_op=timezone.now(), fout="")
    return True
