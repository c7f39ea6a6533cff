"""Carry a message out: one attempt at a time, the outcome as it is, an unknown outcome never tried again by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from geholpen.domain.berichten.accounts import rests_until
from geholpen.domain.berichten.bestemming import Bestemming
from geholpen.domain.berichten.beurtwissel import AANGEKOMEN, HERSTELBAAR, give_turn, lock_way, take_turn_back
from geholpen.domain.berichten.commands.kanaalaccounts import note_failure, note_success
from geholpen.domain.berichten.events import BezorgingChanged
from geholpen.domain.berichten.models import (
    Bezorggebeurtenis,
    Bezorging,
    BezorgingOpzoek,
    BezorgInhoud,
    BezorgStaat,
)
from geholpen.domain.berichten.policy import may_answer, may_intake
from geholpen.domain.berichten.ports import (
    Drukkanaal,
    Geaccepteerd,
    Geweigerd,
    Sjabloonvulling,
    UitgaandBericht,
    Verzenduitkomst,
    kanaal,
)
from geholpen.domain.berichten.uitgaand import compose, compose_way, template_changed, way_of
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.domain.partijen.commands import mark_onbestelbaar, mark_post_onbestelbaar
from geholpen.domain.partijen.queries import POSTADRES
from geholpen.platform import tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.keys import keyed_hash

#: Waiting times before the next attempt after a temporary refusal.
WACHTTIJDEN = (
    timedelta(seconds=30),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
SJABLOON_ANDERS = "Het sjabloon is veranderd nadat het was gekozen. Er is niets verstuurd. Kies opnieuw."
#: The order of states; a delivery never goes back.
_ORDER = list(BezorgStaat)
#: Kept with what was refused in a way that no second attempt changes: this very address, or this very message.
VOORGOED = "voorgoed"


@dataclass(frozen=True, slots=True)
class Poging:
    """One attempt to be made by a channel."""

    kanaal: str
    bericht: UitgaandBericht


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE},
    leest={G.CONTACTINHOUD, G.DOCUMENTEN},
    voor="intake",
    naam="Ons bericht aan u is op weg",
)
def begin_bezorging(ctx: Context, partij_id: UUID, bezorging_id: UUID) -> Poging | None:
    """Mark a delivery as on its way, committed before anything is sent. None when there is nothing to send.

    A delivery found already on its way was interrupted by a crash between sending and booking: nobody knows whether it
    arrived. It becomes `onbekend` and is not sent again.
    """
    row = Bezorging.objects.select_for_update().filter(partij_id=partij_id, id=bezorging_id).first()
    if row is None or row.staat not in {BezorgStaat.WACHTRIJ, BezorgStaat.ONDERWEG}:
        return None
    if row.vast_tot and row.staat == BezorgStaat.WACHTRIJ and row.vast_tot > timezone.now():
        plan(row.partij_id, row.id, row.vast_tot - timezone.now())  # its writer may still take it back
        return None
    if isinstance(kanaal(row.kanaal), Drukkanaal):  # is made up now and goes with the post of the day
        return Poging(row.kanaal, compose(ctx, row)) if row.staat == BezorgStaat.WACHTRIJ else None
    if row.staat == BezorgStaat.ONDERWEG:
        move_state(ctx, row, BezorgStaat.ONBEKEND, "Het versturen is onderbroken. Het bericht kan zijn aangekomen.")
        return None
    if rust := rests_until(row.account_id):
        plan(row.partij_id, row.id, rust - timezone.now())
        return None
    weg = way_of(row)
    if template_changed(row, weg):
        fail_delivery(ctx, row, SJABLOON_ANDERS, "sjabloon", adres_onbruikbaar=False, voorgoed=True)
        return None
    vraag = regel_van(ctx, row.partij_id, row.klantvraag_id)
    move_state(ctx, row, BezorgStaat.ONDERWEG, "", vraag=vraag, pogingen=F("pogingen") + 1)
    return Poging(row.kanaal, compose_way(row, weg, vraag.kenmerk))


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE},
    leest={G.CONTACTINHOUD},
    voor="intake",
    naam="Wij weten of ons bericht is verstuurd",
)
def record_uitkomst(ctx: Context, partij_id: UUID, bezorging_id: UUID, uitkomst: Verzenduitkomst) -> None:
    """Book what the channel said. A temporary refusal is tried again later, an unknown outcome is shown as unknown."""
    if isinstance(uitkomst, Geweigerd):  # it may become our turn again
        lock_way(partij_id, bezorging_id)
    row = Bezorging.objects.select_for_update().get(partij_id=partij_id, id=bezorging_id)
    if isinstance(uitkomst, Geaccepteerd):
        note_success(row.account_id)
        kenmerk = uitkomst.kenmerk[:400]
        if not move_state(ctx, row, BezorgStaat.VERSTUURD, "", kenmerk=kenmerk):  # news of it was here before
            Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id).update(kenmerk=kenmerk)
        _keep_key(row, uitkomst.kenmerk)
    elif isinstance(uitkomst, Geweigerd):
        _refused(ctx, row, uitkomst)
    else:
        note_failure(row.account_id)
        move_state(ctx, row, BezorgStaat.ONBEKEND, uitkomst.uitleg)


def _keep_key(row: Bezorging, kenmerk: str) -> None:
    """The key of the provider's name for it, by which news of it will come."""
    if kenmerk:
        opzoek = BezorgingOpzoek(
            sleutel=delivery_key(row.kanaal, kenmerk), bezorging_id=row.id, partij_id=row.partij_id
        )
        BezorgingOpzoek.objects.bulk_create([opzoek], ignore_conflicts=True)


def delivery_key(kanaal: str, kenmerk: str) -> bytes:
    """Look-up key of a delivery: by the provider's `kenmerk`, or by our own id as text."""
    return keyed_hash("bezorgsleutel", f"{kanaal}|{kenmerk}")


def _refused(ctx: Context, row: Bezorging, uitkomst: Geweigerd) -> None:
    if uitkomst.blijvend or (row.pogingen > len(WACHTTIJDEN) and not uitkomst.kanaal_dicht):
        hoe = {"adres_onbruikbaar": uitkomst.adres_onbruikbaar, "voorgoed": uitkomst.blijvend}
        fail_delivery(ctx, row, uitkomst.uitleg, uitkomst.code, **hoe)
        return
    note_failure(row.account_id, dicht=uitkomst.kanaal_dicht)
    pogingen = max(row.pogingen - 1, 0)
    wacht = max(WACHTTIJDEN[min(pogingen, len(WACHTTIJDEN) - 1)], uitkomst.na or timedelta())
    note_event(ctx, row, "uitgesteld", uitkomst.uitleg, uitkomst.code)
    Bezorging.objects.filter(partij_id=row.partij_id, id=row.id).update(
        staat=BezorgStaat.WACHTRIJ,
        uitleg=uitkomst.uitleg,
        pogingen=pogingen if uitkomst.kanaal_dicht else row.pogingen,  # a closed channel is not the message's fault
        gewijzigd_op=timezone.now(),
    )
    plan(row.partij_id, row.id, wacht)


def fail_delivery(
    ctx: Context, row: Bezorging, uitleg: str, code: str = "", *, adres_onbruikbaar: bool, voorgoed: bool = False
) -> None:
    """It did not arrive: say so, mark the address when it is the address, and look for another way.

    Until there is one it is our turn again. `voorgoed`: sending the same there once more is of no use.
    """
    if not move_state(ctx, row, BezorgStaat.NIET_BEZORGD, uitleg, code):
        return
    if voorgoed or adres_onbruikbaar:
        note_event(ctx, row, VOORGOED, "", code)
    if row.soort in HERSTELBAAR:
        take_turn_back(ctx, row)
    mine = adres_onbruikbaar and row.soort in HERSTELBAAR  # the address of somebody else is not the customer's
    if mine and (weg := BezorgInhoud.objects.filter(partij_id=row.partij_id, id=row.id).first()):
        mark = mark_post_onbestelbaar if weg.soort == POSTADRES else mark_onbestelbaar
        mark(ctx.over({row.partij_id}), row.partij_id, weg.soort, weg.aan)
    tasks.defer(
        "herstel_contact",
        system(row.kanaal).over({row.partij_id}),
        at=timezone.now() + timedelta(seconds=settings.HERSTEL_NA),
        partij_id=str(row.partij_id),
        bezorging_id=str(row.id),
    )


def way_rows(
    bericht_id: UUID,
    weg: Bestemming,
    eigen: dict[str, Any],
    *,
    volgorde: int = 1,
    tekst: str = "",
    vulling: Sjabloonvulling | None = None,
    zonder: Sequence[str] = (),
    **meer: Any,
) -> tuple[Bezorging, BezorgInhoud, BezorgingOpzoek]:
    """The rows of one way of a message: the delivery, where it goes, and the key by which news of it finds it.

    `zonder`: files that do not go this way. `meer`: other fields of the delivery, such as `soort` and `vast_tot`.
    """
    weg_id = {"kanaal": weg.kanaal, "account_id": weg.account_id}
    way = Bezorging(bericht_id=bericht_id, volgorde=volgorde, **weg_id, **meer, **eigen)
    inhoud = BezorgInhoud(
        id=way.id,
        soort=weg.identiteit.soort,
        aan=weg.identiteit.waarde,
        tekst=tekst,
        sjabloon=asdict(vulling) if vulling else {},
        zonder=list(zonder),
        **eigen,
    )
    sleutel = delivery_key(weg.kanaal, str(way.id))
    return way, inhoud, BezorgingOpzoek(sleutel=sleutel, bezorging_id=way.id, partij_id=eigen["partij_id"])


def plan(partij_id: UUID, bezorging_id: UUID, wacht: timedelta | None = None) -> None:
    """Enqueue an attempt, now or after `wacht`."""
    ctx = system("bezorging").over({partij_id})
    at = timezone.now() + wacht if wacht else None
    ids = {"partij_id": str(partij_id), "bezorging_id": str(bezorging_id)}
    tasks.defer("bezorg", ctx, at=at, queue=tasks.BEZORGING, **ids)


def move_state(
    ctx: Context,
    row: Bezorging,
    staat: str,
    uitleg: str,
    code: str = "",
    opgegeven_op: datetime | None = None,
    *,
    vraag: VraagRegel | None = None,
    **velden: Any,
) -> bool:
    """Keep the event; move the derived state forward, never back. Returns whether it moved.

    `vraag`: the question it belongs to, when that was read already. `velden`: what else of the delivery changes then.
    """
    note_event(ctx, row, staat, uitleg, code, opgegeven_op)
    if _ORDER.index(BezorgStaat(staat)) <= _ORDER.index(BezorgStaat(row.staat)) and row.staat != staat:
        return False
    mine = Bezorging.objects.filter(partij_id=row.partij_id)
    mine.filter(id=row.id).update(staat=staat, uitleg=uitleg, gewijzigd_op=timezone.now(), **velden)
    if staat in AANGEKOMEN and row.staat == BezorgStaat.NIET_BEZORGD:  # late: it was our turn meanwhile
        give_turn(ctx, row)
    if staat in AANGEKOMEN:
        keep_others_here(row)
    vraag = vraag or regel_van(ctx.over({row.partij_id}), row.partij_id, row.klantvraag_id)
    ctx.publish(BezorgingChanged(row.partij_id, row.klantvraag_id, row.id, vraag.afdeling_code, staat))
    return True


def keep_others_here(row: Bezorging) -> None:
    """It arrived: what waits to try the same another way need not go any more."""
    if row.soort not in HERSTELBAAR:
        return
    same = Bezorging.objects.filter(partij_id=row.partij_id, bericht_id=row.bericht_id, soort=row.soort)
    same.filter(staat=BezorgStaat.WACHTRIJ).exclude(id=row.id).update(
        staat=BezorgStaat.VERVALLEN, uitleg="Het bericht kwam al aan.", gewijzigd_op=timezone.now()
    )


def refused_for_good(rows: Iterable[Bezorging]) -> frozenset[UUID]:
    """Of these ways those of which a second attempt is of no use. Asks nothing when none failed."""
    mis = [r for r in rows if r.staat == BezorgStaat.NIET_BEZORGD]
    if not mis:
        return frozenset()
    found = Bezorggebeurtenis.objects.filter(
        partij_id=mis[0].partij_id, bezorging_id__in=[r.id for r in mis], soort=VOORGOED
    )
    return frozenset(found.values_list("bezorging_id", flat=True))


def note_event(
    ctx: Context, row: Bezorging, soort: str, uitleg: str, code: str = "", opgegeven_op: datetime | None = None
) -> None:
    """Keep what was said about a delivery, whatever becomes of its state."""
    Bezorggebeurtenis.objects.create(
        partij_id=row.partij_id,
        klantvraag_id=row.klantvraag_id,
        bezorging_id=row.id,
        soort=soort,
        code=code[:40],
        uitleg=uitleg,
        opgegeven_op=opgegeven_op,
        **ctx.herkomst(row.verkregen_voor),
    )


@command(may=may_answer, gegevens={G.CONTACTHISTORIE}, naam="Bericht opnieuw verstuurd")
def resend(ctx: Context, partij_id: UUID, bezorging_id: UUID) -> None:
    """A person decides to send again what did not arrive or may not have. The Message-ID stays the same.

    Raises Invalid for what went already, and for what was refused there for good.
    """
    row = lock_way(partij_id, bezorging_id)
    if row is None or row.staat not in {BezorgStaat.ONBEKEND, BezorgStaat.NIET_BEZORGD}:
        raise Invalid("bezorging", "Dit bericht is al verstuurd.")
    if refused_for_good([row]):
        raise Invalid("bezorging", "Dit kan hier niet aankomen. Kies een ander kanaal of adres.")
    Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id).update(
        staat=BezorgStaat.WACHTRIJ, pogingen=0, uitleg="", gewijzigd_op=timezone.now()
    )
    give_turn(ctx, row)
    plan(partij_id, bezorging_id)
