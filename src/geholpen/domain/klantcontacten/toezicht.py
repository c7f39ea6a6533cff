"""What the worker looks at every minute: was anything recorded of the conversations in which somebody looked?"""

from __future__ import annotations

from django.db import connection

from geholpen.domain.doelbinding.commands import flag_losse_inzage
from geholpen.platform.context import system
from geholpen.platform.doors import backstage, together


def look_at_losse_inzage() -> int:
    """Flag every look in a conversation of which nothing was recorded for half an hour. Returns how many are new."""
    ctx = system("beheer", "losse inzage")
    with together():
        with backstage(), connection.cursor() as cursor:
            cursor.execute("SELECT gesprek_id, medewerker_id FROM losse_gesprekken()")
            found = cursor.fetchall()
        return sum(flag_losse_inzage(ctx, gesprek_id, medewerker_id) for gesprek_id, medewerker_id in found)
