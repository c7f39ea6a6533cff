"""What the tests of this room share: customers, tokens, and doors of our own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Dataverwerking, Verwerkingsactiviteit, VerwerkingsactiviteitVersie
from geholpen.domain.doelbinding.ports import Reden
from geholpen.domain.partijen.models import Adres, Geboorte, Naam
from geholpen.platform import tokens
from geholpen.platform.context import Aanleiding, Actor, ActorSoort, Context
from geholpen.platform.doors import backstage, command, query
from geholpen.platform.errors import Refused
from geholpen.platform.keys import key
from geholpen.platform.models import tables_of_customers

BRON, TWEEDE, ANDER = 901, 902, 999
A, B = UUID(int=0xA), UUID(int=0xB)
VERLOPEN, ELDERS = UUID(int=0xC), UUID(int=0xD)
KLANTEN = {"a": A, "b": B, "verlopen": VERLOPEN, "elders": ELDERS}

#: table → category, of every table with rows of customers. The processing log has no source of its own.
PROTECTED = {m._meta.db_table: int(m.gegevenssoort) for m in (*tables_of_customers(apps), Dataverwerking)}
WITH_SOURCE = {t: s for t, s in PROTECTED.items() if s and t != "dataverwerking"}
WITH_CATEGORY = {t: s for t, s in PROTECTED.items() if s}
ALLES = range(1, tokens.MAX_SOORT + 1)


_VALUES = {
    "uuid": "gen_random_uuid()",
    "bool": "false",
    "date": "current_date",
    "timestamptz": "now()",
    "jsonb": "'{}'",
    "_int2": "'{}'",
    "bytea": r"'\x00'",
    "int2": "1",
    "int4": "1",
    "int8": "1",
}


def _something(kind: str) -> str:
    """SQL for some value of this type; that of an array begins with an underscore."""
    return _VALUES.get(kind, "'{}'" if kind.startswith("_") else "'x'")


def _first_choices(table: str) -> dict[str, object]:
    """For columns that take one of a list of codes: the first of them."""
    fields = next((m._meta.concrete_fields for m in apps.get_models() if m._meta.db_table == table), ())
    return {f.column: f.choices[0][0] for f in fields if f.choices}


def put(admin: psycopg.Connection[Any], table: str, partij_id: UUID, **given: object) -> None:
    """A row of a customer, past every policy, with something in every column that is not given and fills not itself."""
    columns = admin.execute(
        "SELECT attname, typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = '' AND typname <> 'xid8'",
        [table],
    ).fetchall()
    given = {"partij_id": partij_id, **_first_choices(table), **{k: v for k, v in given.items() if k in dict(columns)}}
    names = [name for name, _ in columns]
    values = ["%s" if name in given else _something(kind) for name, kind in columns]
    row = [given[name] for name in names if name in given]
    admin.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(values)})", row)


def token(
    *,
    lezen: Iterable[int] = ALLES,
    schrijven: Iterable[int] = (),
    partijen: Iterable[UUID] | None = (A,),
    bronnen: str = "{901}",
    geheim: bool = False,
    sleutel: bytes = b"",
    activiteit: int = BRON,
    **anders: Any,
) -> str:
    """A signed context for A, from source 901 and for every category unless said otherwise."""
    return tokens.sign(
        sleutel or key("context"),
        actor="proef",
        activiteit=activiteit,
        lezen=tokens.bits(lezen),
        schrijven=tokens.bits(schrijven),
        partijen=partijen,
        geheim=geheim,
        trace="0" * 32,
        lees_bronnen=tokens.sources(dict.fromkeys(ALLES, bronnen)),
        schrijf_bronnen=bronnen,
        **anders,
    )


def token_of_the_register(wie: UUID = A) -> str:
    """A signed context as the doors of the register have it, for this employee."""
    nummer = Verwerkingsactiviteit.objects.get(code="registerbeheer").nummer
    return tokens.sign(
        key("context"),
        actor=str(wie),
        activiteit=nummer,
        lezen=0,
        schrijven=0,
        partijen=None,
        geheim=False,
        trace="0" * 32,
        lees_bronnen=tokens.sources({}),
        schrijf_bronnen="{}",
    )


def sql(statement: str, *params: object) -> list[tuple[Any, ...]]:
    """Run SQL as the application role, past the guard in Python: what is left is what the database does."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute(statement, params or None)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]


def open_(signed: str) -> None:
    """Set the context of this transaction."""
    sql("SELECT kern.open(%s)", signed)


def seen(table: str) -> set[UUID]:
    """Of which customers there are rows to see."""
    return {row[0] for row in sql(f"SELECT partij_id FROM {table}")}


def each(cases: Collection[tuple[Any, ...]], check: Callable[..., None]) -> None:
    """Check every case, each in a part of the transaction that is taken back, and name all that fail."""
    assert cases
    wrong = []
    for case in cases:
        with transaction.atomic():
            try:
                check(*case)
            except (AssertionError, DatabaseError) as error:
                wrong.append(f"{case}: {error}")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def versie(nummer: int, **anders: object) -> dict[str, object]:
    """Fields of an active version that the database accepts."""
    nu = datetime.now(UTC)
    return {
        "nummer": nummer,
        "versie": 1,
        "status": "actief",
        "naam": f"Proef {nummer}",
        "doel": "Nagaan of een proef doet wat hij moet doen",
        "grondslag": "publieke_taak",
        "taak_titel": "Proeven",
        "taak_artikel": "Proevenwet, artikel 1",
        "taak_bijdrage": "Zonder deze proef weten wij niet of de database doet wat zij belooft; daarom is hij nodig.",
        "meetpunt": "Alle proeven slagen.",
        "evaluatiedatum": nu.date() + timedelta(days=30),
        "rollen": ["proefnemer"],
        "vereist_aanleiding": ["proef", "lijst"],
        "bewaardagen": 10,
        "selectielijst": "proef",
        "geldig_vanaf": nu - timedelta(days=1),
        **{f"{rol}_door": uuid4() for rol in ("opgesteld", "advies", "goedgekeurd", "geactiveerd")},
        **anders,
    }


def save_versie(nummer: int, **anders: object) -> None:
    """Store a version as the application role does."""
    VerwerkingsactiviteitVersie.objects.create(**versie(nummer, **anders))


def medewerker(rollen: tuple[str, ...] = ("proefnemer",)) -> Context:
    """An employee with a role of the purpose, without a reason."""
    return Context(Actor(ActorSoort.MEDEWERKER, UUID(int=7), frozenset(rollen), "kcc"), "werkplek", oorsprong="test")


def werkend_aan(redenen: dict[UUID, Reden], partij_id: UUID = A, activiteit: int = BRON, **anders: Any) -> Context:
    """That employee with an open reason at a customer."""
    aanleiding = Aanleiding("proef", partij_id, uuid4())
    redenen[aanleiding.id] = Reden(activiteit, **{"open": True, **anders})
    return medewerker().voor(aanleiding)


def may_always(ctx: Context, *args: object, **kwargs: object) -> None:
    """Nobody is refused here."""


def may_never(ctx: Context, *args: object, **kwargs: object) -> None:
    """Everybody is refused here."""
    raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")


@query(gegevens={G.NAAM}, naam="Proef: uw naam bekeken")
def lees_namen(ctx: Context) -> list[UUID]:
    """The customers of whom we see a name."""
    return list(Naam.objects.values_list("partij_id", flat=True))


@query(gegevens={G.NAAM, G.BSN}, naam="Proef: uw naam en nummer bekeken")
def lees_naam_en_bsn(ctx: Context) -> frozenset[int]:
    """The categories that were given."""
    return ctx.grant.besluit.toegestaan


@query(gegevens={G.BSN}, naam="Proef: uw nummer bekeken")
def lees_bsn(ctx: Context) -> None:
    """Never given."""


@query(gegevens={G.GEBOORTEDATUM}, voor="proef-twee", naam="Proef: uw geboortedatum bekeken")
def lees_geboorte(ctx: Context) -> list[UUID]:
    """The customers of whom we see a date of birth; and no names."""
    assert not Naam.objects.exists()
    return list(Geboorte.objects.values_list("partij_id", flat=True))


@query(gegevens={G.NAAM}, naam="Proef: deur in deur bekeken")
def lees_genest(ctx: Context) -> tuple[list[UUID], list[UUID], list[UUID]]:
    """Names before, dates of birth through another door, names after."""
    voor = list(Naam.objects.values_list("partij_id", flat=True))
    binnen = lees_geboorte(ctx)
    assert not Geboorte.objects.exists()
    return voor, binnen, list(Naam.objects.values_list("partij_id", flat=True))


@query(gegevens={G.NAAM}, naam="Proef: geweigerde deur in een deur")
def lees_na_weigering(ctx: Context) -> list[UUID]:
    """Names, after an inner door refused."""
    try:
        lees_bsn(ctx)
    except Refused:
        return list(Naam.objects.values_list("partij_id", flat=True))
    raise AssertionError("de binnenste deur ging open")


@query(
    gegevens={G.NAAM}, voor="proef", handeling="zoeken", naam="Proef: gezocht", betrokkenen=lambda gevonden: gevonden
)
def zoek_namen(ctx: Context) -> list[UUID]:
    """A list over all customers; whoever was shown is logged."""
    return list(Naam.objects.values_list("partij_id", flat=True))


@command(may=may_always, gegevens={G.NAAM}, naam="Proef: uw naam gewijzigd")
def hernoem(ctx: Context, achternaam: str) -> int:
    """Change the name."""
    return Naam.objects.update(achternaam=achternaam)


@command(may=may_always, gegevens={G.NAAM}, naam="Proef: uw naam gewijzigd en daarna geweigerd")
def hernoem_en_lees_bsn(ctx: Context, achternaam: str) -> None:
    """Change the name, then ask what is refused: nothing may be left of the change, but the refusal is."""
    Naam.objects.update(achternaam=achternaam)
    lees_bsn(ctx)


@command(may=may_never, gegevens={G.NAAM}, naam="Proef: altijd geweigerd")
def mag_niet(ctx: Context) -> None:
    """Never done."""
    raise AssertionError("gedaan zonder toestemming")


@query(gegevens={G.ADRES}, naam="Proef: uw adres bekeken")
def lees_adressen(ctx: Context) -> list[UUID]:
    """The customers of whom we see an address."""
    return list(Adres.objects.values_list("partij_id", flat=True))


@query(gegevens={G.NAAM, G.ADRES}, naam="Proef: uw naam en adres bekeken")
def lees_naam_en_adres(ctx: Context) -> list[list[UUID]]:
    """Both, each through its own door: one action."""
    return [lees_namen(ctx), lees_adressen(ctx)]


@query(gegevens={G.NAAM}, naam="Proef: uw naam bekeken, en meer")
def lees_meer(ctx: Context) -> list[UUID]:
    """A name, and then an address that this door did not mention."""
    return lees_adressen(ctx)


@query(gegevens={G.NAAM}, naam="Proef: gezocht in een deur", voor="proef", betrokkenen=lambda _: [])
def zoek_binnen(ctx: Context) -> list[UUID]:
    """A list that says it concerns nobody, with a search inside."""
    return zoek_namen(ctx)
