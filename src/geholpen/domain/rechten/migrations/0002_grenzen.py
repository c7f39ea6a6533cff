"""Consents and limits, kept to by the guard and by every table of customers."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.limits import LimitTables
from geholpen.platform.protection import ProtectTables

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    dependencies = [
        ("rechten", "0001_initial"),
        ("doelbinding", "0009_alternatief"),
        ("klantcontacten", "0010_namens"),
        ("klantinteracties", "0010_verborgen_eenmaal"),
    ]

    operations = [
        migrations.CreateModel(
            name="Grens",
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
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("bezwaar", "Bezwaar tegen een doel"),
                            ("beperking", "Gegevens die niet gebruikt mogen worden"),
                            ("onderzoek", "Gegevens waarvan wordt uitgezocht of ze kloppen"),
                        ],
                        max_length=12,
                    ),
                ),
                ("activiteit", models.SmallIntegerField(null=True)),
                ("gegeven", models.SmallIntegerField(default=0)),
                (
                    "uitgezonderd",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), default=list, size=None
                    ),
                ),
                ("verzoek_id", models.UUIDField()),
                ("begonnen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("opgeheven_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "grens",
                "indexes": [
                    models.Index(condition=models.Q(("opgeheven_op", None)), fields=["partij_id"], name="grens_geldt")
                ],
            },
        ),
        migrations.CreateModel(
            name="Toestemming",
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
                ("activiteit", models.SmallIntegerField()),
                ("versie", models.SmallIntegerField()),
                (
                    "staat",
                    models.CharField(
                        choices=[("gegeven", "Gegeven"), ("geweigerd", "Geweigerd"), ("ingetrokken", "Ingetrokken")],
                        max_length=12,
                    ),
                ),
                ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("geldig_tot", models.DateTimeField()),
                ("ingetrokken_op", models.DateTimeField(null=True)),
                ("tekst", models.TextField()),
                ("tekst_hash", models.CharField(max_length=64)),
                ("taal", models.CharField(default="nld", max_length=3)),
                ("kanaal", models.CharField(max_length=20)),
            ],
            options={
                "db_table": "toestemming",
                "indexes": [models.Index(fields=["partij_id", "activiteit"], name="toestemming_activiteit")],
            },
        ),
        ProtectTables("Toestemming", "Grens"),
        migrations.RunSQL((HERE / "grenzen.sql").read_text()),
        migrations.RunSQL((HERE / "grenzen_heet.sql").read_text()),
        LimitTables(),
    ]
