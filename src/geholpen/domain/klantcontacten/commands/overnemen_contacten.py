"""Take klantcontacten of the standard over, many at once, each in a question of its own or in the one it came from.

What was said before is history: its question is closed, unless something that was promised is still to be done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, onderwerp
from geholpen.domain.klantcontacten.commands.register_klantcontacten import change_klantcontact
from geholpen.domain.klantcontacten.kenmerk import free_kenmerken, kenmerk_key
from geholpen.domain.klantcontacten.models import Status, Uitkomst
from geholpen.domain.klantcontacten.opschrijven import first_afdeling
from geholpen.domain.klantcontacten.policy import may_import
from geholpen.domain.klantcontacten.register import NUMMERS
from geholpen.domain.organisatie.queries import organisatie, werkdag_na
from geholpen.domain.partijen.onbekende import nobodies
from geholpen.platform import overnemen
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import body, command
from geholpen.platform.models import uuid7
from geholpen.platform.overnemen import HERKOMST, Geplaatst, Overgenomen

_VRAAG = (
    *("id", "kenmerk", "onderwerp_code", "onderwerp_zeker", "status", "uitkomst", "afdeling_code", "niveau"),
    *("gestart_op", "wacht_sinds", "uiterlijk_op", "afgesloten_op", "laatste_kanaal", "laatste_volgnummer"),
)
_CONTACT = (
    *("kanaal", "plaatsgevonden_op", "indicatie_contact_gelukt", "taal", "vertrouwelijk"),
    *("verdere_actie_ondernomen", "hoofd_onderwerp_type", "nummer", "referentienummer"),
)


@dataclass(frozen=True, slots=True)
class Omstandigheid:
    """What else the source says about a contact: who took part, best first; who began; whether a task is open.

    `kenmerk` is the public reference of the question it belonged to, when the source is a Geholpen too.
    """

    klanten: tuple[UUID, ...] = ()
    initiatief: str = "klant"
    open: bool = False
    kenmerk: str = ""


@dataclass(frozen=True, slots=True)
class _Vraag:
    """The question in which a contact comes."""

    id: UUID
    partij_id: UUID
    kenmerk: str
    nieuw: bool = True


@command(
    may=may_import,
    voor="overnemen",
    naam="Uw eerdere contact is overgenomen uit een ander systeem",
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_contacten(ctx: Context, regels: Sequence[Overgenomen], omstandig: Mapping[UUID, Omstandigheid]) -> Geplaatst:
    """Place contacts with their texts. Oldest first: contacts of one question then follow each other."""
    uit = Geplaatst()
    nieuw, bekend = overnemen.split("klantcontact", regels)
    for kolom in NUMMERS:
        nieuw = overnemen.with_free_numbers("klantcontact", kolom, nieuw, uit)
    wat = onderwerp(ONBEKEND)
    van = ctx.herkomst(wat.activiteit)
    vragen = _questions(ctx, nieuw, omstandig, uit)
    _write_questions(nieuw, vragen, omstandig, van)
    _write_contacts(nieuw, vragen, omstandig, van)
    uit.partijen |= {vraag.partij_id for vraag in vragen.values()}
    overnemen.change_each(lambda r: body(change_klantcontact)(ctx, r.id, r.velden), bekend, uit)
    return uit


def _questions(
    ctx: Context, regels: Sequence[Overgenomen], omstandig: Mapping[UUID, Omstandigheid], uit: Geplaatst
) -> dict[UUID, _Vraag]:
    """Contact → its question: by its old reference, or one of its own."""
    om = {r.id: omstandig.get(r.id, Omstandigheid()) for r in regels}
    here = overnemen.known(
        "partij", {k for o in om.values() for k in o.klanten}, "partij_id", "soort_partij <> 'onbekend'"
    )
    by_reference, taken = _running({o.kenmerk for o in om.values() if o.kenmerk})
    free = iter(free_kenmerken(organisatie().code, len(regels)))
    result: dict[UUID, _Vraag] = {}
    niemand: list[tuple[UUID, Overgenomen]] = []
    for r in regels:
        o = om[r.id]
        klanten = [k for k in dict.fromkeys(o.klanten) if k in here]
        vraag = by_reference.get(o.kenmerk)
        if vraag is None or (klanten and vraag.partij_id not in klanten):
            partij_id = klanten[0] if klanten else uuid7()
            if not klanten:
                niemand.append((partij_id, r))
            own = o.kenmerk and o.kenmerk not in taken
            vraag = _Vraag(uuid7(), partij_id, o.kenmerk if own else next(free))
            if own:
                by_reference[o.kenmerk] = vraag
                taken.add(o.kenmerk)
        if len(klanten) > 1:
            uit.opmerkingen[r.id] = f"betrokkenen van {len(klanten)} partijen; bewaard bij partij {vraag.partij_id}"
        result[r.id] = vraag
    nobodies(ctx, niemand)
    return result


def _running(kenmerken: set[str]) -> tuple[dict[str, _Vraag], set[str]]:
    """Of these references: the questions that were taken over before, and all that somebody has here."""
    if not kenmerken:
        return {}, set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, partij_id, kenmerk FROM klantvraag WHERE herkomst = 'overnemen' AND kenmerk = ANY (%s)",
            [list(kenmerken)],
        )
        before = {row[2]: _Vraag(row[0], row[1], row[2], nieuw=False) for row in cursor.fetchall()}
        keys = {kenmerk_key(kenmerk): kenmerk for kenmerk in kenmerken}
        cursor.execute(
            "SELECT sleutel FROM unnest(%s::bytea[]) sleutel WHERE EXISTS (SELECT 1 FROM zoek_kenmerk(sleutel))",
            [list(keys)],
        )
        return before, {keys[bytes(key)] for (key,) in cursor.fetchall()}


def _write_questions(
    regels: Sequence[Overgenomen],
    vragen: Mapping[UUID, _Vraag],
    omstandig: Mapping[UUID, Omstandigheid],
    van: Mapping[str, Any],
) -> None:
    contacts: dict[UUID, list[Overgenomen]] = {}
    for r in regels:
        contacts.setdefault(vragen[r.id].id, []).append(r)
    per_id = {vraag.id: vraag for vraag in vragen.values()}
    nieuw = [(per_id[id], own) for id, own in contacts.items() if per_id[id].nieuw]
    termijn = cache(werkdag_na)

    def rows() -> Iterator[tuple[Any, ...]]:
        for vraag, own in nieuw:
            open_ = any(omstandig.get(r.id, Omstandigheid()).open for r in own)
            yield vraag.partij_id, *_question(vraag, own, open_, termijn), *_stempel(own[0], van, vraag, omstandig)

    insert_many("klantvraag", ("partij_id", *_VRAAG, *HERKOMST), rows())
    keys = ((kenmerk_key(vraag.kenmerk), vraag.partij_id, vraag.id) for vraag, _ in nieuw)
    insert_many("klantvraag_opzoek", ("sleutel", "partij_id", "klantvraag_id"), keys, ignore_conflicts=True)
    _stretch([(per_id[id], own) for id, own in contacts.items() if not per_id[id].nieuw])


def _stempel(
    r: Overgenomen, van: Mapping[str, Any], vraag: _Vraag, omstandig: Mapping[UUID, Omstandigheid]
) -> tuple[Any, ...]:
    """A question that was one of a Geholpen is one here: it shows its reference. Any other was made for its contact."""
    herkomst = "overnemen" if omstandig.get(r.id, Omstandigheid()).kenmerk == vraag.kenmerk else van["herkomst"]
    return r.stempel({**van, "herkomst": herkomst})


def _question(vraag: _Vraag, own: Sequence[Overgenomen], open_: bool, termijn: Any) -> Iterator[Any]:
    wat = onderwerp(ONBEKEND)
    moments = [r.velden["plaatsgevonden_op"] for r in own]
    last = max(own, key=lambda r: r.velden["plaatsgevonden_op"])
    yield from (vraag.id, vraag.kenmerk, wat.code, False)
    yield from (Status.IN_BEHANDELING, "") if open_ else (Status.AFGEHANDELD, Uitkomst.BEANTWOORD)
    yield from (first_afdeling(wat), "asserted", min(moments), None)
    yield termijn(_day(min(moments)), wat.termijn_werkdagen)
    yield from (None if open_ else max(moments), last.velden["kanaal"][:20], 0)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _stretch(known: Sequence[tuple[_Vraag, list[Overgenomen]]]) -> None:
    """More contacts of a question that is here: it began with the first and ended with the last."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE klantvraag SET gestart_op = least(gestart_op, %s), afgesloten_op = greatest(afgesloten_op, %s)"
            " WHERE partij_id = %s AND id = %s AND herkomst = 'overnemen'",
            [
                (min(moments), max(moments), vraag.partij_id, vraag.id)
                for vraag, own in known
                for moments in [[r.velden["plaatsgevonden_op"] for r in own]]
            ],
        )


def _write_contacts(
    regels: Sequence[Overgenomen],
    vragen: Mapping[UUID, _Vraag],
    omstandig: Mapping[UUID, Omstandigheid],
    van: Mapping[str, Any],
) -> None:
    columns = ("partij_id", "id", "klantvraag_id", "gesprek_id", "initiatief", *_CONTACT, *HERKOMST)
    insert_many(
        "klantcontact",
        columns,
        (
            (
                *(vragen[r.id].partij_id, r.id, vragen[r.id].id, r.id),
                omstandig.get(r.id, Omstandigheid()).initiatief,
                *(r.velden[n] or "" if n in NUMMERS else r.velden[n] for n in _CONTACT),
                *r.stempel(van),
            )
            for r in regels
        ),
    )
    insert_many(
        "klantcontact_inhoud",
        ("partij_id", "id", "klantvraag_id", "onderwerp", "inhoud", "reactie", "metadata", *HERKOMST),
        (
            (
                *(vragen[r.id].partij_id, r.id, vragen[r.id].id),
                *(r.velden[n] for n in ("onderwerp", "inhoud", "reactie")),
                _json(r.velden["metadata"]),
                *r.stempel(van),
            )
            for r in regels
        ),
    )


def _json(value: Mapping[str, str]) -> str:
    return json.dumps(dict(value))
