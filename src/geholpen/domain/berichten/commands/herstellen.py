"""Contact recovery: what did not arrive goes on over the next channel of the customer, until a letter."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten import toon
from geholpen.domain.berichten.alsnog import promise_once
from geholpen.domain.berichten.bestemming import Bestemming, next_way
from geholpen.domain.berichten.beurtwissel import HERSTELBAAR, LOOPT, give_turn, lock_way
from geholpen.domain.berichten.commands.bezorgen import note_event, plan, way_rows
from geholpen.domain.berichten.models import Bericht, BerichtInhoud, Bezorging, BezorgSoort, BezorgStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.queries_naderhand import left_out_of
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command

#: Over these only whoever it is for reads along: the message itself may go there.
BESLOTEN = frozenset({"brief", "berichtenbox"})
#: What is promised when no channel is left, as both sides read it.
TAAK = "U alsnog laten weten wat wij u schreven. Ons bericht kon niet bij u aankomen."


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN, G.KANAALVOORKEUR},
    voor="intake",
    naam="Wij proberen u op een andere manier te bereiken",
)
def recover_contact(ctx: Context, partij_id: UUID, bezorging_id: UUID) -> UUID | None:
    """Try the next channel for a message that did not arrive. Returns the new delivery; None when there is no need or
    no channel left: then it is promised to the customer, as work for an employee, and stays our turn.

    Nothing is repeated by itself when it is unknown whether it arrived, nor what we sent by machine. A message that was
    put right goes on as its correction and not beside it: that says all of it, in the right words.
    """
    failed = lock_way(partij_id, bezorging_id)
    if failed is None or failed.staat != BezorgStaat.NIET_BEZORGD or failed.soort not in HERSTELBAAR:
        return None
    ways = list(Bezorging.objects.filter(partij_id=partij_id, bericht_id=failed.bericht_id).order_by("volgorde"))
    others = [w for w in ways if w.soort == failed.soort]
    bericht = Bericht.objects.get(partij_id=partij_id, id=failed.bericht_id)
    if bericht.aard == "automatisch" or any(o.staat in LOOPT for o in others):
        return None
    beter = [w.staat for w in ways if w.soort == BezorgSoort.VERBETERING]
    if failed.soort == BezorgSoort.ZELF and (LOOPT | {BezorgStaat.NIET_BEZORGD}) & {*beter}:
        if LOOPT & {*beter}:
            give_turn(ctx, failed)
        return None
    vraag = regel_van(ctx, partij_id, failed.klantvraag_id)
    weg = next_way(ctx, partij_id, {o.kanaal for o in others}, vraag.afdeling_code)
    if weg is None or (weg.kanaal not in BESLOTEN and onderwerp(vraag.onderwerp_code).gevoelig):
        note_event(ctx, failed, "geen_weg", "Er is geen ander kanaal waarover wij deze klant kunnen bereiken.")
        promise_once(ctx, vraag, TAAK, bericht.medewerker_id or vraag.behandelaar_id)
        return None
    eigen = ctx.herkomst(failed.verkregen_voor) | {"partij_id": partij_id, "klantvraag_id": failed.klantvraag_id}
    tekst = _text(weg, vraag) or _correction(failed, bericht, ways)
    zonder = sorted(left_out_of(bericht))
    volgorde = ways[-1].volgorde + 1
    rows = way_rows(bericht.id, weg, eigen, volgorde=volgorde, tekst=tekst, zonder=zonder, soort=failed.soort)
    prepared.insert(*rows)
    give_turn(ctx, failed)
    plan(partij_id, rows[0].id)
    return rows[0].id


def _correction(failed: Bezorging, bericht: Bericht, ways: list[Bezorging]) -> str:
    """What goes instead of the message itself: the last correction, to who may have what it replaces; else ""."""
    first = {w.staat for w in ways if w.soort == BezorgSoort.ZELF}
    if failed.soort != BezorgSoort.VERBETERING or not first & (LOOPT | {BezorgStaat.ONBEKEND}):
        return ""
    tekst = BerichtInhoud.objects.get(partij_id=failed.partij_id, id=bericht.id).tekst
    return toon.verbetering(timezone.localtime(bericht.moment), tekst, failed.kanaal)


def _text(weg: Bestemming, vraag: VraagRegel) -> str:
    """What goes over the other channel: the message itself in a letter or by mail, else where to find it."""
    if weg.kanaal in BESLOTEN or weg.kanaal == "email":
        return ""
    return toon.herstelbericht(organisatie(), vraag.kenmerk)
