"""What was said at a question, message or not: a call and the counter leave words too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.berichten.queries import BerichtRegel, gesprek
from geholpen.domain.klantcontacten.queries import Gesproken, gesproken_van
from geholpen.platform.context import Context


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """One thing that was said. `kanaal` only where somebody wrote down what was said; else it is the message itself."""

    moment: datetime
    van_klant: bool
    tekst: str
    kanaal: str = ""


def without_message(gesproken: Sequence[Gesproken], berichten: Sequence[BerichtRegel]) -> list[Gesproken]:
    """Contacts that no message shows. Of a letter from another register sometimes only the contact is here."""
    getoond = {b.klantcontact_id for b in berichten}
    gezegd = {(b.kanaal, b.nieuwe_tekst or b.tekst) for b in berichten}
    return [g for g in gesproken if g.id not in getoond and (g.kanaal, g.tekst) not in gezegd]


def uitspraken(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[Uitspraak]:
    """Messages and what was written down of calls, at the counter and elsewhere, oldest first."""
    berichten = gesprek(ctx, partij_id, klantvraag_id)
    gesproken = without_message(gesproken_van(ctx, partij_id, klantvraag_id), berichten)
    alles = [Uitspraak(b.moment, b.richting == "in", b.tekst) for b in berichten]
    alles += [Uitspraak(g.moment, g.initiatief == "klant", g.tekst, g.kanaal) for g in gesproken]
    return sorted(alles, key=lambda u: u.moment)
