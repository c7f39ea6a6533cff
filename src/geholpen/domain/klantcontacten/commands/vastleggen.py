"""The hot way of `register_klantcontact`: add a contact moment to the klantvraag at hand, in one statement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.klantcontacten.opschrijven import NieuwKlantcontact
from geholpen.platform.bsn import mask
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.hot import Cold, Hot
from geholpen.platform.models import uuid7


def _values(ctx: Context, partij_id: UUID, klantvraag_id: UUID, nieuw: NieuwKlantcontact) -> tuple[Any, ...]:
    """Only for the klantvraag that is the reason itself: its purpose is the one the row is stored for."""
    a = ctx.aanleiding
    own = a is not None and (a.id, a.partij_id) == (klantvraag_id, partij_id)
    if ctx.actor.soort != ActorSoort.MEDEWERKER or not own or nieuw.door is not None:
        raise Cold
    return (
        partij_id,
        klantvraag_id,
        [uuid7(), nieuw.gesprek_id or uuid7(), *(uuid7() for _ in range(4))],
        nieuw.kanaal,
        nieuw.initiatief,
        nieuw.plaatsgevonden_op or timezone.now(),
        ctx.actor.id,
        nieuw.gelukt,
        mask(nieuw.onderwerp),
        mask(nieuw.inhoud),
        nieuw.namens_partij_id,
        ctx.herkomst()["vervalt_op"],
    )


def _result(ctx: Context, contact_id: bytes, *args: object) -> UUID:
    return UUID(bytes=contact_id)


HOT = Hot(
    "leg_contact_vast(uuid, uuid, uuid[], text, text, timestamptz, uuid, boolean, text, text, uuid, timestamptz)",
    _values,
    _result,
)
