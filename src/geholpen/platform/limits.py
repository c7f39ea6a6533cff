"""What a customer does not want, or did not consent to, is not read: a policy on top of every other one.

It is computed once per statement, by functions that the room of those limits brings. Tables of before its migration get
the policy there, later ones as they are protected.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.migrations.operations.base import Operation

from geholpen.platform.models import MetHerkomst

#: Policy that gives rows → the one that takes them away, for which role, and what says whose. `begin_register`
#: looks once whether there is any limit under the activity of the order; mostly there is none.
LEZERS = {
    "lezen": ("grens", "geholpen_app", "begrensd_hier({soort})"),
    "register_lezen": (
        "grens_register",
        "geholpen_register",
        "CASE WHEN current_setting('loket.grenzen') = 'geen' THEN '{{}}'::uuid[] ELSE begrensd_register({soort}) END",
    ),
}


def limit_sql(model: type[MetHerkomst], lezer: str) -> str:
    """The policy for whoever reads by policy `lezer`."""
    naam, rol, wie = LEZERS[lezer]
    table, soort = model._meta.db_table, model.gegevenssoort
    return (
        f"CREATE POLICY {naam} ON {table} AS RESTRICTIVE FOR SELECT TO {rol}"
        f" USING (partij_id <> ALL ((SELECT {wie.format(soort=int(soort))})::uuid[]))"
    )


def when_limits_exist(model: type[MetHerkomst], lezer: str) -> list[str]:
    """The same for a table that is made later; nothing for one without a category, of which nothing can be limited."""
    if not model.gegevenssoort:
        return []
    quoted = limit_sql(model, lezer).replace("'", "''")
    there = "to_regprocedure('begrensd_hier(integer)') IS NOT NULL"
    return [f"DO $do$ BEGIN IF {there} THEN EXECUTE '{quoted}'; END IF; END $do$"]


class LimitTables(Operation):
    """Let every table of customers that is there already keep to the limits."""

    reduces_to_sql = True
    reversible = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models themselves do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the statements on the owner's connection."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT polrelid::regclass::text, polname FROM pg_policy")
            policies = set(cursor.fetchall())
        for model in apps.get_models():
            if issubclass(model, MetHerkomst) and model.gegevenssoort:
                table = model._meta.db_table
                for lezer, (naam, *_rest) in LEZERS.items():
                    if (table, lezer) in policies and (table, naam) not in policies:
                        schema_editor.execute(limit_sql(model, lezer))

    def describe(self) -> str:
        """One line for `migrate`."""
        return "Let the tables of customers keep to limits"
