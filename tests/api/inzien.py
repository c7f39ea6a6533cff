"""What the tables hold, past every policy: what a test compares an answer with."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from geholpen.platform import tokens
from geholpen.platform.doors import backstage
from geholpen.platform.keys import key


def alles(model: Any, **waar: Any) -> list[Any]:
    """Rows of a table of customers, for a purpose that may read everything of every source."""
    bron = "{" + ",".join(map(str, range(1, 60))) + "}"
    token = tokens.sign(
        key("context"),
        actor="test",
        activiteit=1,
        lezen=tokens.bits(range(1, 41)),
        schrijven=0,
        partijen=None,
        geheim=True,
        trace="0" * 32,
        lees_bronnen=tokens.sources(dict.fromkeys(range(1, 41), bron)),
        schrijf_bronnen="{}",
    )
    with transaction.atomic(), backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT kern.open(%s)", [token])
        return list(model.objects.filter(**waar))
