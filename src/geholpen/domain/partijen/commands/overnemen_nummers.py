"""Take numbers in other registers over, many at once: with or without a customer, branches under their company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from stdnum.nl import bsn as bsn_number

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.commands.overnemen_partijen import add_keys, add_nobodies
from geholpen.domain.partijen.commands.register_identificatoren import change_identificator
from geholpen.domain.partijen.nummers import BSN
from geholpen.domain.partijen.policy import may_intake
from geholpen.domain.partijen.register import herkomst
from geholpen.domain.partijen.versleuteling import encrypt
from geholpen.platform import overnemen
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import body, command
from geholpen.platform.models import uuid7
from geholpen.platform.overnemen import HERKOMST, Geplaatst, Overgenomen

_SAMEN = ("partij_id", "id", "sleutel", "sub_identificator_van_id", "andere_partij_identificator")
_CODES = ("code_objecttype", "code_register", "code_soort_object_id")
PARTIJ_WEG = "De partij waar dit bij hoort is niet overgenomen."


@command(
    may=may_intake,
    voor="overnemen",
    naam="Een nummer van u in een ander register is overgenomen uit een ander systeem",
    gegevens={G.BSN, G.RECHTSPERSOON},
    leest={G.NAAM, G.ADRES, G.CONTACTADRESSEN},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_identificatoren(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place numbers; one that is here already at somebody else, or that cannot be, is refused."""
    uit = Geplaatst()
    nieuw, bekend = overnemen.split("identificator", regels)
    van = herkomst(ctx)
    nieuw = _fitting(nieuw, uit)
    owners = [(r.velden.get("identificeerde_partij") or uuid7(), r) for r in nieuw]
    add_nobodies([(id, r) for id, r in owners if not r.velden.get("identificeerde_partij")], van)
    bsns = [(id, r) for id, r in owners if _groep(r)["code_soort_object_id"] == BSN]
    rest = [(id, r) for id, r in owners if _groep(r)["code_soort_object_id"] != BSN]
    insert_many(
        "burgerservicenummer",
        (*_SAMEN, "versleuteld", *HERKOMST),
        ((*_kolommen(id, r), encrypt(_groep(r)["object_id"], id), *r.stempel(van)) for id, r in bsns),
    )
    insert_many(
        "partij_identificator",
        (*_SAMEN, *_CODES, "object_id", *HERKOMST),
        (
            (*_kolommen(id, r), *(_groep(r)[c] for c in _CODES), _groep(r)["object_id"], *r.stempel(van))
            for id, r in rest
        ),
    )
    add_keys((_key(r), id) for id, r in owners if r.velden.get("identificeerde_partij"))
    uit.partijen |= {id for id, _ in owners}
    overnemen.change_each(lambda r: body(change_identificator)(ctx, r.id, r.velden), bekend, uit)
    return uit


def _groep(r: Overgenomen) -> Mapping[str, str]:
    groep: Mapping[str, str] = r.velden["partij_identificator"]
    return groep


def _kolommen(partij_id: UUID, r: Overgenomen) -> tuple[Any, ...]:
    sleutel = sleutels.registernummer(_groep(r)["object_id"])
    return (
        *(partij_id, r.id, sleutel, r.velden.get("sub_identificator_van")),
        r.velden.get("andere_partij_identificator") or "",
    )


def _key(r: Overgenomen) -> bytes:
    soort, nummer = _groep(r)["code_soort_object_id"], _groep(r)["object_id"]
    return sleutels.bsn(nummer) if soort == BSN else sleutels.rechtspersoon(soort, nummer)


def _fitting(regels: list[Overgenomen], uit: Geplaatst) -> list[Overgenomen]:
    """Those that can be kept; of the others it is said why not."""
    partijen = overnemen.known(
        "partij", {p for r in regels if (p := r.velden.get("identificeerde_partij"))}, "partij_id"
    )
    boven = overnemen.known("identificator", {b for r in regels if (b := r.velden.get("sub_identificator_van"))})
    taken, of_kind = _taken(regels), _of_kind(partijen)
    result = []
    for r in regels:
        v, groep = r.velden, _groep(r)
        partij, sub, soort = (
            v.get("identificeerde_partij"),
            v.get("sub_identificator_van"),
            groep["code_soort_object_id"],
        )
        same = (*(groep[c] for c in _CODES), sleutels.registernummer(groep["object_id"]), sub)
        reden = ""
        if partij and partij not in partijen:
            reden = PARTIJ_WEG
        elif sub and sub not in boven:
            reden = "Het nummer waar dit onder valt is (nog) niet overgenomen."
        elif soort == BSN and not bsn_number.is_valid(groep["object_id"]):
            reden = "Dit is geen geldig burgerservicenummer: het voldoet niet aan de elfproef."
        elif same in taken:
            reden = "Ditzelfde nummer staat hier al, bij een andere identificator."
        elif soort == BSN and partij and (partij, soort) in of_kind:
            reden = "Deze partij heeft al een burgerservicenummer."
        elif partij and (partij, soort) in of_kind:
            uit.opmerkingen[r.id] = f"deze partij heeft meer dan een {soort}; ze zijn er allemaal"
        if reden:
            uit.geweigerd[r.id] = reden
            continue
        boven.add(r.id)
        taken.add(same)
        of_kind.add((partij, soort))
        result.append(r)
    return result


def _taken(regels: Sequence[Overgenomen]) -> set[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(_CODES)}, sleutel, sub_identificator_van_id FROM identificator"  # noqa: S608  our own names
            " WHERE sleutel = ANY (%s::bytea[])",
            [[sleutels.registernummer(_groep(r)["object_id"]) for r in regels]],
        )
        return {(*codes, bytes(sleutel), sub) for *codes, sleutel, sub in cursor.fetchall()}


def _of_kind(partijen: set[UUID]) -> set[tuple[Any, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT partij_id, code_soort_object_id FROM identificator WHERE partij_id = ANY (%s::uuid[])",
            [list(partijen)],
        )
        return {(partij, soort) for partij, soort in cursor.fetchall()}
