"""The guard at every door: derives the purpose from the reason, decides, signs the context, writes the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone

from geholpen.domain.doelbinding import hot, opdracht, ports
from geholpen.domain.doelbinding.logregel import LOG, LOG_CALL, log_values
from geholpen.domain.doelbinding.regels import NIVEAUS, REDENEN, Activiteit, Besluit, decide, narrowed
from geholpen.domain.doelbinding.register import register
from geholpen.platform import tokens
from geholpen.platform.context import ALLE, Actor, ActorSoort, Context, Herkomst
from geholpen.platform.doors import Door, backstage, is_nested
from geholpen.platform.errors import Refused
from geholpen.platform.hot import Cold
from geholpen.platform.keys import key

#: What the system and a customer always do, unless a door says otherwise. An employee has no standing purpose.
STANDING = {ActorSoort.SYSTEEM: "intake", ActorSoort.KLANT: "mijn"}
#: A customer who acts for another, and what they then do.
MACHTIGING, NAMENS = "machtiging", "mijn_namens"
_INACTIVE = "GH001"  # raised by log_verwerking when the version is no longer active


@dataclass(slots=True)
class Verlof:
    """What was decided for one call of one door."""

    activiteit: Activiteit
    besluit: Besluit
    token: str
    partijen: frozenset[UUID] = ALLE
    gebeurtenissen: list[Any] = field(default_factory=list)
    opdracht: bytes = b""  # for the hot way: the order and its seal, in place of the token
    zegel: bytes = b""

    def covers(self, inner: Verlof) -> bool:
        """True when the log line of this grant already says what `inner` reads: purpose, customers, categories."""
        return (
            self.activiteit.nummer == inner.activiteit.nummer
            and inner.besluit.toegestaan <= self.besluit.toegestaan
            and bool(inner.partijen)
            and inner.partijen <= self.partijen
        )

    def herkomst(self, kanaal: str, voor: int | None = None) -> Herkomst:
        """Provenance for rows written through this door; `voor` is the activity they are stored for, when another."""
        activiteit = self.activiteit if voor is None else register.nummer(voor) or self.activiteit
        nu = datetime.now(UTC)
        return Herkomst(kanaal, activiteit.nummer, nu, nu + timedelta(days=activiteit.bewaardagen))

    def masker(self, soort: int) -> str:
        """The mask on this category; "geen" when it is shown whole."""
        return self.besluit.maskers.get(soort, "geen")

    def mag(self, soort: int) -> bool:
        """True when this category was given."""
        return soort in self.besluit.toegestaan


class Bewaking:
    """Fills the platform's Guard: every door passes here."""

    def decide(self, ctx: Context, door: Door) -> Verlof:
        """The grant for one call. Raises Refused with a code and a reason in plain Dutch."""
        return self._grant(ctx, door, self._reden(ctx))

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
        partij = "*" if alle else str(next(iter(ctx.partijen)))
        order, zegel = opdracht.make(ctx, beslist, partij, stempel)
        return Verlof(beslist.activiteit, beslist.besluit, "", ctx.partijen, opdracht=order, zegel=zegel)

    def _beslist(self, ctx: Context, door: Door, reden: ports.Reden | None) -> opdracht.Beslist:
        """The decision, made once per door, kind of actor and reason as long as the rules stay the same."""
        actor, kind, regels = ctx.actor, _kind(ctx, door), register.nu()
        known = (door.name, kind, actor.soort, actor.rollen, actor.afdeling, actor.niveau, actor.doelen, reden)
        beslist = regels.besluiten.get(known)
        if beslist is None:
            try:
                activiteit, besluit = self._allowed(ctx, door, reden)
            except Refused as refusal:
                raise Cold from refusal
            kop = opdracht.kop(door, activiteit, besluit, kind, actor, regels.stand)
            beslist = regels.besluiten[known] = opdracht.Beslist(activiteit, besluit, kop)
        elif _reach(ctx, door, reden):
            raise Cold
        return beslist

    def call_hot(self, ctx: Context, door: Door, grant: Verlof, values: tuple[Any, ...]) -> Any:
        """Run the door's function: order proved, log written, work done, committed. Raises Cold when it says no."""
        assert door.hot is not None  # noqa: S101  only the hot way comes here
        rows = hot.call(ctx, door.hot.functie, grant, values)
        return rows if door.hot.rijen else rows[0][0]

    def _grant(self, ctx: Context, door: Door, reden: ports.Reden | None) -> Verlof:
        activiteit, besluit = self._allowed(ctx, door, reden)
        return Verlof(activiteit, besluit, sign(ctx, door, activiteit, besluit, reden), ctx.partijen)

    def _allowed(self, ctx: Context, door: Door, reden: ports.Reden | None) -> tuple[Activiteit, Besluit]:
        """The purpose and the decision; raises Refused."""
        if door.schrijft and ctx.actor.alleen_lezen:
            raise Refused("ALLEEN_LEZEN", REDENEN["ALLEEN_LEZEN"])
        activiteit = _activiteit(ctx, door, reden)
        besluit = _decide(ctx, door, activiteit, reden)
        if not besluit.code:
            besluit = replace(besluit, code=_reach(ctx, door, reden))
        if besluit.code or activiteit is None:
            raise Refused(besluit.code, REDENEN[besluit.code])
        missing = door.schrijf_gegevens - besluit.toegestaan
        if missing or (door.gegevens and not besluit.toegestaan):
            code = next(iter(besluit.geweigerd.values()))
            raise Refused(code, REDENEN[code])
        return activiteit, besluit

    def open(self, ctx: Context, door: Door, grant: Verlof, outer: object) -> None:
        """Set the purpose; when the customers are known, log first (no log, no act).

        A read inside another door that says no more than that door's own line is part of that action.
        """
        part_of = isinstance(outer, Verlof) and outer.covers(grant)
        if (ctx.partijen or door.betrokkenen is None) and not (part_of and not door.schrijft):
            self._write(ctx, door, grant, ctx.partijen, grant.token)
        else:
            with connection.cursor() as cursor:
                cursor.execute("SELECT kern.open(%s)", [grant.token])

    def log(self, ctx: Context, door: Door, grant: Verlof, betrokkenen: Iterable[UUID]) -> None:
        """Log the customers that only the result named, before it leaves the door.

        What the system looks up on the way to something else is shown to nobody: the door around it says whom it
        concerned.
        """
        on_the_way = is_nested() and not door.schrijft and ctx.actor.soort == ActorSoort.SYSTEEM
        if not ctx.partijen and not on_the_way:
            self._write(ctx, door, grant, betrokkenen, grant.token)

    def log_refusal(self, ctx: Context, door: Door, refusal: Refused) -> None:
        """A refusal is a fact: who wanted what, and why not. In a transaction of its own."""
        reden = self._reden(ctx)
        activiteit = _activiteit(ctx, door, reden)
        with backstage(), connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {LOG_CALL}",
                log_values(ctx, door, activiteit, [], 0, "geweigerd", {"code": refusal.code}, _kind(ctx, door)),
            )

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
            _kind(ctx, door),
        )

    def _write(self, ctx: Context, door: Door, grant: Verlof, partijen: Iterable[UUID], token: str) -> None:
        values = self._log_line(ctx, door, grant, partijen)
        try:
            with connection.cursor() as cursor:
                cursor.execute(LOG, [token, *values])
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") == _INACTIVE:
                register.forget()
                raise Refused("ACTIVITEIT_NIET_ACTIEF", REDENEN["ACTIVITEIT_NIET_ACTIEF"]) from error
            raise


def _activiteit(ctx: Context, door: Door, reden: ports.Reden | None) -> Activiteit | None:
    """The purpose of a call: fixed by the door, standing for system and customer, else what the reason brings."""
    standing = NAMENS if _kind(ctx, door) == MACHTIGING else STANDING.get(ctx.actor.soort, "")
    code = door.voor or standing
    if code:
        return register.code(code)
    if ctx.actor.soort == ActorSoort.APPLICATIE:
        return _of_application(ctx.actor, door)
    return register.nummer(reden.activiteit) if reden else None


def _of_application(actor: Actor, door: Door) -> Activiteit | None:
    """The first of the activities an application was given that may write what this door writes, else the first."""
    given = [found for code in actor.doelen if (found := register.code(code))]
    fits = (a for a in given if all("wijzigen" in _handelingen(a, soort) for soort in door.schrijf_gegevens))
    return next(fits, given[0] if given else None)


def _handelingen(activiteit: Activiteit, soort: int) -> frozenset[str]:
    regel = activiteit.gegevens.get(soort)
    return regel.handelingen if regel else frozenset()


def _decide(ctx: Context, door: Door, activiteit: Activiteit | None, reden: ports.Reden | None) -> Besluit:
    if activiteit is None and not door.voor and ctx.actor.soort == ActorSoort.MEDEWERKER:
        return Besluit("GEEN_AANLEIDING")
    common: dict[str, Any] = {
        "rollen": ctx.actor.rollen,
        "afdeling": ctx.actor.afdeling,
        "aanleiding": _kind(ctx, door),
        "reden": reden,
        "niveau": _niveau(ctx, reden),
        "vandaag": timezone.localdate(),
    }
    besluit = decide(activiteit, soorten=door.gegevens - door.schrijf_gegevens, handeling=_reading(door), **common)
    if besluit.code or not door.schrijft:
        return besluit
    written = decide(activiteit, soorten=door.schrijf_gegevens, handeling="wijzigen", **common)
    return Besluit(
        "",
        besluit.toegestaan | written.toegestaan,
        {**besluit.maskers, **written.maskers},
        {**besluit.geweigerd, **written.geweigerd},
    )


def _reach(ctx: Context, door: Door, reden: ports.Reden | None) -> str:
    """Code when a call reaches further than its reason: to another customer, or to all without naming whom it shows."""
    if _kind(ctx, door) == MACHTIGING:
        return "" if reden and reden.alleen_voor == ctx.actor.id else "GEEN_MACHTIGING"
    if _kind(ctx, door) == "gesprek" and reden is not None and reden.behandelaar != ctx.actor.id:
        return "GEEN_AANLEIDING"  # somebody else's conversation
    if ctx.actor.soort == ActorSoort.MEDEWERKER and not door.voor:
        return "" if ctx.aanleiding and ctx.partijen == {ctx.aanleiding.partij_id} else "ANDERE_KLANT"
    return "" if ctx.partijen or door.betrokkenen is not None else "GEEN_AANLEIDING"


def _reading(door: Door) -> str:
    return "lezen" if door.schrijft else door.handeling


def _kind(ctx: Context, door: Door) -> str:
    """Which kind of reason this call has. A door with a fixed activity over many customers is a list."""
    if ctx.actor.soort == ActorSoort.SYSTEEM:
        return "systeem"
    if ctx.actor.soort == ActorSoort.APPLICATIE:
        return "koppeling"
    if ctx.actor.soort == ActorSoort.KLANT:
        return "eigen_verzoek" if ctx.partijen == {ctx.actor.id} else _on_behalf(ctx)
    if ctx.aanleiding is not None:
        return ctx.aanleiding.soort
    return "lijst" if door.voor else "geen"


def _on_behalf(ctx: Context) -> str:
    """A customer on somebody else's data: only with a mandate, and only that person's."""
    a = ctx.aanleiding
    return MACHTIGING if a and a.soort == MACHTIGING and ctx.partijen == {a.partij_id} else "geen"


def _niveau(ctx: Context, reden: ports.Reden | None) -> int:
    if ctx.actor.soort == ActorSoort.KLANT:
        return NIVEAUS[ctx.actor.niveau]
    return NIVEAUS[reden.niveau] if reden else 4


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
        trace=ctx.trace,
        lees_bronnen=lees_bronnen,
        schrijf_bronnen=activiteit.schrijf_bronnen,
    )
