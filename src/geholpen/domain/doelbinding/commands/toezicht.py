"""Oversight: flag looks without a conversation, ask why, judge; ask who it was and let another decide."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.policy import may_explain, may_remind, may_review
from geholpen.domain.doelbinding.toezicht.models import Nooduitkomst
from geholpen.domain.doelbinding.toezicht.nood import explained
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.models import uuid7

#: Roles that oversee, the narrow one first.
TOEZICHT = ("teamleider", "fg")


def _shut(ctx: Context, waarom: str) -> None:
    raise Refused("ROL", waarom)


@command(may=_shut, gegevens=(), naam="Een pagina van het beheer openen", betrokkenen=lambda _: [])
def refuse_beheerpagina(ctx: Context, waarom: str) -> None:
    """Raises Refused(ROL) with this reason, always: that somebody was at a page that is not theirs is kept."""


@command(
    may=may_remind,
    gegevens={G.INZAGEREGISTRATIE},
    voor="losse_inzage",
    naam="Inzage zonder gesprek gemerkt",
    betrokkenen=lambda _: [],
)
def flag_losse_inzage(ctx: Context, gesprek_id: UUID, medewerker_id: UUID) -> int:
    """One signal per customer that was looked at in a conversation of which nothing was recorded. Returns how many."""
    return int(_call("SELECT merk_losse_inzage(%s, %s)", gesprek_id, medewerker_id))


@command(
    may=may_review,
    gegevens={G.INZAGEREGISTRATIE},
    voor="losse_inzage",
    naam="Gevraagd waarom een medewerker keek",
    betrokkenen=lambda _: [],
)
def ask_losse_inzage(ctx: Context, inzage_id: UUID) -> None:
    """Ask whoever looked why; the question shows on their own screen. Raises Missing when it was asked or judged."""
    with explained():
        _call("SELECT vraag_losse_inzage(%s)", inzage_id)


@command(
    may=may_explain,
    gegevens={G.INZAGEREGISTRATIE},
    voor="inzage_verantwoorden",
    naam="Uitgelegd waarom een medewerker keek",
    betrokkenen=lambda _: [],
)
def answer_losse_inzage(ctx: Context, inzage_id: UUID, antwoord: str) -> None:
    """Say why one looked. Raises Invalid when it says nothing, Missing when nobody asked."""
    with explained():
        _call("SELECT beantwoord_losse_inzage(%s, %s)", inzage_id, antwoord.strip())


@command(
    may=may_review,
    gegevens={G.INZAGEREGISTRATIE},
    voor="losse_inzage",
    naam="Inzage zonder gesprek beoordeeld",
    betrokkenen=lambda _: [],
)
def judge_losse_inzage(ctx: Context, inzage_id: UUID, uitkomst: str, bevinding: str) -> None:
    """Say whether it was right. Raises Refused for one's own, Missing when it was judged already."""
    if uitkomst not in Nooduitkomst.values:
        raise Invalid("uitkomst", "Kies of het in orde was.")
    with explained():
        _call("SELECT beoordeel_losse_inzage(%s, %s, %s)", inzage_id, uitkomst, bevinding.strip())


@command(
    may=may_review,
    gegevens={G.INZAGEREGISTRATIE},
    voor="medewerker_onthullen",
    naam="Gevraagd welke medewerker het was",
    betrokkenen=lambda _: [],
)
def ask_onthulling(ctx: Context, bron: str, bron_id: UUID, reden: str) -> UUID:
    """Ask who was behind a signal; somebody of the other role decides. Returns the id of the request."""
    id = uuid7()
    with explained():
        _call("SELECT vraag_onthulling(%s, %s, %s, %s, %s)", id, bron, bron_id, toezichtrol(ctx), reden.strip())
    return id


@command(
    may=may_review,
    gegevens={G.INZAGEREGISTRATIE},
    voor="medewerker_onthullen",
    naam="Besloten of een medewerker bekend wordt",
    betrokkenen=lambda _: [],
)
def decide_onthulling(ctx: Context, onthulling_id: UUID, *, akkoord: bool) -> None:
    """Agree or not. Raises Refused for one's own request or for the same role, Missing when it was decided already."""
    with explained():
        _call("SELECT besluit_onthulling(%s, %s, %s)", onthulling_id, toezichtrol(ctx), akkoord)


def toezichtrol(ctx: Context) -> str:
    """The role in which this person oversees."""
    return next((rol for rol in TOEZICHT if rol in ctx.actor.rollen), "")


def _call(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchone()[0]
