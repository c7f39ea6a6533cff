"""maak-klantcontact: a contact, who took part and what it was about, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten import models as m
from geholpen.domain.klantcontacten.opschrijven import last_contact, publish
from geholpen.domain.klantcontacten.policy import may_connect
from geholpen.domain.klantcontacten.register import (
    Plek,
    betrokkene_rows,
    check_gelukt,
    contact_rows,
    new_vraag,
    partij_of,
    vraag_rows,
)
from geholpen.domain.klantcontacten.standaard import check_nummer, identificator
from geholpen.domain.partijen.onbekende import nobody
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7

KLANTVRAAG = {"code_objecttype": "klantvraag", "code_register": "geholpen", "code_soort_object_id": "kenmerk"}


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """What was made; None for what was not given."""

    klantcontact_id: UUID
    betrokkene_id: UUID | None
    onderwerpobject_id: UUID | None
    partijen: frozenset[UUID]


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.NAAM, G.ADRES},
    naam="Een applicatie legde contact met u vast",
    betrokkenen=lambda gemaakt: gemaakt.partijen,
)
def register_volledig_contact(ctx: Context, gegevens: Mapping[str, Any]) -> Gemaakt:
    """Record a contact with who took part and what it was about, under the customer who is named. Raises Invalid."""
    contact, wie, over = gegevens["klantcontact"], gegevens.get("betrokkene"), gegevens.get("onderwerpobject")
    check_gelukt(contact)
    check_nummer("klantcontact", "klantcontact", None, contact)
    rijen: list[Model] = []
    partij_id = _customer(partij_of(wie or {}))
    if partij_id is None:
        niemand = nobody(ctx)
        partij_id = niemand.partij_id
        rijen.append(niemand)
    loopt = _running(partij_id, over)
    vraag = loopt or new_vraag(ctx, partij_id, contact)
    rijen += [] if loopt else vraag_rows(vraag)
    plek = Plek(partij_id, vraag.id, vraag.verkregen_voor)
    contact_id, van_contact = contact_rows(ctx, plek, contact)
    rijen += van_contact
    betrokkene_id = object_id = None
    if wie is not None:
        betrokkene_id, mensen = betrokkene_rows(ctx, plek, contact_id, wie)
        rijen += mensen
    if over is not None:
        object_id, objecten = _object_rows(ctx, plek, contact_id, over, loopt)
        rijen += objecten
    if loopt:
        rijen += _wissel(ctx, plek, contact_id, contact["kanaal"], last_contact(vraag))
    prepared.insert(*rijen)
    publish(ctx, vraag, "contact" if loopt else "gestart")
    return Gemaakt(contact_id, betrokkene_id, object_id, frozenset({partij_id}))


def _customer(partij_id: UUID | None) -> UUID | None:
    """The same, when callers may know of this customer. Raises Invalid."""
    if partij_id is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT klant_bekend(%s)", [partij_id])
        if cursor.fetchone() == (True,):
            return partij_id
    raise Invalid("betrokkene.wasPartij.uuid", "Partij object bestaat niet.")


def _running(partij_id: UUID, over: Mapping[str, Any] | None) -> m.Klantvraag | None:
    """The klantvraag of this customer that the contact says it is about."""
    ident = (over or {}).get("onderwerpobjectidentificator") or {}
    if any(ident.get(naam) != waarde for naam, waarde in KLANTVRAAG.items()):
        return None
    rows = m.Klantvraag.objects.select_for_update().filter(partij_id=partij_id, kenmerk=ident.get("object_id", ""))
    return rows.first()


def _object_rows(
    ctx: Context, plek: Plek, contact_id: UUID, over: Mapping[str, Any], loopt: m.Klantvraag | None
) -> tuple[UUID, list[Model]]:
    """What the contact was about. That it is of a klantvraag of ours every contact of it shows by itself."""
    if loopt is not None and loopt.herkomst != "api":
        return contact_id, []
    was = over.get("was_klantcontact")
    if was and not m.Klantcontact.objects.filter(id=was["uuid"]).exists():
        raise Invalid("onderwerpobject.wasKlantcontact.uuid", "Klantcontact object bestaat niet.")
    rij = m.Onderwerpobject(
        id=uuid7(),
        klantcontact_id=contact_id,
        was_klantcontact_id=was["uuid"] if was else None,
        **identificator(over.get("onderwerpobjectidentificator")),
        **plek.eigen(ctx),
    )
    return rij.id, [rij]


def _wissel(ctx: Context, plek: Plek, contact_id: UUID, kanaal: str, vorig: m.Klantcontact | None) -> list[Model]:
    if vorig is None or vorig.kanaal == kanaal:
        return []
    keys = {"van_klantcontact_id": vorig.id, "naar_klantcontact_id": contact_id}
    return [m.Kanaalwissel(initiatief="klant", **keys, **plek.eigen(ctx))]
