"""A message turns out to be about something else: it becomes a question of its own, or belongs where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_noop

from geholpen.domain.berichten.commands.herzien import waits_since
from geholpen.domain.berichten.models import Bericht
from geholpen.domain.berichten.policy import may_answer
from geholpen.domain.berichten.ports import Aard
from geholpen.domain.berichten.splitsing import Splitsing, SplitsingSoort
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, onderwerp, onderwerpen
from geholpen.domain.klantcontacten.commands import NieuweKlantvraag, NieuwKlantcontact
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.domain.klantcontacten.opschrijven import (
    began_with,
    give_beurt_away,
    keep_for_own_purpose,
    locked,
    publish,
    question_rows,
    reference,
    renew_switches,
)
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: In a chat the visitor has one window, for one question.
ZONDER_SPLITSING = frozenset({"chat"})
TE_LAAT = gettext_noop("Dit kan niet meer: er is al aan de nieuwe vraag gewerkt.")


@dataclass(frozen=True, slots=True)
class Gesplitst:
    """The question that was made of a message. `nieuw` False: somebody had made it already."""

    klantvraag_id: UUID
    kenmerk: str
    nieuw: bool = True


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Een bericht van u werd een nieuwe vraag",
)
def split_bericht(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, bericht_id: UUID, onderwerp_code: str
) -> Gesplitst:
    """A message of the customer becomes a klantvraag of its own, with its files and its contact, under the purpose of
    its subject. Both questions refer to each other. Again changes nothing.

    Raises Invalid when it is no message of the customer here, when the klantvraag began with it, or without a subject.
    """
    vraag = locked(partij_id, klantvraag_id)
    if done := _done(partij_id, klantvraag_id, bericht_id):
        return done
    bericht = splittable(ctx, partij_id, klantvraag_id, bericht_id)
    if began_with(vraag, bericht.klantcontact_id):
        raise Invalid("bericht", "Met dit bericht begon de vraag. Kies een ander onderwerp voor de hele vraag.")
    if onderwerp_code not in {o.code for o in onderwerpen() if o.code != ONBEKEND}:
        raise Invalid("onderwerp", "Kies waar het bericht over gaat.")
    if onderwerp_code == vraag.onderwerp_code:
        raise Invalid("onderwerp", "Dat is het onderwerp van deze vraag. Kies een ander onderwerp.")
    contact = NieuwKlantcontact(bericht.kanaal, "klant", plaatsgevonden_op=bericht.moment)
    nieuw = NieuweKlantvraag(onderwerp_code, True, bericht.niveau or "asserted", contact)
    nieuwe, opzoek = question_rows(ctx, partij_id, nieuw, beurten=1)
    nieuwe.verkregen_voor = vraag.verkregen_voor  # written under this purpose; it goes to its own below
    hier = _trace(ctx, bericht, SplitsingSoort.NAAR, klantvraag_id, (nieuwe.id, nieuwe.kenmerk))
    daar = _trace(ctx, bericht, SplitsingSoort.VAN, nieuwe.id, (vraag.id, vraag.kenmerk))
    prepared.insert(nieuwe, opzoek, hier, daar)
    with connection.cursor() as cursor:
        cursor.execute("SELECT verhuis_bericht(%s, %s, %s, 1)", [partij_id, bericht_id, nieuwe.id])
    keep_for_own_purpose(nieuwe)
    renew_switches(ctx, partij_id, klantvraag_id, bericht.klantcontact_id)
    give_beurt_away(vraag, waits_since(partij_id, klantvraag_id, vraag.laatste_volgnummer + 1))
    publish(ctx, vraag, "gesplitst")
    return Gesplitst(nieuwe.id, nieuwe.kenmerk)


@command(may=may_answer, gegevens={G.CONTACTHISTORIE}, naam="Wij bekeken bij welke vraag uw bericht hoort")
def keep_bericht(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bericht_id: UUID) -> None:
    """This message belongs here: nobody is asked again. Twice changes nothing. Raises Invalid when it is not here."""
    locked(partij_id, klantvraag_id)
    bericht = splittable(ctx, partij_id, klantvraag_id, bericht_id)
    rows = Splitsing.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, bericht_id=bericht_id)
    if not rows.filter(soort=SplitsingSoort.HOORT_HIER).exists():
        _trace(ctx, bericht, SplitsingSoort.HOORT_HIER, klantvraag_id).save(force_insert=True)


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Een bericht van u kwam terug bij de vraag waar het binnenkwam",
)
def return_bericht(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bericht_id: UUID) -> UUID:
    """Undo `split_bericht`: the message stands where it came in again, and the question made of it is closed.

    From the new question by who works there; from the old one by who split it. Only as long as nothing else happened
    in the new one. Returns the question where it stands now. Raises Invalid when it is too late.
    """
    rows = Splitsing.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, bericht_id=bericht_id)
    row = rows.exclude(soort=SplitsingSoort.HOORT_HIER).order_by("-moment", "-id").first()
    if row is not None and row.soort in (SplitsingSoort.TERUG, SplitsingSoort.TERUG_NAAR):
        raise Invalid("bericht", "Dit bericht staat al weer bij de vraag waar het binnenkwam.")
    ander = row.andere_vraag_id if row else None
    if row is None or ander is None:
        raise Invalid("bericht", "Van dit bericht is hier geen eigen vraag gemaakt. Er is niets om terug te zetten.")
    if row.soort == SplitsingSoort.NAAR and row.medewerker_id != ctx.actor.person:
        raise Invalid(
            "bericht",
            "Alleen wie er een eigen vraag van maakte, of wie aan de nieuwe vraag werkt, kan het terugzetten.",
        )
    van, naar = (klantvraag_id, ander) if row.soort == SplitsingSoort.VAN else (ander, klantvraag_id)
    for soort, hier, daar in ((SplitsingSoort.TERUG_NAAR, van, naar), (SplitsingSoort.TERUG, naar, van)):
        kenmerk = row.ander_kenmerk if daar == ander else reference(partij_id, daar)
        _row(ctx, (row.bericht_id, row.volgnummer, row.geschreven_op), soort, partij_id, hier, (daar, kenmerk)).save(
            force_insert=True
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM zet_bericht_terug(%s, %s, %s, %s, %s, %s, %s)",
            [partij_id, van, naar, bericht_id, row.volgnummer, row.geschreven_op, ctx.actor.person],
        )
        changed = cursor.fetchall()
    if not changed:
        raise Invalid("bericht", TE_LAAT)
    contact = Bericht.objects.filter(partij_id=partij_id, id=bericht_id).values_list("klantcontact_id", flat=True)
    renew_switches(ctx, partij_id, naar, *contact)  # where this purpose shows them
    for id, afdeling, code in changed:
        wat = "afgesloten" if id == van else "gesplitst"
        ctx.publish(KlantvraagChanged(partij_id, id, afdeling, onderwerp(code).gevoelig, wat))
    return naar


def splittable(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bericht_id: UUID) -> Bericht:
    """A message that the customer wrote in this klantvraag. Raises Invalid for any other."""
    bericht = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, id=bericht_id).first()
    van_klant = bericht is not None and bericht.richting == "in" and bericht.aard == Aard.PERSOON
    if bericht is None or not van_klant or bericht.van_derde:
        raise Invalid("bericht", "Dit is geen bericht van de klant bij deze vraag.")
    if bericht.kanaal in ZONDER_SPLITSING:
        raise Invalid("bericht", "Van een bericht in de chat kunt u geen aparte vraag maken.")
    return bericht


def _done(partij_id: UUID, klantvraag_id: UUID, bericht_id: UUID) -> Gesplitst | None:
    """What somebody made of it before, when it went and did not come back."""
    rows = Splitsing.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, bericht_id=bericht_id)
    last = rows.exclude(soort=SplitsingSoort.HOORT_HIER).order_by("-moment", "-id").first()
    if last is None or last.soort != SplitsingSoort.NAAR or last.andere_vraag_id is None:
        return None
    return Gesplitst(last.andere_vraag_id, last.ander_kenmerk, nieuw=False)


def _trace(
    ctx: Context, bericht: Bericht, soort: SplitsingSoort, klantvraag_id: UUID, ander: tuple[UUID, str] | None = None
) -> Splitsing:
    wat = (bericht.id, bericht.volgnummer, bericht.moment)
    return _row(ctx, wat, soort, bericht.partij_id, klantvraag_id, ander)


def _row(
    ctx: Context,
    bericht: tuple[UUID, int, datetime],
    soort: SplitsingSoort,
    partij_id: UUID,
    klantvraag_id: UUID,
    ander: tuple[UUID, str] | None,
) -> Splitsing:
    """Written under the open purpose; `verplaats_klantvraag` gives it the one of its question."""
    return Splitsing(
        partij_id=partij_id,
        klantvraag_id=klantvraag_id,
        bericht_id=bericht[0],
        volgnummer=bericht[1],
        geschreven_op=bericht[2],
        soort=soort,
        andere_vraag_id=ander[0] if ander else None,
        ander_kenmerk=ander[1] if ander else "",
        medewerker_id=ctx.actor.person,
        **ctx.herkomst(),
    )
