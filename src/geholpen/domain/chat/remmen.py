"""Brakes on what anybody can do without proving who they are. Counted over all processes, in keyed hashes."""

from __future__ import annotations

from math import ceil
from typing import NoReturn

from geholpen.platform import prepared
from geholpen.platform.errors import Refused
from geholpen.platform.keys import keyed_hash

TE_VEEL = "TE_VEEL"
_UUR = 60
_COUNT = """
    INSERT INTO chatteller AS t (sleutel, aantal) VALUES (%s, 1)
    ON CONFLICT (sleutel) DO UPDATE SET
        aantal = CASE WHEN t.begon_op > now() - %s * interval '1 second' THEN t.aantal + 1 ELSE 1 END,
        begon_op = CASE WHEN t.begon_op > now() - %s * interval '1 second' THEN t.begon_op ELSE now() END
    RETURNING aantal, extract(epoch FROM begon_op + %s * interval '1 second' - now())"""
_FORGET = "DELETE FROM chatteller WHERE begon_op < now() - interval '1 day'"


def brake(wat: str, wie: str, hoogstens: int, seconden: int) -> None:
    """Count one more. Raises Refused(TE_VEEL) past `hoogstens` in `seconden`."""
    sleutel = keyed_hash("chatteller", f"{wat}\0{wie}")
    aantal, nog = prepared.fetch(_COUNT, [sleutel, seconden, seconden, seconden])[0]
    if aantal > hoogstens:
        _refuse(ceil(nog / 60))


def _refuse(minuten: int) -> NoReturn:
    if minuten <= 1:
        raise Refused(TE_VEEL, "U doet dit te vaak achter elkaar. Wacht een minuut en probeer het dan opnieuw.")
    if minuten <= _UUR:
        raise Refused(TE_VEEL, f"U doet dit te vaak achter elkaar. Wacht {minuten} minuten en probeer het dan opnieuw.")
    raise Refused(TE_VEEL, "U deed dit vandaag al vaak. Probeer het morgen opnieuw.")


def forget_old() -> None:
    """Forget who did what more than a day ago."""
    prepared.fetch(_FORGET)
