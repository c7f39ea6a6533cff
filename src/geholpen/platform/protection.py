"""Migration operations that give a table its composite keys, its row-level security and its grants.

They read what the model says about itself (`gegevenssoort`, `verwijst_naar` …): its table cannot say another thing.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.migrations.operations.base import Operation

from geholpen.platform.limits import when_limits_exist
from geholpen.platform.models import MetHerkomst, Verdeling

APP_ROLE = "geholpen_app"  # what the application logs in as; owns nothing
DOOR_ROLE = "geholpen_deur"  # owns the few definer functions that look something up before there is a purpose
#: Owns the functions behind hot doors; its policies compare with what `begin_aan_loket` proved.
COUNTER_ROLE = "geholpen_loket"
#: Owns the functions that list over customers for an application; its policies go by what `begin_register` proved.
REGISTER_ROLE = "geholpen_register"

#: Per way of spreading: what the application role may do with a table that holds no customer rows.
GRANTS = {
    Verdeling.OPZOEK: "INSERT, DELETE",
    Verdeling.CATALOGUS: "SELECT, INSERT, UPDATE",
    Verdeling.WACHTRIJ: "SELECT, INSERT, UPDATE, DELETE",
}


class ProtectTables(Operation):
    """Close the tables of these models of the app."""

    reduces_to_sql = True
    reversible = False

    def __init__(self, *model_names: str) -> None:
        self.model_names = model_names

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        """For the migration writer."""
        return type(self).__name__, list(self.model_names), {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models themselves do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the statements on the owner's connection."""
        for name in self.model_names:
            for statement in protection_sql(apps.get_model(app_label, name), schema_editor.connection):
                schema_editor.execute(statement)

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Protect {', '.join(self.model_names)}"


def protection_sql(model: type[Any], link: Any = None) -> list[str]:
    """All statements that close `model`'s table; `link`: the connection, to see which columns it has by now."""
    table = model._meta.db_table
    start = [f"REVOKE ALL ON {table} FROM PUBLIC"]
    if issubclass(model, MetHerkomst):
        return [*start, *_keys(model, table), *_policies(model, table, _secret(model, link)), *_following(model, table)]
    if model.gegevenssoort:
        return [*start, *_queue_policies(model, table)]
    return [*start, f"GRANT {GRANTS[model.verdeling]} ON {table} TO {APP_ROLE}"]


def _keys(model: type[MetHerkomst], table: str) -> list[str]:
    lines = []
    for column, target in model.verwijst_naar.items():
        near, far = ("partij_id",) * 2 if column == "partij_id" else (f"partij_id, {column}", "partij_id, id")
        lines.append(
            f"ALTER TABLE {table} ADD FOREIGN KEY ({near}) REFERENCES {target} ({far}) DEFERRABLE INITIALLY DEFERRED"
        )
    lines += [f"ALTER TABLE {table} ADD UNIQUE (partij_id, {', '.join(columns)})" for columns in model.uniek]
    return lines


def row_rule(table: str, soort: int, *, schrijven: bool, geheim_kolom: str = "") -> str:
    """The condition of a policy: the token is checked once per statement and compared with each row.

    Columns carry the name of their table: inside the sub-select a bare `geheim` would be that of the context.
    """
    rule = (
        f"EXISTS (SELECT 1 FROM kern.ctx({soort}, {'true' if schrijven else 'false'}) c"  # noqa: S608  numbers and names of our own models
        f" WHERE (c.partijen IS NULL OR {table}.partij_id = ANY (c.partijen))"
    )
    if soort:
        rule += f" AND {table}.verkregen_voor = ANY (c.bronnen)"
    if geheim_kolom:
        rule += f" AND (c.geheim OR NOT {table}.{geheim_kolom})"
    return rule + ")"


def app_rule(model: type[MetHerkomst], geheim: str) -> str:
    """What the application reads of a table; `geheim`: the column that hides a row, "" for none."""
    rule = row_rule(model._meta.db_table, model.gegevenssoort, schrijven=False, geheim_kolom=geheim)
    return f"vervalt_op > now() AND {rule}"


def _policies(model: type[MetHerkomst], table: str, geheim: str) -> list[str]:
    schrijven = row_rule(table, model.gegevenssoort, schrijven=True)
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY lezen ON {table} FOR SELECT TO {APP_ROLE} USING ({app_rule(model, geheim)})",
        f"CREATE POLICY toevoegen ON {table} FOR INSERT TO {APP_ROLE} WITH CHECK ({schrijven})",
        f"CREATE POLICY wijzigen ON {table} FOR UPDATE TO {APP_ROLE} USING ({schrijven}) WITH CHECK ({schrijven})",
        f"CREATE POLICY verwijderen ON {table} FOR DELETE TO {APP_ROLE} USING ({schrijven})",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE}",
        *([_when_shielding_exists(shield_sql(table))] if table != LABELS else []),
        *when_limits_exist(model, "lezen"),
    ]


#: Holds the labels themselves: read under the purpose of shielding only, and not shielded by what it says.
LABELS = "afscherming"


def shield_sql(table: str) -> str:
    """Nobody who lists over customers sees rows of a file that is not for them: on top of every other policy.

    The first part is computed once per statement; with one customer in the context the guard already looked.
    """
    kijker = "(SELECT kern.kijker())"
    return (
        f"CREATE POLICY schild ON {table} AS RESTRICTIVE FOR SELECT TO {APP_ROLE}"
        f" USING ({kijker} IS NULL OR NOT is_dicht(partij_id, {kijker}))"
    )


def register_shield_sql(table: str) -> str:
    """What lists over customers for other software shows no file with a label.

    `begin_register` looks once which those are; without it `current_setting` raises.
    """
    return (
        f"CREATE POLICY schild_register ON {table} AS RESTRICTIVE FOR SELECT TO {REGISTER_ROLE}"
        " USING (partij_id <> ALL ((SELECT current_setting('loket.verborgen')::uuid[])::uuid[]))"
    )


class RenewReading(Operation):
    """Write the policies for reading of these tables again, out of what the models say now: a column that hides."""

    reduces_to_sql = True
    reversible = False

    def __init__(self, *labels: str) -> None:
        self.labels = labels

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        """For the migration writer."""
        return type(self).__name__, list(self.labels), {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models themselves do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the statements on the owner's connection."""
        for label in self.labels:
            model = apps.get_model(label)
            table = model._meta.db_table
            geheim = _secret(model, schema_editor.connection)
            rules = {
                "lezen": app_rule(model, geheim),
                "loket_lezen": counter_read_rule(model, geheim),
                "register_lezen": register_rule(model, geheim),
            }
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT polname FROM pg_policy WHERE polrelid = %s::regclass", [table])
                have = {name for (name,) in cursor.fetchall()}
            for policy in rules.keys() & have:
                schema_editor.execute(f"ALTER POLICY {policy} ON {table} USING ({rules[policy]})")

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Renew who reads {', '.join(self.labels)}"


def _secret(model: type[MetHerkomst], link: Any) -> str:
    """The column that hides a row; "" as long as a later migration still has to add it."""
    if not model.geheim_kolom or link is None:
        return model.geheim_kolom
    with link.cursor() as cursor:
        columns = link.introspection.get_table_description(cursor, model._meta.db_table)
    return model.geheim_kolom if model.geheim_kolom in {column.name for column in columns} else ""


def _when_shielding_exists(sql: str) -> str:
    """Tables of before that migration get their policy there."""
    quoted = sql.replace("'", "''")
    return (
        "DO $do$ BEGIN IF to_regprocedure('is_dicht(uuid, uuid)') IS NOT NULL"
        f" THEN EXECUTE '{quoted}'; END IF; END $do$"
    )


class ShieldTables(Operation):
    """Shield every table of customers that is there already; later ones are shielded as they are protected."""

    reduces_to_sql = True
    reversible = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models themselves do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the statements on the owner's connection."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT to_regprocedure('is_dicht(uuid, uuid)')")
            if cursor.fetchone() == (None,):
                return  # the migration that makes it comes later, and shields them all
            cursor.execute("SELECT polrelid::regclass::text, polname FROM pg_policy")
            policies = set(cursor.fetchall())
        for model in apps.get_models():
            table = model._meta.db_table
            if not issubclass(model, MetHerkomst) or table == LABELS or (table, "lezen") not in policies:
                continue
            if (table, "schild") in policies:
                schema_editor.execute(f"DROP POLICY schild ON {table}")
            schema_editor.execute(shield_sql(table))
            if (table, "register_lezen") in policies and (table, "schild_register") not in policies:
                schema_editor.execute(register_shield_sql(table))

    def describe(self) -> str:
        """One line for `migrate`."""
        return "Shield the tables of customers"


def _following(model: type[MetHerkomst], table: str) -> list[str]:
    """Let the door role relabel rows when their matter moves to another purpose; it sees keys only."""
    if not model.volgt:
        return []
    return [
        f"GRANT SELECT (partij_id, {model.volgt}), UPDATE (verkregen_voor) ON {table} TO {DOOR_ROLE}",
        f"CREATE POLICY volgen ON {table} FOR SELECT TO {DOOR_ROLE} USING (true)",
        f"CREATE POLICY verplaatsen ON {table} FOR UPDATE TO {DOOR_ROLE} USING (true) WITH CHECK (true)",
    ]


def _queue_policies(model: type[Any], table: str) -> list[str]:
    """Personal data that has no customer yet (a raw envelope): any context with the category and the widest scope."""
    lezen, schrijven = (
        f"EXISTS (SELECT 1 FROM kern.ctx({model.gegevenssoort}, {flag}) c WHERE c.partijen IS NULL)"  # noqa: S608
        for flag in ("false", "true")
    )
    closed = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY lezen ON {table} FOR SELECT TO {APP_ROLE} USING ({lezen})",
        f"CREATE POLICY toevoegen ON {table} FOR INSERT TO {APP_ROLE} WITH CHECK ({schrijven})",
        f"GRANT SELECT, INSERT ON {table} TO {APP_ROLE}",
    ]
    if getattr(model, "alleen_toevoegen", False):  # a log: what stands there stays as it is
        return closed
    return [
        *closed,
        f"CREATE POLICY wijzigen ON {table} FOR UPDATE TO {APP_ROLE} USING ({schrijven}) WITH CHECK ({schrijven})",
        f"GRANT UPDATE ON {table} TO {APP_ROLE}",
    ]


class OpenAtCounter(Operation):
    """Let the functions behind hot doors read (add to, change) these tables, for the one customer of their token."""

    reduces_to_sql = True
    reversible = False

    def __init__(self, *labels: str, wijze: str = "lezen") -> None:
        self.labels, self.wijze = labels, wijze

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        """For the migration writer."""
        return type(self).__name__, list(self.labels), {"wijze": self.wijze}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models themselves do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the statements on the owner's connection."""
        for label in self.labels:
            for statement in counter_sql(apps.get_model(label), self.wijze, schema_editor.connection):
                schema_editor.execute(statement)

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Open {', '.join(self.labels)} at the counter ({self.wijze})"


def counter_read_rule(model: type[Any], geheim: str) -> str:
    """What the functions behind hot doors read of a table."""
    rule = counter_rule("lezen", model.gegevenssoort, groeit=model.groeit, geheim_kolom=geheim)
    return f"vervalt_op > now() AND {rule}"


def counter_sql(model: type[Any], wijze: str, link: Any) -> list[str]:
    """The grant and the policy for the counter role on one table; `wijze` is lezen, toevoegen or wijzigen."""
    table, soort = model._meta.db_table, model.gegevenssoort
    schrijven = counter_rule("schrijven", soort)
    command, rule = {
        "lezen": ("SELECT", f"USING ({counter_read_rule(model, _secret(model, link))})"),
        "toevoegen": ("INSERT", f"WITH CHECK ({schrijven})"),
        "wijzigen": ("UPDATE", f"USING ({schrijven}) WITH CHECK ({schrijven})"),
    }[wijze]
    return [
        f"CREATE POLICY loket_{wijze} ON {table} FOR {command} TO {COUNTER_ROLE} {rule}",
        f"GRANT {command} ON {table} TO {COUNTER_ROLE}",
    ]


def counter_rule(wat: str, soort: int, *, groeit: bool = False, geheim_kolom: str = "") -> str:
    """The condition of a counter policy; `wat` is lezen or schrijven.

    In the form that measured cheapest: docs/decisions/policies-of-the-counter-compare-with-what-was-proved-once.md.

    `uuid_cmp(…) = 0` and not `=`: an equality would join the planner's own and make it look for the customer's rows
    instead of for the one row asked. A sub-select is computed once per statement: worth its start-up only where a
    customer has many rows (`groeit`). Part 1 of the lists in `loket.*` is a flag, part n + 1 the sources of category n.
    """
    klant, bronnen = "current_setting('loket.partij')::uuid", f"{_part(wat, soort + 1)}::smallint[]"
    if groeit:
        klant, bronnen = f"(SELECT {klant})", f"(SELECT {bronnen})::smallint[]"
    rule = f"uuid_cmp(partij_id, {klant}) = 0"
    if soort:
        rule += f" AND verkregen_voor = ANY ({bronnen})"
    elif wat == "schrijven":
        rule += f" AND {_may_write()}"
    if geheim_kolom:
        rule += f" AND (NOT {geheim_kolom} OR {_part(wat, 1)} = 't')"
    return rule


def _may_write() -> str:
    return f"{_part('schrijven', 1)} = 't'"


def _part(wat: str, number: int) -> str:
    return f"split_part(current_setting('loket.{wat}'), ';', {number})"


class OpenInRegister(OpenAtCounter):
    """Let the functions that work over customers read (add to) these tables: every customer, only the categories and
    sources of the order."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the statements on the owner's connection."""
        for label in self.labels:
            for statement in register_sql(apps.get_model(label), schema_editor.connection, self.wijze):
                schema_editor.execute(statement)

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Open {', '.join(self.labels)} in the register ({self.wijze})"


def register_rule(model: type[Any], geheim: str) -> str:
    """What the functions that list for other software read of a table of customers."""
    soort = model.gegevenssoort
    rule = f"(SELECT {_part('lezen', 1)}) IS NOT NULL"  # raises when no order was proved
    if soort:
        rule = f"verkregen_voor = ANY ((SELECT {_part('lezen', soort + 1)}::smallint[])::smallint[])"
    if geheim:
        rule += f" AND (NOT {geheim} OR (SELECT {_part('lezen', 1)}) = 't')"
    return f"vervalt_op > now() AND {rule}"


def register_sql(model: type[Any], link: Any, wijze: str = "lezen") -> list[str]:
    """The grant, and the policy where the table holds customers' rows, for the register role on one table; `wijze` is
    lezen or toevoegen."""
    table, soort = model._meta.db_table, model.gegevenssoort
    if wijze == "toevoegen":
        rule = f"verkregen_voor = ANY ({_part('schrijven', soort + 1)}::smallint[])" if soort else _may_write()
        policy = f"CREATE POLICY register_toevoegen ON {table} FOR INSERT TO {REGISTER_ROLE}"
        return [f"{policy} WITH CHECK ({rule})", f"GRANT INSERT ON {table} TO {REGISTER_ROLE}"]
    grant = f"GRANT SELECT ON {table} TO {REGISTER_ROLE}"
    if not issubclass(model, MetHerkomst):
        return [grant]
    policy = f"CREATE POLICY register_lezen ON {table} FOR SELECT TO {REGISTER_ROLE}"
    rule, shield = register_rule(model, _secret(model, link)), _when_shielding_exists(register_shield_sql(table))
    return [f"{policy} USING ({rule})", grant, shield, *when_limits_exist(model, "register_lezen")]


def door_function(signature: str, sql: str, owner: str = DOOR_ROLE) -> list[Any]:
    """Statements that create a definer function of the door (or counter) role; only the application may call it.

    `pg_temp` is named last: left out, it comes first, and a temporary table of the caller would pass for ours.
    """
    return [sql, *owned(signature, owner)]


def owned(signature: str, owner: str = DOOR_ROLE) -> list[str]:
    """Statements that make an existing function one of `door_function`."""
    return [
        f"ALTER FUNCTION {signature} SET search_path = public, pg_catalog, pg_temp",
        f"ALTER FUNCTION {signature} OWNER TO {owner}",
        f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {signature} TO {APP_ROLE}",
    ]
