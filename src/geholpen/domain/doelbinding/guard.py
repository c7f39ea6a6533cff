"""The guard at every door: derives the purpose from the reason, decides, signs the context, writes the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from geholpen.domain.doelbinding import hot, opdracht, ports
from geholpen.domain.doelbinding.feiten import Feiten, feiten
from geholpen.domain.doelbinding.logregel import LOG, LOG_CALL, log_values, refuses
from geholpen.domain.doelbinding.oordeel import (
    MACHTIGING,
    activiteit_van,
    allowed,
    kind_of,
    reach,
    within_limits,
)
from geholpen.domain.doelbinding.regels import REDENEN, Activiteit, Besluit, narrowed
from geholpen.domain.doelbinding.register import register
from geholpen.domain.doelbinding.toezicht import veel
from geholpen.domain.doelbinding.verlof import Verlof
from geholpen.platform import tokens
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import Door, backstage, is_nested
from geholpen.platform.errors import INCIDENT, LogClosed, Refused
from geholpen.platform.hot import Cold
from geholpen.platform.keys import key
from geholpen.platform.prepared import fetch
from geholpen.platform.tasks import defer

#: Reasons by which somebody acts for another: both read of it.
ACTING = frozenset({MACHTIGING, ports.NAMENS})
_INACTIVE = "GH001"  # raised by log_verwerking when the version is no longer active
#: The job that tells the auditor of an incident.
MELD_INCIDENT = "meld_incident"
_NOOD_VOORBIJ = "GH025"  # raised by the log when a break-glass does not run


class Bewaking:
    """Fills the platform's Guard: every door passes here."""

    def decide(self, ctx: Context, door: Door) -> Verlof:
        """The grant for one call. Raises Refused with a code and a reason in plain Dutch."""
        return self._grant(ctx, door, feiten(ctx, door))

    def decide_hot(self, ctx: Context, door: Door) -> Verlof:
        """The grant for one call of the hot way, on what is remembered; the database proves it before it counts.

        Raises Cold when the answer is no: only the ordinary way refuses.
        """
        a = ctx.aanleiding
        alle = not ctx.partijen and door.betrokkenen is not None  # a list, whose function logs whom it shows
        if door.voor or (len(ctx.partijen) != 1 and not alle) or (a is not None and a.soort not in hot.VAST):
            raise Cold
        reden, stempel = hot.reden(a) if a is not None else (None, "")
        beslist = self._beslist(ctx, door, reden)
        if beslist.activiteit.op_toestemming:
            raise Cold  # whether somebody consented is looked up every time
        partij = "*" if alle else str(next(iter(ctx.partijen)))
        order, zegel = opdracht.make(ctx, beslist, partij, stempel)
        return Verlof(beslist.activiteit, beslist.besluit, "", ctx.partijen, opdracht=order, zegel=zegel)

    def _beslist(self, ctx: Context, door: Door, reden: ports.Reden | None) -> opdracht.Beslist:
        """The decision, made once per door, kind of actor and reason as long as the rules stay the same."""
        actor, kind, regels = ctx.actor, kind_of(ctx, door), register.nu()
        who = (actor.soort, actor.rollen, actor.afdeling, actor.niveau, actor.doelen, actor.alleen_lezen)
        known = (door.name, kind, who, reden)
        beslist = regels.besluiten.get(known)
        if beslist is None:
            try:
                activiteit, besluit = allowed(ctx, door, reden)
            except Refused as refusal:
                raise Cold from refusal
            kop = opdracht.kop(door, activiteit, besluit, kind, actor, regels.stand)
            beslist = regels.besluiten[known] = opdracht.Beslist(activiteit, besluit, kop)
        elif reach(ctx, door, reden):
            raise Cold
        return beslist

    def call_hot(self, ctx: Context, door: Door, grant: Verlof, values: tuple[Any, ...]) -> Any:
        """Run the door's function: order proved, log written, work done, committed. Raises Cold when it says no."""
        assert door.hot is not None  # noqa: S101  only the hot way comes here
        veel.count(ctx, ctx.partijen, los=True)
        rows = hot.call(ctx, door.hot.functie, grant, values)
        return rows if door.hot.rijen else rows[0][0]

    def _grant(self, ctx: Context, door: Door, found: Feiten) -> Verlof:
        reden = found.reden
        activiteit, besluit = allowed(ctx, door, reden, found.schild.code)
        besluit = within_limits(door, besluit, found.grenzen)
        token = sign(ctx, door, activiteit, besluit, reden)
        ook = reden.ook if reden is not None and kind_of(ctx, door) in ACTING else frozenset()
        return Verlof(activiteit, besluit, token, ctx.partijen, ook, groep=found.schild.groep)

    def open(self, ctx: Context, door: Door, grant: Verlof, outer: object) -> None:
        """Set the purpose; when the customers are known, log first (no log, no act).

        A read inside another door that says no more than that door's own line is part of that action.
        """
        part_of = isinstance(outer, Verlof) and outer.covers(grant)
        if (ctx.partijen or door.betrokkenen is None) and not (part_of and not door.schrijft):
            veel.count(ctx, ctx.partijen)
            self._write(ctx, door, grant, ctx.partijen | grant.ook, grant.token)
        else:
            fetch("SELECT kern.open(%s)", [grant.token])
        if grant.groep:
            ports.meld_schild(ctx, door.name.removeprefix("geholpen.domain."), grant.groep)

    def log(self, ctx: Context, door: Door, grant: Verlof, betrokkenen: Iterable[UUID]) -> None:
        """Log the customers that only the result named, before it leaves the door.

        What the system looks up on the way to something else is shown to nobody: the door around it says whom it
        concerned.
        """
        on_the_way = is_nested() and not door.schrijft and ctx.actor.soort == ActorSoort.SYSTEEM
        if not ctx.partijen and not on_the_way:
            getoond = list(betrokkenen)
            veel.count(ctx, getoond)
            self._write(ctx, door, grant, getoond, grant.token)

    def log_refusal(self, ctx: Context, door: Door, refusal: Refused) -> None:
        """A refusal is a fact: who wanted what, and why not. In a transaction of its own."""
        if refusal.code == veel.VEEL_INZAGE:
            veel.alarm(ctx)
        if refusal.code == INCIDENT:
            with backstage():
                defer(MELD_INCIDENT, ctx, deur=door.name)
        reden = self._reden(ctx)
        activiteit = activiteit_van(ctx, door, reden)
        values = log_values(ctx, door, activiteit, [], 0, "geweigerd", {"code": refusal.logcode}, kind_of(ctx, door))
        try:
            with backstage(), connection.cursor() as cursor:
                cursor.execute(f"SELECT {LOG_CALL}", values)
        except DatabaseError as error:
            if refuses(error):
                raise LogClosed from error
            raise

    def _reden(self, ctx: Context) -> ports.Reden | None:
        a = ctx.aanleiding
        if a is None:
            return None
        with backstage():
            return ports.reden(a.soort, a.partij_id, a.id)

    def _log_line(self, ctx: Context, door: Door, grant: Verlof, partijen: Iterable[UUID]) -> list[Any]:
        besluit = grant.besluit
        geweigerd = {str(soort): code for soort, code in besluit.geweigerd.items()}
        uitkomst = "deels" if geweigerd else "geleverd"
        return log_values(
            ctx,
            door,
            grant.activiteit,
            partijen,
            tokens.bits(besluit.toegestaan),
            uitkomst,
            geweigerd,
            kind_of(ctx, door),
        )

    def _write(self, ctx: Context, door: Door, grant: Verlof, partijen: Iterable[UUID], token: str) -> None:
        values = self._log_line(ctx, door, grant, partijen)
        try:
            fetch(LOG, [token, *values])
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") == _INACTIVE:
                register.forget()
                raise Refused("ACTIVITEIT_NIET_ACTIEF", REDENEN["ACTIVITEIT_NIET_ACTIEF"]) from error
            if getattr(error.__cause__, "sqlstate", "") == _NOOD_VOORBIJ:
                raise Refused("NOOD_VOORBIJ", REDENEN["NOOD_VOORBIJ"]) from error
            if refuses(error):
                raise LogClosed from error
            raise


def sign(ctx: Context, door: Door, activiteit: Activiteit, besluit: Besluit, reden: ports.Reden | None = None) -> str:
    """The signed context for one call. A mandate narrows the sources: the database shows no other subject's rows."""
    lees_bronnen = activiteit.lees_bronnen
    if reden is not None and reden.bronnen is not None:
        lees_bronnen = narrowed(activiteit, reden.bronnen)
    return tokens.sign(
        key("context"),
        actor=str(ctx.actor.id or ctx.actor.soort),
        activiteit=activiteit.nummer,
        lezen=tokens.bits(besluit.toegestaan),
        schrijven=tokens.bits(door.schrijf_gegevens & besluit.toegestaan),
        partijen=sorted(ctx.partijen) or None,
        geheim=activiteit.mag_geheim_adres,
        # software that keeps addresses changes a secret one too: unseen, and what was secret stays so
        blind=door.schrijft and ctx.actor.soort == ActorSoort.APPLICATIE,
        trace=ctx.trace,
        lees_bronnen=lees_bronnen,
        schrijf_bronnen=activiteit.schrijf_bronnen,
    )
