"""For rooms with settings of their own: a change is proposed and decided by functions of the database.

They know who may, and when a second person must agree (`migrations/wijziging.sql`). Only inside a door of that room.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from geholpen.platform import onthouden
from geholpen.platform.errors import Invalid, Missing, Refused
from geholpen.platform.models import uuid7

#: Characters of a reason, as the database has it.
REDEN = range(10, 1001)
UITLEG = {
    "GH010": "Over dit voorstel is al besloten. Laad de bladzijde opnieuw.",
    "GH030": "U heeft niets veranderd.",
    "GH031": "Er wacht al een voorstel over deze instelling. Daar wordt eerst over besloten.",
    "GH032": "De instelling is intussen anders. Trek dit voorstel in en maak een nieuw.",
    "GH033": "Deze instelling bestaat niet.",
    "23514": "U heeft dit zelf voorgesteld. Een collega besluit erover.",
}


def propose_wijziging(soort: str, sleutel: str, wordt: Mapping[str, Any], waarom: str) -> str:
    """What a setting of a kind becomes, and why. Returns where it stands. Raises Invalid, Missing and Refused."""
    values = [uuid7(), soort, sleutel, json.dumps(wordt), _reason(waarom)]
    return _call("SELECT stel_wijziging_voor(%s, %s, %s, %s, %s)", values)


def decide_wijziging(wijziging_id: UUID, *, ja: bool, waarom: str) -> str:
    """A second person's yes or no. Returns where it stands. Raises Invalid and Refused."""
    return _call("SELECT besluit_wijziging(%s, %s, %s)", [wijziging_id, ja, waarom.strip() if ja else _reason(waarom)])


def _reason(text: str) -> str:
    clean = text.strip()
    if len(clean) not in REDEN:
        raise Invalid("waarom", "Schrijf in een zin op waarom (minstens 10 tekens). Dat staat later bij de wijziging.")
    return clean


def _call(sql: str, values: list[Any]) -> str:
    """One function of the database, its faults in words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            stand = str(cursor.fetchone()[0])
    except DatabaseError as error:
        code = getattr(error.__cause__, "sqlstate", "") or ""
        if code == "GH033":
            raise Missing from error
        if code == "GH034":
            raise Refused("ROL", "Dit hoort bij een andere rol. Op de bladzijde staat wie hierover besluit.") from error
        if code not in UITLEG:
            raise
        raise Invalid("wijziging", UITLEG[code]) from error
    onthouden.forget()
    transaction.on_commit(onthouden.forget)
    return stand
