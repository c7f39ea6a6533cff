"""Take over what the standard keeps beside a customer: addresses, accounts, groups, who acts for whom; many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.commands.overnemen_nummers import PARTIJ_WEG
from geholpen.domain.partijen.commands.overnemen_partijen import add_keys, add_nobodies
from geholpen.domain.partijen.commands.register_categorieen import change_categorie_relatie
from geholpen.domain.partijen.commands.register_digitaaladressen import change_digitaal_adres
from geholpen.domain.partijen.commands.register_rekeningnummers import change_rekeningnummer
from geholpen.domain.partijen.commands.register_vertegenwoordigingen import (
    DOOR,
    OPGEGEVEN,
    VOOR,
    change_vertegenwoordiging,
)
from geholpen.domain.partijen.models import Niveau
from geholpen.domain.partijen.policy import may_intake
from geholpen.domain.partijen.register import herkomst
from geholpen.platform import overnemen
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import body, command
from geholpen.platform.models import uuid7
from geholpen.platform.overnemen import HERKOMST, Geplaatst, Overgenomen

_ADRES = ("adres", "soort_digitaal_adres", "is_standaard_adres", "omschrijving", "referentie", "verificatie_datum")


@command(
    may=may_intake,
    voor="overnemen",
    naam="Hoe u te bereiken bent is overgenomen uit een ander systeem",
    gegevens={G.CONTACTADRESSEN},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_digitale_adressen(
    ctx: Context, regels: Sequence[Overgenomen], van_contact: Mapping[UUID, UUID]
) -> Geplaatst:
    """Place addresses. `van_contact`: whose contact each betrokkene took part in."""
    uit, van = Geplaatst(), herkomst(ctx)
    nieuw, bekend = overnemen.split("digitaal_adres", regels)
    nieuw = list(_of_known(nieuw, "verstrekt_door_partij", uit))
    owners = [
        (r.velden["verstrekt_door_partij"] or van_contact.get(r.velden["verstrekt_door_betrokkene"]), r) for r in nieuw
    ]
    placed = _with_owners(owners, van)
    insert_many(
        "digitaal_adres",
        ("partij_id", "id", "los", "betrokkene_id", "niveau", *_ADRES, *HERKOMST),
        ((id, r.id, not r.velden["verstrekt_door_partij"], *_adres(r), *r.stempel(van)) for id, r in placed),
    )
    add_keys((key, id) for id, r in placed if r.velden["verstrekt_door_partij"] for key in _keys(r.velden))
    uit.partijen |= {id for id, _ in placed}

    def change(r: Overgenomen) -> Any:
        return body(change_digitaal_adres)(ctx, r.id, r.velden, van_contact.get(r.velden["verstrekt_door_betrokkene"]))

    overnemen.change_each(change, bekend, uit)
    return uit


def _adres(r: Overgenomen) -> Iterator[Any]:
    yield r.velden["verstrekt_door_betrokkene"]
    yield Niveau.VERIFIED if r.velden.get("verificatie_datum") else Niveau.ASSERTED
    yield from (r.velden.get(naam) for naam in _ADRES)


def _keys(velden: Mapping[str, Any]) -> Iterator[bytes]:
    if velden["soort_digitaal_adres"] == "email":
        yield sleutels.email(velden["adres"])
    elif velden["soort_digitaal_adres"] == "telefoonnummer":
        yield sleutels.telefoon(velden["adres"])


def _of_known(regels: Iterable[Overgenomen], veld: str, uit: Geplaatst) -> Iterator[Overgenomen]:
    """Those of which the customer is here, or who are nobody's."""
    regels = list(regels)
    here = overnemen.known("partij", {p for r in regels if (p := r.velden.get(veld))}, "partij_id")
    for r in regels:
        if r.velden.get(veld) and r.velden[veld] not in here:
            uit.geweigerd[r.id] = PARTIJ_WEG
        else:
            yield r


def _with_owners(
    owners: Sequence[tuple[UUID | None, Overgenomen]], van: Mapping[str, Any]
) -> list[tuple[UUID, Overgenomen]]:
    """Each with its customer; a new one that nobody knows for what is nobody's."""
    placed = [(id or uuid7(), r) for id, r in owners]
    add_nobodies([new for (id, _), new in zip(owners, placed, strict=True) if id is None], van)
    return placed


@command(
    may=may_intake,
    voor="overnemen",
    naam="Uw rekeningnummer is overgenomen uit een ander systeem",
    gegevens={G.FINANCIEEL},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_rekeningnummers(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place bank accounts, of a customer or of nobody."""
    uit, van = Geplaatst(), herkomst(ctx)
    nieuw, bekend = overnemen.split("rekeningnummer", regels)
    placed = _with_owners([(r.velden["partij"], r) for r in _of_known(nieuw, "partij", uit)], van)
    insert_many(
        "rekeningnummer",
        ("partij_id", "id", "los", "iban", "bic", *HERKOMST),
        (
            (id, r.id, not r.velden["partij"], r.velden["iban"], r.velden.get("bic") or "", *r.stempel(van))
            for id, r in placed
        ),
    )
    uit.partijen |= {id for id, _ in placed}
    overnemen.change_each(lambda r: body(change_rekeningnummer)(ctx, r.id, r.velden), bekend, uit)
    return uit


@command(
    may=may_intake,
    voor="overnemen",
    naam="In welke groep u zit is overgenomen uit een ander systeem",
    gegevens={G.KANAALVOORKEUR},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_categorie_relaties(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place who is in which group."""
    uit, van = Geplaatst(), herkomst(ctx)
    nieuw, bekend = overnemen.split("categorie_relatie", regels)
    placed = _with_owners([(r.velden["partij"], r) for r in _of_known(nieuw, "partij", uit)], van)
    namen = ("categorie", "begin_datum", "eind_datum")
    insert_many(
        "categorie_relatie",
        ("partij_id", "id", "los", "categorie_id", "begin_datum", "eind_datum", *HERKOMST),
        ((id, r.id, not r.velden["partij"], *(r.velden.get(n) for n in namen), *r.stempel(van)) for id, r in placed),
    )
    uit.partijen |= {id for id, _ in placed}
    overnemen.change_each(lambda r: body(change_categorie_relatie)(ctx, r.id, r.velden), bekend, uit)
    return uit


@command(
    may=may_intake,
    voor="overnemen",
    naam="Wie voor wie optreedt is overgenomen uit een ander systeem",
    gegevens={G.VERTEGENWOORDIGING},
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_vertegenwoordigingen(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place who acts for whom. It lets nobody see anything of somebody else: see `OPGEGEVEN`."""
    uit, van, vandaag = Geplaatst(), herkomst(ctx), timezone.localdate()
    nieuw, bekend = overnemen.split("vertegenwoordiging", regels)
    nieuw = list(_of_known(_of_known(nieuw, "vertegenwoordigende_partij", uit), "vertegenwoordigde_partij", uit))
    paren = [(r, r.velden["vertegenwoordigende_partij"], r.velden["vertegenwoordigde_partij"]) for r in nieuw]
    insert_many(
        "vertegenwoordiging",
        ("partij_id", "id", "andere_partij_id", "kant", "soort", "omvang", "geldig_van", *HERKOMST),
        (
            (van_wie, r.id, ander, kant, OPGEGEVEN, "[]", vandaag, *r.stempel(van))
            for r, wie, voor in paren
            for van_wie, ander, kant in ((wie, voor, VOOR), (voor, wie, DOOR))
        ),
    )
    uit.partijen |= {partij for _, wie, voor in paren for partij in (wie, voor)}
    overnemen.change_each(lambda r: body(change_vertegenwoordiging)(ctx, r.id, r.velden), bekend, uit)
    return uit
