"""A line as Logboek dataverwerkingen 1.0.0 has it. Pure, apart from our own name and address.

Facts: times are whole milliseconds; a normal end is `Unset`; a line has one subject at most, so that an action on
several customers is a parent line and one line each; the kinds of data (level 2) stand in the name, since nothing of
ours may be in the namespace `dpl.`; no employee.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from uuid import UUID

from django.conf import settings

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import activiteit_uri, pseudoniem, pseudoniem_soort, span
from geholpen.domain.partijen.queries import BRP_DEUR
from geholpen.domain.verantwoording.regels import Regel

ACTIVITEIT = "dpl.core.processing_activity_id"
BETROKKENE = "dpl.core.data_subject_id"
BETROKKENE_SOORT = "dpl.core.data_subject_id_type"
AANROEPER = "dpl.core.foreign_operation.processor"
#: Where the other party that we called tells who looked (extension lezen); only on lines of such a call.
LEES_API = "dpl.read.externalReadAPI_id"
#: Of the outcome of an action. What was refused touched no data and is no line.
STATUS = {"geleverd": "Unset", "deels": "Unset", "fout": "Error"}
NAAMLOOS = "Handeling zonder naam"
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Logregel:
    """One line, whoever it comes from."""

    trace_id: str  # 32 hex
    span_id: str  # 16 hex
    parent_span_id: str
    status: str
    name: str
    start_time: int
    end_time: int
    resource: dict[str, Any]
    attributes: dict[str, Any] = field(default_factory=dict)


def regels(rijen: Iterable[Regel], *, met_bovenregel: bool) -> Iterator[Logregel]:
    """The lines of these actions; the parent line goes before the first of an action on several customers."""
    for rij in rijen:
        if met_bovenregel and rij.meer and rij.eerste:
            yield _regel(rij, "", span(rij.id), {})
        over = {BETROKKENE: pseudoniem(rij.partij_id, rij.moment), BETROKKENE_SOORT: pseudoniem_soort(rij.moment)}
        yield _regel(rij, span(rij.id) if rij.meer else "", span(rij.id, rij.partij_id), over)


def _regel(rij: Regel, boven: str, eigen: str, over: dict[str, str]) -> Logregel:
    attributes: dict[str, Any] = {ACTIVITEIT: versie_uri(rij.activiteit, rij.versie), **over}
    if rij.applicatie is not None:
        attributes[AANROEPER] = applicatie_uri(rij.applicatie)
    if rij.deur == BRP_DEUR and settings.BRP_LEES_API:
        attributes[LEES_API] = settings.BRP_LEES_API
    moment = milliseconden(rij.moment)
    return Logregel(
        rij.trace.hex, eigen, boven, STATUS.get(rij.uitkomst, "Unset"), naam(rij), moment, moment, bron(), attributes
    )


def naam(rij: Regel) -> str:
    """What was done, and with which kinds of data."""
    soorten = [s.name.lower().replace("_", " ") for s in Gegevenssoort if s and rij.soorten & (1 << (s - 1))]
    return (rij.naam or rij.deur or NAAMLOOS) + (f" ({', '.join(soorten)})" if soorten else "")


def versie_uri(activiteit: UUID, versie: int) -> str:
    """The address of one version of an activity in the public register."""
    return f"{activiteit_uri(activiteit)}?versie={versie}"


def applicatie_uri(applicatie_id: UUID) -> str:
    """What stands for software that called us."""
    return applicatie_id.urn


def milliseconden(moment: datetime) -> int:
    """Since 1970."""
    return (moment - _BEGIN) // timedelta(milliseconds=1)


@cache
def bron() -> dict[str, Any]:
    """Which software wrote the line."""
    try:
        return {"service.name": "geholpen", "service.version": version("geholpen")}
    except PackageNotFoundError:  # run from its source
        return {"service.name": "geholpen"}


def as_lezen(r: Logregel) -> dict[str, Any]:
    """The line as the extension for reading has it: camelCase, and the trace as a UUID."""
    found: dict[str, Any] = {
        "traceId": str(UUID(r.trace_id)),
        "spanId": r.span_id,
        "status": r.status,
        "name": r.name,
        "startTime": r.start_time,
        "endTime": r.end_time,
        "resource": {"attributes": r.resource},
        "attributes": r.attributes,
    }
    return found | ({"parentSpanId": r.parent_span_id} if r.parent_span_id else {})
