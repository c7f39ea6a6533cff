"""Many writers at once: a reader that follows the cursor (tx, id) sees every event, in order, once."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connections, transaction

from geholpen.platform import events
from geholpen.platform.models import Gebeurtenis, uuid7

WRITERS, EACH = 8, 40
WRITTEN = WRITERS * EACH * 2 * 9 // 10


def write(nummer: int) -> None:
    """Transactions that stay open for a moment, with an id made long before the commit; some are rolled back."""
    dice = random.Random(nummer)
    try:
        for n in range(EACH):
            with transaction.atomic():
                early = Gebeurtenis(soort="Proef", gegevens={"schrijver": nummer, "n": n})
                time.sleep(dice.random() / 200)
                Gebeurtenis.objects.bulk_create([Gebeurtenis(id=uuid7(), soort="Proef", gegevens={}), early])
                time.sleep(dice.random() / 200)
                transaction.set_rollback(n % 10 == 9)
    finally:
        connections.close_all()


def test_no_event_is_lost_or_seen_twice_while_eight_write(echte_commits, beheer):
    seen, done = [], threading.Event()

    def follow() -> None:
        cursor, patience = ("0", None), time.monotonic() + 60
        while True:
            # a transaction of anybody on the server, also of another test, holds back what came after it
            last = done.is_set() and (len(seen) >= WRITTEN or time.monotonic() > patience)
            for tx, id, *_ in (rows := events.read(*cursor, limit=7)):
                seen.append(id)
                cursor = (tx, id)
            if last and not rows:
                return connections.close_all()

    reader = threading.Thread(target=follow)
    reader.start()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    done.set()
    reader.join(timeout=90)
    stored = [str(id) for (id,) in beheer.execute("SELECT id FROM gebeurtenis ORDER BY tx, id")]
    assert len(stored) == WRITTEN
    assert seen == stored
