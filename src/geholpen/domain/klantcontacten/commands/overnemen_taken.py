"""Take internetaken of the standard over, many at once: to whom they were given, since when, whether they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands.overnemen_bij_contact import ACTOR_WEG, Van, split
from geholpen.domain.klantcontacten.commands.register_internetaken import change_internetaak
from geholpen.domain.klantcontacten.models import TaakStatus
from geholpen.domain.klantcontacten.policy import may_import
from geholpen.domain.klantcontacten.register import NUMMERS
from geholpen.domain.organisatie.queries import missing_actoren, werkdag_na, werkplek
from geholpen.platform import overnemen
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import body, command
from geholpen.platform.models import uuid7
from geholpen.platform.overnemen import HERKOMST, Geplaatst, Overgenomen

_TAAK = (
    *("id", "klantcontact_id", "soort", "status", "afdeling_code", "medewerker_id", "toegewezen_op", "uiterlijk_op"),
    *("afgehandeld_op", "resultaat", "nummer", "referentienummer"),
)


@command(
    may=may_import,
    voor="overnemen",
    naam="Wat wij u beloofden is overgenomen uit een ander systeem",
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_internetaken(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place tasks. One for an employee or department of ours lands there, any other where its question is."""
    uit = Geplaatst()
    nieuw, bekend, here = split("interne_taak", regels, _contact, uit)
    weg = missing_actoren(a for r in nieuw for a in r.velden["toegewezen_aan_actoren"])
    uit.geweigerd |= {r.id: ACTOR_WEG for r in nieuw if weg & set(r.velden["toegewezen_aan_actoren"])}
    nieuw = [r for r in nieuw if r.id not in uit.geweigerd]
    for kolom in NUMMERS:
        nieuw = overnemen.with_free_numbers("interne_taak", kolom, nieuw, uit)
    herkomst = cache(ctx.herkomst)
    plaatsen = [(r, here[_contact(r)], r.stempel(herkomst(here[_contact(r)].voor))) for r in nieuw]
    _write(plaatsen)
    uit.partijen |= {k.partij_id for _, k, _ in plaatsen}
    overnemen.change_each(lambda r: body(change_internetaak)(ctx, r.id, _changeable(r.velden)), bekend, uit)
    return uit


def _write(plaatsen: Sequence[tuple[Overgenomen, Van, tuple[Any, ...]]]) -> None:
    """Tasks, what was promised, and to whom they were given."""
    vragen = _questions({k.klantvraag_id for _, k, _ in plaatsen})
    plek, termijn = cache(werkplek), cache(werkdag_na)

    def taak(r: Overgenomen, k: Van) -> tuple[Any, ...]:
        afdeling, code = vragen[k.klantvraag_id]
        dag = termijn(timezone.localdate(r.velden["toegewezen_op"]), onderwerp(code).termijn_werkdagen)
        own = next((p for a in r.velden["toegewezen_aan_actoren"] if (p := plek(a))), None)
        return _taak(r, k, (own.afdeling_code, own.medewerker_id) if own else (afdeling, None), dag)

    insert_many(
        "interne_taak",
        ("partij_id", "klantvraag_id", *_TAAK, *HERKOMST),
        ((k.partij_id, k.klantvraag_id, *taak(r, k), *h) for r, k, h in plaatsen),
    )
    insert_many(
        "interne_taak_inhoud",
        ("partij_id", "klantvraag_id", "id", "gevraagde_handeling", "toelichting", *_LEEG, *HERKOMST),
        (
            (k.partij_id, k.klantvraag_id, r.id, r.velden["gevraagde_handeling"], r.velden["toelichting"], "", "", *h)
            for r, k, h in plaatsen
        ),
    )
    insert_many(
        "taak_actor",
        ("partij_id", "klantvraag_id", "id", "taak_id", "actor_id", "volgorde", *HERKOMST),
        (
            (k.partij_id, k.klantvraag_id, uuid7(), r.id, actor, nr, *h)
            for r, k, h in plaatsen
            for nr, actor in enumerate(dict.fromkeys(r.velden["toegewezen_aan_actoren"]))
        ),
    )


_LEEG = ("telefoonnummer", "antwoord")


def _contact(r: Overgenomen) -> UUID:
    id: UUID = r.velden["aanleidinggevend_klantcontact"]
    return id


def _changeable(velden: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in velden.items() if naam != "toegewezen_op"}


def _taak(r: Overgenomen, k: Van, plek: tuple[str, UUID | None], dag: Any) -> tuple[Any, ...]:
    v = r.velden
    klaar = v["status"] == TaakStatus.VERWERKT
    return (
        *(r.id, _contact(r), "terugbellen" if k.kanaal.lower() in {"telefoon", "telefonie"} else "antwoord"),
        *(v["status"], *plek, v["toegewezen_op"], dag, v["afgehandeld_op"] if klaar else None, ""),
        *(v.get(naam) or "" for naam in NUMMERS),
    )


def _questions(ids: set[UUID]) -> dict[UUID, tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, afdeling_code, onderwerp_code FROM klantvraag WHERE id = ANY (%s::uuid[])", [list(ids)]
        )
        return {id: (afdeling, code) for id, afdeling, code in cursor.fetchall()}
