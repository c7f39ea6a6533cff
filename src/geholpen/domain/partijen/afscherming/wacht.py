"""Tells the guard what stands between an employee or application and a customer, and owners that a group looked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.ports import Schild
from geholpen.platform.context import Context, system
from geholpen.platform.doors import backstage
from geholpen.platform.models import uuid7
from geholpen.platform.tasks import defer

MELD = "meld_afscherming"
_GROEP = "GROEP:"


class Wacht:
    """Fills the port of doelbinding."""

    functie = "afscherming_code"

    def lees(self, codes: Sequence[str]) -> Schild:
        """A refusal for one of the customers goes before a group."""
        refused = next((code for code in codes if code and not code.startswith(_GROEP)), "")
        groep = next((code.removeprefix(_GROEP) for code in codes if code.startswith(_GROEP)), "")
        return Schild(refused) if refused else Schild(groep=groep)

    def meld(self, ctx: Context, deur: str, groep: str) -> None:
        """Write it down, and plan the mail to the owner; once per request."""
        for partij_id in ctx.partijen:
            values = [uuid7(), partij_id, ctx.actor.id, groep, deur, UUID(ctx.trace)]
            with backstage(), connection.cursor() as cursor:
                cursor.execute("SELECT meld_afscherming(%s, %s, %s, %s, %s, %s)", values)
                first = cursor.fetchone()[0]
            if first:
                defer(MELD, system("beheer"), groep=groep, medewerker_id=str(ctx.actor.id))
