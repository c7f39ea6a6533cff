"""Take over what hangs on contacts of the standard: who took part, what it was about, documents, actors; in bulk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, onderwerp
from geholpen.domain.klantcontacten.commands.maak_klantcontact import KLANTVRAAG
from geholpen.domain.klantcontacten.commands.register_actorklantcontacten import change_actorklantcontact
from geholpen.domain.klantcontacten.commands.register_betrokkenen import change_betrokkene
from geholpen.domain.klantcontacten.commands.register_bijlagen import change_bijlage
from geholpen.domain.klantcontacten.commands.register_onderwerpobjecten import change_onderwerpobject
from geholpen.domain.klantcontacten.policy import may_import
from geholpen.domain.klantcontacten.register import ADRES, ADRESSEN, NAAM, naam_of, settle
from geholpen.domain.klantcontacten.standaard import IDENTIFICATOR
from geholpen.domain.organisatie.queries import missing_actoren
from geholpen.domain.partijen.onbekende import nobodies
from geholpen.platform import overnemen
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import body, command
from geholpen.platform.models import uuid7
from geholpen.platform.overnemen import HERKOMST, Geplaatst, Overgenomen

CONTACT_WEG = "Het klantcontact waar dit bij hoort is niet overgenomen."
PARTIJ_WEG = "De partij die erbij was is niet overgenomen."
ACTOR_WEG = "De actor die erbij staat is niet overgenomen."


@dataclass(frozen=True, slots=True)
class Van:
    """A contact that is here: whose it is, in which question, stored for which activity, in which channel."""

    partij_id: UUID
    klantvraag_id: UUID
    voor: int
    kanaal: str
    bekend: bool
    kenmerk: str


def contacten(ids: set[UUID]) -> dict[UUID, Van]:
    """Those of these contacts that are here."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT k.id, k.partij_id, k.klantvraag_id, k.verkregen_voor, k.kanaal, p.soort_partij <> 'onbekend',
                   CASE WHEN v.herkomst <> 'api' OR k.herkomst <> 'api' THEN v.kenmerk ELSE '' END
               FROM klantcontact k JOIN partij p ON p.partij_id = k.partij_id
               JOIN klantvraag v ON v.partij_id = k.partij_id AND v.id = k.klantvraag_id
               WHERE k.id = ANY (%s::uuid[])""",
            [list(ids)],
        )
        return {id: Van(*rest) for id, *rest in cursor.fetchall()}


def split(
    tabel: str, regels: Sequence[Overgenomen], contact_van: Callable[[Overgenomen], UUID | None], uit: Geplaatst
) -> tuple[list[Overgenomen], list[Overgenomen], dict[UUID, Van]]:
    """(what is new, what is here already, their contacts); what misses its contact is refused."""
    here = contacten({id for r in regels if (id := contact_van(r))})
    rest = []
    for r in regels:
        id = contact_van(r)
        if id is not None and id not in here:
            uit.geweigerd[r.id] = CONTACT_WEG
        else:
            rest.append(r)
    return *overnemen.split(tabel, rest), here


@command(
    may=may_import,
    voor="overnemen",
    naam="Dat u bij een contact was is overgenomen uit een ander systeem",
    gegevens={G.CONTACTHISTORIE, G.NAAM, G.ADRES},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_betrokkenen(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place who took part. A contact that was nobody's becomes that of the customer who was in it."""
    uit = Geplaatst()
    nieuw, bekend, here = split("betrokkene", regels, _contact, uit)
    nieuw = _with_known_customers(nieuw, uit)
    late = {
        _contact(r): r.velden["was_partij"] for r in nieuw if r.velden["was_partij"] and not here[_contact(r)].bekend
    }
    for contact_id, partij_id in late.items():
        settle(ctx, contact_id, partij_id)
    here |= contacten(set(late))
    herkomst = cache(ctx.herkomst)

    def write(tabel: str, columns: Sequence[str], rows: Callable[[Overgenomen], Iterator[tuple[Any, ...]]]) -> None:
        made = (
            (k.partij_id, k.klantvraag_id, *row, *r.stempel(herkomst(k.voor)))
            for r in nieuw
            for k in [here[_contact(r)]]
            for row in rows(r)
        )
        insert_many(tabel, ("partij_id", "klantvraag_id", *columns, *HERKOMST), made)

    write("betrokkene", ("id", "klantcontact_id", "rol", "was_partij_id", "initiator"), _betrokkene)
    write("betrokkene_naam", ("id", *NAAM, "organisatienaam"), _naam)
    write("betrokkene_adres", ("id", "betrokkene_id", "soort", *ADRES), _adressen)
    uit.partijen |= {r.velden["was_partij"] or here[_contact(r)].partij_id for r in nieuw}
    overnemen.change_each(lambda r: body(change_betrokkene)(ctx, r.id, r.velden), bekend, uit)
    return uit


def _contact(r: Overgenomen) -> UUID:
    id: UUID = r.velden["had_klantcontact"]
    return id


def _with_known_customers(regels: list[Overgenomen], uit: Geplaatst) -> list[Overgenomen]:
    here = overnemen.known(
        "partij", {p for r in regels if (p := r.velden["was_partij"])}, "partij_id", "soort_partij <> 'onbekend'"
    )
    rest = []
    for r in regels:
        partij_id = r.velden["was_partij"]
        if partij_id and partij_id not in here:
            uit.geweigerd[r.id] = PARTIJ_WEG
        else:
            rest.append(r)
    return rest


def _betrokkene(r: Overgenomen) -> Iterator[tuple[Any, ...]]:
    yield r.id, _contact(r), r.velden["rol"], r.velden["was_partij"], r.velden["initiator"]


def _naam(r: Overgenomen) -> Iterator[tuple[Any, ...]]:
    naam = naam_of(r.velden)
    if any(naam.values()):
        yield r.id, *(naam.get(deel) or "" for deel in (*NAAM, "organisatienaam"))


def _adressen(r: Overgenomen) -> Iterator[tuple[Any, ...]]:
    for soort in ADRESSEN:
        adres = r.velden.get(soort)
        if adres and any(adres.values()):
            yield (
                *(uuid7(), r.id, soort),
                *(adres.get(n) if n == "huisnummer" else adres.get(n) or "" for n in ADRES),
            )


def _with_owner(
    ctx: Context, regels: Sequence[Overgenomen], here: Mapping[UUID, Van], contact_van: Callable[[Any], UUID | None]
) -> Iterator[tuple[Overgenomen, UUID, UUID | None, tuple[Any, ...]]]:
    """(row, customer, question, provenance): of its contact, or of a customer nobody knows."""
    loose = {r.id: uuid7() for r in regels if contact_van(r) is None}
    nobodies(ctx, [(loose[r.id], r) for r in regels if r.id in loose])
    herkomst = cache(ctx.herkomst)
    for r in regels:
        id = contact_van(r)
        k = here[id] if id else None
        voor = k.voor if k else onderwerp(ONBEKEND).activiteit
        yield r, k.partij_id if k else loose[r.id], k.klantvraag_id if k else None, r.stempel(herkomst(voor))


@command(
    may=may_import,
    voor="overnemen",
    naam="Waar uw contact over ging is overgenomen uit een ander systeem",
    gegevens={G.CONTACTHISTORIE},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_onderwerpobjecten(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place what contacts were about. The reference of a question that is here shows by itself."""
    uit = Geplaatst()
    own = contacten({r.id for r in regels if _own(r)})
    regels = [r for r in regels if not _shown(r, own)]
    nieuw, bekend, here = split("onderwerpobject", regels, _over, uit)
    rows = list(_with_owner(ctx, nieuw, here, _over))
    insert_many(
        "onderwerpobject",
        ("partij_id", "klantvraag_id", "id", "klantcontact_id", "was_klantcontact_id", *IDENTIFICATOR, *HERKOMST),
        (
            (partij, vraag, r.id, r.velden["klantcontact"], r.velden["was_klantcontact"], *_codes(r, _OBJECT), *h)
            for r, partij, vraag, h in rows
        ),
    )
    uit.partijen |= {partij for _, partij, _, _ in rows}
    overnemen.change_each(lambda r: body(change_onderwerpobject)(ctx, r.id, r.velden), bekend, uit)
    return uit


_OBJECT, _BIJLAGE = "onderwerpobjectidentificator", "bijlageidentificator"


def _over(r: Overgenomen) -> UUID | None:
    return r.velden["klantcontact"] or r.velden["was_klantcontact"]


def _codes(r: Overgenomen, groep: str) -> tuple[str, ...]:
    return tuple((r.velden.get(groep) or {}).get(naam) or "" for naam in IDENTIFICATOR)


def _own(r: Overgenomen) -> bool:
    """Whether it is the reference of a question of a Geholpen, which has the key of its contact."""
    groep = r.velden.get(_OBJECT) or {}
    return r.velden["klantcontact"] == r.id and {n: groep.get(n) for n in KLANTVRAAG} == KLANTVRAAG


def _shown(r: Overgenomen, here: Mapping[UUID, Van]) -> bool:
    return r.id in here and here[r.id].kenmerk == r.velden[_OBJECT]["object_id"]


@command(
    may=may_import,
    voor="overnemen",
    naam="Welk document bij uw contact hoort is overgenomen uit een ander systeem",
    gegevens={G.CONTACTHISTORIE, G.DOCUMENTEN},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_bijlagen(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place references to documents."""
    uit = Geplaatst()
    nieuw, bekend, here = split("bijlage_verwijzing", regels, _bij, uit)
    rows = list(_with_owner(ctx, nieuw, here, _bij))
    insert_many(
        "bijlage_verwijzing",
        ("partij_id", "klantvraag_id", "id", "klantcontact_id", *IDENTIFICATOR, *HERKOMST),
        ((partij, vraag, r.id, _bij(r), *_codes(r, _BIJLAGE), *h) for r, partij, vraag, h in rows),
    )
    uit.partijen |= {partij for _, partij, _, _ in rows}
    overnemen.change_each(lambda r: body(change_bijlage)(ctx, r.id, r.velden), bekend, uit)
    return uit


def _bij(r: Overgenomen) -> UUID | None:
    return r.velden["was_bijlage_van_klantcontact"]


@command(
    may=may_import,
    voor="overnemen",
    naam="Wie contact met u had is overgenomen uit een ander systeem",
    gegevens={G.CONTACTHISTORIE},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_actorklantcontacten(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place which actor had which contact."""
    uit = Geplaatst()
    nieuw, bekend, here = split("actor_klantcontact", regels, lambda r: r.velden["klantcontact"], uit)
    weg = missing_actoren(r.velden["actor"] for r in nieuw)
    uit.geweigerd |= {r.id: ACTOR_WEG for r in nieuw if r.velden["actor"] in weg}
    nieuw = [r for r in nieuw if r.velden["actor"] not in weg]
    rows = list(_with_owner(ctx, nieuw, here, lambda r: r.velden["klantcontact"]))
    insert_many(
        "actor_klantcontact",
        ("partij_id", "klantvraag_id", "id", "klantcontact_id", "actor_id", *HERKOMST),
        ((partij, vraag, r.id, r.velden["klantcontact"], r.velden["actor"], *h) for r, partij, vraag, h in rows),
    )
    uit.partijen |= {partij for _, partij, _, _ in rows}
    overnemen.change_each(lambda r: body(change_actorklantcontact)(ctx, r.id, r.velden), bekend, uit)
    return uit
