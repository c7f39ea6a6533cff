"""Corrections beside a conversation: added, never changed."""

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables

ALLEEN_ERBIJ = """
DROP POLICY wijzigen ON correctie;
DROP POLICY verwijderen ON correctie;
REVOKE UPDATE, DELETE ON correctie FROM geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0015_postvak_samen"), ("rechten", "0004_grenzen_eenmaal")]

    operations = [
        migrations.CreateModel(
            name="Correctie",
            fields=[
                ("herkomst", models.CharField(max_length=40)),
                ("verkregen_voor", models.SmallIntegerField()),
                ("verkregen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("vervalt_op", models.DateTimeField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "partij_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("partij_id", models.UUIDField()),
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7)),
                ("klantvraag_id", models.UUIDField()),
                ("verzoek_id", models.UUIDField()),
                ("over", models.TextField(blank=True)),
                ("tekst", models.TextField()),
                ("geschreven_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"db_table": "correctie"},
        ),
        ProtectTables("Correctie"),
        migrations.RunSQL(ALLEEN_ERBIJ),
    ]
