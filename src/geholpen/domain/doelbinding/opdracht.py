"""The signed order for a hot door: what may be done and what the log will say of it, in one text under one seal.

`begin_aan_loket` in the database proves it and reads its fields by number. The first part follows from the decision
alone and is made once per decision; the rest is of this one call. The log has one line per id, so an order works once.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

import uuid_utils

from geholpen.domain.doelbinding.logregel import BEWAARDAGEN, KEY_NUMBER
from geholpen.domain.doelbinding.regels import Activiteit, Besluit
from geholpen.platform import tokens
from geholpen.platform.context import Actor, Context
from geholpen.platform.doors import Door
from geholpen.platform.keys import mac

SCHEIDING = "\x1f"
VELDEN = 25


@dataclass(frozen=True, slots=True)
class Beslist:
    """What was decided for this door, activity, actor and reason, with the part of the order that follows from it.

    Remembered until the register is read again; the order says on which state of the rules it rests, and the database
    refuses it when that is no longer the state.
    """

    activiteit: Activiteit
    besluit: Besluit
    kop: str


def kop(door: Door, activiteit: Activiteit, besluit: Besluit, kind: str, actor: Actor, stand: int) -> str:
    """Fields 1 to 16: state of the rules, purpose, what may be read and written, and what the log says of the act."""
    gegeven, geweigerd = besluit.toegestaan, besluit.geweigerd
    lezen = {soort: activiteit.gegevens[soort].bronnen for soort in gegeven}
    schrijven = dict.fromkeys(door.schrijf_gegevens & gegeven, activiteit.schrijf_bronnen)
    return SCHEIDING.join(
        (
            str(KEY_NUMBER),
            str(stand),
            str(activiteit.nummer),
            str(activiteit.versie),
            _rights(activiteit.mag_geheim_adres, lezen),
            _rights(door.schrijft, schrijven),
            str(tokens.bits(gegeven)),
            door.name.removeprefix("geholpen.domain."),
            door.naam,
            door.handeling,
            kind,
            "deels" if geweigerd else "geleverd",
            json.dumps(geweigerd),
            actor.soort,
            actor.afdeling,
            str(BEWAARDAGEN),
        )
    )


def _rights(flag: bool, bronnen: dict[int, str]) -> str:
    """Part 1 a flag (secret addresses; writing at all), part n + 1 the sources of category n."""
    return ("t;" if flag else "f;") + ";".join(bronnen.get(soort, "{}") for soort in range(1, tokens.MAX_SOORT + 1))


def make(ctx: Context, beslist: Beslist, partij: str, stempel: str) -> tuple[bytes, bytes]:
    """The order for one call, for one customer or "*", and its seal (HMAC-SHA256).

    Raises ValueError when a field holds the separator.
    """
    a = ctx.aanleiding
    text = SCHEIDING.join(
        (
            beslist.kop,
            str(int(time.time()) + tokens.LEVENSDUUR),
            partij,
            str(uuid_utils.uuid7()),
            ctx.trace,
            str(a.id) if a else "",
            ctx.kanaal,
            str(ctx.actor.id) if ctx.actor.id else "",
            ctx.oorsprong[:80],
            stempel,
        )
    )
    if text.count(SCHEIDING) != VELDEN - 1:
        raise ValueError("a field of the order holds the separator")
    order = text.encode()
    return order, mac("context", order)
