"""Carry a message out: one attempt at a time, the outcome as it is, an unknown outcome never tried again by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.events import BezorgingChanged
from geholpen.domain.berichten.models import Bericht, BerichtInhoud, Bezorggebeurtenis, Bezorging, BezorgStaat
from geholpen.domain.berichten.policy import may_answer, may_intake
from geholpen.domain.berichten.ports import Geaccepteerd, Geweigerd, Postadres, UitgaandBericht, Verzenduitkomst
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform import tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Waiting times before the next attempt after a temporary refusal.
WACHTTIJDEN = (
    timedelta(seconds=30),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
#: The order of states; a delivery never goes back.
_ORDER = [
    BezorgStaat.WACHTRIJ,
    BezorgStaat.ONDERWEG,
    BezorgStaat.ONBEKEND,
    BezorgStaat.VERSTUURD,
    BezorgStaat.BEZORGD,
    BezorgStaat.NIET_BEZORGD,
]


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
    if row.staat == BezorgStaat.ONDERWEG:
        move_state(ctx, row, BezorgStaat.ONBEKEND, "Het versturen is onderbroken. Het bericht kan zijn aangekomen.")
        return None
    move_state(ctx, row, BezorgStaat.ONDERWEG, "")
    Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id).update(pogingen=F("pogingen") + 1)
    return Poging(row.kanaal, _compose(ctx, row))


def _compose(ctx: Context, row: Bezorging) -> UitgaandBericht:
    bericht = Bericht.objects.get(partij_id=row.partij_id, id=row.bericht_id)
    inhoud = BerichtInhoud.objects.get(partij_id=row.partij_id, id=row.bericht_id)
    wij = organisatie()
    kenmerk = regel_van(ctx, row.partij_id, row.klantvraag_id).kenmerk
    return UitgaandBericht(
        bezorging_id=row.id,
        message_id=inhoud.message_id,
        van=Postadres(wij.mailadres, wij.naam),
        aan=Postadres(inhoud.aan[0]),
        onderwerpregel=inhoud.onderwerpregel,
        tekst=inhoud.tekst,
        antwoord_aan=antwoordadres.reply_address(wij.mailadres, kenmerk),
        in_reply_to=inhoud.in_reply_to,
        references=tuple(inhoud.referenties),
        automatisch=bericht.aard == "automatisch",
    )


@command(may=may_intake, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="Wij weten of ons bericht is verstuurd")
def record_uitkomst(ctx: Context, partij_id: UUID, bezorging_id: UUID, uitkomst: Verzenduitkomst) -> None:
    """Book what the channel said. A temporary refusal is tried again later, an unknown outcome is shown as unknown."""
    row = Bezorging.objects.select_for_update().get(partij_id=partij_id, id=bezorging_id)
    if isinstance(uitkomst, Geaccepteerd):
        Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id).update(kenmerk=uitkomst.kenmerk[:400])
        move_state(ctx, row, BezorgStaat.VERSTUURD, "")
    elif isinstance(uitkomst, Geweigerd):
        _refused(ctx, row, uitkomst)
    else:
        move_state(ctx, row, BezorgStaat.ONBEKEND, uitkomst.uitleg)


def _refused(ctx: Context, row: Bezorging, uitkomst: Geweigerd) -> None:
    if uitkomst.blijvend or row.pogingen > len(WACHTTIJDEN):
        move_state(ctx, row, BezorgStaat.NIET_BEZORGD, uitkomst.uitleg)
        return
    wacht = WACHTTIJDEN[max(row.pogingen - 1, 0)]
    _note(ctx, row, "uitgesteld", uitkomst.uitleg)
    Bezorging.objects.filter(partij_id=row.partij_id, id=row.id).update(
        staat=BezorgStaat.WACHTRIJ, uitleg=uitkomst.uitleg, gewijzigd_op=timezone.now()
    )
    plan(row.partij_id, row.id, wacht)


def plan(partij_id: UUID, bezorging_id: UUID, wacht: timedelta | None = None) -> None:
    """Enqueue an attempt, now or after `wacht`."""
    ctx = system("email").over({partij_id})
    at = timezone.now() + wacht if wacht else None
    tasks.defer("bezorg", ctx, at=at, partij_id=str(partij_id), bezorging_id=str(bezorging_id))


def move_state(ctx: Context, row: Bezorging, staat: str, uitleg: str) -> bool:
    """Keep the event; move the derived state forward, never back. Returns whether it moved."""
    _note(ctx, row, staat, uitleg)
    if _ORDER.index(BezorgStaat(staat)) <= _ORDER.index(BezorgStaat(row.staat)) and row.staat != staat:
        return False
    Bezorging.objects.filter(partij_id=row.partij_id, id=row.id).update(
        staat=staat, uitleg=uitleg, gewijzigd_op=timezone.now()
    )
    vraag = regel_van(ctx.over({row.partij_id}), row.partij_id, row.klantvraag_id)
    ctx.publish(BezorgingChanged(row.partij_id, row.klantvraag_id, row.id, vraag.afdeling_code, staat))
    return True


def _note(ctx: Context, row: Bezorging, soort: str, uitleg: str) -> None:
    Bezorggebeurtenis.objects.create(
        partij_id=row.partij_id,
        klantvraag_id=row.klantvraag_id,
        bezorging_id=row.id,
        soort=soort,
        uitleg=uitleg,
        **ctx.herkomst(row.verkregen_voor),
    )


@command(may=may_answer, gegevens={G.CONTACTHISTORIE}, naam="Bericht opnieuw verstuurd")
def resend(ctx: Context, partij_id: UUID, bezorging_id: UUID) -> None:
    """A person decides to send again what did not arrive or may not have. The Message-ID stays the same."""
    changed = Bezorging.objects.filter(
        partij_id=partij_id, id=bezorging_id, staat__in=[BezorgStaat.ONBEKEND, BezorgStaat.NIET_BEZORGD]
    ).update(staat=BezorgStaat.WACHTRIJ, pogingen=0, uitleg="", gewijzigd_op=timezone.now())
    if not changed:
        raise Invalid("bezorging", "Dit bericht is al verstuurd.")
    plan(partij_id, bezorging_id)
