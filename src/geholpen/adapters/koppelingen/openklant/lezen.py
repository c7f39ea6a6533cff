"""Walk a resource of the source from front to end while it goes on growing, and keep every page as it comes.

The source shows the newest first: what is added meanwhile shifts the rest, so that a record can come twice, which is
harmless. What is removed meanwhile can make a record jump over the page border: so at the end the number seen is
compared with the number there is, and when they differ the walk begins again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from geholpen.adapters.koppelingen.openklant.bron import Afwezig, Bladzijde, Bron
from geholpen.adapters.koppelingen.openklant.records import received
from geholpen.domain.overnemen.ports import Ontvangen, Stand

#: How often a walk begins again before the difference goes into the report.
RONDES = 5
Melding = Callable[[str, int, int], Any]  # resource, how many were read, how many there are


class Bewaarplaats(Protocol):
    """Where pages go: the database, or for a trial only a count."""

    def store(self, resource: str, records: list[Ontvangen], stand: Stand) -> None: ...

    def seen(self, resource: str) -> int: ...

    def finish(self, resource: str, aantal: int) -> None: ...


def read_resource(
    bron: Bron, plaats: Bewaarplaats, resource: str, *, vanaf: int, grootte: int, melding: Melding
) -> None:
    """Read a resource, from page `vanaf` on, until what was seen is what there is. Raises BronFout."""
    kapot: set[str] = set()
    for _ in range(RONDES):
        _walk(bron, plaats, resource, vanaf, grootte, melding, kapot)
        front = _front(bron, plaats, resource, grootte)
        if plaats.seen(resource) + len(kapot) >= front.aantal:
            break
        vanaf = 1
    plaats.finish(resource, front.aantal)


def _walk(
    bron: Bron, plaats: Bewaarplaats, resource: str, vanaf: int, grootte: int, melding: Melding, kapot: set[str]
) -> None:
    nummer: int | None = vanaf
    while nummer is not None:
        try:
            page = bron.lees(resource, nummer, grootte)
        except Afwezig:
            return  # an older source without this resource, or one that shrank
        kapot.update(page.onleesbaar)
        _store(plaats, resource, page, nummer if page.volgende is None else page.volgende)
        melding(resource, page.regels[-1][0] + 1 if page.regels else page.aantal, page.aantal)
        nummer = page.volgende


def _front(bron: Bron, plaats: Bewaarplaats, resource: str, grootte: int) -> Bladzijde:
    """The first page once more: what came in while we walked."""
    try:
        page = bron.lees(resource, 1, grootte)
    except Afwezig:
        return Bladzijde((), 0, None)
    _store(plaats, resource, page, 1)
    return page


def _store(plaats: Bewaarplaats, resource: str, page: Bladzijde, volgende: int) -> None:
    records = {}
    for plek, record in page.regels:
        one = received(resource, page.aantal - plek, record)
        records[one.id] = one  # the same twice on one page: kept once
    plaats.store(resource, list(records.values()), Stand(volgende, page.aantal, page.onleesbaar))
