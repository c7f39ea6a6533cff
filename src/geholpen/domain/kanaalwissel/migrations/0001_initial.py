"""Switches of channel, where they go, and the one-time links that prove it."""

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables, owned

SQL = Path(__file__).parent / "wissel.sql"
SETUP = """
GRANT SELECT, DELETE ON wisselbewijs TO geholpen_deur;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("klantcontacten", "0010_namens")]

    operations = [
        migrations.CreateModel(
            name="Wissel",
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
                ("van_kanaal", models.CharField(max_length=20)),
                ("naar_kanaal", models.CharField(max_length=20)),
                ("initiatief", models.CharField(max_length=12)),
                ("reden", models.CharField(blank=True, max_length=200)),
                (
                    "staat",
                    models.CharField(
                        choices=[("wacht", "Wacht op bewijs"), ("verder", "Gaat verder")],
                        default="wacht",
                        max_length=10,
                    ),
                ),
                ("begonnen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("verloopt_op", models.DateTimeField()),
                ("bewezen_op", models.DateTimeField(null=True)),
                ("medewerker_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "wissel",
            },
        ),
        migrations.CreateModel(
            name="WisselAdres",
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
                ("soort", models.CharField(max_length=24)),
                ("waarde", models.CharField(max_length=320)),
            ],
            options={
                "db_table": "wissel_adres",
            },
        ),
        migrations.CreateModel(
            name="Wisselbewijs",
            fields=[
                ("sleutel", models.BinaryField(primary_key=True, serialize=False)),
                ("partij_id", models.UUIDField()),
                ("wissel_id", models.UUIDField()),
                ("verloopt_op", models.DateTimeField()),
            ],
            options={
                "db_table": "wisselbewijs",
                "indexes": [models.Index(fields=["wissel_id"], name="wisselbewijs_wissel")],
            },
        ),
        ProtectTables("Wissel", "WisselAdres", "Wisselbewijs"),
        migrations.RunSQL(SETUP),
        migrations.RunSQL(SQL.read_text()),
        *(migrations.RunSQL(statement) for statement in owned("neem_wisselbewijs(bytea)")),
    ]
