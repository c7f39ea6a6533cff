"""Telling people that an evaluation date comes near, once per threshold."""

from __future__ import annotations

from django.db import connection

from geholpen.domain.doelbinding.policy import may_expire
from geholpen.domain.doelbinding.registerboek import DREMPELS, bijna_verlopen
from geholpen.domain.doelbinding.stappen import DOEL
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7
from geholpen.platform.tasks import defer

#: The job that sends the mail.
TAAK = "meld_evaluatie"
_EENMAAL = """INSERT INTO evaluatiewaarschuwing (id, nummer, versie, evaluatiedatum, dagen) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT DO NOTHING"""


@command(may=may_expire, gegevens=(), voor=DOEL, naam="Gewaarschuwd voor een evaluatie", betrokkenen=lambda _: [])
def warn_evaluaties(ctx: Context) -> int:
    """Plan a mail for every version that passed a threshold nobody was told about yet. Returns how many."""
    told = 0
    for v in bijna_verlopen():
        drempel = 0 if v.dagen < 0 else min(d for d in DREMPELS if d and v.dagen <= d)
        with connection.cursor() as cursor:
            cursor.execute(_EENMAAL, [uuid7(), v.nummer, v.versie, v.inhoud.evaluatiedatum, drempel])
            new = cursor.rowcount == 1
        if new:
            defer(TAAK, ctx, code=v.code, versie=str(v.versie), dagen=str(drempel))
            told += 1
    return told
