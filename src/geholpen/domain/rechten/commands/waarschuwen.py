"""A request whose term ends within a week, or is over: the privacy officer hears of each once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.rechten.bewaken import MELD_TERMIJN
from geholpen.domain.rechten.models import Rechtenverzoek, Stand
from geholpen.domain.rechten.policy import may_tell
from geholpen.domain.rechten.termijn import BIJNA
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.tasks import defer

#: Requests in one round; the next goes on.
HOOGSTENS = 200


@command(
    may=may_tell,
    voor="rechten_uitvoeren",
    gegevens={G.CONTACTHISTORIE},
    naam="De termijn van uw verzoek over uw gegevens bewaakt",
    betrokkenen=lambda gewaarschuwd: gewaarschuwd,
)
def waarschuw_termijnen(ctx: Context) -> set[UUID]:
    """Plan a mail for every request that needs one now. Returns whose they are."""
    vandaag = timezone.localdate()
    bijna = Q(gewaarschuwd=0, uiterlijk_op__lte=vandaag + timedelta(days=BIJNA))
    over = Q(gewaarschuwd__lt=2, uiterlijk_op__lt=vandaag)
    rows = Rechtenverzoek.objects.exclude(stand=Stand.BESLOTEN).filter(bijna | over).order_by("uiterlijk_op")
    found = list(rows.select_for_update(skip_locked=True)[:HOOGSTENS])
    for row in found:
        voorbij = row.uiterlijk_op < vandaag
        Rechtenverzoek.objects.filter(partij_id=row.partij_id, id=row.id).update(gewaarschuwd=2 if voorbij else 1)
        defer(
            MELD_TERMIJN,
            ctx.over({row.partij_id}),
            partij_id=str(row.partij_id),
            klantvraag_id=str(row.klantvraag_id),
            soort=row.soort,
            dag=row.uiterlijk_op.isoformat(),
            voorbij="ja" if voorbij else "",
        )
    return {row.partij_id for row in found}
