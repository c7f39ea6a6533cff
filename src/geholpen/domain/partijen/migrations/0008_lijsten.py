"""Lists leave out what is shielded at a quarter of the work."""

from pathlib import Path

from django.db import migrations

from geholpen.platform.protection import ShieldTables, owned

SQL = Path(__file__).parents[1] / "afscherming" / "lijsten.sql"


class Migration(migrations.Migration):
    dependencies = [("partijen", "0007_geheim")]

    operations = [
        migrations.RunSQL(SQL.read_text()),
        *(migrations.RunSQL(statement) for statement in owned("is_dicht(uuid, uuid)")),
        ShieldTables(),
    ]
