"""What was granted is carried out: corrections with their history, and whom they were told to."""

from typing import Any

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables

HERKOMST: list[Any] = [
    ("herkomst", models.CharField(max_length=40)),
    ("verkregen_voor", models.SmallIntegerField()),
    ("verkregen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
    ("vervalt_op", models.DateTimeField()),
    (
        "pk",
        models.CompositePrimaryKey("partij_id", "id", blank=True, editable=False, primary_key=True, serialize=False),
    ),
    ("partij_id", models.UUIDField()),
    ("id", models.UUIDField(default=geholpen.platform.models.uuid7)),
    ("klantvraag_id", models.UUIDField()),
    ("verzoek_id", models.UUIDField()),
]
ALLEEN_ERBIJ = """
DROP POLICY wijzigen ON verbetering;
DROP POLICY verwijderen ON verbetering;
REVOKE UPDATE, DELETE ON verbetering FROM geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("rechten", "0004_grenzen_eenmaal")]

    operations = [
        migrations.AddField(
            "Rechtenverzoek",
            "uitvoering",
            models.CharField(
                blank=True,
                choices=[
                    ("", "Niets uit te voeren"),
                    ("loopt", "Wordt uitgevoerd"),
                    ("met_de_hand", "Wacht op de privacy officer"),
                    ("aangehouden", "Wacht op het einde van een bewaarplicht"),
                    ("gedaan", "Uitgevoerd"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField("Rechtenverzoek", "gewaarschuwd", models.SmallIntegerField(db_default=0, default=0)),
        migrations.AddField("Rechtenverzoek", "uitvoering_op", models.DateTimeField(null=True)),
        migrations.AddField(
            "Rechtenverzoek",
            "uitvoering_grond",
            models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
        migrations.CreateModel(
            name="Verbetering",
            fields=[
                *HERKOMST,
                ("veld", models.CharField(max_length=12)),
                ("oud", models.TextField(blank=True)),
                ("nieuw", models.TextField(blank=True)),
                ("gedaan_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("gedaan_door", models.UUIDField(null=True)),
            ],
            options={"db_table": "verbetering"},
        ),
        migrations.CreateModel(
            name="Mededeling",
            fields=[
                *HERKOMST,
                ("soort", models.CharField(max_length=12)),
                ("wie", models.CharField(max_length=200)),
                ("gegeven", models.SmallIntegerField()),
                ("kenmerk", models.CharField(blank=True, max_length=16)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("wacht", "Wordt verteld"),
                            ("verteld", "Verteld"),
                            ("onbekend", "Verstuurd, niet zeker of het aankwam"),
                            ("mislukt", "Niet gelukt"),
                            ("onmogelijk", "Kan niet vanzelf"),
                        ],
                        default="wacht",
                        max_length=12,
                    ),
                ),
                ("pogingen", models.SmallIntegerField(default=0)),
                ("sleutel", models.UUIDField()),
                ("sinds", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("door", models.UUIDField(null=True)),
            ],
            options={"db_table": "mededeling"},
        ),
        ProtectTables("Verbetering", "Mededeling"),
        migrations.RunSQL(ALLEEN_ERBIJ),
    ]
