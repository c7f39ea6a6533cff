"""What happens with a klantvraag is known at the visit too: to which department it belongs now, and that it ended."""

from __future__ import annotations

from geholpen.domain.chat.models import Chatbezoek
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.platform.events import subscribe


@subscribe(KlantvraagChanged)
def follow_klantvraag(gebeurtenis: KlantvraagChanged) -> None:
    """Signs of typing go to whoever may work on it now."""
    rows = Chatbezoek.objects.filter(klantvraag_id=gebeurtenis.klantvraag_id, geeindigd_op=None)
    rows.exclude(afdeling_code=gebeurtenis.afdeling, gevoelig=gebeurtenis.gevoelig).update(
        afdeling_code=gebeurtenis.afdeling, gevoelig=gebeurtenis.gevoelig
    )
