"""maak-klantcontact: a contact, who took part and what it was about in one call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers as drf
from rest_framework.exceptions import NotFound

from geholpen.domain.klantcontacten.commands import Gemaakt, register_volledig_contact
from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.klantinteracties.betrokkenen import LosseBetrokkene
from geholpen.faces.api.klantinteracties.groepen import Identificator, Verwijzing
from geholpen.faces.api.klantinteracties.klantcontacten import Klantcontact
from geholpen.platform.context import Context


class LosOnderwerpobject(drf.Serializer[Any]):
    """What the contact was about."""

    was_klantcontact = Verwijzing(required=False, allow_null=True)
    onderwerpobjectidentificator = Identificator(required=False, allow_null=True)


class MaakKlantcontact(drf.Serializer[Any]):
    """The three together; only the contact must be there."""

    klantcontact = Klantcontact()
    betrokkene = LosseBetrokkene(required=False, allow_null=True)
    onderwerpobject = LosOnderwerpobject(required=False, allow_null=True)


def _antwoord(ctx: Context, basis: str, gemaakt: Gemaakt) -> bytes:
    """The three objects as they are now; null for what was not made or is gone. Raises NotFound without the contact."""

    def een(lees: Any, id: UUID | None) -> bytes:
        found = lees(ctx, queries.Vraag(basis, (("uuid", str(id)),), 0, 1)).documenten if id else ()
        return found[0] if found else b"null"

    contact = een(queries.klantcontacten, gemaakt.klantcontact_id)
    if contact == b"null":
        raise NotFound
    return b'{"klantcontact":%s,"betrokkene":%s,"onderwerpobject":%s}' % (
        contact,
        een(queries.betrokkenen, gemaakt.betrokkene_id),
        een(queries.onderwerpobjecten, gemaakt.onderwerpobject_id),
    )


def _ids(gemaakt: Gemaakt) -> list[UUID | None]:
    return [gemaakt.klantcontact_id, gemaakt.betrokkene_id, gemaakt.onderwerpobject_id]


def _terug(ids: Sequence[Any]) -> Gemaakt:
    contact, betrokkene, onderwerpobject = ids
    return Gemaakt(contact, betrokkene, onderwerpobject, frozenset())


BRON = Bron(
    "maak-klantcontact",
    invoer=MaakKlantcontact,
    maak=register_volledig_contact,
    antwoord=_antwoord,
    ids=_ids,
    terug=_terug,
)
