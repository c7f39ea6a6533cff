"""Carry out a correction that was granted: the value itself, and a row for everybody who must hear of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import Ontvanger, activiteit_nummer, kregen
from geholpen.domain.klantcontacten.commands import add_correctie
from geholpen.domain.klantcontacten.queries import kenmerken_van
from geholpen.domain.partijen.commands import STAAND, correct_gegeven, correct_kenmerk
from geholpen.domain.partijen.queries import SOORT_VAN_VELD, tekst_van_veld
from geholpen.domain.rechten.events import VerzoekBesloten
from geholpen.domain.rechten.models import (
    Mededeling,
    Mededelingstand,
    Rechtenverzoek,
    RechtenverzoekInhoud,
    Soort,
    Stand,
    Uitkomst,
    Uitvoering,
    Verbetering,
)
from geholpen.domain.rechten.policy import may_handle, may_tell
from geholpen.domain.rechten.vertellen import plan
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing, Refused
from geholpen.platform.models import uuid7

#: A correction of what was said in a conversation.
GESPREK = "gesprek"
ANDERS = "anders"


@command(
    may=may_tell,
    voor="rechten_uitvoeren",
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.INZAGEREGISTRATIE},
    naam="Uitgevoerd wat er over uw verzoek om te verbeteren is besloten",
)
def voer_verbetering_uit(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> None:
    """Change the value and plan who hears of it; twice is once. What cannot be done by itself waits for a person."""
    row = Rechtenverzoek.objects.select_for_update().filter(partij_id=partij_id, id=verzoek_id).first()
    if row is None or row.soort != Soort.CORRECTIE or row.uitvoering in {Uitvoering.NIET_NODIG, Uitvoering.GEDAAN}:
        return
    done = Verbetering.objects.filter(partij_id=partij_id, verzoek_id=verzoek_id).exists()
    if not done and not _change(ctx, row):
        _set(row, Uitvoering.MET_DE_HAND)
        return
    rows = _recipients(ctx, row)
    Mededeling.objects.bulk_create(rows, ignore_conflicts=True)
    for mededeling in rows:
        plan(ctx, mededeling)
    _set(row, Uitvoering.GEDAAN)


@command(
    may=may_handle,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="De privacy officer schreef op dat een gegeven is verbeterd",
)
def meld_verbeterd(ctx: Context, partij_id: UUID, verzoek_id: UUID, nieuw: str) -> None:
    """A person corrected what the system could not. Who received the old value hears of it. Raises Invalid."""
    row = Rechtenverzoek.objects.select_for_update().filter(partij_id=partij_id, id=verzoek_id).first()
    if row is None or row.stand != Stand.BESLOTEN or row.uitvoering != Uitvoering.MET_DE_HAND:
        raise Invalid("nieuw", "Bij dit verzoek is niets met de hand te verbeteren.")
    if not nieuw.strip():
        raise Invalid("nieuw", "Schrijf op wat er nu staat.")
    gevraagd = _asked(row)
    Verbetering.objects.create(
        veld=ANDERS, oud=gevraagd.get("nu", ""), nieuw=nieuw.strip(), gedaan_door=ctx.actor.person, **_eigen(ctx, row)
    )
    _set(row, Uitvoering.LOOPT)
    ctx.publish(VerzoekBesloten(partij_id, verzoek_id))


def begin_uitvoering(row: Rechtenverzoek, toegewezen: frozenset[int], uitkomst: str) -> None:
    """Something was granted that has to be done; the event of the decision starts it."""
    if row.soort in {Soort.CORRECTIE, Soort.VERWIJDERING} and uitkomst != Uitkomst.AFGEWEZEN and toegewezen:
        _set(row, Uitvoering.LOOPT)


def _set(row: Rechtenverzoek, uitvoering: str) -> None:
    rows = Rechtenverzoek.objects.filter(partij_id=row.partij_id, id=row.id)
    rows.update(uitvoering=uitvoering, uitvoering_op=timezone.now())


def _asked(row: Rechtenverzoek) -> dict[str, Any]:
    inhoud = RechtenverzoekInhoud.objects.filter(partij_id=row.partij_id, id=row.id).first()
    return inhoud.gevraagd if inhoud else {}


def _eigen(ctx: Context, row: Rechtenverzoek) -> dict[str, Any]:
    """A row that belongs to this request, and is read and kept as it is."""
    return {
        "partij_id": row.partij_id,
        "verzoek_id": row.id,
        "klantvraag_id": row.klantvraag_id,
        **ctx.herkomst(activiteit_nummer("rechten")),
    }


def _change(ctx: Context, row: Rechtenverzoek) -> bool:
    """Through the door of the room that owns the value. False when that cannot be done by itself."""
    gevraagd = _asked(row)
    veld, doel, nieuw = gevraagd.get("veld", ""), gevraagd.get("doel", ""), gevraagd.get("moet", "")
    own = ctx.over({row.partij_id})
    try:
        if veld in SOORT_VAN_VELD:
            correct = correct_kenmerk if veld in STAAND else correct_gegeven
            oud = tekst_van_veld(veld, correct(own, row.partij_id, veld, doel, gevraagd["waarden"]))
        elif veld == GESPREK:
            oud = gevraagd.get("nu", "")
            add_correctie(own, row.partij_id, UUID(doel), row.id, oud, nieuw)
        else:
            return False
    except (Missing, Invalid, Refused):  # the row is gone, or its room or the register does not take the value
        return False
    Verbetering.objects.create(veld=veld, oud=oud, nieuw=nieuw, **_eigen(ctx, row))
    return True


def _recipients(ctx: Context, row: Rechtenverzoek) -> list[Mededeling]:
    """Everybody who received one of the categories, once. An organisation outside is told by a person."""
    found: dict[tuple[str, str], tuple[Ontvanger, int]] = {}
    for soort in row.onderdelen:
        for ontvanger in kregen(ctx.over({row.partij_id}), row.partij_id, soort):
            found.setdefault((ontvanger.soort, ontvanger.wie), (ontvanger, soort))
    vragen = {o.vraag_id for o, _soort in found.values() if o.vraag_id}
    kenmerken = kenmerken_van(ctx.over({row.partij_id}), row.partij_id, vragen)
    eigen = _eigen(ctx, row)
    return [
        Mededeling(
            soort=o.soort,
            wie=o.wie,
            gegeven=soort,
            kenmerk=kenmerken.get(o.vraag_id, "") if o.vraag_id else "",
            stand=Mededelingstand.NIET_MOGELIJK if o.soort == "organisatie" else Mededelingstand.WACHT,
            sleutel=uuid7(),
            **eigen,
        )
        for o, soort in found.values()
    ]
