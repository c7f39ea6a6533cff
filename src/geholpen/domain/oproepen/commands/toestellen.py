"""Which extension is whose."""

from __future__ import annotations

import re
from uuid import UUID

from geholpen.domain.oproepen.commands.innemen import normal_toestel
from geholpen.domain.oproepen.models import Toestel
from geholpen.domain.oproepen.policy import may_set_up
from geholpen.domain.organisatie.queries import medewerker
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, command
from geholpen.platform.errors import Invalid

_VORM = re.compile(r"[a-z0-9][a-z0-9_.@+-]{0,59}")


@command(
    may=may_set_up,
    gegevens=(),
    voor="toegangsbeheer",
    naam="Toestel van een collega gewijzigd",
    betrokkenen=lambda _: [],
)
def set_toestel(ctx: Context, toestel: str, medewerker_id: UUID | None) -> None:
    """Give an extension to an employee, or to nobody. Raises Invalid."""
    kaal = normal_toestel(toestel)
    if not _VORM.fullmatch(kaal):
        raise Invalid("toestel", "Vul het nummer of de naam van het toestel in, zoals 201.")
    if medewerker_id is None:
        Toestel.objects.filter(toestel=kaal).update(actief=False)
        return
    if medewerker(medewerker_id) is None:
        raise Invalid("medewerker", "Kies een collega.")
    Toestel.objects.update_or_create(toestel=kaal, defaults={"medewerker_id": medewerker_id, "actief": True})


@catalogue
def load_toestel(toestel: str, medewerker_id: UUID) -> None:
    """An extension of a pack. What is there stays as it is."""
    Toestel.objects.get_or_create(toestel=normal_toestel(toestel), defaults={"medewerker_id": medewerker_id})
