"""All rows of one contact move together to another question. Only inside a door."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geholpen.domain.klantcontacten.models import (
    ActorKlantcontact,
    Betrokkene,
    BetrokkeneAdres,
    BetrokkeneNaam,
    BijlageVerwijzing,
    InterneTaak,
    InterneTaakInhoud,
    Kanaalwissel,
    Klantcontact,
    KlantcontactInhoud,
    Klantvraag,
    Onderwerpobject,
    TaakActor,
    TaakPoging,
)

#: What hangs on a contact, on one of its people, on one of its tasks: the table and the column that says so.
VAN_CONTACT: tuple[tuple[Any, str], ...] = (
    (KlantcontactInhoud, "id"),
    (ActorKlantcontact, "klantcontact_id"),
    (BijlageVerwijzing, "klantcontact_id"),
    (Onderwerpobject, "klantcontact_id"),
    (Betrokkene, "klantcontact_id"),
    (InterneTaak, "klantcontact_id"),
)
VAN_BETROKKENE: tuple[tuple[Any, str], ...] = ((BetrokkeneNaam, "id"), (BetrokkeneAdres, "betrokkene_id"))
VAN_TAAK: tuple[tuple[Any, str], ...] = (
    (InterneTaakInhoud, "id"),
    (TaakActor, "taak_id"),
    (TaakPoging, "taak_id"),
)


def move_contact(contact: Klantcontact, vraag: Klantvraag) -> None:
    """The contact becomes one of `vraag`, with everything that hangs on it, under the purpose of that question."""
    naar = {"partij_id": vraag.partij_id, "klantvraag_id": vraag.id, "verkregen_voor": vraag.verkregen_voor}
    _switches(contact).delete()
    for rows in _hanging(contact):
        rows.update(**naar)
    Klantcontact.objects.filter(partij_id=contact.partij_id, id=contact.id).update(**naar)
    end_empty(contact.partij_id, contact.klantvraag_id)


def end_empty(partij_id: UUID, klantvraag_id: UUID) -> None:
    """Remove a question that other software began and that has no contact (any more): nobody here ever saw it.

    Its public reference stays taken: it is kept as a hash only, and the same one is never given twice.
    """
    if not Klantcontact.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).exists():
        Klantvraag.objects.filter(partij_id=partij_id, id=klantvraag_id, herkomst="api").delete()


def _switches(contact: Klantcontact) -> Any:
    rows = Kanaalwissel.objects.filter(partij_id=contact.partij_id)
    return rows.filter(van_klantcontact_id=contact.id) | rows.filter(naar_klantcontact_id=contact.id)


def _hanging(contact: Klantcontact) -> list[Any]:
    """The rows that hang on it."""
    own = {"partij_id": contact.partij_id}
    mensen = list(Betrokkene.objects.filter(**own, klantcontact_id=contact.id).values_list("id", flat=True))
    taken = list(InterneTaak.objects.filter(**own, klantcontact_id=contact.id).values_list("id", flat=True))
    return [
        *(model.objects.filter(**own, **{f"{kolom}__in": mensen}) for model, kolom in VAN_BETROKKENE),
        *(model.objects.filter(**own, **{f"{kolom}__in": taken}) for model, kolom in VAN_TAAK),
        *(model.objects.filter(**own, **{kolom: contact.id}) for model, kolom in VAN_CONTACT),
    ]
