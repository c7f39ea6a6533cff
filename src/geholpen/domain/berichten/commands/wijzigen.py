"""A customer changed a message or took it back: the first words stay, and are marked."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands.bezorgnieuws import NogNiet, close_envelop
from geholpen.domain.berichten.models import Bericht, BerichtInhoud
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Wijziging
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.opschrijven import locked, publish, take_beurt
from geholpen.domain.partijen.herkennen import recognise
from geholpen.platform.context import Context
from geholpen.platform.doors import body, command

INGETROKKEN = "De klant heeft dit bericht ingetrokken."
GEWIJZIGD = "De klant heeft dit bericht veranderd. Er staat nu: "


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN},
    voor="intake",
    naam="U veranderde een bericht aan ons",
    betrokkenen=lambda wie: [wie] if wie else [],
)
def file_wijziging(ctx: Context, envelop_id: UUID, wijziging: Wijziging, *, laatste: bool) -> UUID | None:
    """Mark the message. Only whoever wrote it changes it. Raises NogNiet while it is not there, unless `laatste`.

    Other words are something that the customer says now: it is our turn, also where we answered or closed. A message
    that was taken back wakes nobody; whoever has the question open sees it.
    """
    with connection.cursor() as cursor:
        keys = [antwoordadres.message_key(wijziging.message_id)]
        cursor.execute("SELECT partij_id, bericht_id FROM zoek_bericht(%s::bytea[]) LIMIT 1", [keys])
        found = cursor.fetchone()
    if found is None and not laatste:
        raise NogNiet
    row = BerichtInhoud.objects.select_for_update().filter(partij_id=found[0], id=found[1]).first() if found else None
    if row is None or not _wrote(wijziging, row):
        body(close_envelop)(ctx, envelop_id, "Dit gaat over een bericht dat wij niet hebben.")
        return None
    tekst = INGETROKKEN if wijziging.tekst is None else GEWIJZIGD + wijziging.tekst
    if tekst not in row.waarschuwingen:
        marked = [*row.waarschuwingen, tekst][-20:]
        BerichtInhoud.objects.filter(partij_id=row.partij_id, id=row.id).update(waarschuwingen=marked)
        _tell(ctx, row, anders=wijziging.tekst is not None)
    body(close_envelop)(ctx, envelop_id, "Een klant veranderde een eerder bericht.")
    return row.partij_id


def _tell(ctx: Context, row: BerichtInhoud, *, anders: bool) -> None:
    bericht = Bericht.objects.get(partij_id=row.partij_id, id=row.id)
    if anders:
        take_beurt(ctx, row.partij_id, bericht.klantvraag_id, "in", bericht.kanaal, door_mens=True)
    else:
        publish(ctx, locked(row.partij_id, bericht.klantvraag_id), "gewijzigd")


def _wrote(wijziging: Wijziging, row: BerichtInhoud) -> bool:
    if row.van in {i.waarde for i in wijziging.wie}:
        return True
    return any(k.partij_id == row.partij_id for i in wijziging.wie for k in recognise(i.soort, i.waarde))
