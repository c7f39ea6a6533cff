"""What happens with a klantvraag is known at the visit too: its department, that it was answered, how a link goes."""

from __future__ import annotations

from geholpen.domain.berichten.events import BezorgingChanged
from geholpen.domain.chat.commands import follow_wachten, note_wisselbezorging
from geholpen.domain.chat.models import Chatbezoek
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.platform.context import system
from geholpen.platform.events import subscribe


@subscribe(KlantvraagChanged)
def follow_klantvraag(gebeurtenis: KlantvraagChanged) -> None:
    """Signs of typing go to whoever may work on it now; who was answered another way waits in the queue no more."""
    rows = Chatbezoek.objects.filter(klantvraag_id=gebeurtenis.klantvraag_id, geeindigd_op=None)
    rows.exclude(afdeling_code=gebeurtenis.afdeling, gevoelig=gebeurtenis.gevoelig).update(
        afdeling_code=gebeurtenis.afdeling, gevoelig=gebeurtenis.gevoelig
    )
    terug = gebeurtenis.wat == "teruggehaald"
    if rows.filter(partij_id=gebeurtenis.partij_id, wacht_sinds__isnull=terug).exists():
        ctx = system("chat").over({gebeurtenis.partij_id})
        follow_wachten(ctx, gebeurtenis.partij_id, gebeurtenis.klantvraag_id, terug=terug)


@subscribe(BezorgingChanged)
def follow_bezorging(gebeurtenis: BezorgingChanged) -> None:
    """A link to go on elsewhere that does not arrive is told in the window."""
    vraag_id, bezorging_id = gebeurtenis.klantvraag_id, gebeurtenis.bezorging_id
    if Chatbezoek.objects.filter(klantvraag_id=vraag_id, wissel_bezorging_id=bezorging_id).exists():
        mislukt = gebeurtenis.staat == "niet_bezorgd"
        note_wisselbezorging(system("chat"), vraag_id, bezorging_id, mislukt=mislukt)
