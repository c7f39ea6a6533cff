"""What becomes of a message after it was written: kept a moment, taken back, put right, given to others."""

from typing import Any

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables

ALLEEN_ERBIJ = """
DROP POLICY wijzigen ON {tabel};
DROP POLICY verwijderen ON {tabel};
REVOKE UPDATE, DELETE ON {tabel} FROM geholpen_app;
"""
SOORTEN = [
    ("", "Het bericht zelf"),
    ("verbetering", "Verbetering"),
    ("cc", "Kopie"),
    ("doorgestuurd", "Doorgestuurd"),
]
HERZIENINGEN = [
    ("teruggehaald", "Teruggehaald voor het wegging"),
    ("verbeterd", "Verbeterd"),
    ("bezorging", "Stand van de bezorging verbeterd"),
    ("afloop", "Afloop van de vraag verbeterd"),
]


def eigen(*, mag_leeg: bool = False) -> list[tuple[str, Any]]:
    """Columns of every table here: provenance, key, question and message."""
    return [
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
        ("bericht_id", models.UUIDField(null=mag_leeg)),
        ("medewerker_id", models.UUIDField(null=True)),
        ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
    ]


class Migration(migrations.Migration):
    dependencies = [("berichten", "0008_antwoordsjablonen"), ("rechten", "0005_verbetering")]

    operations = [
        migrations.CreateModel(
            name="Herziening",
            fields=[
                *eigen(mag_leeg=True),
                ("soort", models.CharField(choices=HERZIENINGEN, max_length=12)),
                ("oude_tekst", models.TextField(blank=True)),
                ("reden", models.TextField(blank=True)),
            ],
            options={"db_table": "herziening"},
        ),
        migrations.CreateModel(
            name="Verstrekking",
            fields=[
                *eigen(),
                ("bezorging_id", models.UUIDField()),
                ("soort", models.CharField(max_length=12)),
                ("naam", models.CharField(blank=True, max_length=200)),
                ("adres", models.CharField(max_length=320)),
                ("buiten", models.BooleanField()),
                ("reden", models.TextField(blank=True)),
            ],
            options={"db_table": "verstrekking"},
        ),
        ProtectTables("Herziening", "Verstrekking"),
        migrations.RunSQL(ALLEEN_ERBIJ.format(tabel="herziening")),
        migrations.RunSQL(ALLEEN_ERBIJ.format(tabel="verstrekking")),
        migrations.AddField(
            model_name="bezorging",
            name="soort",
            field=models.CharField(blank=True, choices=SOORTEN, db_default="", default="", max_length=12),
        ),
        migrations.AddField(model_name="bezorging", name="vast_tot", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="bericht",
            name="van_derde",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
    ]
