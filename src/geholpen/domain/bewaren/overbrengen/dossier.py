"""One question as files: everything there is of it, in every table, read out of the list of tables itself.

Only inside a door of the purpose *overbrenging*. A new table that follows a question is in it by being there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps

from geholpen.domain.bewaren.tabellen import tabellen
from geholpen.platform.models import tables_of_customers

#: Of the customer and not of the question, but without it nobody knows whose dossier it is.
WIE = "naam"
_EXTENSIE = re.compile(r"\.[A-Za-z0-9]{1,8}$")


@dataclass(frozen=True, slots=True)
class Stuk:
    """One file of a dossier."""

    pad: str
    inhoud: bytes
    formaat: str


@dataclass(frozen=True, slots=True)
class Gelezen:
    """One dossier: its files, how many rows of which table are in it, and the row of the question."""

    vraag: dict[str, Any]
    stukken: tuple[Stuk, ...]
    rijen: dict[str, int]


def read(partij_id: UUID, klantvraag_id: UUID) -> Gelezen | None:
    """The dossier as it can be read now; None when there is no question (any more)."""
    found = {naam: _rows(naam, partij_id, klantvraag_id) for naam in sorted(_following())}
    found[WIE] = _rows_of_customer(partij_id)
    if not found["klantvraag"]:
        return None
    stukken = [*_messages(found), *_attachments(found)]
    alles = {naam: [_plain(row) for row in rows] for naam, rows in found.items() if rows}
    stukken.append(Stuk("dossier.json", json.dumps(alles, ensure_ascii=False, indent=1).encode(), "application/json"))
    rijen = {naam: len(rows) for naam, rows in found.items() if rows}
    return Gelezen(_plain(found["klantvraag"][0]), tuple(stukken), rijen)


def _following() -> dict[str, str]:
    """Tables of which rows belong to a question, with the column that says so."""
    return {naam: t.volgt for naam, t in tabellen().items() if t.van_klanten and t.volgt and naam != "bewaarplicht"}


def _rows(naam: str, partij_id: UUID, klantvraag_id: UUID) -> list[dict[str, Any]]:
    model = next(m for m in tables_of_customers(apps) if m._meta.db_table == naam)
    own = {"partij_id": partij_id, _following()[naam]: klantvraag_id}
    return list(model._default_manager.filter(**own).order_by("verkregen_op").values(*_columns(model)))


def _rows_of_customer(partij_id: UUID) -> list[dict[str, Any]]:
    model = next(m for m in tables_of_customers(apps) if m._meta.db_table == WIE)
    own: dict[str, Any] = {"partij_id": partij_id}
    return list(model._default_manager.filter(**own).values(*_columns(model)))


def _columns(model: Any) -> list[str]:
    return [f.attname for f in model._meta.concrete_fields]


def _messages(found: dict[str, list[dict[str, Any]]]) -> Iterator[Stuk]:
    """What was written, as text that can be read in a hundred years."""
    nummers = {row["id"]: row for row in found.get("bericht", ())}
    for row in found.get("bericht_inhoud", ()):
        bericht = nummers.get(row["id"], {})
        kop = f"{bericht.get('moment', '')}\n{bericht.get('richting', '')} {bericht.get('kanaal', '')}\n"
        tekst = f"{kop}{row.get('onderwerpregel', '')}\n\n{row.get('tekst', '')}\n"
        yield Stuk(f"bericht-{bericht.get('volgnummer', 0):04}-{row['id']}.txt", tekst.encode(), "text/plain")


def _attachments(found: dict[str, list[dict[str, Any]]]) -> Iterator[Stuk]:
    """Files as they came, under a name of our own: what they were called is in dossier.json."""
    for row in found.get("bijlage", ()):
        extensie = _EXTENSIE.search(row["naam"])
        naam = f"bijlage-{row['id']}{extensie[0].lower() if extensie else ''}"
        yield Stuk(naam, bytes(row["inhoud"]), row["herkend_type"] or "application/octet-stream")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The row as JSON knows it; bytes are files beside it, or keyed hashes that say nothing."""
    return {
        naam: waarde if isinstance(waarde, str | int | float | bool | list | dict | None) else _text(waarde)
        for naam, waarde in row.items()
        if not isinstance(waarde, bytes | memoryview)
    }


def _text(waarde: Any) -> str:
    return waarde.isoformat() if hasattr(waarde, "isoformat") else str(waarde)
