"""Take many klantvragen over at once: the same as `import_klantvraag`, some hundred times as fast."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import OnderwerpInfo, onderwerp
from geholpen.domain.klantcontacten.commands.overnemen import OudeKlantvraag
from geholpen.domain.klantcontacten.kenmerk import free_kenmerken, kenmerk_key
from geholpen.domain.klantcontacten.models import Status
from geholpen.domain.klantcontacten.opschrijven import first_afdeling
from geholpen.domain.klantcontacten.policy import may_import
from geholpen.domain.organisatie.queries import organisatie, werkdag_na
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7

_HERKOMST = ("herkomst", "verkregen_voor", "verkregen_op", "vervalt_op")
_VRAAG = [
    "partij_id",
    "id",
    "kenmerk",
    "onderwerp_code",
    "onderwerp_zeker",
    "status",
    "uitkomst",
    "afdeling_code",
    "behandelaar_id",
    "niveau",
    "namens_partij_id",
    "gestart_op",
    "wacht_sinds",
    "uiterlijk_op",
    "afgesloten_op",
    "laatste_kanaal",
    "laatste_volgnummer",
]
_CONTACT = [
    "partij_id",
    "id",
    "klantvraag_id",
    "gesprek_id",
    "kanaal",
    "initiatief",
    "plaatsgevonden_op",
    "medewerker_id",
    "indicatie_contact_gelukt",
    "taal",
    "vertrouwelijk",
]
_BETROKKENE = ["partij_id", "id", "klantvraag_id", "klantcontact_id", "rol", "was_partij_id", "initiator"]
_INHOUD = ["partij_id", "id", "klantvraag_id", "onderwerp", "inhoud"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Soort:
    """What all klantvragen about one subject have in common."""

    wat: OnderwerpInfo
    afdeling: str
    herkomst: Row


@command(
    may=may_import,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    voor="overnemen",
    naam="Uw eerdere vraag is overgenomen uit een ander systeem",
    betrokkenen=lambda ids: ids,
)
def import_klantvragen(ctx: Context, oude: Sequence[tuple[UUID, OudeKlantvraag]]) -> set[UUID]:
    """Store a batch of (customer, klantvraag with contacts); one log line per customer. Returns the customers.

    A batch must be done well within the life of a token: some thousands at a time. Promises are not for a batch: use
    `import_klantvraag`.
    """
    soorten = {code: _soort(ctx, code) for code in {oud.onderwerp_code for _, oud in oude}}
    prefix, termijn = organisatie().code, cache(werkdag_na)
    kenmerken = free_kenmerken(prefix, len(oude))
    vragen = [
        _vraag(p, oud, soorten[oud.onderwerp_code], kenmerk, termijn)
        for (p, oud), kenmerk in zip(oude, kenmerken, strict=True)
    ]
    insert_many("klantvraag", (*_VRAAG, *_HERKOMST), vragen)
    keys = ((kenmerk_key(row[2]), row[0], row[1]) for row in vragen)
    insert_many("klantvraag_opzoek", ("sleutel", "partij_id", "klantvraag_id"), keys)
    insert_many("klantcontact", (*_CONTACT, *_HERKOMST), _contacten(oude, soorten))
    insert_many("klantcontact_inhoud", (*_INHOUD, *_HERKOMST), _inhouden(oude, soorten))
    insert_many("betrokkene", (*_BETROKKENE, *_HERKOMST), _betrokkenen(oude, soorten))
    return {partij_id for partij_id, _ in oude}


def _soort(ctx: Context, code: str) -> _Soort:
    wat = onderwerp(code)
    return _Soort(wat, first_afdeling(wat), tuple(ctx.herkomst(wat.activiteit).values()))


def _vraag(p: UUID, oud: OudeKlantvraag, soort: _Soort, kenmerk: str, termijn: Callable[[date, int], date]) -> Row:
    first, last = oud.contacten[0], oud.contacten[-1]
    closed = oud.status == Status.AFGEHANDELD
    return (
        p,
        oud.id,
        kenmerk,
        soort.wat.code,
        True,
        oud.status,
        oud.uitkomst,
        soort.afdeling,
        oud.behandelaar_id,
        oud.niveau,
        oud.namens_partij_id,
        first.moment,
        last.moment if not closed and last.initiatief == "klant" else None,
        termijn(first.moment.date(), soort.wat.termijn_werkdagen),
        last.moment if closed else None,
        last.kanaal,
        0,
        *soort.herkomst,
    )


def _contacten(oude: Sequence[tuple[UUID, OudeKlantvraag]], soorten: dict[str, _Soort]) -> Iterator[Row]:
    for p, oud in oude:
        h = soorten[oud.onderwerp_code].herkomst
        for c in oud.contacten:
            yield p, c.id, oud.id, c.id, c.kanaal, c.initiatief, c.moment, c.medewerker_id, c.gelukt, "nld", False, *h


def _inhouden(oude: Sequence[tuple[UUID, OudeKlantvraag]], soorten: dict[str, _Soort]) -> Iterator[Row]:
    for p, oud in oude:
        h = soorten[oud.onderwerp_code].herkomst
        for c in oud.contacten:
            yield p, c.id, oud.id, c.onderwerp, c.inhoud, *h


def _betrokkenen(oude: Sequence[tuple[UUID, OudeKlantvraag]], soorten: dict[str, _Soort]) -> Iterator[Row]:
    for p, oud in oude:
        h = soorten[oud.onderwerp_code].herkomst
        for c in oud.contacten:
            yield p, uuid7(), oud.id, c.id, "klant", p, c.initiatief == "klant", *h
