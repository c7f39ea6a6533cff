"""Who gets which question: the queue, who is there, what they can, and what they have."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [
        ("klantcontacten", "0012_geheim_blijft"),
        ("partijen", "0008_lijsten"),
        ("doelbinding", "0005_nood"),
        ("kennis", "0002_protection"),
        ("platform", "0003_herhaalsleutel"),
    ]

    operations = [
        migrations.CreateModel(
            name="Beschikbaarheid",
            fields=[
                ("medewerker_id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("beschikbaar", "Beschikbaar"),
                            ("bezet", "Bezet"),
                            ("pauze", "Pauze"),
                            ("afwezig", "Afwezig"),
                        ],
                        default="afwezig",
                        max_length=12,
                    ),
                ),
                ("reden", models.CharField(blank=True, max_length=40)),
                ("sinds", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("teken_tot", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("laatst_aangeboden_op", models.DateTimeField(null=True)),
                ("gemist", models.SmallIntegerField(default=0)),
            ],
            options={
                "db_table": "beschikbaarheid",
            },
        ),
        migrations.CreateModel(
            name="KanaalWerk",
            fields=[
                ("kanaal", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("gewicht", models.SmallIntegerField()),
                ("alleen", models.BooleanField(default=False)),
                ("levend", models.BooleanField(default=False)),
                ("aanbod_seconden", models.SmallIntegerField()),
                ("voorsprong_minuten", models.SmallIntegerField(default=0)),
            ],
            options={
                "db_table": "kanaal_werk",
            },
        ),
        migrations.CreateModel(
            name="Verdeelregel",
            fields=[
                ("afdeling_code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("aanbieden", models.BooleanField(default=True)),
                ("onderwerp_na", models.SmallIntegerField(default=30)),
                ("taal_na", models.SmallIntegerField(default=240)),
                ("vaste_minuten", models.SmallIntegerField(default=30)),
            ],
            options={
                "db_table": "verdeelregel",
            },
        ),
        migrations.CreateModel(
            name="Werkprofiel",
            fields=[
                ("medewerker_id", models.UUIDField(primary_key=True, serialize=False)),
                ("capaciteit", models.SmallIntegerField(default=100)),
                (
                    "onderwerpen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=60), default=list, size=None
                    ),
                ),
                (
                    "talen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                (
                    "kanalen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
            ],
            options={
                "db_table": "werkprofiel",
            },
        ),
        migrations.CreateModel(
            name="Toewijzing",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("partij_id", models.UUIDField()),
                ("klantvraag_id", models.UUIDField()),
                ("medewerker_id", models.UUIDField()),
                ("onderwerp_code", models.SlugField(db_index=False, max_length=60)),
                ("kanaal", models.CharField(max_length=20)),
                ("gewicht", models.SmallIntegerField()),
                ("alleen", models.BooleanField(default=False)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("aangeboden", "Aangeboden"),
                            ("aanvaard", "Aangenomen"),
                            ("klaar", "Klaar"),
                            ("teruggegeven", "Teruggegeven"),
                            ("verlopen", "Niet op tijd aangenomen"),
                            ("weg", "Medewerker was weg"),
                            ("overgenomen", "Door een ander overgenomen"),
                        ],
                        max_length=12,
                    ),
                ),
                ("hoe", models.CharField(max_length=12)),
                (
                    "waarom",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("klaar_sinds", models.DateTimeField()),
                ("aangeboden_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("verloopt_op", models.DateTimeField(null=True)),
                ("einde_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "toewijzing",
                "indexes": [
                    models.Index(
                        condition=models.Q(("einde_op__isnull", True)), fields=["medewerker_id"], name="toewijzing_last"
                    ),
                    models.Index(fields=["partij_id", "-aangeboden_op"], name="toewijzing_partij"),
                    models.Index(fields=["klantvraag_id", "medewerker_id"], name="toewijzing_eerder"),
                    models.Index(
                        condition=models.Q(("stand", "aangeboden")), fields=["verloopt_op"], name="toewijzing_aanbod"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("einde_op__isnull", True)),
                        fields=("klantvraag_id",),
                        name="toewijzing_een_eigenaar",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WachtendeVraag",
            fields=[
                ("klantvraag_id", models.UUIDField(primary_key=True, serialize=False)),
                ("partij_id", models.UUIDField()),
                ("afdeling_code", models.SlugField(db_index=False, max_length=40)),
                ("onderwerp_code", models.SlugField(db_index=False, max_length=60)),
                ("kanaal", models.CharField(max_length=20)),
                ("taal", models.CharField(max_length=3)),
                ("gevoelig", models.BooleanField()),
                ("klaar_sinds", models.DateTimeField()),
                ("rang", models.DateTimeField()),
                ("voorkeur_id", models.UUIDField(null=True)),
                ("voorkeur_tot", models.DateTimeField(null=True)),
                ("later_tot", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "wachtende_vraag",
                "indexes": [
                    models.Index(fields=["afdeling_code", "rang", "klantvraag_id"], name="wachtende_vraag_rang"),
                    models.Index(
                        condition=models.Q(("voorkeur_id__isnull", False)),
                        fields=["voorkeur_id", "rang"],
                        name="wachtende_vraag_vast",
                    ),
                    models.Index(fields=["partij_id"], name="wachtende_vraag_partij"),
                ],
            },
        ),
        ProtectTables("KanaalWerk", "Verdeelregel", "Werkprofiel", "Beschikbaarheid"),
        migrations.RunSQL((Path(__file__).parent / "verdelen.sql").read_text()),
    ]
