"""What a contact was about in another register, as other software writes it down.

Our own questions are in that list too, under their public reference: joining a contact to one puts it there.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten import standaard
from geholpen.domain.klantcontacten.commands.register_actorklantcontacten import Geraakt
from geholpen.domain.klantcontacten.commands.register_klantcontacten import remove_klantcontact
from geholpen.domain.klantcontacten.models import Klantcontact, Klantvraag, Onderwerpobject
from geholpen.domain.klantcontacten.policy import may_connect
from geholpen.domain.klantcontacten.verhuizen import move_contact
from geholpen.domain.partijen import commands as partijen
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing, every
from geholpen.platform.models import uuid7

_VRAAG = {"code_objecttype": "klantvraag", "code_register": "geholpen", "code_soort_object_id": "kenmerk"}


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Opgeschreven waar uw contact over ging",
    betrokkenen=lambda geraakt: geraakt[1],
)
def register_onderwerpobject(ctx: Context, gegevens: dict[str, Any]) -> Geraakt:
    """Keep what a contact was about. Raises Invalid when a contact is not there."""
    codes = standaard.identificator(gegevens.get("onderwerpobjectidentificator"))
    contact, was = every(
        lambda: _contact("klantcontact", gegevens.get("klantcontact")),
        lambda: _contact("wasKlantcontact", gegevens.get("was_klantcontact")),
    )
    if contact is not None and was is None and (vraag := _question(contact, codes)):
        if vraag.id != contact.klantvraag_id:
            move_contact(contact, vraag)
        return contact.id, frozenset({contact.partij_id})
    row = Onderwerpobject(
        id=uuid7(),
        klantcontact_id=contact.id if contact else None,
        was_klantcontact_id=was.id if was else None,
        **codes,
        **_place(ctx, contact or was),
    )
    row.save(force_insert=True)
    return row.id, frozenset({row.partij_id})


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE},
    naam="Gewijzigd waar uw contact over ging",
    betrokkenen=lambda geraakt: geraakt[1],
)
def change_onderwerpobject(ctx: Context, id: UUID, gegevens: dict[str, Any]) -> Geraakt:
    """Change what was given. Raises Missing, and Invalid as above or for a question of our own."""
    row = _row(id)
    was = row.partij_id
    values: dict[str, Any] = {}
    if "onderwerpobjectidentificator" in gegevens:
        values |= standaard.identificator(gegevens["onderwerpobjectidentificator"])
    if "was_klantcontact" in gegevens:
        values["was_klantcontact_id"] = gegevens["was_klantcontact"]
        _contact("wasKlantcontact", gegevens["was_klantcontact"])
    if "klantcontact" in gegevens:
        contact = _contact("klantcontact", gegevens["klantcontact"])
        values |= {"klantcontact_id": contact and contact.id, "klantvraag_id": contact and contact.klantvraag_id}
        if contact is not None:  # taken from its contact it stays with the customer
            values |= {"partij_id": contact.partij_id, "verkregen_voor": contact.verkregen_voor}
    Onderwerpobject.objects.filter(partij_id=was, id=id).update(**values)
    nieuw = values.get("partij_id", was)
    if nieuw != was and row.klantvraag_id is None:
        partijen.delete_niemand(ctx, was)
    return id, frozenset({was, nieuw})


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE},
    naam="Verwijderd waar uw contact over ging",
    betrokkenen=lambda geraakt: geraakt[1],
)
def delete_onderwerpobject(ctx: Context, id: UUID) -> Geraakt:
    """Remove it; the contact stays. Raises Missing, and Invalid for a question of our own."""
    row = _row(id)
    _delete(ctx, row)
    return id, frozenset({row.partij_id})


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN, G.NAAM, G.ADRES, G.CONTACTADRESSEN},
    naam="Uw contact is verwijderd, met waar het over ging",
    betrokkenen=lambda geraakt: geraakt[1],
)
def delete_onderwerpobject_with_contacts(ctx: Context, id: UUID) -> tuple[list[UUID], frozenset[UUID]]:
    """Remove it with its contacts, but for those that another one points at. Returns these. Raises as above."""
    row = _row(id)
    behouden, partijen_ = [], {row.partij_id}
    ids = [i for i in (row.klantcontact_id, row.was_klantcontact_id) if i]
    _delete(ctx, row)
    for contact in (Klantcontact.objects.filter(id=i).first() for i in dict.fromkeys(ids)):
        if contact is None:
            continue
        anders = Q(klantcontact_id=contact.id) | Q(was_klantcontact_id=contact.id)
        if Onderwerpobject.objects.filter(anders).exists():
            behouden.append(contact.id)
            continue
        partijen_ |= remove_klantcontact(ctx, contact.id).partijen
    return behouden, frozenset(partijen_)


def _delete(ctx: Context, row: Onderwerpobject) -> None:
    Onderwerpobject.objects.filter(partij_id=row.partij_id, id=row.id).delete()
    if row.klantvraag_id is None:
        partijen.delete_niemand(ctx, row.partij_id)


def _row(id: UUID) -> Onderwerpobject:
    row = Onderwerpobject.objects.filter(id=id).first()
    if row is None and Klantcontact.objects.filter(id=id).exists():
        raise Invalid("nonFieldErrors", "Dit is een vraag van Geholpen. Verander het klantcontact dat erbij hoort.")
    if row is None:
        raise Missing
    return row


def _contact(veld: str, id: UUID | None) -> Klantcontact | None:
    return standaard.contact(veld, id) if id else None


def _question(contact: Klantcontact, codes: dict[str, str]) -> Klantvraag | None:
    """The question of ours that these codes name, when it is of the same customer."""
    if {naam: codes[naam] for naam in _VRAAG} != _VRAAG:
        return None
    return Klantvraag.objects.filter(partij_id=contact.partij_id, kenmerk=codes["object_id"]).first()


def _place(ctx: Context, contact: Klantcontact | None) -> dict[str, Any]:
    """Whose it is: of the contact's customer, or of a customer made for what is nobody's yet."""
    if contact is None:
        return {"partij_id": partijen.register_niemand(ctx), **standaard.of_nobody(ctx)}
    return standaard.of_contact(ctx, contact)
