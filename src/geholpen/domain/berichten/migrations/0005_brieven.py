"""Letters: scans that wait for a person, letters that wait for the post, rounds for the printer."""

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [
        ("berichten", "0004_kanalen"),
    ]

    operations = [
        migrations.AlterField(
            model_name="envelop",
            name="staat",
            field=models.CharField(
                choices=[
                    ("nieuw", "Nieuw"),
                    ("verwerkt", "Verwerkt"),
                    ("dubbel", "Al eerder ontvangen"),
                    ("geen_bericht", "Geen bericht van een klant"),
                    ("gesplitst", "Verdeeld over losse berichten"),
                    ("wacht", "Wacht op een medewerker"),
                    ("kwarantaine", "Quarantaine"),
                ],
                default="nieuw",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Printopdracht",
            fields=[
                ("bezorging_id", models.UUIDField(primary_key=True, serialize=False)),
                ("partij_id", models.UUIDField()),
                ("account_id", models.UUIDField()),
                ("sluit_op", models.DateTimeField()),
                ("printpartij_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "printopdracht",
                "indexes": [
                    models.Index(
                        condition=models.Q(("printpartij_id", None)), fields=["sluit_op"], name="printopdracht_wacht"
                    ),
                    models.Index(fields=["printpartij_id"], name="printopdracht_partij"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Printpartij",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("account_id", models.UUIDField()),
                ("sluit_op", models.DateTimeField()),
                ("gemaakt_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "staat",
                    models.CharField(
                        choices=[
                            ("gesloten", "Gaat naar de drukker"),
                            ("onbekend", "Onbekend of de drukker hem heeft"),
                            ("aangenomen", "Bij de drukker"),
                            ("uitgesteld", "De drukker nam hem niet aan"),
                        ],
                        default="gesloten",
                        max_length=12,
                    ),
                ),
                ("brieven", models.IntegerField(default=0)),
                ("aangenomen", models.IntegerField(default=0)),
                ("uitleg", models.TextField(blank=True)),
            ],
            options={
                "db_table": "printpartij",
                "indexes": [models.Index(fields=["staat"], name="printpartij_staat")],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                ("envelop_id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "staat",
                    models.CharField(
                        choices=[
                            ("wacht", "Wacht op een medewerker"),
                            ("ingedeeld", "Bij een vraag gelegd"),
                            ("geen_brief", "Geen brief voor ons"),
                        ],
                        default="wacht",
                        max_length=12,
                    ),
                ),
                ("ontvangen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("paginas", models.SmallIntegerField(default=0)),
                ("tekst", models.TextField(blank=True)),
                ("gelezen", models.JSONField(default=dict)),
                ("stukken", models.JSONField(default=list)),
                (
                    "bestanden",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BinaryField(), default=list, size=None),
                ),
                (
                    "beelden",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BinaryField(), default=list, size=None),
                ),
                ("medewerker_id", models.UUIDField(null=True)),
                ("ingedeeld_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "scan",
                "indexes": [models.Index(fields=["staat", "ontvangen_op"], name="scan_staat")],
            },
        ),
        ProtectTables("Scan", "Printpartij", "Printopdracht"),
    ]
