"""An erasure that was granted: done, or waiting for the end of a legal hold and then done after all."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.commands import send_aangehouden
from geholpen.domain.bewaren.queries import lopende_plicht
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.rechten.bewaken import MELD_AANGEHOUDEN
from geholpen.domain.rechten.gevolgen import INLOG, OPEN_VRAAG, consequences, login_until
from geholpen.domain.rechten.models import Rechtenverzoek, RechtenverzoekInhoud, Uitkomst, Uitvoering
from geholpen.domain.rechten.policy import may_tell
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.tasks import defer


@command(
    may=may_tell,
    voor="rechten_uitvoeren",
    gegevens={G.CONTACTHISTORIE},
    naam="Vastgelegd dat wij uw gegevens nog niet mogen wissen",
)
def houd_aan(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> None:
    """A legal hold says no. The customer, the privacy officer and the department hear it once, with the ground."""
    row = Rechtenverzoek.objects.select_for_update().filter(partij_id=partij_id, id=verzoek_id).first()
    plicht = lopende_plicht(ctx, partij_id)
    if row is None or plicht is None or (_waits(row) and row.uitvoering_grond not in {OPEN_VRAAG, INLOG}):
        return
    rows = Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id)
    rows.update(uitvoering=Uitvoering.AANGEHOUDEN, uitvoering_grond=plicht.grond, uitvoering_op=timezone.now())
    send_aangehouden(ctx, partij_id, row.klantvraag_id, plicht.grond)
    waarover = plicht.klantvraag_id or row.klantvraag_id
    defer(
        MELD_AANGEHOUDEN,
        ctx,
        partij_id=str(partij_id),
        klantvraag_id=str(row.klantvraag_id),
        over=str(waarover),
        grond=plicht.grond,
    )


@command(
    may=may_tell,
    voor="rechten_uitvoeren",
    gegevens={G.CONTACTHISTORIE},
    naam="Vastgelegd dat een adres of nummer blijft tot uw vraag klaar is",
)
def houd_aan_voor_vraag(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> None:
    """A question that runs is answered at the address that was granted to go. The customer hears it once."""
    rows = Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id)
    row = rows.select_for_update().first()
    if row is None or (_waits(row) and row.uitvoering_grond == OPEN_VRAAG):
        return
    rows.update(uitvoering=Uitvoering.AANGEHOUDEN, uitvoering_grond=OPEN_VRAAG, uitvoering_op=timezone.now())
    send_aangehouden(ctx, partij_id, row.klantvraag_id, OPEN_VRAAG)


@command(
    may=may_tell,
    voor="rechten_uitvoeren",
    gegevens={G.CONTACTHISTORIE},
    naam="Uw gegevens zijn gewist. Alleen uw burgerservicenummer blijft nog, zodat u ons besluit kunt lezen",
)
def houd_inlog_aan(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> None:
    """Everything else went; the BSN goes by itself when the customer had the time to read the decision."""
    rows = Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id)
    rows.update(uitvoering=Uitvoering.AANGEHOUDEN, uitvoering_grond=INLOG, uitvoering_op=timezone.now())


@command(
    may=may_tell, voor="rechten_uitvoeren", gegevens={G.CONTACTHISTORIE}, naam="Uw gegevens zijn gewist, zoals u vroeg"
)
def rond_wissen_af(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> None:
    """What was granted to be erased is gone; the request itself stays until its own term."""
    rows = Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id)
    rows.update(uitvoering=Uitvoering.GEDAAN, uitvoering_grond="", uitvoering_op=timezone.now())


@command(
    may=may_tell,
    voor="rechten_uitvoeren",
    gegevens={G.CONTACTHISTORIE},
    leest={G.CONTACTINHOUD},
    naam="Nagegaan of wij uw gegevens nu wel mogen wissen",
    betrokkenen=lambda found: {partij_id for partij_id, _verzoek_id in found},
)
def hervat_wissen(ctx: Context) -> list[tuple[UUID, UUID]]:
    """Erasures whose reason to wait is over go on. Returns (customer, request) of each."""
    rows = Rechtenverzoek.objects.filter(uitvoering=Uitvoering.AANGEHOUDEN).order_by("uitvoering_op")[:HOOGSTENS]
    found = [(v.partij_id, v.id) for v in rows if not _still_waits(ctx.over({v.partij_id}), v)]
    for partij_id, verzoek_id in found:
        own = ctx.over({partij_id})
        defer("voer_besluit_uit", own, partij_id=str(partij_id), verzoek_id=str(verzoek_id))
    return found


def _waits(row: Rechtenverzoek) -> bool:
    return row.uitvoering == Uitvoering.AANGEHOUDEN


def _still_waits(ctx: Context, row: Rechtenverzoek) -> bool:
    """Whether the reason is still there: a question answered at the address, a decision to read, a legal hold."""
    if row.uitvoering_grond == INLOG:
        tot = login_until(row.besloten_op, {G.BSN})
        return tot is not None and tot > timezone.now()
    if row.uitvoering_grond != OPEN_VRAAG:
        return lopende_plicht(ctx, row.partij_id) is not None
    inhoud = RechtenverzoekInhoud.objects.get(partij_id=row.partij_id, id=row.id)
    granted = frozenset(d["soort"] for d in inhoud.delen if d["uitkomst"] == Uitkomst.TOEGEWEZEN)
    return bool(consequences(ctx, row, inhoud.gevraagd, granted).nodig)


#: Erasures that wait, looked at in one round.
HOOGSTENS = 500
