"""The hot way of what other software records all day: rows made here, written, logged and shown in one statement.

The functions are those of `klantinteracties/schrijven.py`; the rows are the ones of the ordinary way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from geholpen.domain.kennis.queries import ONBEKEND, onderwerp
from geholpen.domain.klantcontacten.kenmerk import new_kenmerk
from geholpen.domain.klantcontacten.opschrijven import publish
from geholpen.domain.klantcontacten.register import (
    GEEN,
    Gedaan,
    Plek,
    betrokkene_rows,
    check_gelukt,
    los_rows,
)
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform import events, prepared
from geholpen.platform.context import Context
from geholpen.platform.hot import Hot
from geholpen.platform.models import uuid7

#: Rows of an answer: what was made, its key, whose it is, and how the interface shows it.
Rijen = list[tuple[bytes, bytes, bytes, bytes]]


def kenmerk() -> str:
    """A reference; the function of the database looks whether it is free."""
    return new_kenmerk(organisatie().code)


def _los(ctx: Context, gegevens: Mapping[str, Any], basis: str) -> tuple[Any, ...]:
    check_gelukt(gegevens)
    vraag, _id, rijen = los_rows(ctx, gegevens, kenmerk())
    publish(ctx, vraag, "gestart")
    return prepared.as_json(*rijen, *events.rows(ctx.grant.gebeurtenissen)), basis


def _gedaan(ctx: Context, rijen: Rijen, *args: object) -> Gedaan:
    _soort, id, partij, document = rijen[0]
    return Gedaan(UUID(bytes=id), frozenset({UUID(bytes=partij)}), document)


LOS_CONTACT = Hot("schrijf_klantcontact(jsonb, text)", _los, _gedaan, rijen=True)


def _betrokkene(ctx: Context, gegevens: Mapping[str, Any], basis: str) -> tuple[Any, ...]:
    """For a contact that is kept for the purpose of a question nobody knows yet, as those of other software are."""
    contact_id, voor = gegevens["had_klantcontact"], onderwerp(ONBEKEND).activiteit
    _id, rijen = betrokkene_rows(ctx, Plek(GEEN, GEEN, voor), contact_id, gegevens)
    given = prepared.as_json(*rijen, without=("partij_id", "klantvraag_id"))
    return given, basis, contact_id, gegevens.get("was_partij"), voor, [uuid7(), uuid7()]


def _erbij(ctx: Context, rijen: Rijen, gegevens: Mapping[str, Any], basis: str) -> Gedaan:
    gedaan = _gedaan(ctx, rijen)
    wie = gegevens.get("was_partij")
    return Gedaan(gedaan.id, gedaan.partijen | {wie} if wie else gedaan.partijen, gedaan.document)


BETROKKENE = Hot("schrijf_betrokkene(jsonb, text, uuid, uuid, smallint, uuid[])", _betrokkene, _erbij, rijen=True)
