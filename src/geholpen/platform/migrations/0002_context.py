"""The signed context, and the cursor column of the outbox."""

from pathlib import Path

from django.db import migrations

from geholpen.platform.protection import ProtectTables

CONTEXT = (Path(__file__).parents[1] / "context.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]

    operations = [
        migrations.RunSQL(CONTEXT),
        migrations.RunSQL(
            """ALTER TABLE gebeurtenis ADD COLUMN tx xid8 NOT NULL DEFAULT pg_current_xact_id();
               CREATE INDEX gebeurtenis_cursor ON gebeurtenis (tx, id);"""
        ),
        ProtectTables("Gebeurtenis", "Abonneestand"),
    ]
