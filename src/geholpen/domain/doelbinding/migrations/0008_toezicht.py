"""Signals of oversight: very many customers, looks without a conversation, and who may know who it was."""

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models

TOEZICHT = (Path(__file__).parent / "toezicht.sql").read_text()
NU = django.db.models.functions.datetime.Now()
UITKOMSTEN = [("terecht", "In orde"), ("onterecht", "Niet in orde")]


def _id() -> tuple[str, models.Field]:
    return ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False))


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0007_zegel_volgt_index")]

    operations = [
        migrations.CreateModel(
            name="Bekeken",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "medewerker_id", "partij_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("medewerker_id", models.UUIDField()),
                ("partij_id", models.UUIDField()),
                ("moment", models.DateTimeField(db_default=NU)),
            ],
            options={
                "db_table": "bekeken",
                "indexes": [models.Index(fields=["moment"], name="bekeken_oud")],
            },
        ),
        migrations.CreateModel(
            name="VeelInzage",
            fields=[
                _id(),
                ("medewerker_id", models.UUIDField()),
                ("afdeling", models.CharField(max_length=40)),
                ("rol", models.CharField(max_length=40)),
                ("uur", models.DateTimeField()),
                ("aantal", models.IntegerField()),
                ("laatst_op", models.DateTimeField(db_default=NU)),
            ],
            options={
                "db_table": "veel_inzage",
                "constraints": [
                    models.UniqueConstraint(models.F("medewerker_id"), models.F("uur"), name="veel_inzage_per_uur")
                ],
            },
        ),
        migrations.CreateModel(
            name="LosseInzage",
            fields=[
                _id(),
                ("gesprek_id", models.UUIDField()),
                ("partij_id", models.UUIDField()),
                ("medewerker_id", models.UUIDField()),
                ("afdeling", models.CharField(max_length=40)),
                ("gezien_op", models.DateTimeField()),
                ("regels", models.IntegerField()),
                ("gevraagd_op", models.DateTimeField(null=True)),
                ("antwoord", models.TextField(blank=True)),
                ("beantwoord_op", models.DateTimeField(null=True)),
                ("uitkomst", models.CharField(blank=True, choices=UITKOMSTEN, max_length=12)),
                ("bevinding", models.TextField(blank=True)),
                ("beoordeeld_door", models.UUIDField(null=True)),
                ("beoordeeld_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "losse_inzage",
                "constraints": [
                    models.UniqueConstraint(models.F("gesprek_id"), models.F("partij_id"), name="losse_inzage_eenmaal")
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("beoordeeld_op__isnull", True)),
                        fields=["medewerker_id"],
                        name="losse_inzage_gevraagd",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Onthulling",
            fields=[
                _id(),
                ("bron", models.CharField(max_length=20)),
                ("bron_id", models.UUIDField()),
                ("afdeling", models.CharField(max_length=40)),
                ("reden", models.TextField()),
                ("gevraagd_door", models.UUIDField()),
                ("gevraagd_rol", models.CharField(max_length=40)),
                ("gevraagd_op", models.DateTimeField(db_default=NU)),
                ("besloten_door", models.UUIDField(null=True)),
                ("besloten_rol", models.CharField(blank=True, max_length=40)),
                ("besloten_op", models.DateTimeField(null=True)),
                ("akkoord", models.BooleanField(null=True)),
            ],
            options={"db_table": "onthulling"},
        ),
        migrations.RunSQL(TOEZICHT),
    ]
