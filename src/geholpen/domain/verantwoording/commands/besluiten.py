"""Decisions that other software asks; each is kept with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.verantwoording import policy
from geholpen.domain.verantwoording.besluiten import Besluitvraag, Gewogen, weeg
from geholpen.domain.verantwoording.models import GevraagdBesluit
from geholpen.platform.context import Context
from geholpen.platform.doors import command

UITVOEREN, EERSTE_NEE, EERSTE_JA = "execute_all", "deny_on_first_deny", "permit_on_first_permit"


@command(
    may=policy.may_ask,
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Een ander programma vroeg of iemand uw gegevens mag gebruiken",
    betrokkenen=lambda found: {g.partij_id for g in found if g.partij_id},
)
def ask_besluiten(ctx: Context, vragen: Sequence[Besluitvraag], semantiek: str = UITVOEREN) -> list[Gewogen]:
    """Weigh these questions in order, until the first no or yes when that is asked. Raises Refused."""
    found: list[Gewogen] = []
    for vraag in vragen:
        gewogen = weeg(ctx, vraag)
        found.append(gewogen)
        GevraagdBesluit.objects.create(
            applicatie_id=ctx.actor.person,
            trace=UUID(ctx.trace),
            activiteit=gewogen.activiteit,
            versie=gewogen.versie,
            verzoek=vraag.as_json(),
            antwoord=gewogen.as_json(),
        )
        if (semantiek == EERSTE_NEE and not gewogen.besluit) or (semantiek == EERSTE_JA and gewogen.besluit):
            break
    return found
