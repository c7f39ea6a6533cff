"""The check: every line against its link, every link against the one before, every chain against checkpoints outside.

The hashing is done by the database, in pieces; here it is decided what a difference means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import connection

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.zegel import tegen
from geholpen.domain.doelbinding.zegel.bevinding import Bevinding, Bevindingen, add, of_range
from geholpen.domain.doelbinding.zegel.keten import Ketenstand, standen
from geholpen.domain.doelbinding.zegel.punt import our_keys

#: Links in one statement.
STUK = 20_000
#: A line may wait this long (seconds) for its seal before that is a finding.
STIL = 180.0


@dataclass
class Uitslag:
    """What a check has seen so far. `bevindingen` is empty when the logs are whole."""

    totaal: int = 0
    regels: int = 0
    gewist: int = 0
    controlepunten: int = 0  # of those outside the database
    bevindingen: Bevindingen = field(default_factory=list)


Voortgang = Callable[[Uitslag], None]


def check(voortgang: Voortgang = lambda _: None, bestanden: Iterable[Iterable[str]] = (), stuk: int = STUK) -> Uitslag:
    """Check both logs. `bestanden`: checkpoints from elsewhere, one JSON text per line. Reports after every piece."""
    nu = standen()
    uitslag = Uitslag(totaal=sum(stand.nummer for stand in nu))
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '10min'")
    try:
        for stand in nu:
            _check_links(stand, uitslag, voortgang, stuk)
            _check_beside(stand, uitslag.bevindingen)
        _check_outside(uitslag, bestanden)
        _check_erased(uitslag.bevindingen)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
    voortgang(uitslag)
    return uitslag


def _check_links(stand: Ketenstand, uitslag: Uitslag, voortgang: Voortgang, stuk: int) -> None:
    """From the first link to the one that was last when we began."""
    na: int = 0
    link: bytes | None = None
    while na < stand.nummer:
        verdicts = _piece(stand.keten, na, link, min(stuk, stand.nummer - na))
        seen = next((row for row in verdicts if row[0] == "bekeken"), None)
        if seen is None:
            return
        for oordeel, van, tot, _ in verdicts:
            if oordeel == "gewist":
                uitslag.gewist += tot - van + 1
            elif (new := of_range(oordeel, stand.keten, van, tot)) is not None:
                add(uitslag.bevindingen, new)
        uitslag.regels += seen[2] - na
        na, link = seen[2], seen[3]
        voortgang(uitslag)


def _piece(keten: int, na: int, link: bytes | None, stuk: int) -> list[tuple[str, int, int, bytes | None]]:
    """Verdicts on the next links, in order; none at the end of the chain."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oordeel, van, tot, laatste FROM controleer_keten(%s, %s, %s, %s) ORDER BY van",
            [keten, na, link, stuk],
        )
        return [(o, v, t, None if b is None else bytes(b)) for o, v, t, b in cursor.fetchall()]


def _check_beside(stand: Ketenstand, found: Bevindingen) -> None:
    """Lines that no link knows: put in behind the chain's back, or waiting too long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT buiten_de_keten(%s)", [stand.keten])
        aantal = cursor.fetchone()[0]
    if aantal:
        add(found, Bevinding("regel_ingevoegd", stand.keten, aantal=aantal))
    if stand.wacht is not None and stand.wacht > STIL:
        add(found, Bevinding("zegel_gestopt", stand.keten, aantal=int(stand.wacht // 60)))


def _check_outside(uitslag: Uitslag, bestanden: Iterable[Iterable[str]]) -> None:
    """Compare with every checkpoint that can be read back; without any, with those in the database itself."""
    keys, places = our_keys(), [plaats for plaats in ports.bewaarplaatsen() if plaats.leesbaar]
    for plaats in places:
        keys |= plaats.keys()
    for plaats in places:
        uitslag.controlepunten += tegen.compare(plaats.read(), keys, uitslag.bevindingen, geheel=True)
    for lines in bestanden:
        uitslag.controlepunten += tegen.compare(lines, keys, uitslag.bevindingen, geheel=False)
    if not places:
        tegen.compare(tegen.from_database(), keys, uitslag.bevindingen, geheel=True)


def _check_erased(found: Bevindingen) -> None:
    """Every erasure has a line in the audit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keten, van, tot FROM gewist_zonder_besluit()")
        for keten, van, tot in cursor.fetchall():
            add(found, Bevinding("wissen_zonder_besluit", keten, van, tot, tot - van + 1))
