"""Letters out: made up at once, waiting for the post of the day, then brought to the print provider together.

Until the post closes a letter has not left us, and can be taken back. A round whose outcome is unknown is asked after:
the provider prints a letter once, so what it does not have goes along with the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from geholpen.domain.berichten.accounts import off
from geholpen.domain.berichten.beurtwissel import lock_way
from geholpen.domain.berichten.brieven.models import PartijStaat, Printopdracht, Printpartij
from geholpen.domain.berichten.commands.bezorgen import fail_delivery, move_state
from geholpen.domain.berichten.commands.terughalen import is_here, withdraw_antwoord
from geholpen.domain.berichten.models import Bezorging, BezorgStaat, Bijlage
from geholpen.domain.berichten.policy import may_answer, may_intake
from geholpen.domain.berichten.ports import Drukbrief, Drukkanaal, Geaccepteerd, UitgaandBericht, kanaal
from geholpen.domain.berichten.uitgaand import compose
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.opschrijven import locked
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, command
from geholpen.platform.errors import Invalid

PDF = "application/pdf"
NAAM = "brief.pdf"
#: Letters in one round: some minutes of making and sending.
MAX_BRIEVEN = 500


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.DOCUMENTEN},
    leest={G.CONTACTINHOUD},
    voor="intake",
    naam="Onze brief aan u is gemaakt",
)
def place_letter(ctx: Context, partij_id: UUID, bezorging_id: UUID, bericht: UitgaandBericht) -> datetime | None:
    """Make a letter up, keep it as it will be printed, and let it wait for the post. Returns when that closes.

    None: it need not go any more, or it cannot be made (then that is booked). Again changes nothing.
    """
    row = lock_way(partij_id, bezorging_id)
    if row is None or row.staat != BezorgStaat.WACHTRIJ or bericht.account is None:
        return None
    plug = printer(row.kanaal)
    try:
        if not _pdf(row):
            _keep(ctx, row, plug.make_letter(bericht, timezone.now()))
    except Invalid as wrong:
        fail_delivery(ctx, row, wrong.reason, "opmaak", adres_onbruikbaar=False)
        return None
    # What was refused for now has waited already: it need not wait for the post of tomorrow too.
    sluit_op = timezone.now() if row.pogingen else plug.closes(bericht.account, timezone.now())
    waarden = {"partij_id": partij_id, "account_id": bericht.account.id, "sluit_op": sluit_op, "printpartij_id": None}
    Printopdracht.objects.update_or_create(bezorging_id=bezorging_id, defaults=waarden)
    # The post holds it from now on.
    Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id).update(vast_tot=None)
    return sluit_op


def printer(code: str) -> Drukkanaal:
    """The channel under this code, which prints."""
    plug = kanaal(code)
    if not isinstance(plug, Drukkanaal):
        raise TypeError(f"{code} does not print")
    return plug


def _pdf(row: Bezorging) -> bytes:
    rows = Bijlage.objects.filter(partij_id=row.partij_id, bericht_id=row.bericht_id, naam=_naam(row), herkend_type=PDF)
    found = rows.values_list("inhoud", flat=True).first()
    return bytes(found) if found is not None else b""


def _naam(row: Bezorging) -> str:
    """Of the file: the letter itself, or a correction of it."""
    return f"verbetering-{row.volgorde}.pdf" if row.soort else NAAM


def _keep(ctx: Context, row: Bezorging, pdf: bytes) -> None:
    Bijlage.objects.create(
        partij_id=row.partij_id,
        klantvraag_id=row.klantvraag_id,
        bericht_id=row.bericht_id,
        naam=_naam(row),
        opgegeven_type=PDF,
        herkend_type=PDF,
        grootte=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
        inhoud=pdf,
        **ctx.herkomst(row.verkregen_voor),
    )


@command(may=may_answer, gegevens={G.CONTACTHISTORIE}, naam="Onze brief aan u is tegengehouden")
def cancel_letter(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bezorging_id: UUID) -> bool:
    """Take a letter back that waits for the post. Raises Invalid when it has gone.

    Returns whether the answer that it is never went: then it was taken back as a whole, and its text is the draft.
    """
    locked(partij_id, klantvraag_id)
    rows = Bezorging.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id)
    row = rows.select_for_update().filter(id=bezorging_id).first()
    if row is None or row.staat != BezorgStaat.WACHTRIJ or not _take_out(bezorging_id):
        raise Invalid("brief", "Deze brief is al weg. U kunt hem niet meer tegenhouden.")
    if all(is_here(way) for way in rows.filter(bericht_id=row.bericht_id)):
        withdraw_antwoord(ctx, partij_id, klantvraag_id, bezorging_id)
        return True
    move_state(ctx, row, BezorgStaat.VERVALLEN, "Een medewerker hield deze brief tegen.")
    return False


def _take_out(bezorging_id: UUID) -> int:
    return Printopdracht.objects.filter(bezorging_id=bezorging_id, printpartij_id=None).delete()[0]


@dataclass(frozen=True, slots=True)
class Ronde:
    """A round that goes to the provider: its id, the account, when its post closed, and which letters."""

    id: UUID
    account_id: UUID
    sluit_op: datetime
    brieven: tuple[tuple[UUID, UUID], ...]  # (customer, delivery)


@catalogue
def close_post(nu: datetime) -> list[UUID]:
    """Make rounds of the letters whose post has closed. Returns the ids of the rounds.

    Letters for a printer that management took out of use wait for it.
    """
    with transaction.atomic():
        rows = Printopdracht.objects.select_for_update(skip_locked=True).exclude(account_id__in=off())
        waiting = list(rows.filter(printpartij_id=None, sluit_op__lte=nu).order_by("sluit_op")[:MAX_BRIEVEN])
        per_account: dict[tuple[UUID, datetime], list[UUID]] = {}
        for row in waiting:
            per_account.setdefault((row.account_id, row.sluit_op), []).append(row.bezorging_id)
        made = []
        for (account_id, sluit_op), ids in per_account.items():
            partij = Printpartij.objects.create(account_id=account_id, sluit_op=sluit_op, brieven=len(ids))
            Printopdracht.objects.filter(bezorging_id__in=ids).update(printpartij_id=partij.id)
            made.append(partij.id)
        return made


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE},
    voor="intake",
    naam="De post van vandaag is eerder gesloten",
    betrokkenen=lambda _: [],
)
def close_post_early(ctx: Context) -> int:
    """Close the post that waits, whenever it would have closed. Returns the number of rounds that go."""
    laatste = Printopdracht.objects.filter(printpartij_id=None).aggregate(laatste=Max("sluit_op"))["laatste"]
    return len(close_post(laatste)) if laatste else 0


@catalogue
def ronde(printpartij_id: UUID) -> Ronde | None:
    """The letters that are still to be settled of one round; None when it is done."""
    partij = Printpartij.objects.filter(id=printpartij_id).exclude(staat=PartijStaat.AANGENOMEN).first()
    if partij is None:
        return None
    rows = Printopdracht.objects.filter(printpartij_id=printpartij_id).order_by("bezorging_id")
    brieven = tuple(rows.values_list("partij_id", "bezorging_id")[:MAX_BRIEVEN])
    return Ronde(partij.id, partij.account_id, partij.sluit_op, brieven)


@catalogue
def open_rondes() -> list[tuple[UUID, str]]:
    """Rounds that are not settled, with their state; oldest first."""
    rows = Printpartij.objects.filter(staat__in=[PartijStaat.GESLOTEN, PartijStaat.ONBEKEND]).order_by("gemaakt_op")
    return list(rows.values_list("id", "staat")[:100])


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE},
    leest={G.CONTACTINHOUD, G.DOCUMENTEN},
    voor="intake",
    naam="Onze brief aan u gaat naar de drukker",
)
def begin_letter(ctx: Context, partij_id: UUID, bezorging_id: UUID) -> Drukbrief | None:
    """Mark a letter as on its way and give what is printed. None when it need not go any more.

    One that was on its way already (the round was interrupted) goes again: it is printed once.
    """
    row = Bezorging.objects.select_for_update().filter(partij_id=partij_id, id=bezorging_id).first()
    if row is None or row.staat not in {BezorgStaat.WACHTRIJ, BezorgStaat.ONDERWEG, BezorgStaat.ONBEKEND}:
        return None
    pdf = _pdf(row)
    if not pdf:
        return None
    if row.staat == BezorgStaat.WACHTRIJ:
        move_state(ctx, row, BezorgStaat.ONDERWEG, "")
        Bezorging.objects.filter(partij_id=partij_id, id=bezorging_id).update(pogingen=F("pogingen") + 1)
    return Drukbrief(bezorging_id, pdf, compose(ctx, row).adresregels)


@catalogue
def leave_round(bezorging_ids: list[UUID]) -> None:
    """These letters are settled: their outcome is booked, or they need not go."""
    Printopdracht.objects.filter(bezorging_id__in=bezorging_ids).delete()


@catalogue
def settle_round(printpartij_id: UUID, staat: str, aangenomen: int, uitleg: str = "") -> None:
    """How a round went."""
    Printpartij.objects.filter(id=printpartij_id).update(staat=staat, aangenomen=aangenomen, uitleg=uitleg)


@catalogue
def wait_again(bezorging_ids: list[UUID], na: timedelta) -> None:
    """These letters never arrived at the provider: they go along with a round soon."""
    Printopdracht.objects.filter(bezorging_id__in=bezorging_ids).update(
        printpartij_id=None, sluit_op=timezone.now() + na
    )


def counted(uitkomsten: Mapping[UUID, object]) -> int:
    """How many letters the provider took."""
    return sum(isinstance(uitkomst, Geaccepteerd) for uitkomst in uitkomsten.values())
