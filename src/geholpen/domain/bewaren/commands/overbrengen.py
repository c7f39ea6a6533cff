"""Transfer what is kept for good: asked by the archivist, written and read back by the system, stated, destroyed."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.bewaren.commands.lijsten import _LIJST, _call, _step
from geholpen.domain.bewaren.models import Lijstregel, Lijststand, Vernietigingslijst, Waardering
from geholpen.domain.bewaren.policy import may_agree, only_system
from geholpen.domain.bewaren.tabellen import tabellen
from geholpen.domain.bewaren.verklaringen import canonical
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.tasks import defer

#: What a statement says of the package.
PAKKET = ("naam", "bestanden", "bytes", "dossiers", "manifest", "gelezen_op")
TAAK = "maak_overdrachtspakket"


@command(may=may_agree, naam="Gevraagd om dossiers voor het archief klaar te zetten", **_LIJST)
def ask_pakket(ctx: Context, lijst_id: UUID) -> None:
    """Make what is on the list readable for its transfer, and plan the package. Raises Invalid."""
    _call("SELECT zet_over(%s)", lijst_id)
    defer(TAAK, system("beheer", "overbrengen"), lijst_id=str(lijst_id))


@command(may=only_system, naam="Vastgelegd of het pakket voor het archief klopt", **_LIJST)
def book_pakket(ctx: Context, lijst_id: UUID, pakket: dict[str, Any]) -> bool:
    """What became of the package; False when the list was changed meanwhile: then it does not count."""
    [(booked,)] = _call("SELECT boek_pakket(%s, %s)", lijst_id, canonical(pakket))
    return bool(booked)


@command(may=may_agree, naam="Vastgelegd dat dossiers zijn overgebracht", **_LIJST)
def record_transfer(ctx: Context, lijst_id: UUID, waarheen: str) -> UUID:
    """What is kept for good has arrived at the archive: only now may it go here. Returns the id of the statement.

    Raises Invalid, also without a package that was read back and found whole.
    """
    if len(waarheen.strip()) < 3:
        raise Invalid("waarom", "Schrijf op naar welk archief u de dossiers bracht, met het kenmerk van de ontvangst.")
    _step(lijst_id, "overgebracht", waarheen.strip())
    lijst = Vernietigingslijst.objects.get(id=lijst_id)
    soorten = {naam: t.soort for naam, t in tabellen().items()}
    id = uuid7()
    said = canonical(
        {
            "id": str(id),
            "lijst": str(lijst_id),
            "soort": "overdracht",
            "grond": "Archiefwet 1995, artikelen 12 en 13; Archiefbesluit 1995, artikel 9",
            "selectielijst": lijst.selectielijst,
            "waardering": lijst.waardering,
            "overgebracht_naar": lijst.overgebracht_naar,
            "overgebracht_op": timezone.now().isoformat(timespec="seconds"),
            "door": str(ctx.actor.person),
            "pakket": {
                k: lijst.pakket[k] for k in ("naam", "bestanden", "bytes", "dossiers", "manifest", "gelezen_op")
            },
            "vragen": lijst.pakket["dossiers"],
            "afgehaald": Lijstregel.objects.filter(lijst_id=lijst_id, af_op__isnull=False).count(),
            "regels": [
                {"tabel": naam, "gegevens": soorten.get(naam, 0), "aantal": aantal, "kenmerk": ""}
                for naam, aantal in sorted(lijst.pakket["rijen"].items())
            ],
        }
    )
    _call("SELECT verklaar_overdracht(%s, %s, %s, %s)", lijst_id, id, said, hashlib.sha256(said.encode()).hexdigest())
    return id


def waiting(lijst_id: UUID) -> Vernietigingslijst | None:
    """The list when it still waits for its package."""
    row = Vernietigingslijst.objects.filter(
        id=lijst_id, stand=Lijststand.VASTGESTELD, waardering=Waardering.BEWAREN, overgebracht_op=None
    ).first()
    return row if row and row.pakket.get("stand") == "wacht" else None
