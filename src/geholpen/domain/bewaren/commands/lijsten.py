"""Destruction lists of records: made, judged, agreed with, reconsidered for seven days, carried out. People differ."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from geholpen.domain.bewaren import boek, uitvoeren
from geholpen.domain.bewaren.models import (
    Besluitsoort,
    Lijstregel,
    Lijststand,
    Lijststap,
    Vernietigbesluit,
    Vernietigingslijst,
)
from geholpen.domain.bewaren.policy import (
    may_agree,
    may_judge,
    may_make_list,
    may_take_off,
    only_system,
)
from geholpen.domain.bewaren.verklaringen import close_lijst
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.models import uuid7

#: Questions on one list: as many as people can look through.
HOOGSTENS = 500
_LIJST: dict[str, Any] = {
    "voor": "vernietiging",
    "gegevens": {G.INZAGEREGISTRATIE},
    "betrokkenen": lambda _: [],
}


@command(may=may_make_list, naam="Een vernietigingslijst opgesteld", **_LIJST)
def make_lijst(ctx: Context, selectielijst: str) -> UUID:
    """A list of what may go under this number of the selection list. Raises Invalid."""
    id = uuid7()
    [(aantal,)] = _call("SELECT stel_lijst_op(%s, %s, %s)", id, selectielijst, HOOGSTENS)
    if not aantal:
        raise Invalid("selectielijst", "Er is onder dit nummer niets meer waarvan de termijn voorbij is.")
    return id


@command(may=may_judge, naam="Een vernietigingslijst beoordeeld", **_LIJST)
def judge_lijst(ctx: Context, lijst_id: UUID, waarom: str) -> None:
    """The owner of the process agrees that this may go. Raises Invalid, also when nothing is on it any more."""
    _check_not_empty(lijst_id)
    _step(lijst_id, "beoordeeld", waarom)


@command(may=may_agree, naam="Een vernietigingslijst vastgesteld", **_LIJST)
def agree_lijst(ctx: Context, lijst_id: UUID, waarom: str) -> None:
    """The archivist agrees; seven days later it is carried out. Raises Invalid, also when nothing is on it any more."""
    _check_not_empty(lijst_id)
    _step(lijst_id, "vastgesteld", waarom)


@command(may=may_take_off, naam="Een vernietigingslijst teruggestuurd", **_LIJST)
def send_back(ctx: Context, lijst_id: UUID, waarom: str) -> None:
    """Back to the beginning, also within the days to reconsider. Raises Invalid."""
    _step(lijst_id, "terug", _reason(waarom))
    _call("SELECT zet_terug(%s)", lijst_id)


@command(may=may_make_list, naam="Een vernietigingslijst ingetrokken", **_LIJST)
def withdraw_lijst(ctx: Context, lijst_id: UUID, waarom: str) -> None:
    """Nothing of it goes; what was on it comes back on the next list. Raises Invalid."""
    _step(lijst_id, "ingetrokken", _reason(waarom))


@command(may=may_take_off, naam="Een vraag van een vernietigingslijst gehaald", **_LIJST)
def take_off(ctx: Context, lijst_id: UUID, regel_id: UUID, reden: str) -> None:
    """One question stays, with the reason. Raises Invalid and Missing."""
    [(done,)] = _call("SELECT haal_van_lijst(%s, %s, %s)", lijst_id, regel_id, _reason(reden))
    if not done:
        raise Missing
    _call("SELECT zet_terug(%s)", lijst_id)


@command(
    may=only_system,
    voor="vernietiging",
    gegevens={G.INZAGEREGISTRATIE},
    naam="Een oude vraag van u vernietigd, omdat de bewaartermijn voorbij is",
    betrokkenen=lambda partij_id: [partij_id] if partij_id else [],
)
def destroy_regel(ctx: Context, regel_id: UUID) -> UUID | None:
    """One question of a list whose days to reconsider are over. Returns whose; None when it is gone already."""
    regel = Lijstregel.objects.filter(id=regel_id, af_op=None).first()
    if regel is None:
        return None
    lijst = Vernietigingslijst.objects.get(id=regel.lijst_id)
    besluit = uitvoeren.decide(
        uuid7(),
        Besluitsoort.LIJST,
        ctx.trace,
        partij=regel.partij_id,
        zaak=regel.klantvraag_id,
        door=lijst.vastgesteld_door,
        lijst=lijst.id,
    )
    uitvoeren.destroy_all(besluit.id)
    uitvoeren.end(besluit.id)
    transaction.on_commit(boek.bring)
    return regel.partij_id


@command(may=only_system, naam="Een vernietigingslijst afgerond", **_LIJST)
def end_lijst(ctx: Context, lijst_id: UUID) -> UUID:
    """The statement of what went. Returns its id."""
    lijst = Vernietigingslijst.objects.get(id=lijst_id, stand=Lijststand.VASTGESTELD)
    stappen = Lijststap.objects.filter(lijst_id=lijst_id).exclude(stap="afgehaald").order_by("moment")
    besluiten = Vernietigbesluit.objects.filter(lijst_id=lijst_id, uitgevoerd_op__isnull=False)
    return close_lijst(
        lijst,
        list(besluiten.values_list("id", flat=True)),
        [
            {"stap": s.stap, "door": str(s.door) if s.door else None, "op": s.moment.isoformat(timespec="seconds")}
            for s in stappen
        ],
        Lijstregel.objects.filter(lijst_id=lijst_id, af_op__isnull=False).count(),
    )


def _check_not_empty(lijst_id: UUID) -> None:
    """Who says that these may go says it of something: an empty list would become a statement that nothing went."""
    if not Lijstregel.objects.filter(lijst_id=lijst_id, af_op=None).exists():
        raise Invalid("lijst", "Er staat geen vraag meer op deze lijst. Er is niets om akkoord mee te gaan.")


def _step(lijst_id: UUID, stap: str, waarom: str) -> None:
    _call("SELECT zet_lijst(%s, %s, %s)", lijst_id, stap, waarom.strip())


def _reason(text: str) -> str:
    if len(text.strip()) < 10:
        raise Invalid("waarom", "Schrijf in een zin op waarom. Dat staat later in de verklaring.")
    return text.strip()


UITLEG = {
    "GH010": "Deze stap past niet meer bij de lijst. Laad de bladzijde opnieuw.",
    "GH022": "Maak eerst het pakket voor het archief. Pas als het is nagelezen en klopt, kunt u dit vastleggen.",
    "GH021": "De archivaris legt eerst vast of deze dossiers na hun termijn weg mogen of blijven.",
    "23514": "U zette al een andere stap op deze lijst. Een collega doet deze stap.",
}


def _call(sql: str, *values: Any) -> list[Any]:
    """One function of the database, its faults in words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    except DatabaseError as error:
        said = UITLEG.get(getattr(error.__cause__, "sqlstate", "") or "")
        if said is None:
            raise
        raise Invalid("lijst", said) from error
