"""The seal of the logs: tables of hashes and checkpoints, and the functions of the sealer's role."""

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models

ZEGEL = (Path(__file__).parent / "zegel.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [
        ("doelbinding", "0003_levensloop"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bewaring",
            fields=[
                ("plaats", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("nummer", models.BigIntegerField(default=0)),
                ("geprobeerd_op", models.DateTimeField(null=True)),
                ("gelukt_op", models.DateTimeField(null=True)),
                ("fout", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "db_table": "bewaring",
            },
        ),
        migrations.CreateModel(
            name="Controlepunt",
            fields=[
                ("nummer", models.BigIntegerField(primary_key=True, serialize=False)),
                ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("punt", models.TextField()),
                ("handtekening", models.BinaryField()),
                ("sleutel", models.CharField(max_length=16)),
            ],
            options={
                "db_table": "controlepunt",
            },
        ),
        migrations.CreateModel(
            name="GewisteRegels",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "keten", "van", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("keten", models.SmallIntegerField()),
                ("van", models.BigIntegerField()),
                ("tot", models.BigIntegerField()),
                (
                    "reden",
                    models.CharField(
                        choices=[("termijn", "Bewaartermijn voorbij"), ("verzoek", "Verzoek")], max_length=20
                    ),
                ),
                ("actor_id", models.UUIDField(null=True)),
                ("trace", models.UUIDField()),
                ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "gewiste_regels",
            },
        ),
        migrations.CreateModel(
            name="Logcontrole",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("actor_id", models.UUIDField(null=True)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("wacht", "Wacht op een begin"),
                            ("loopt", "Is bezig"),
                            ("heel", "Heel"),
                            ("niet_heel", "Niet heel"),
                            ("mislukt", "Niet afgemaakt"),
                        ],
                        default="wacht",
                        max_length=10,
                    ),
                ),
                ("begonnen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("klaar_op", models.DateTimeField(null=True)),
                ("regels", models.BigIntegerField(default=0)),
                ("totaal", models.BigIntegerField(default=0)),
                ("gewist", models.BigIntegerField(default=0)),
                ("controlepunten", models.BigIntegerField(default=0)),
                ("bevindingen", models.JSONField(default=list)),
            ],
            options={
                "db_table": "logcontrole",
            },
        ),
        migrations.CreateModel(
            name="Schakel",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "keten", "nummer", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("keten", models.SmallIntegerField()),
                ("nummer", models.BigIntegerField()),
                ("regel_id", models.UUIDField()),
                ("partij_id", models.UUIDField()),
                ("vorm", models.SmallIntegerField()),
                ("blad", models.BinaryField()),
                ("schakel", models.BinaryField()),
            ],
            options={
                "db_table": "schakel",
            },
        ),
        migrations.RunSQL(ZEGEL),
    ]
