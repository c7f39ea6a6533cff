"""Which actor had a contact, as other software writes it down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten import standaard
from geholpen.domain.klantcontacten.models import ActorKlantcontact, TaakActor
from geholpen.domain.klantcontacten.policy import may_connect
from geholpen.domain.organisatie import commands as organisatie
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing, every
from geholpen.platform.models import uuid7

Geraakt = tuple[UUID, frozenset[UUID]]  # the row, and the customers it concerns


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE},
    naam="Opgeschreven wie contact met u had",
    betrokkenen=lambda geraakt: geraakt[1],
)
def register_actorklantcontact(ctx: Context, gegevens: dict[str, Any]) -> Geraakt:
    """Join an actor to a contact. Raises Invalid when one of them is not there or they are joined already."""
    _actor, contact = every(
        lambda: standaard.check_actor("actor", gegevens["actor"]),
        lambda: standaard.contact("klantcontact", gegevens["klantcontact"]),
    )
    row = ActorKlantcontact(
        id=uuid7(), klantcontact_id=contact.id, actor_id=gegevens["actor"], **standaard.of_contact(ctx, contact)
    )
    _check_once(row)
    row.save(force_insert=True)
    return row.id, frozenset({contact.partij_id})


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE},
    naam="Gewijzigd wie contact met u had",
    betrokkenen=lambda geraakt: geraakt[1],
)
def change_actorklantcontact(ctx: Context, id: UUID, gegevens: dict[str, Any]) -> Geraakt:
    """Change what was given. Raises Missing, and Invalid as above."""
    row = _row(id)
    was = row.partij_id
    if "actor" in gegevens:
        standaard.check_actor("actor", gegevens["actor"])
        row.actor_id = gegevens["actor"]
    if "klantcontact" in gegevens:
        contact = standaard.contact("klantcontact", gegevens["klantcontact"])
        row.partij_id, row.klantvraag_id, row.klantcontact_id = contact.partij_id, contact.klantvraag_id, contact.id
        row.verkregen_voor = contact.verkregen_voor
    _check_once(row)
    ActorKlantcontact.objects.filter(id=id).update(
        partij_id=row.partij_id,
        klantvraag_id=row.klantvraag_id,
        klantcontact_id=row.klantcontact_id,
        verkregen_voor=row.verkregen_voor,
        actor_id=row.actor_id,
    )
    return id, frozenset({was, row.partij_id})


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE},
    naam="Verwijderd wie contact met u had",
    betrokkenen=lambda geraakt: geraakt[1],
)
def delete_actorklantcontact(ctx: Context, id: UUID) -> Geraakt:
    """Take an actor from a contact. Raises Missing."""
    row = _row(id)
    ActorKlantcontact.objects.filter(partij_id=row.partij_id, id=id).delete()
    return id, frozenset({row.partij_id})


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE},
    naam="Een actor die met u te maken had is verwijderd",
    betrokkenen=lambda geraakt: geraakt[1],
)
def delete_actor(ctx: Context, id: UUID) -> Geraakt:
    """Remove an actor and where it stands at contacts and tasks; the contacts and tasks stay. Raises Missing."""
    partijen: set[UUID] = set()
    for model in (ActorKlantcontact, TaakActor):
        rows = model.objects.filter(actor_id=id)
        partijen |= set(rows.values_list("partij_id", flat=True))
        rows.delete()
    organisatie.delete_actor(ctx, id)
    return id, frozenset(partijen)


def _row(id: UUID) -> ActorKlantcontact:
    row = ActorKlantcontact.objects.filter(id=id).first()
    if row is None:
        raise Missing
    return row


def _check_once(row: ActorKlantcontact) -> None:
    rows = ActorKlantcontact.objects.filter(klantcontact_id=row.klantcontact_id, actor_id=row.actor_id)
    if rows.exclude(id=row.id).exists():
        raise Invalid("nonFieldErrors", "De velden actor, klantcontact moeten een unieke set zijn.", "unique")
