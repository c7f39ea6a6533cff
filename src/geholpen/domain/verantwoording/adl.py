"""Decisions as the Authorization Decision Log has them, at level 3: out of the audit, and out of what others asked.

Who an employee is stays here, and so does where somebody called from: each omission is named in the record. What is
about a confidential activity is not told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import span
from geholpen.domain.verantwoording.besluiten import uitleg
from geholpen.domain.verantwoording.ldv import versie_uri
from geholpen.domain.verantwoording.models import GevraagdBesluit

WEGGELATEN = "weggelaten"
_TYPE = "access_evaluation"
_GEHEIM = """NOT EXISTS (SELECT 1 FROM verwerkingsactiviteit_versie v
                        WHERE v.nummer = a.activiteit
                        AND v.vertrouwelijk_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)"""


@dataclass(frozen=True, slots=True)
class Beslissingvraag:
    """Decisions from a moment on and before another, in a trace, or with this outcome; None is no limit."""

    van: datetime | None = None
    tot: datetime | None = None
    trace: UUID | None = None
    besluit: bool | None = None
    na: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Auditregel:
    """A line of the audit, with the key of its activity."""

    id: UUID
    trace: UUID
    moment: datetime
    actor_soort: str
    actor_id: UUID | None
    handeling: str
    object_soort: str
    object_id: UUID | None
    resultaat: str
    toegestaan: int
    geweigerd: Any
    besluit: bool
    activiteit: UUID | None
    versie: int | None


def zoek(v: Beslissingvraag, hoogstens: int) -> list[tuple[UUID, dict[str, Any]]]:
    """(key, record), newest first. Only inside a door that may read the audit."""
    found = [(id, record) for id, record in (*_audit(v, hoogstens), *_asked(v, hoogstens))]
    return sorted(found, key=lambda een: een[0], reverse=True)[:hoogstens]


def _audit(v: Beslissingvraag, hoogstens: int) -> list[tuple[UUID, dict[str, Any]]]:
    waar, waarden = _where(v)
    statement = f"""SELECT a.id, a.trace, a.moment, a.actor_soort, a.actor_id, a.handeling, a.object_soort, a.object_id,
            a.resultaat, a.toegestaan, a.geweigerd, a.besluit, w.uuid, a.versie
        FROM audit a LEFT JOIN verwerkingsactiviteit w ON w.nummer = a.activiteit
        WHERE {waar} AND {_GEHEIM} ORDER BY a.id DESC LIMIT %s"""  # noqa: S608  our own words
    with connection.cursor() as cursor:
        cursor.execute(statement, [*waarden, hoogstens])
        return [(row[0], _of_audit(_Auditregel(*row))) for row in cursor.fetchall()]


def _where(v: Beslissingvraag) -> tuple[str, list[Any]]:
    delen: list[tuple[str, Any]] = [
        ("a.moment >= %s", v.van),
        ("a.moment < %s", v.tot),
        ("a.trace = %s", v.trace),
        ("a.besluit = %s", v.besluit),
        ("a.id < %s", v.na),
    ]
    given = [(deel, waarde) for deel, waarde in delen if waarde is not None]
    return " AND ".join(["true", *(deel for deel, _ in given)]), [waarde for _, waarde in given]


def _of_audit(r: _Auditregel) -> dict[str, Any]:
    uri = versie_uri(r.activiteit, r.versie) if r.activiteit and r.versie is not None else ""
    tijd = _time(r.moment)
    aanleiding = f"{r.object_soort}:{r.object_id}@{tijd}" if r.object_id else f"{r.object_soort}@{tijd}"
    return {
        "trace_id": r.trace.hex,
        "span_id": span(r.id),
        "timestamp": tijd,
        "type": _TYPE,
        "request": _request(r, uri, tijd),
        "response": {"decision": r.besluit, "context": _answer(r)},
        "policies": {"activiteit": uri or "onbekend"},
        "information": {"aanleiding": aanleiding},
    }


def _request(r: _Auditregel, uri: str, tijd: str) -> dict[str, Any]:
    """What was asked; without who a person was, and without where they were."""
    open_ = r.actor_soort in {"applicatie", "systeem"}  # software has no privacy of its own
    action: dict[str, Any] = {"name": r.handeling}
    if uri:
        action["properties"] = {"processing_activity_id": uri}
    return {
        "subject": {"type": r.actor_soort, "id": str(r.actor_id or r.actor_soort) if open_ else WEGGELATEN},
        "action": action,
        "resource": {"type": r.object_soort or "geen", "id": str(r.object_id) if r.object_id else "geen"},
        "context": {"time": tijd, WEGGELATEN: ["context.oorsprong", *([] if open_ else ["subject.id"])]},
    }


def _answer(r: _Auditregel) -> dict[str, Any]:
    """What was decided, with the reason."""
    codes = r.geweigerd if isinstance(r.geweigerd, dict) else {}
    code = "" if r.besluit else r.resultaat
    return {
        "reden_code": code,
        "reden": uitleg(code),
        "resultaat": r.resultaat,
        "toegestaan": _namen(r.toegestaan),
        "afgeschermd": [{"soort": _naam(s), "reden_code": c} for s, c in codes.items() if s.isdigit()],
    }


def _asked(v: Beslissingvraag, hoogstens: int) -> list[tuple[UUID, dict[str, Any]]]:
    """Decisions that other software asked."""
    rows = GevraagdBesluit.objects.order_by("-id")
    for naam, waarde in (("moment__gte", v.van), ("moment__lt", v.tot), ("trace", v.trace), ("id__lt", v.na)):
        if waarde is not None:
            rows = rows.filter(**{naam: waarde})
    if v.besluit is not None:
        rows = rows.filter(antwoord__decision=v.besluit)
    return [(row.id, _of_asked(row)) for row in rows[:hoogstens]]


def _of_asked(row: GevraagdBesluit) -> dict[str, Any]:
    verzoek = dict(row.verzoek)
    context = dict(verzoek.get("context", {}))
    if verzoek["subject"]["type"] == "medewerker":
        verzoek["subject"] = {**verzoek["subject"], "id": WEGGELATEN}
        context[WEGGELATEN] = ["subject.id", "resource.id"]
    else:
        context[WEGGELATEN] = ["resource.id"]
    verzoek["resource"] = {**verzoek["resource"], "id": WEGGELATEN}
    tijd = _time(row.moment)
    uri = row.antwoord.get("context", {}).get("processing_activity_id", "onbekend")
    aanleiding = context.get("aanleiding")
    return {
        "trace_id": row.trace.hex,
        "span_id": span(row.id),
        "timestamp": tijd,
        "type": _TYPE,
        "request": {**verzoek, "context": context},
        "response": row.antwoord,
        "policies": {"activiteit": uri},
        "information": {
            "gevraagd_door": str(row.applicatie_id),
            "aanleiding": f"{aanleiding['soort']}:{aanleiding['id']}@{tijd}" if aanleiding else f"geen@{tijd}",
        },
    }


def _namen(bits: int) -> list[str]:
    return [s.name.lower() for s in Gegevenssoort if s and bits & (1 << (s - 1))]


def _naam(nummer: str) -> str:
    return Gegevenssoort(int(nummer)).name.lower()


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
