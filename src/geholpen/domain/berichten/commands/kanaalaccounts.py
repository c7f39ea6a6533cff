"""Ways in and out as management makes them: a number, a mailbox, a key; and how each is doing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from geholpen.domain.berichten import accounts
from geholpen.domain.berichten.models import Kanaalaccount
from geholpen.domain.berichten.policy import may_set_up
from geholpen.domain.berichten.ports import Instelbaar, Sjabloonkanaal, kanaal, kanalen
from geholpen.platform import onthouden, tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.models import uuid7
from geholpen.platform.sealing import seal

DOEL = "toegangsbeheer"
#: So many failures in a row rest an account; this long, twice as long each time, until the longest.
AANTAL, KORT, LANG = 5, timedelta(minutes=1), timedelta(minutes=30)


@command(may=may_set_up, gegevens=(), voor=DOEL, naam="Een kanaal ingesteld", betrokkenen=lambda _: [])
def save_kanaalaccount(ctx: Context, soort: str, waarden: Mapping[str, str], id: UUID | None = None) -> UUID:
    """Make or change one account of channel `soort`. Returns its id.

    `waarden`: naam, adres, afdeling_code and the channel's own fields. An empty secret keeps the one that is there.
    Raises Invalid per field and Missing.
    """
    row = Kanaalaccount.objects.select_for_update().filter(id=id, kanaal=soort).first() if id else None
    if id and row is None:
        raise Missing
    row = row or Kanaalaccount(id=uuid7(), kanaal=soort)
    row.naam = _filled("naam", waarden.get("naam", ""), 100)
    row.adres = waarden.get("adres", "").strip()[:200]
    row.afdeling_code = waarden.get("afdeling_code", "").strip()
    row.instellingen, geheimen = _velden(soort, waarden, accounts.secrets(row), row.instellingen)
    row.geheimen = seal(accounts.DOEL, json.dumps(geheimen), row.id)
    row.rust_tot, row.mislukt_achtereen = None, 0
    row.gewijzigd_op, row.gewijzigd_door = timezone.now(), ctx.actor.id
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Invalid("naam", "Er is al een kanaal met deze naam. Kies een andere.") from None
    onthouden.forget()
    if isinstance(kanaal(soort), Sjabloonkanaal):
        tasks.defer("haal_sjablonen", system(soort), account_id=str(row.id))
    return row.id


def _velden(
    soort: str, waarden: Mapping[str, str], had: Mapping[str, str], was: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Open and secret settings as the channel asks for them. `had` and `was`: the secret and open ones of before."""
    if soort not in kanalen() or not isinstance(plug := kanaal(soort), Instelbaar):
        raise Invalid("kanaal", "Dit kanaal is niet in te stellen.")
    open_: dict[str, str] = {}
    secret: dict[str, str] = {}
    for veld in plug.velden:
        if veld.elders and veld.naam not in waarden:
            open_[veld.naam] = was.get(veld.naam, veld.standaard)
            continue
        waarde = waarden.get(veld.naam, "").strip() or (had.get(veld.naam, "") if veld.geheim else veld.standaard)
        if veld.verplicht and not waarde:
            raise Invalid(veld.naam, f"Vul in: {veld.label}.")
        (secret if veld.geheim else open_)[veld.naam] = waarde
    return open_, secret


def _filled(veld: str, waarde: str, hoogstens: int) -> str:
    if not waarde.strip():
        raise Invalid(veld, "Geef dit kanaal een naam.")
    return waarde.strip()[:hoogstens]


@command(may=may_set_up, gegevens=(), voor=DOEL, naam="Een kanaal aan- of uitgezet", betrokkenen=lambda _: [])
def switch_kanaalaccount(ctx: Context, id: UUID, actief: bool) -> None:
    """Take an account in or out of use. What waits to go out stays. Raises Missing."""
    values: dict[str, Any] = {"actief": actief, "rust_tot": None, "mislukt_achtereen": 0}
    values |= {"gewijzigd_op": timezone.now(), "gewijzigd_door": ctx.actor.id}
    if not Kanaalaccount.objects.filter(id=id).update(**values):
        raise Missing
    onthouden.forget()


def note_success(account_id: UUID | None) -> None:
    """It works (again)."""
    if account_id is None:
        return
    Kanaalaccount.objects.filter(id=account_id, mislukt_achtereen__gt=0).update(mislukt_achtereen=0, rust_tot=None)


def note_failure(account_id: UUID | None, *, dicht: bool = False) -> None:
    """It failed once more, for no fault of the message. `dicht`: nothing can go out here at all, rest at once."""
    if account_id is None:
        return
    Kanaalaccount.objects.filter(id=account_id).update(mislukt_achtereen=F("mislukt_achtereen") + 1)
    row = Kanaalaccount.objects.get(id=account_id)
    over = row.mislukt_achtereen - (1 if dicht else AANTAL)
    if over >= 0:
        rust = min(KORT * 2 ** min(over, 10), LANG)
        Kanaalaccount.objects.filter(id=account_id).update(rust_tot=timezone.now() + rust)
