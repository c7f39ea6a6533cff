"""Growing past one machine: PostgreSQL itself accepts every table of customers hash-partitioned by customer.

A partitioned table refuses exactly what a sharded one refuses: a key, a unique constraint or a foreign key without the
column it is spread by. So every table is copied with its real keys into a scratch schema, partitioned.
"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from geholpen.domain.notificaties.melden import GEMELD
from geholpen.platform.checks import own_models
from geholpen.platform.models import Verdeling

#: Adds up how many contacts there are, once per statement; it reads no other row, so that every part can count its own.
#: A line of break-glass, and of no other kind, asks the queue of break-glass whether it runs.
TRIGGER_OK = {"klantcontact": {"tel_insert", "tel_update", "tel_delete"}, "dataverwerking": {"nood_loopt"}}
#: Looks at rows of the same customer and at catalogues only: who speaks for them, how old they are, which purposes.
TRIGGER_OK["betrokkene"] = {"vertegenwoordiger_mag"}
TRIGGER_OK["toestemming"] = {"toestemming_wie", "toestemming_wie_nee"}
#: A secret address spreads to whoever lives there: they ask by keyed hash who that is, the one thing that crosses
#: customers. Over several machines the settling is a job that hears the same changes.
GEHEIM_OK = {
    "adres": {"zet_woonplek", "geheim_eigen", "geheim_erbij", "geheim_weg", "geheim_verhuisd"},
    "partij": {"geheim_vlag", "geheim_nieuw", "geheim_in_contacten"},
    "digitaal_adres": {"geheim_over"},
    # an end at one customer ends it at the other too: the customer writes at themselves only
    "vertegenwoordiging": {"geheim_over", "eindigt_aan_beide_kanten"},
    "betrokkene_adres": {"geheim_over"},
}
#: Works out the keyed hash of what a row says, or looks that up in rows of the same customer.
WOORD_OK = {t: {"zet_woord"} for t in ("adres", "digitaal_adres", "rekeningnummer", "partij_identificator")}
WOORD_OK["grens"] = {"grens_krijgt_woord"}
#: The queue of questions follows them in the same transaction, as the outbox does. Whoever a question is taken from is
#: looked at in their own rows: nobody who is known.
TRIGGER_OK["klantvraag"] = {
    "nooit_samen",
    "volg_klantvraag",
    "volg_klantvraag_wijziging",
    "uitstel_voorbij",
    "uitstel_voorbij_wijziging",
}
#: What goes is no preferred one any more: the row of the same customer that names it.
LOS_OK = {t: {f"laat_los_{t}"} for t in ("digitaal_adres", "rekeningnummer")}
#: Tells the outbox what changed. It reads rows of the same customer only, and adds to a queue, as hot doors do.
MELDEN = {g.tabel: {"meld_wijziging"} for g in GEMELD}

SPREAD = sorted(m._meta.db_table for m in own_models() if m.verdeling == Verdeling.PARTIJ)
LOOKUPS = {m._meta.db_table: m._meta.pk_fields[0].column for m in own_models() if m.verdeling == Verdeling.OPZOEK}
CATALOGUES = {m._meta.db_table for m in own_models() if m.verdeling == Verdeling.CATALOGUS}
#: Defaults that may differ per node: they are made where the row is.
VOLATILE_OK = {("dataverwerking", column, "gen_random_uuid()") for column in ("id", "zout")}


@pytest.fixture(scope="module")
def db(admin_url: str) -> Iterator[psycopg.Connection]:
    """A superuser with the whole schema copied into `proef`, in a transaction that is rolled back."""
    with psycopg.connect(admin_url) as connection:
        connection.execute("CREATE SCHEMA proef")
        for table, column in {**dict.fromkeys(SPREAD, "partij_id"), **LOOKUPS}.items():
            copy(connection, table, column)
        yield connection
        connection.rollback()


def copy(db: psycopg.Connection, table: str, column: str) -> None:
    """The columns and defaults of a table, partitioned in four by `column`."""
    new, old, by = sql.Identifier("proef", table), sql.Identifier("public", table), sql.Identifier(column)
    db.execute(
        sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING GENERATED) PARTITION BY HASH ({})").format(
            new, old, by
        )
    )
    for part in range(4):
        db.execute(
            sql.SQL("CREATE TABLE {} PARTITION OF {} FOR VALUES WITH (MODULUS 4, REMAINDER {})").format(
                sql.Identifier("proef", f"{table}_{part}"), new, part
            )
        )


def constraints(db: psycopg.Connection, table: str, kinds: str) -> list[tuple[str, str, str | None]]:
    """(name, definition, table referred to) of the constraints of these kinds: p, u, f, c."""
    db.execute("SET LOCAL search_path = public")  # so that names in a definition carry no schema
    return db.execute(
        "SELECT conname, pg_get_constraintdef(oid), nullif(confrelid, 0)::regclass::text FROM pg_constraint"
        " WHERE conrelid = ('public.' || %s)::regclass AND contype = ANY (%s) ORDER BY contype DESC, conname",
        [table, list(kinds)],
    ).fetchall()


def unique_indexes(db: psycopg.Connection, table: str) -> list[str]:
    """Definitions of unique indexes that are no constraint."""
    rows = db.execute(
        "SELECT pg_get_indexdef(indexrelid) FROM pg_index i WHERE indrelid = ('public.' || %s)::regclass"
        " AND indisunique AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
        [table],
    )
    return [definition for (definition,) in rows]


def add(db: psycopg.Connection, table: str, definition: str) -> None:
    """Put a constraint on the copy, as a savepoint of its own so that a refusal leaves the rest."""
    with db.transaction():
        db.execute("SET LOCAL search_path = proef, public")
        db.execute(sql.SQL("ALTER TABLE {} ADD ").format(sql.Identifier("proef", table)) + sql.SQL(definition))


@pytest.fixture(scope="module")
def keyed(db: psycopg.Connection) -> psycopg.Connection:
    """The copies with the primary keys, unique constraints and unique indexes of the originals."""
    for table in (*SPREAD, *LOOKUPS):
        for _, definition, _ in constraints(db, table, "pu"):
            add(db, table, definition)
        for definition in unique_indexes(db, table):
            with db.transaction():
                db.execute(definition.replace(" ON public.", " ON proef.").replace(" ON ONLY public.", " ON proef."))
    return db


@pytest.mark.parametrize("table", SPREAD)
def test_a_table_of_customers_can_be_spread_with_its_keys(keyed, table):
    kinds = keyed.execute(
        "SELECT count(*) FILTER (WHERE contype = 'p'), count(*) FROM pg_constraint"
        " WHERE conrelid = ('proef.' || %s)::regclass AND contype IN ('p', 'u')",
        [table],
    ).fetchone()
    assert kinds[0] == 1
    assert kinds[1] == len(constraints(keyed, table, "pu"))


@pytest.mark.parametrize("table", SPREAD)
def test_its_foreign_keys_stay_within_the_customer_or_go_to_a_catalogue(keyed, table):
    for name, definition, target in constraints(keyed, table, "f"):
        assert target in SPREAD or target in CATALOGUES, f"{name} refers to {target}"
        if target in SPREAD:
            assert definition.startswith("FOREIGN KEY (partij_id"), f"{name} may point to another customer"
        add(keyed, table, definition)
    made = keyed.execute(
        "SELECT count(*) FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid"
        " WHERE c.conrelid = ('proef.' || %s)::regclass AND c.contype = 'f' AND c.conparentid = 0"
        " AND (t.relnamespace = 'proef'::regnamespace OR t.relname = ANY (%s))",
        [table, list(CATALOGUES)],
    ).fetchone()
    assert made == (len(constraints(keyed, table, "f")),)


@pytest.mark.parametrize("table", sorted(LOOKUPS))
def test_a_look_up_is_spread_by_its_key_and_refers_to_nothing(keyed, table):
    assert constraints(keyed, table, "f") == []


@pytest.mark.parametrize("table", [*SPREAD, *LOOKUPS])
def test_no_sequence_no_trigger_no_volatile_default(keyed, table):
    rows = keyed.execute(
        "SELECT attname, attidentity::text, pg_get_expr(d.adbin, d.adrelid) FROM pg_attribute a"
        " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
        " WHERE a.attrelid = ('public.' || %s)::regclass AND attnum > 0 AND NOT attisdropped",
        [table],
    ).fetchall()
    for column, identity, default in rows:
        assert identity == "", f"{table}.{column} counts by itself"
        if default and (table, column, default) not in VOLATILE_OK:
            assert "nextval" not in default and "random" not in default, f"{table}.{column} defaults to {default}"
    triggers = "SELECT tgname FROM pg_trigger WHERE tgrelid = ('public.' || %s)::regclass AND NOT tgisinternal"
    known = (
        TRIGGER_OK.get(table, set())
        | WOORD_OK.get(table, set())
        | MELDEN.get(table, set())
        | GEHEIM_OK.get(table, set())
        | LOS_OK.get(table, set())
    )
    assert {name for (name,) in keyed.execute(triggers, [table])} == known


@pytest.mark.parametrize("table", sorted(CATALOGUES))
def test_a_catalogue_refers_to_catalogues_only(db, table):
    assert {target for *_, target in constraints(db, table, "f")} <= CATALOGUES


def test_every_column_that_points_inside_a_customer_is_a_key_in_the_database(db):
    """What the model says it refers to, the database enforces."""
    for model in own_models():
        for column, target in getattr(model, "verwijst_naar", {}).items():
            near = "partij_id" if column == "partij_id" else f"partij_id, {column}"
            found = {(d.split(") REF")[0], t) for _, d, t in constraints(db, model._meta.db_table, "f")}
            assert (f"FOREIGN KEY ({near}", target) in found, f"{model.__name__}.{column}"


def test_every_row_of_a_customer_hangs_on_that_customer():
    """Directly, or by another row of the same customer that must be there."""
    for model in own_models():
        firm = [c for c in getattr(model, "verwijst_naar", {}) if not model._meta.get_field(c).null]
        if model._meta.db_table != "partij" and hasattr(model, "verwijst_naar"):
            assert firm, f"{model.__name__} refers to nothing of its customer"


@pytest.mark.parametrize(
    ("table", "definition"),
    [
        ("klantcontact", "FOREIGN KEY (klantvraag_id) REFERENCES klantvraag (id)"),
        ("klantvraag", "UNIQUE (kenmerk)"),
        ("bericht", "UNIQUE (envelop_id)"),
    ],
)
def test_what_does_not_contain_the_customer_is_refused(keyed, table, definition):
    """The test bites: PostgreSQL refuses a planted key that would span customers."""
    with pytest.raises(psycopg.errors.Error, match=r"partition|no unique constraint matching"):
        add(keyed, table, definition)
