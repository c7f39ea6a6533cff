"""Keep what a provider says of our templates: all of them when asked, one when it calls."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.models import Envelop, EnvelopStaat, Kanaalsjabloon
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Sjabloon, Sjabloonnieuws
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import command

_KEPT = ["staat", "soort", "tekst", "plekken", "uitleg", "gewijzigd_op"]


@command(may=may_intake, gegevens=(), voor="intake", naam="Sjablonen bijgewerkt", betrokkenen=lambda _: [])
def store_sjablonen(ctx: Context, account_id: UUID, sjablonen: Sequence[Sjabloon]) -> None:
    """Make ours the same as the provider's; what is not there any more is out of use."""
    now = timezone.now()
    rows = [
        Kanaalsjabloon(
            account_id=account_id,
            naam=s.naam[:512],
            taal=s.taal[:10],
            staat=s.staat,
            soort=s.soort,
            tekst=s.tekst,
            plekken=s.plekken,
            uitleg=s.uitleg,
            gewijzigd_op=now,
        )
        for s in sjablonen
    ]
    Kanaalsjabloon.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["account_id", "naam", "taal"], update_fields=_KEPT
    )
    gone = Kanaalsjabloon.objects.filter(account_id=account_id, gewijzigd_op__lt=now)
    gone.update(staat="uit", uitleg="Dit sjabloon is er bij de aanbieder niet meer.")


@command(
    may=may_intake, gegevens={G.CONTACTINHOUD}, voor="intake", naam="Sjabloon bijgewerkt", betrokkenen=lambda _: []
)
def file_sjabloonnieuws(ctx: Context, envelop_id: UUID, nieuws: Sjabloonnieuws) -> UUID | None:
    """Keep how one template stands. Returns the account, of which all templates are then asked again."""
    envelop = Envelop.objects.select_for_update().filter(id=envelop_id, staat=EnvelopStaat.NIEUW).first()
    if envelop is None:
        return None
    account_id = UUID(envelop.account)
    mine = Kanaalsjabloon.objects.filter(account_id=account_id, naam=nieuws.naam, taal=nieuws.taal)
    mine.update(staat=nieuws.staat, uitleg=nieuws.uitleg, gewijzigd_op=timezone.now())
    envelop.staat, envelop.verwerkt_op = EnvelopStaat.GEEN_BERICHT, timezone.now()
    envelop.uitleg = "Nieuws over een sjabloon."
    envelop.save(update_fields=["staat", "verwerkt_op", "uitleg"])
    return account_id
