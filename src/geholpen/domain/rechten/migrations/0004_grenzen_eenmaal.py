"""Whether there is any limit is looked up once per call of other software, not once per table."""

from typing import Any

from django.apps import apps
from django.db import migrations

from geholpen.platform.limits import limit_sql
from geholpen.platform.models import tables_of_customers

EENMAAL = """
DO $do$
DECLARE
    oud text := pg_get_functiondef('begin_register(text, bytea)'::regprocedure);
    nieuw text := replace(oud, 'set_config(''loket.activiteit'', d[3], true)',
        'set_config(''loket.activiteit'', d[3], true), set_config(''loket.grenzen'', CASE
            WHEN EXISTS (SELECT 1 FROM grens g WHERE g.opgeheven_op IS NULL AND g.soort <> ''onderzoek'')
                OR EXISTS (SELECT 1 FROM verwerkingsactiviteit_versie v WHERE v.nummer = d[3]::integer
                           AND v.status = ''actief'' AND v.grondslag = ''toestemming'')
            THEN ''zoek'' ELSE ''geen'' END, true)');
BEGIN
    IF nieuw = oud THEN RAISE EXCEPTION 'begin_register is anders dan verwacht'; END IF;
    EXECUTE nieuw;
END $do$
"""


def renew(_apps: Any, schema_editor: Any) -> None:
    """The policies of the register, as they are now."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'grens_register'")
        tables = {name for (name,) in cursor.fetchall()}
    for model in tables_of_customers(apps):
        if (table := model._meta.db_table) in tables:
            schema_editor.execute(f"DROP POLICY grens_register ON {table}")
            schema_editor.execute(limit_sql(model, "register_lezen"))


class Migration(migrations.Migration):
    dependencies = [("rechten", "0003_grens_blijft"), ("klantinteracties", "0010_verborgen_eenmaal")]

    operations = [migrations.RunSQL(EENMAAL), migrations.RunPython(renew, migrations.RunPython.noop)]
