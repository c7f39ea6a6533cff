"""The statement of destruction: what kinds of data, how many, why and by whom. Numbers and hashes, nobody's data."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from geholpen.domain.bewaren.models import Besluitsoort, Vernietigbesluit, Vernietigd
from geholpen.domain.bewaren.tabellen import tabellen
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import uuid7

GRONDEN = {
    Besluitsoort.TERMIJN: "Algemene verordening gegevensbescherming, artikel 5, eerste lid, onder e",
    Besluitsoort.VERZOEK: "Algemene verordening gegevensbescherming, artikel 17",
    Besluitsoort.LIJST: "Archiefwet 1995, artikelen 3 en 5; Archiefbesluit 1995, artikel 8",
    Besluitsoort.HERSTEL: "Een besluit van vóór het terugzetten van een reservekopie, opnieuw uitgevoerd",
}


@dataclass(frozen=True, slots=True)
class Verklaringregel:
    """One table: its data category, how many rows went and a hash of their keys."""

    tabel: str
    soort: int
    aantal: int
    kenmerk: str


@dataclass(frozen=True, slots=True)
class Verklaring:
    """What was destroyed. `hash` is that of the content as it is kept."""

    id: UUID
    besluit_id: UUID
    partij_id: UUID | None
    soort: str
    grond: str
    door: UUID | None
    regels: tuple[Verklaringregel, ...]
    logregels: int
    hash: str

    @property
    def aantal(self) -> int:
        """Rows in all, log lines not counted."""
        return sum(r.aantal for r in self.regels)


def close(besluit: Vernietigbesluit, *, logregels: int = 0, keep: bool = True, **more: Any) -> Verklaring:
    """Write the statement and end the decision. With `keep` False only the decision ends: nothing was destroyed."""
    regels = _regels([besluit.id])
    id = uuid7()
    inhoud = {
        "id": str(id),
        "besluit": str(besluit.id),
        "soort": besluit.soort,
        "grond": GRONDEN[Besluitsoort(besluit.soort)],
        "door": str(besluit.besloten_door) if besluit.besloten_door else None,
        "besloten_op": besluit.moment.isoformat(),
        "vernietigd_op": timezone.now().isoformat(timespec="seconds"),
        "logregels": logregels,
        "regels": [{"tabel": r.tabel, "gegevens": r.soort, "aantal": r.aantal, "kenmerk": r.kenmerk} for r in regels],
        **more,
    }
    said = canonical(inhoud)
    digest = hashlib.sha256(said.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sluit_besluit(%s, %s, %s, %s)", [besluit.id, id if keep else None, said, digest])
    return Verklaring(
        id,
        besluit.id,
        besluit.partij_id,
        besluit.soort,
        str(inhoud["grond"]),
        besluit.besloten_door,
        regels,
        logregels,
        digest,
    )


def close_lijst(lijst: Any, besluiten: list[UUID], stappen: list[dict[str, Any]], afgehaald: int) -> UUID:
    """The statement of a destruction list, over all its decisions. Returns its id."""
    id = uuid7()
    inhoud = {
        "id": str(id),
        "lijst": str(lijst.id),
        "soort": "lijst",
        "grond": GRONDEN[Besluitsoort.LIJST],
        "selectielijst": lijst.selectielijst,
        "waardering": lijst.waardering,
        "overgebracht_naar": lijst.overgebracht_naar,
        "vragen": len(besluiten),
        "afgehaald": afgehaald,
        "stappen": stappen,
        "vernietigd_op": timezone.now().isoformat(timespec="seconds"),
        "regels": [
            {"tabel": r.tabel, "gegevens": r.soort, "aantal": r.aantal, "kenmerk": r.kenmerk}
            for r in _regels(besluiten)
        ],
    }
    said = canonical(inhoud)
    with connection.cursor() as cursor:
        digest = hashlib.sha256(said.encode()).hexdigest()
        cursor.execute("SELECT sluit_lijst(%s, %s, %s, %s)", [lijst.id, id, said, digest])
    return id


def canonical(value: Any) -> str:
    """JSON with sorted keys and without white space: what the hash is of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _regels(besluiten: list[UUID]) -> tuple[Verklaringregel, ...]:
    """Per table; one that went in several batches has the hash of their hashes."""
    soorten = {naam: t.soort for naam, t in tabellen().items()}
    rows = Vernietigd.objects.filter(besluit_id__in=besluiten).order_by("moment", "id")
    kenmerken: dict[str, list[str]] = {}
    for tabel, kenmerk in rows.values_list("tabel", "kenmerk"):
        kenmerken.setdefault(tabel, []).append(kenmerk)
    totals = rows.order_by().values("tabel").annotate(totaal=Sum("aantal")).order_by("tabel")
    return tuple(
        Verklaringregel(
            r["tabel"], soorten.get(r["tabel"], int(Gegevenssoort.GEEN)), r["totaal"], _one(kenmerken[r["tabel"]])
        )
        for r in totals
    )


def _one(kenmerken: list[str]) -> str:
    if len(kenmerken) == 1:
        return kenmerken[0]
    return hashlib.sha256(",".join(kenmerken).encode()).hexdigest()
