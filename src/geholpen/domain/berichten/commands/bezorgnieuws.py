"""News of a delivery as a provider tells it: late, twice, in any order. The furthest state counts."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from geholpen.domain.berichten.beurtwissel import lock_way
from geholpen.domain.berichten.commands.bezorgen import delivery_key, fail_delivery, move_state, note_event
from geholpen.domain.berichten.commands.indelen import Indeling
from geholpen.domain.berichten.models import Bezorging, BezorgStaat, EnvelopStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Afmelding, Bezorgnieuws, Bezorgstand, Identiteitsnieuws, Kanaalidentiteit
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.commands import add_identiteit, mark_onbestelbaar, set_afmelding
from geholpen.domain.partijen.herkennen import recognise
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command

ONBEKENDE_BEZORGING = "Dit nieuws hoort niet bij een bericht van ons."
_TAKE = "SELECT kanaal FROM envelop WHERE id = %s AND staat = %s FOR UPDATE SKIP LOCKED"
_DONE = "UPDATE envelop SET staat = %s, partij_id = %s, verwerkt_op = now(), uitleg = %s WHERE id = %s"
_STATEN = {
    Bezorgstand.VERSTUURD: BezorgStaat.VERSTUURD,
    Bezorgstand.BEZORGD: BezorgStaat.BEZORGD,
    Bezorgstand.GELEZEN: BezorgStaat.GELEZEN,
}


class NogNiet(Exception):
    """The delivery that this is about is not booked yet: try again in a moment."""


def _who(filed: Indeling) -> list[UUID]:
    return [filed.partij_id] if filed.partij_id else []


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN},
    voor="intake",
    naam="Wij hoorden of ons bericht is aangekomen",
    betrokkenen=_who,
)
def file_bezorgnieuws(ctx: Context, envelop_id: UUID, nieuws: Bezorgnieuws, *, laatste: bool) -> Indeling:
    """Book what a provider said. Raises NogNiet when the delivery is not there, unless this is the `laatste` try."""
    waiting = prepared.fetch(_TAKE, [envelop_id, EnvelopStaat.NIEUW])
    if not waiting:
        return Indeling("")
    kanaal = waiting[0][0]
    row = _delivery(ctx, kanaal, nieuws)
    if row is None and not laatste:
        raise NogNiet
    if row is None:
        return _done(envelop_id, None, ONBEKENDE_BEZORGING)
    book_news(ctx, row, nieuws)
    return _done(envelop_id, row.partij_id)


def _delivery(ctx: Context, kanaal: str, nieuws: Bezorgnieuws) -> Bezorging | None:
    """The delivery this is about: by our own id, else by the provider's name for it."""
    ours = str(nieuws.bezorging_id) if nieuws.bezorging_id else ""
    keys = [delivery_key(kanaal, naam) for naam in (ours, nieuws.kenmerk) if naam]
    with connection.cursor() as cursor:
        cursor.execute("SELECT bezorging_id, partij_id FROM zoek_bezorging(%s::bytea[]) LIMIT 1", [keys])
        found = cursor.fetchone()
    if found is None:
        return None
    return lock_way(found[1], found[0])


def book_news(ctx: Context, row: Bezorging, nieuws: Bezorgnieuws) -> None:
    """Bring a delivery where the provider says it is."""
    if nieuws.stand == Bezorgstand.MISLUKT:
        fail_delivery(ctx, row, nieuws.uitleg, nieuws.code, adres_onbruikbaar=nieuws.adres_onbruikbaar)
    elif nieuws.stand == Bezorgstand.UITGESTELD:
        note_event(ctx, row, "uitgesteld", nieuws.uitleg, nieuws.code, nieuws.moment)
    else:
        move_state(ctx, row, _STATEN[nieuws.stand], nieuws.uitleg, nieuws.code, nieuws.moment)


def _done(envelop_id: UUID, partij_id: UUID | None, uitleg: str = "") -> Indeling:
    prepared.fetch(_DONE, [EnvelopStaat.GEEN_BERICHT, partij_id, uitleg, envelop_id])
    return Indeling(EnvelopStaat.GEEN_BERICHT, partij_id)


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN, G.CONTACTINHOUD},
    voor="intake",
    naam="WhatsApp of een andere berichtendienst gaf door dat er iets aan uw nummer of adres verandert",
    betrokkenen=_who,
)
def file_identiteit(ctx: Context, envelop_id: UUID, nieuws: Identiteitsnieuws | Afmelding) -> Indeling:
    """Somebody goes by another identity, or wants no (or again) messages they did not ask for."""
    wie = nieuws.van if isinstance(nieuws, Identiteitsnieuws) else nieuws.wie
    known = [k.partij_id for k in recognise(wie.soort, wie.waarde)]
    for partij_id in known:
        eigen = ctx.over({partij_id})
        if isinstance(nieuws, Afmelding):
            set_afmelding(eigen, partij_id, wie.soort, wie.waarde, weer=nieuws.weer)
        else:
            _change(eigen, partij_id, wie, nieuws.naar)
    return _done(envelop_id, known[0] if len(known) == 1 else None)


def _change(ctx: Context, partij_id: UUID, van: Kanaalidentiteit, naar: Kanaalidentiteit | None) -> None:
    if naar is not None:
        add_identiteit(ctx, partij_id, naar.soort, naar.waarde)
    mark_onbestelbaar(ctx, partij_id, van.soort, van.waarde)


@command(may=may_intake, gegevens={G.CONTACTINHOUD}, voor="intake", naam="Bericht bekeken", betrokkenen=lambda _: [])
def close_envelop(ctx: Context, envelop_id: UUID, uitleg: str) -> Indeling:
    """There is nothing in it for us; `uitleg` says what it was."""
    return _done(envelop_id, None, uitleg)
