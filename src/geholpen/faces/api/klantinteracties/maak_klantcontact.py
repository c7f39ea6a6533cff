"""maak-klantcontact: a contact, who took part and what it was about in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from rest_framework.exceptions import NotFound

from geholpen.domain.klantcontacten.commands import DELEN, Gemaakt, register_volledig_contact
from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.klantinteracties.betrokkenen import LosseBetrokkene
from geholpen.faces.api.klantinteracties.groepen import Identificator
from geholpen.faces.api.klantinteracties.klantcontacten import Klantcontact
from geholpen.faces.api.velden import Groep, Verwijzing
from geholpen.platform.context import Context


class LosOnderwerpobject(Groep):
    """What the contact was about."""

    was_klantcontact = Verwijzing(required=False, allow_null=True)
    onderwerpobjectidentificator = Identificator(required=False, allow_null=True)


class MaakKlantcontact(Groep):
    """The three together; only the contact must be there."""

    klantcontact = Klantcontact()
    betrokkene = LosseBetrokkene(required=False, allow_null=True)
    onderwerpobject = LosOnderwerpobject(required=False, allow_null=True)


def _maak(ctx: Context, gegevens: dict[str, Any], basis: str) -> tuple[Gemaakt, bytes]:
    """The three objects as they are now; null for what was not made. They have no address together."""
    made = register_volledig_contact(ctx, gegevens, basis)
    return made, _together(made.documenten)


def _together(documenten: Mapping[str, bytes]) -> bytes:
    return b"{%s}" % b",".join(b'"%s":%s' % (deel.encode(), documenten.get(deel, b"null")) for deel in DELEN)


def _antwoord(ctx: Context, basis: str, gemaakt: Gemaakt) -> bytes:
    """The three as they are now; null for what was not made or is gone. Raises NotFound without the contact."""
    documenten = {}
    for deel, id in gemaakt.ids.items():
        lees = getattr(queries, DELEN[deel])
        if found := lees(ctx, queries.Vraag(basis, (("uuid", str(id)),), 0, 1)).documenten:
            documenten[deel] = found[0]
    if "klantcontact" not in documenten:
        raise NotFound
    return _together(documenten)


def _ids(gemaakt: Gemaakt) -> list[UUID | None]:
    return [gemaakt.ids.get(deel) for deel in DELEN]


def _terug(ids: Sequence[UUID | None]) -> Gemaakt:
    return Gemaakt({deel: id for deel, id in zip(DELEN, ids, strict=True) if id}, {}, frozenset())


BRON = Bron(
    "maak-klantcontact",
    invoer=MaakKlantcontact,
    maak_getoond=_maak,
    antwoord=_antwoord,
    ids=_ids,
    terug=_terug,
)
