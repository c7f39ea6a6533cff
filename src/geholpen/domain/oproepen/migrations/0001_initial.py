import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("klantcontacten", "0014_gesprek_loopt"),
        ("rechten", "0004_grenzen_eenmaal"),
        ("bewaren", "0007_ruw_is_weg"),
    ]

    operations = [
        migrations.CreateModel(
            name="KlantOproep",
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
                ("gesprek_id", models.UUIDField(null=True)),
                ("richting", models.CharField(max_length=3)),
                ("begonnen_op", models.DateTimeField()),
                ("wachttijd_seconden", models.IntegerField(null=True)),
                ("duur_seconden", models.IntegerField(null=True)),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("gesproken", "gesproken"),
                            ("opgehangen", "opgehangen"),
                            ("niet_opgenomen", "niet_opgenomen"),
                            ("bezet", "bezet"),
                            ("mislukt", "mislukt"),
                            ("doorgeschakeld", "doorgeschakeld"),
                            ("onbekend", "onbekend"),
                        ],
                        max_length=16,
                    ),
                ),
            ],
            options={
                "db_table": "klant_oproep",
                "indexes": [models.Index(fields=["partij_id", "klantvraag_id"], name="klant_oproep_vraag")],
            },
        ),
        migrations.CreateModel(
            name="Oproep",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("account", models.CharField(max_length=200)),
                ("sleutel", models.CharField(max_length=200)),
                ("richting", models.CharField(max_length=3)),
                ("nummer", models.CharField(blank=True, max_length=60)),
                ("nummer_e164", models.CharField(blank=True, max_length=60)),
                ("gebeld", models.CharField(blank=True, max_length=60)),
                ("wachtrij", models.CharField(blank=True, max_length=60)),
                ("toestel", models.CharField(blank=True, max_length=60)),
                ("keuze", models.CharField(blank=True, max_length=60)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("aangeboden", "aangeboden"),
                            ("wachtrij", "wachtrij"),
                            ("gaat_over", "gaat_over"),
                            ("in_gesprek", "in_gesprek"),
                            ("in_wacht", "in_wacht"),
                            ("beeindigd", "beeindigd"),
                        ],
                        default="aangeboden",
                        max_length=12,
                    ),
                ),
                (
                    "uitkomst",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gesproken", "gesproken"),
                            ("opgehangen", "opgehangen"),
                            ("niet_opgenomen", "niet_opgenomen"),
                            ("bezet", "bezet"),
                            ("mislukt", "mislukt"),
                            ("doorgeschakeld", "doorgeschakeld"),
                            ("onbekend", "onbekend"),
                        ],
                        max_length=16,
                    ),
                ),
                ("oorzaak", models.CharField(blank=True, max_length=20)),
                ("orde", models.JSONField(default=list)),
                ("eind_orde", models.JSONField(default=list)),
                ("aangeboden_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("opgenomen_op", models.DateTimeField(null=True)),
                ("beeindigd_op", models.DateTimeField(null=True)),
                ("nieuws_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("medewerker_id", models.UUIDField(null=True)),
                ("gesprek_id", models.UUIDField(null=True)),
                ("afgehandeld", models.CharField(blank=True, max_length=16)),
                ("partij_id", models.UUIDField(null=True)),
                ("klantvraag_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "oproep",
                "indexes": [
                    models.Index(fields=["nummer_e164", "-aangeboden_op"], name="oproep_nummer"),
                    models.Index(
                        condition=models.Q(("stand", "beeindigd"), _negated=True),
                        fields=["nieuws_op"],
                        name="oproep_loopt",
                    ),
                    models.Index(fields=["medewerker_id", "-opgenomen_op"], name="oproep_medewerker"),
                    models.Index(
                        condition=models.Q(("gesprek_id__isnull", False)), fields=["gesprek_id"], name="oproep_gesprek"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("account"), models.F("sleutel"), name="oproep_een_keer")
                ],
            },
        ),
        migrations.CreateModel(
            name="Toestel",
            fields=[
                ("toestel", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("medewerker_id", models.UUIDField()),
                ("actief", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "toestel",
                "indexes": [models.Index(fields=["medewerker_id"], name="toestel_medewerker")],
            },
        ),
        ProtectTables("Oproep", "Toestel", "KlantOproep"),
    ]
