"""How an employee keeps order in the inbox: saved views, following, later, and having read a mention."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.models import Genoemd, Volger, Weergave
from geholpen.domain.klantcontacten.opschrijven import locked, nothing_newer
from geholpen.domain.klantcontacten.policy import may_be_there, may_decide
from geholpen.domain.klantcontacten.postvak.keuze import Werkkeuze
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused

MAX_WEERGAVEN = 30
MAX_UITSTEL = timedelta(days=90)


@command(may=may_be_there, gegevens=(), voor="werkvoorraad", naam="Weergave bewaard", betrokkenen=lambda _: [])
def save_weergave(ctx: Context, naam: str, keuze: Werkkeuze, *, delen: bool = False) -> UUID:
    """Keep this choice under a name, for oneself or (`delen`, a team lead) for the department. Returns its id.

    Raises Invalid without a name or with too many views, Refused when somebody else than a team lead shares.
    """
    naam = naam.strip()
    if not 1 <= len(naam) <= 40:
        raise Invalid("naam", "Geef de weergave een naam van hoogstens 40 tekens.")
    if delen and "teamleider" not in ctx.actor.rollen:
        raise Refused("ALLEEN_TEAMLEIDER", "Een weergave voor de hele afdeling maakt de teamleider.")
    if Weergave.objects.filter(medewerker_id=ctx.actor.person).count() >= MAX_WEERGAVEN:
        raise Invalid("naam", "U heeft al 30 weergaven. Verwijder er eerst een.")
    row = Weergave(
        medewerker_id=ctx.actor.person,
        afdeling_code=ctx.actor.afdeling if delen else "",
        naam=naam,
        keuze=_codes(keuze),
    )
    row.save()
    return row.id


def _codes(keuze: Werkkeuze) -> dict[str, Any]:
    """What of it is kept: codes, and never whom somebody looked for."""
    return {k: v for k, v in dataclasses.asdict(keuze).items() if v and k not in ("vraag", "partijen")}


@command(may=may_be_there, gegevens=(), voor="werkvoorraad", naam="Weergave verwijderd", betrokkenen=lambda _: [])
def delete_weergave(ctx: Context, weergave_id: UUID) -> None:
    """Remove a view of one's own. Another's is not there."""
    Weergave.objects.filter(id=weergave_id, medewerker_id=ctx.actor.person).delete()


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Een medewerker volgt uw vraag")
def follow_klantvraag(ctx: Context, partij_id: UUID, klantvraag_id: UUID, *, volgen: bool) -> None:
    """The acting employee follows this klantvraag, or no longer."""
    locked(partij_id, klantvraag_id)
    if volgen:
        Volger.objects.get_or_create(
            klantvraag_id=klantvraag_id, medewerker_id=ctx.actor.person, defaults={"partij_id": partij_id}
        )
    else:
        Volger.objects.filter(klantvraag_id=klantvraag_id, medewerker_id=ctx.actor.person).delete()


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Uw vraag komt later weer aan de beurt")
def postpone_klantvraag(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, tot: datetime | None, *, gezien_tot: int | None = None
) -> None:
    """Out of sight until then, or until the customer writes; the term goes on. None: in sight again now.

    `gezien_tot`: as with closing. Raises Invalid for a moment that is over or too far away.
    """
    now = timezone.now()
    if tot is not None and not now < tot <= now + MAX_UITSTEL:
        raise Invalid("tot", "Kies een moment in de komende negentig dagen.")
    vraag = locked(partij_id, klantvraag_id)
    if tot is not None:
        nothing_newer(vraag, gezien_tot)
    with connection.cursor() as cursor:
        cursor.execute("SELECT stel_uit(%s, %s, %s, %s)", [partij_id, klantvraag_id, ctx.actor.person, tot])


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Een medewerker las waarvoor een collega hem noemde")
def read_genoemd(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> None:
    """The acting employee has seen for what they were mentioned here."""
    rows = Genoemd.objects.filter(klantvraag_id=klantvraag_id, medewerker_id=ctx.actor.person, gelezen_op=None)
    rows.update(gelezen_op=timezone.now())
