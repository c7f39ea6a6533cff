"""A line of the destruction book: which decision was carried out, on whose key. Signed, so that nobody adds one."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.bewaren import ports
from geholpen.domain.bewaren.models import Vernietigbesluit
from geholpen.platform.keys import key

logger = logging.getLogger(__name__)
#: Decisions brought at once.
HOOGSTENS = 2_000


@dataclass(frozen=True, slots=True)
class Regel:
    """One decision. Keys only."""

    besluit: UUID
    soort: str
    partij: UUID
    klantvraag: UUID | None = None
    tabellen: tuple[str, ...] = ()
    door: UUID | None = None
    lijst: UUID | None = None
    rijen: tuple[UUID, ...] = ()


def bring() -> int:
    """Bring what was destroyed since the last time outside. Returns how many; what fails is tried again.

    Right after the transaction of each decision, and by the worker for what did not get there then.
    """
    boek = ports.boek()
    if boek is None:
        return 0
    rows = Vernietigbesluit.objects.filter(partij_id__isnull=False, uitgevoerd_op__isnull=False, buiten_op=None)
    new = list(rows.order_by("uitgevoerd_op")[:HOOGSTENS])
    if not new:
        return 0
    try:
        boek.keep([_line(_of(row)) for row in new])
    except OSError as error:
        logger.error("vernietigingsboek: %s", type(error).__name__)
        return 0
    return Vernietigbesluit.objects.filter(id__in=[row.id for row in new]).update(buiten_op=timezone.now())


def _of(row: Vernietigbesluit) -> Regel:
    partij = row.partij_id or UUID(int=0)
    tabellen, rijen = tuple(row.tabellen), tuple(row.rijen)
    return Regel(row.id, row.soort, partij, row.klantvraag_id, tabellen, row.besloten_door, row.lijst_id, rijen)


def read() -> Iterator[Regel]:
    """Every genuine line, oldest first. One with a wrong signature is told of and left alone."""
    boek = ports.boek()
    for line in boek.read() if boek else ():
        regel = _regel(line)
        if regel is None:
            logger.error("vernietigingsboek: een regel is onleesbaar of niet van ons")
        else:
            yield regel


def behind() -> list[Regel]:
    """What the book says and this database does not know or did not finish: it is a copy from before that."""
    regels = {r.besluit: r for r in read()}
    known: set[UUID] = set()
    ids = list(regels)
    for begin in range(0, len(ids), 5000):
        done = Vernietigbesluit.objects.filter(id__in=ids[begin : begin + 5000], uitgevoerd_op__isnull=False)
        known |= set(done.values_list("id", flat=True))
    return [r for id, r in regels.items() if id not in known]


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)


def _line(regel: Regel) -> str:
    said = _canonical(asdict(regel))
    return _canonical({"mac": _mac(said), "regel": json.loads(said)})


def _mac(said: str) -> str:
    return hmac.digest(key("vernietigingsboek"), said.encode(), "sha256").hex()


def _regel(line: str) -> Regel | None:
    try:
        whole = json.loads(line)
        said = whole["regel"]
        if not hmac.compare_digest(_mac(_canonical(said)), str(whole["mac"])):
            return None
        ids = {naam: UUID(said[naam]) if said[naam] else None for naam in ("klantvraag", "door", "lijst")}
        rijen = tuple(UUID(rij) for rij in said.get("rijen", ()))  # lines from before single rows have none
        besluit, partij, soort = UUID(said["besluit"]), UUID(said["partij"]), str(said["soort"])
        return Regel(besluit, soort, partij, tabellen=tuple(said["tabellen"]), rijen=rijen, **ids)
    except (ValueError, KeyError, TypeError):
        return None
