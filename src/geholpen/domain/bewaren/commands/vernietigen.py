"""Erasing a customer, whole or in part, everywhere: what was decided is carried out and stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from geholpen.domain.bewaren import boek, uitvoeren
from geholpen.domain.bewaren.boek import Regel
from geholpen.domain.bewaren.models import Besluitsoort, Vernietigbesluit
from geholpen.domain.bewaren.policy import may_erase, only_system
from geholpen.domain.bewaren.tabellen import names_of
from geholpen.domain.bewaren.verklaringen import Verklaring, close
from geholpen.domain.doelbinding.commands import wis_logregels
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.commands import remake_zoeksleutels
from geholpen.platform import tasks
from geholpen.platform.context import Actor, ActorSoort, Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7

#: Everything there is of a customer, the key itself included.
ALLES: frozenset[int] = frozenset(range(1, 41))
#: What a decision about single addresses touches: the addresses, and the keys by which somebody is found.
ADRESTABELLEN = ("digitaal_adres", "partij_opzoek")


@command(
    may=may_erase,
    voor="vernietiging",
    gegevens={G.INZAGEREGISTRATIE},
    naam="Uw gegevens gewist, omdat u daarom vroeg",
    betrokkenen=lambda verklaring: [verklaring.partij_id],
)
def wis_partij(
    ctx: Context, partij_id: UUID, onderdelen: Iterable[int] = ALLES, adressen: Iterable[UUID] = ()
) -> Verklaring:
    """Destroy what there is of this customer: everything, or the data categories in `onderdelen`.

    `adressen`: keys of single mail addresses and telephone numbers that go, of a category that stays. What refers to
    rows that go, goes as well. Raises Refused (BEWAARPLICHT) under a legal hold.
    """
    soorten = frozenset(onderdelen)
    alles = soorten >= ALLES
    rijen = () if alles or G.CONTACTADRESSEN in soorten else tuple(adressen)
    tabellen = () if alles else tuple(sorted({*names_of(soorten), *(ADRESTABELLEN if rijen else ())}))
    besluit = uitvoeren.decide(
        uuid7(), Besluitsoort.VERZOEK, ctx.trace, partij=partij_id, tabellen=tabellen, rijen=rijen, door=ctx.actor.id
    )
    return _erase(ctx, besluit, logboek=alles or G.INZAGEREGISTRATIE in soorten)


@command(
    may=only_system,
    voor="vernietiging",
    gegevens={G.INZAGEREGISTRATIE},
    naam="Uw gegevens opnieuw gewist, na het terugzetten van een reservekopie",
    betrokkenen=lambda partijen: partijen,
)
def wis_opnieuw(ctx: Context, regel: Regel) -> list[UUID]:
    """Carry out a decision of the destruction book on a database that was put back from before it."""
    besluit = uitvoeren.decide(
        regel.besluit,
        Besluitsoort.HERSTEL,
        ctx.trace,
        partij=regel.partij,
        zaak=regel.klantvraag,
        tabellen=regel.tabellen,
        rijen=regel.rijen,
        door=regel.door,
        lijst=regel.lijst,
    )
    _erase(ctx, besluit, logboek=not besluit.tabellen and regel.klantvraag is None)
    return [regel.partij]


def _erase(ctx: Context, besluit: Vernietigbesluit, *, logboek: bool) -> Verklaring:
    alles = not besluit.tabellen and besluit.klantvraag_id is None
    if alles:
        uitvoeren.suppress(besluit.id)
        uitvoeren.let_go(besluit.id)
        tasks.forget(str(besluit.partij_id))
    uitvoeren.destroy_all(besluit.id)
    if "partij_opzoek" in besluit.tabellen and besluit.partij_id:
        remake_zoeksleutels(_system(ctx).over({besluit.partij_id}), besluit.partij_id)
    if alles:
        uitvoeren.check_nothing_left(besluit.id)
    gewist = wis_logregels(_system(ctx), "verzoek", besluit.partij_id, ctx.actor.id) if logboek else 0
    transaction.on_commit(boek.bring)
    return close(besluit, logregels=gewist)


def _system(ctx: Context) -> Context:
    """Lines of the log are erased by the system, in the name of whoever decided."""
    return replace(ctx, actor=Actor(ActorSoort.SYSTEEM, rollen=frozenset({"systeem"})), aanleiding=None)
