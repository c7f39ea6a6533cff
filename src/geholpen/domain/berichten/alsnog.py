"""What no machine can bring to a customer becomes a promise: an employee says it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.klantcontacten.commands import Belofte, promise
from geholpen.domain.klantcontacten.queries import VraagRegel, taken_van
from geholpen.domain.organisatie.queries import medewerker, werkdag_na
from geholpen.platform.context import Context

#: Within how many working days.
DAGEN = 2


def promise_once(ctx: Context, vraag: VraagRegel, tekst: str, wie: UUID | None) -> None:
    """Promise the customer `tekst`, once at a time, as work of this employee or (None; who left) of the department."""
    taken = taken_van(ctx, vraag.partij_id, vraag.klantvraag_id)
    if not any(t.tekst == tekst and t.afgehandeld_op is None for t in taken):
        dag = werkdag_na(timezone.localdate(), DAGEN)
        hier = wie if wie and medewerker(wie) else None
        belofte = Belofte("antwoord", tekst, vraag.afdeling_code, dag, hier)
        promise(ctx, vraag.partij_id, vraag.klantvraag_id, belofte)
