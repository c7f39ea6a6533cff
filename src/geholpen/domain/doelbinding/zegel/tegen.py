"""Checkpoints from outside against each other, against those in the database and against the chains.

Each checkpoint names the hash of the one before, so the signature of the last one vouches for all of them: only where
that breaks, and at the end, is a signature worked out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from geholpen.domain.doelbinding.zegel.bevinding import Bevinding, Bevindingen, add
from geholpen.domain.doelbinding.zegel.keten import standen
from geholpen.domain.doelbinding.zegel.models import Controlepunt
from geholpen.domain.doelbinding.zegel.punt import GEEN_VORIGE, Onleesbaar, Punt, from_line, from_text, genuine

#: Checkpoints handled together.
SAMEN = 2_000
#: So many of the newest may still be on their way outside.
ONDERWEG = 5


def compare(lines: Iterable[str], keys: dict[str, bytes], found: Bevindingen, *, geheel: bool) -> int:
    """Compare; adds to `found`. `geheel`: these should be all there are, from the first on. Returns how many."""
    reeks, ketens, total = _Reeks(keys, found, geheel), _Ketens(found), 0
    points = _read(lines)
    while batch := list(islice(points, SAMEN)):
        total += len(batch)
        vouched = reeks.take(batch)
        _compare_database(vouched, keys, found)
        ketens.take(vouched)
    last = reeks.end()
    _compare_database(last, keys, found)
    ketens.take(last)
    ketens.end()
    return total


def from_database() -> Iterator[str]:
    """The database's own checkpoints as lines: better than nothing where there is no place outside."""
    for row in Controlepunt.objects.order_by("nummer").iterator():
        try:
            yield from_text(row.punt, bytes(row.handtekening), row.sleutel).line()
        except Onleesbaar:
            continue


def _read(lines: Iterable[str]) -> Iterator[Punt]:
    """The checkpoints in these lines. What cannot be read is one that is missing, and is told as such."""
    for line in lines:
        try:
            yield from_line(line)
        except Onleesbaar:
            continue


class _Reeks:
    """Checkpoints in order: none is missing, each names the one before, the last is genuine."""

    def __init__(self, keys: dict[str, bytes], found: Bevindingen, geheel: bool) -> None:
        self._keys, self._found, self._geheel = keys, found, geheel
        self._last: Punt | None = None

    def take(self, batch: list[Punt]) -> list[Punt]:
        """The ones that can be relied on; the last is held back until the next one vouches for it."""
        return [sure for punt in batch if (sure := self._next(punt)) is not None]

    def end(self) -> list[Punt]:
        """What was held back; and whether the newest are here."""
        newest = Controlepunt.objects.order_by("-nummer").values_list("nummer", flat=True).first() or 0
        here = self._last.nummer if self._last else 0
        if self._geheel and newest - here > ONDERWEG:
            self._missing(here + 1, newest)
        return [self._last] if self._last is not None and self._sure(self._last) else []

    def _next(self, punt: Punt) -> Punt | None:
        last, self._last = self._last, punt
        if last is None:
            if punt.nummer > 1 and self._geheel:
                self._missing(1, punt.nummer - 1)
            elif punt.nummer == 1 and punt.vorige != GEEN_VORIGE:
                self._sure(punt)
            return None
        if punt.nummer <= last.nummer:  # the same again: a delivery that was repeated after a crash
            self._last = last
            if punt.tekst != last.tekst:
                self._sure(punt)
            return None
        if punt.nummer > last.nummer + 1:
            self._missing(last.nummer + 1, punt.nummer - 1)
        if punt.nummer == last.nummer + 1 and punt.vorige == last.hash():
            return last
        self._sure(punt)
        return last if self._sure(last) else None

    def _sure(self, punt: Punt) -> bool:
        if genuine(punt, self._keys):
            return True
        add(self._found, Bevinding("controlepunt_vervalst", van=punt.nummer, tot=punt.nummer, aantal=1, waar="buiten"))
        return False

    def _missing(self, van: int, tot: int) -> None:
        if self._geheel:
            add(self._found, Bevinding("controlepunt_ontbreekt", van=van, tot=tot, aantal=tot - van + 1, waar="buiten"))


def _compare_database(punten: list[Punt], keys: dict[str, bytes], found: Bevindingen) -> None:
    """The database's copy of each of these."""
    rows = {r.nummer: r for r in Controlepunt.objects.filter(nummer__in=[p.nummer for p in punten])}
    for punt in punten:
        row = rows.get(punt.nummer)
        if row is None:
            code = "controlepunt_ontbreekt"
        elif row.punt != punt.tekst:
            code = "controlepunt_vervalst"
        else:
            continue
        add(found, Bevinding(code, van=punt.nummer, tot=punt.nummer, aantal=1, waar="database"))


class _Ketens:
    """What checkpoints say of the chains: how long each was, and its link there."""

    def __init__(self, found: Bevindingen) -> None:
        self._found = found
        self._hoogste: dict[int, int] = defaultdict(int)
        self._goed: dict[int, int] = defaultdict(int)
        self._fout: dict[int, int] = {}

    def take(self, punten: list[Punt]) -> None:
        """Compare the links that these name."""
        said: dict[int, dict[int, str]] = defaultdict(dict)
        for punt in punten:
            for keten, (nummer, wortel) in punt.ketens.items():
                if nummer:
                    said[keten][nummer] = wortel
        for keten, wortels in said.items():
            self._hoogste[keten] = max(self._hoogste[keten], *wortels)
            self._compare(keten, wortels)

    def _compare(self, keten: int, wortels: dict[int, str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nummer, schakel FROM zegel_wortels(%s, %s)", [keten, list(wortels)])
            links = {nummer: bytes(schakel).hex() for nummer, schakel in cursor.fetchall()}
        for nummer in sorted(links):
            if links[nummer] != wortels[nummer]:
                self._fout.setdefault(keten, nummer)
            elif keten not in self._fout:
                self._goed[keten] = nummer

    def end(self) -> None:
        """What that means: a chain that stops too early, or one that is another than it was."""
        broken = {b.keten for b in self._found if b.code in {"keten_gebroken", "zegel_verwijderd"}}
        for stand in standen():
            hoogste = self._hoogste[stand.keten]
            if hoogste > stand.nummer:
                weg = hoogste - stand.nummer
                add(self._found, Bevinding("staart_afgekapt", stand.keten, stand.nummer + 1, hoogste, weg))
            if stand.keten in self._fout and stand.keten not in broken:
                van, tot = self._goed[stand.keten] + 1, self._fout[stand.keten]
                add(self._found, Bevinding("keten_herschreven", stand.keten, van, tot, tot - van + 1))
