"""Where a document of a contact is kept, as other software writes it down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten import standaard
from geholpen.domain.klantcontacten.commands.register_actorklantcontacten import Geraakt
from geholpen.domain.klantcontacten.models import BijlageVerwijzing
from geholpen.domain.klantcontacten.policy import may_connect
from geholpen.domain.partijen import commands as partijen
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing
from geholpen.platform.models import uuid7

_SOORTEN = {G.CONTACTHISTORIE, G.DOCUMENTEN}


@command(
    may=may_connect,
    gegevens=_SOORTEN,
    naam="Opgeschreven welk document bij uw contact hoort",
    betrokkenen=lambda geraakt: geraakt[1],
)
def register_bijlage(ctx: Context, gegevens: dict[str, Any]) -> Geraakt:
    """Keep a reference to a document, of a contact or of nobody yet. Raises Invalid when the contact is not there."""
    row = BijlageVerwijzing(id=uuid7(), **_place(ctx, gegevens.get("was_bijlage_van_klantcontact")))
    for naam, waarde in standaard.identificator(gegevens.get("bijlageidentificator")).items():
        setattr(row, naam, waarde)
    row.save(force_insert=True)
    return row.id, frozenset({row.partij_id})


@command(
    may=may_connect,
    gegevens=_SOORTEN,
    naam="Gewijzigd welk document bij uw contact hoort",
    betrokkenen=lambda geraakt: geraakt[1],
)
def change_bijlage(ctx: Context, id: UUID, gegevens: dict[str, Any]) -> Geraakt:
    """Change what was given. Raises Missing, and Invalid as above."""
    row = _row(id)
    values: dict[str, Any] = {}
    if "bijlageidentificator" in gegevens:
        values |= standaard.identificator(gegevens["bijlageidentificator"])
    if "was_bijlage_van_klantcontact" in gegevens:
        values |= _moved(ctx, row, gegevens["was_bijlage_van_klantcontact"])
    BijlageVerwijzing.objects.filter(partij_id=row.partij_id, id=id).update(**values)
    nieuw = values.get("partij_id", row.partij_id)
    if nieuw != row.partij_id:
        partijen.delete_niemand(ctx, row.partij_id)
    return id, frozenset({row.partij_id, nieuw})


@command(
    may=may_connect,
    gegevens=_SOORTEN,
    naam="Een verwijzing naar een document verwijderd",
    betrokkenen=lambda geraakt: geraakt[1],
)
def delete_bijlage(ctx: Context, id: UUID) -> Geraakt:
    """Remove the reference; the document is somewhere else. Raises Missing."""
    row = _row(id)
    BijlageVerwijzing.objects.filter(partij_id=row.partij_id, id=id).delete()
    if row.klantcontact_id is None:
        partijen.delete_niemand(ctx, row.partij_id)
    return id, frozenset({row.partij_id})


def _row(id: UUID) -> BijlageVerwijzing:
    row = BijlageVerwijzing.objects.filter(id=id).first()
    if row is None:
        raise Missing
    return row


def _place(ctx: Context, contact_id: UUID | None) -> dict[str, Any]:
    """Whose the reference is: of the contact's customer, or of a customer made for what is nobody's yet."""
    if contact_id is None:
        return {"partij_id": partijen.register_niemand(ctx), **standaard.of_nobody(ctx)}
    contact = standaard.contact("wasBijlageVanKlantcontact", contact_id)
    return {"klantcontact_id": contact_id, **standaard.of_contact(ctx, contact)}


def _moved(ctx: Context, row: BijlageVerwijzing, contact_id: UUID | None) -> dict[str, Any]:
    """Taken from its contact it stays with the customer: nothing about somebody becomes nobody's."""
    if contact_id is None:
        return {"klantcontact_id": None, "klantvraag_id": None}
    contact = standaard.contact("wasBijlageVanKlantcontact", contact_id)
    return {
        "klantcontact_id": contact_id,
        "klantvraag_id": contact.klantvraag_id,
        "partij_id": contact.partij_id,
        "verkregen_voor": contact.verkregen_voor,
    }
