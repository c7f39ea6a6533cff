"""What the database itself says about its objects: nothing may stand beside the rules (cases 6, 9, 35, 39)."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps

from tests.doelbinding.catalogus import (
    APP,
    APPEND_ONLY,
    COUNTED,
    CUSTOMERS,
    DEFINERS,
    DEUR,
    EIGENAAR,
    HISTORY,
    LIBRARIES,
    LIMITED,
    LOGS,
    LOKET,
    LOKET_LEEST,
    LOKET_SCHRIJFT,
    LOOKUPS,
    OPEN,
    OVERSIGHT,
    POLICIES,
    QUEUES,
    REGISTER,
    REGISTER_LEEST,
    REGISTER_SCHRIJFT,
    REMOVABLE,
    SIDE,
    WISSER,
    ZEGEL,
)


@pytest.fixture
def kijk(admin_url: str) -> Iterator[psycopg.Connection]:
    """A superuser in a transaction that is rolled back: to look, and to plant what must be found."""
    with psycopg.connect(admin_url) as connection:
        yield connection
        connection.rollback()


def views_past_the_rules(db: psycopg.Connection) -> list[str]:
    """Views that read with their owner's rights, and materialized views, which have no rules at all."""
    rows = db.execute(
        """SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname IN ('public', 'kern') AND (c.relkind = 'm' OR c.relkind = 'v'
             AND NOT coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on'], false))"""
    )
    return [name for (name,) in rows]


def definers(db: psycopg.Connection) -> dict[str, tuple[str, bool, bool]]:
    """SECURITY DEFINER functions: owner, whether the search path is fixed, whether PUBLIC may call it.

    Fixed means: temporary tables last, or no tables of ours at all.
    """
    rows = db.execute(
        """SELECT n.nspname || '.' || p.oid::regprocedure::text, pg_get_userbyid(p.proowner),
             coalesce(p.proconfig::text ~ 'search_path=(pg_catalog|public, pg_catalog, pg_temp)["}]', false),
             has_function_privilege('public', p.oid, 'EXECUTE')
           FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')"""
    )
    return {name.replace("kern.kern.", "kern.").replace(",", ", "): tuple(rest) for name, *rest in rows}


def tables(db: psycopg.Connection) -> dict[str, tuple[bool, bool, str]]:
    """Tables: row-level security enabled, forced, and the owner."""
    rows = db.execute(
        """SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) FROM pg_class c
           JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'f')"""
    )
    return {name: tuple(rest) for name, *rest in rows}


def test_every_table_is_known(kijk):
    known = CUSTOMERS | QUEUES | LOGS | LOOKUPS | OPEN | OVERSIGHT | COUNTED | LIBRARIES
    known |= {"sleutel", "wisregel", "omgeving", "klantcontact_telling", "maskering"}
    assert set(tables(kijk)) - known == set()
    assert {m._meta.db_table for m in apps.get_models()} - set(tables(kijk)) == set()


def test_a_table_with_a_customer_in_it_is_a_table_of_customers(kijk):
    """A column partij_id outside the protected tables is only a key: in look-ups and in the outbox."""
    rows = kijk.execute("SELECT attrelid::regclass::text FROM pg_attribute WHERE attname = 'partij_id' AND attnum > 0")
    names = {name for (name,) in rows if name in tables(kijk)}
    keys = {"printopdracht", "gebeurtenis", "schakel", "vernietigbesluit", "lijstregel"}
    # Who works on, watches or was named at which question, and which visit it belongs to: keys and moments.
    keys |= {"wachtende_vraag", "toewijzing", "uitgesteld", "volger", "genoemd", "aanwezig", "chatbezoek", "volgnummer"}
    assert names <= CUSTOMERS | LOGS | QUEUES | LOOKUPS | OVERSIGHT | COUNTED | keys


@pytest.mark.parametrize("table", sorted(POLICIES))
def test_every_personal_table_is_closed_for_everybody_also_its_owner(kijk, table):
    enabled, forced, owner = tables(kijk)[table]
    assert (enabled, forced, owner) == (True, True, EIGENAAR)


@pytest.mark.parametrize("table", sorted(POLICIES))
def test_every_personal_table_has_a_policy_per_command(kijk, table):
    rows = kijk.execute(
        "SELECT polname, polcmd::text, r.rolname, polpermissive, pg_get_expr(polqual, polrelid),"
        " pg_get_expr(polwithcheck, polrelid) FROM pg_policy, unnest(polroles) role"
        " JOIN pg_roles r ON r.oid = role WHERE polrelid = %s::regclass",
        [table],
    ).fetchall()
    assert [row[1:] for row in rows if row[0] == "eigenaar_niets"] == [("*", EIGENAAR, False, "false", "false")]
    rows = [row for row in rows if row[0] != "eigenaar_niets"]
    own = {(cmd, role) for name, cmd, role, *_ in rows if name not in SIDE}
    assert ("grens" in {name for name, *_ in rows}) == (table in LIMITED)
    loket = {("r", LOKET)} if table in LOKET_LEEST else set()
    loket |= {(cmd, LOKET) for cmd in "aw" if (table, cmd) in LOKET_SCHRIJFT}
    register = {("r", REGISTER)} if table in REGISTER_LEEST else set()
    register |= {("a", REGISTER)} if table in REGISTER_SCHRIJFT else set()
    assert own == POLICIES[table] | loket | register
    shields = {name for name, *_ in rows if name.startswith("schild") or name == "vertrouwelijk"}
    must = {"schild"} if table in CUSTOMERS - {"afscherming"} else {"vertrouwelijk"} if table in LOGS else set()
    assert shields == must | ({"schild_register"} if table in REGISTER_LEEST else set())
    limits = {"grens": "begrensd_hier(", "grens_register": "begrensd_register("}
    limits |= {"grens_rij": "begrensde_rijen_hier(", "grens_rij_register": "begrensde_rijen_register("}
    for name, cmd, role, permissive, using, check in rows:
        if name in limits:  # on top of the others: what the customer does not want, or did not consent to
            assert (cmd, permissive, role) == ("r", False, REGISTER if name.endswith("register") else APP)
            assert limits[name] in using
            continue
        if name == "namens":  # the same: what whoever acts for somebody else may touch of consents and limits
            asked_of = {"toestemming": "toestemming_hier(", "grens": "namens_hier("}[table]
            assert (cmd, permissive, role) == ("*", False, APP)
            assert asked_of in using and asked_of in check
            continue
        assert permissive is (name not in shields)
        if name in shields:
            asked = {"schild": "is_dicht(partij_id", "schild_register": "'loket.verborgen'"}
            assert asked.get(name, "vertrouwelijk_tot") in using
            continue
        for condition in filter(None, (using, check)):
            order = "loket.schrijven" if cmd == "a" else "loket.lezen"
            asks = {LOKET: "loket.partij", REGISTER: order}.get(role, "kern.ctx(") in condition
            decided = role == WISSER and (cmd == "r" or "bewaren.besluit" in condition)
            assert role in {DEUR, ZEGEL} or asks or decided, f"{table}.{name} does not ask for a context"
        assert cmd != "*", f"{table}.{name} is for every command"


def test_the_door_role_reads_keys_only(kijk):
    """What a definer function can look up before there is a purpose: no column that says something about a person."""
    allowed = {
        "partij_id",
        "id",
        "klantvraag_id",
        "onderwerp_code",
        "status",
        "afdeling_code",
        "behandelaar_id",
        "niveau",
        "afgesloten_op",
        "afgehandeld_op",
        "vervalt_op",  # what has expired is no reason and is not found
    }
    mandate = {"partij_id", "id", "kant", "andere_partij_id", "soort", "omvang"}
    mandate |= {"geldig_van", "geldig_tot", "vervalt_op", "geheim", "beeindigd_op", "besluit", "verkregen_op"}
    counted = allowed | {"bericht_id", "herkend_type", "content_id", "verkregen_voor", "vervalt_op"}
    # Words are found by an index that no policy lets a query use; what is found are ids, compared again by who asked.
    searched = allowed | {"verkregen_voor", "onderwerp", "inhoud", "reactie"}
    # What subscribers can filter on: codes of the main object, told to whoever may read that.
    codes = {"hoofd_onderwerp_type", "indicatie_contact_gelukt", "verdere_actie_ondernomen"}
    rows = kijk.execute(
        "SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges"
        " WHERE grantee = %s AND table_schema = 'public'",
        [DEUR],
    ).fetchall()
    for table, column, right in rows:
        if table not in CUSTOMERS:
            continue
        assert right in {"SELECT", "UPDATE"}, (table, column, right)
        keys = {
            "vertegenwoordiging": mandate,
            "burgerservicenummer": {"partij_id", "sleutel"},
            "adres": {"partij_id", "id", "soort", "woonplek", "vervalt_op", "geheim", "geheim_eigen", "woord"},
            **dict.fromkeys(("rekeningnummer", "partij_identificator"), {"partij_id", "id", "woord"}),
            # Where it is, to know whether somebody with a secret address still lives there.
            "betrokkene_adres": allowed
            | {"geheim", "geheim_eigen", "betrokkene_id"}
            | {"postcode", "huisnummer", "huisnummertoevoeging", "nummeraanduiding_id"},
            "afscherming": {"partij_id", "groep_code", "beeindigd_op"},
            "bijlage": counted,
            # A message that goes to another question: keys.
            **dict.fromkeys(("bericht", "actor_klantcontact", "onderwerpobject"), allowed | {"klantcontact_id"}),
            "bijlage_verwijzing": allowed | {"klantcontact_id"},
            **dict.fromkeys(("bezorging", "herziening", "verstrekking"), allowed | {"bericht_id"}),
            "bezorggebeurtenis": allowed | {"bezorging_id"},
            # What decides who gets it: since when it waits, in which channel, until when.
            "klantvraag": allowed
            | {"laatste_volgnummer", "gestart_op", "wacht_sinds", "laatste_kanaal", "uiterlijk_op"},
            "partij": allowed | {"soort_partij", "nummer", "indicatie_geheimhouding", "adres_geheim"},
            "klantcontact": counted | codes | {"gesprek_id", "taal"},
            "betrokkene": allowed | {"klantcontact_id"},
            "interne_taak": allowed | {"nummer", "klantcontact_id"},
            "klantcontact_inhoud": searched,
            "gesprek_namens": mandate | {"gesprek_id", "vertegenwoordiging_id"},
            # Only what follows leaves: whether somebody lives, and which purposes their age leaves to a parent.
            "geboorte": {"partij_id", "geboortedatum", "overleden_op"},
            # What somebody does not want, or consented to: which purpose or category, and whether it counts.
            "grens": {"partij_id", "soort", "activiteit", "gegeven", "rij", "woord", "uitgezonderd", "opgeheven_op"},
            "toestemming": {"partij_id", "activiteit", "staat", "geldig_tot"},
            # Which questions were asked and whether the answer was right; never the answer.
            "identiteitscontrole": allowed | {"gesprek_id", "gevraagd", "gecontroleerd_op"},
            "digitaal_adres": allowed | {"betrokkene_id", "los", "geheim", "geheim_eigen", "woord"},
            # Where a question of the chat came from, and whether it went back there.
            "vraagverhuizing": allowed | {"van_partij_id", "terug_op"},
        }.get(table, allowed)
        moved = {"verkregen_voor", "partij_id", "geheim", "geheim_eigen", "adres_geheim"}
        moved |= {"klantvraag_id"} if table not in {"klantvraag", "interne_taak"} else set()
        moved |= {"volgnummer"} if table == "bericht" else set()
        moved |= {"klantcontact_id"} if table == "interne_taak" else set()
        moved |= {"status", "uitkomst", "wacht_sinds", "afgesloten_op"} if table == "klantvraag" else set()
        moved |= {"beeindigd_op", "beeindigd_waarom"} if table == "vertegenwoordiging" else set()
        assert column in (keys if right == "SELECT" else moved), (table, column, right)


def test_the_role_that_destroys_reads_keys_and_moments_only(kijk):
    rows = kijk.execute(
        "SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges"
        " WHERE grantee = %s AND table_schema = 'public'",
        [WISSER],
    ).fetchall()
    seen = {(t, c) for t, c, right in rows if right == "SELECT" and t in CUSTOMERS | QUEUES | OVERSIGHT}
    own = {
        "beoordeeld_op",
        "moment",
        "laatst_op",
        "gevraagd_op",
        "id",
        "partij_id",
        "vervalt_op",
        "verkregen_op",
        "verkregen_voor",
        "staat",
        "ontvangen_op",
        "resource",
    }
    plicht = {("bewaarplicht", "opgeheven_op"), ("bewaarplicht", "tot")}
    plicht |= {("klantvraag", c) for c in ("onderwerp_code", "gestart_op", "afgesloten_op", "status")}
    plicht |= {("oproep", c) for c in ("stand", "beeindigd_op")} | {("scan", "ingedeeld_op")}
    plicht |= {("verwerkingsactie", c) for c in ("tijdstip", "bewaartermijn")}  # a line of a log says its own term
    wrong = {(t, c) for t, c in seen if c not in own and not c.endswith("_id")} - plicht
    assert wrong == set()
    assert {c for t, c, right in rows if right == "UPDATE" and t in CUSTOMERS} <= {
        *("verkregen_voor", "vervalt_op", "opgeheven_op", "namens_partij_id", "was_partij_id", "werkte_voor_partij_id"),
        *("voorkeurs_digitaal_adres_id", "voorkeurs_rekeningnummer_id"),  # what goes is preferred no more
    }
    assert not {(t, c) for t, c, right in rows if right in {"INSERT"} and t in CUSTOMERS | QUEUES | LOGS}


def test_nobody_but_the_application_has_rights_on_personal_tables(kijk):
    rows = kijk.execute(
        "SELECT DISTINCT table_name, grantee FROM information_schema.role_table_grants WHERE table_schema = 'public'"
    )
    personal = CUSTOMERS | QUEUES | LOGS | OVERSIGHT | COUNTED
    found = {(t, who) for t, who in rows if t in personal and who not in {EIGENAAR, APP, WISSER}}
    loket = {(t, LOKET) for t in LOKET_LEEST | {t for t, _ in LOKET_SCHRIJFT}}
    logs = {(log, role) for log in LOGS for role in (DEUR, ZEGEL)}
    logs |= {(table, DEUR) for table in OVERSIGHT | COUNTED | {"afschermmelding"}}
    assert found <= logs | loket | {(t, REGISTER) for t in REGISTER_LEEST}


def test_views_and_functions_keep_the_rules(kijk):
    assert views_past_the_rules(kijk) == []
    found = definers(kijk)
    assert {name: owner for name, (owner, _, _) in found.items()} == DEFINERS
    assert {name for name, (_, fixed, _) in found.items() if not fixed} == set()
    assert {name for name, (_, _, public) in found.items() if public} == set()


@pytest.mark.zaak(9)
@pytest.mark.parametrize(
    "planted",
    [
        "CREATE VIEW slim AS SELECT * FROM naam",
        "CREATE VIEW slim WITH (security_invoker = false) AS SELECT * FROM naam",
        "CREATE MATERIALIZED VIEW slim AS SELECT * FROM naam",
    ],
)
def test_a_view_past_the_rules_is_found(kijk, planted):
    kijk.execute(planted)
    assert views_past_the_rules(kijk) == ["slim"]


def test_a_view_with_the_rights_of_the_reader_is_fine(kijk):
    kijk.execute("CREATE VIEW braaf WITH (security_invoker = true) AS SELECT * FROM naam")
    assert views_past_the_rules(kijk) == []


@pytest.mark.zaak(9)
def test_a_definer_function_that_was_added_is_found(kijk):
    kijk.execute("CREATE FUNCTION slim() RETURNS bigint SECURITY DEFINER LANGUAGE sql AS 'SELECT count(*) FROM naam'")
    assert set(definers(kijk)) - set(DEFINERS) == {"public.slim()"}
    assert definers(kijk)["public.slim()"][1:] == (False, True)


@pytest.mark.parametrize("role", [APP, EIGENAAR, DEUR, LOKET, ZEGEL, WISSER])
def test_no_role_of_ours_is_above_the_rules(kijk, role):
    rights = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
    assert kijk.execute(f"SELECT {rights} FROM pg_roles WHERE rolname = %s", [role]).fetchone() == (False,) * 5


def test_the_application_owns_nothing_and_belongs_to_nobody(kijk):
    owned = kijk.execute("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [APP]).fetchall()
    assert owned == []
    member = "SELECT 1 FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = %s)"
    assert kijk.execute(member, [APP]).fetchall() == []
    for role in (DEUR, LOKET, ZEGEL, WISSER):
        assert kijk.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [role]).fetchone() == (False,)
    assert kijk.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [APP]).fetchone() == (False,)


def _rights(db: psycopg.Connection, table: str) -> set[str]:
    every = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    return {r for r in every if db.execute("SELECT has_table_privilege(%s, %s, %s)", [APP, table, r]).fetchone()[0]}


def test_what_the_application_may_do_per_kind_of_table(kijk):
    assert _rights(kijk, "kern.sleutel") == set()
    for table in LOOKUPS - {"onderdrukking"}:
        assert _rights(kijk, table) == {"INSERT", "DELETE"}, table
    assert _rights(kijk, "onderdrukking") == set()
    for table in LOGS:
        assert _rights(kijk, table) == {"SELECT"}, table
    for table in ("noodtoegang", "onthulling"):
        assert _rights(kijk, table) == {"SELECT"}, table
    for table in ("veel_inzage", "losse_inzage", *COUNTED):
        assert _rights(kijk, table) == set(), table  # columns, and never the employee
    for table in QUEUES - REMOVABLE - APPEND_ONLY:
        assert _rights(kijk, table) == {"SELECT", "INSERT", "UPDATE"}, table
    for table in APPEND_ONLY:
        assert _rights(kijk, table) == {"SELECT", "INSERT"}, table
    for table in HISTORY:
        assert _rights(kijk, table) == {"SELECT", "INSERT"}, table
    for table in (CUSTOMERS - HISTORY) | REMOVABLE:
        assert _rights(kijk, table) == {"SELECT", "INSERT", "UPDATE", "DELETE"}, table


def test_of_a_version_the_application_can_change_nothing_by_itself(kijk):
    rows = kijk.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'verwerkingsactiviteit_versie'::regclass AND attnum > 0"
        " AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')",
        [APP],
    )
    assert rows.fetchall() == []
    for table in ("verwerkingsactiviteit", "verwerkingsactiviteit_versie", "verwerkingsactiviteit_gegeven"):
        assert not _rights(kijk, table) & {"UPDATE", "DELETE", "TRUNCATE"}


@pytest.mark.parametrize(
    "function",
    [
        "kern.velden(text)",
        "kern.nieuwe_stand()",
        "begin_aan_loket(text, bytea, uuid)",
        "begin_register(text, bytea)",
        "log_register(text, uuid[])",
        "weiger_aan_loket(text, bytea, uuid)",
    ],
)
def test_the_application_cannot_call_what_the_counter_begins_with(kijk, function):
    assert not kijk.execute("SELECT has_function_privilege('public', %s, 'EXECUTE')", [function]).fetchone()[0]
    assert not kijk.execute("SELECT has_function_privilege(%s, %s, 'EXECUTE')", [APP, function]).fetchone()[0]


def test_kern_is_for_our_roles_only(kijk):
    for function in ("kern.ctx(integer, boolean)", "kern.open(text)"):
        assert not kijk.execute("SELECT has_function_privilege('public', %s, 'EXECUTE')", [function]).fetchone()[0]
        assert kijk.execute("SELECT has_function_privilege(%s, %s, 'EXECUTE')", [APP, function]).fetchone()[0]
