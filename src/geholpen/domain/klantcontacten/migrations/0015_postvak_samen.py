"""What employees keep about their inbox: views, following, later, mentions, who is looking."""

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [
        ("klantcontacten", "0014_gesprek_loopt"),
    ]

    operations = [
        migrations.CreateModel(
            name="Uitgesteld",
            fields=[
                ("klantvraag_id", models.UUIDField(primary_key=True, serialize=False)),
                ("partij_id", models.UUIDField()),
                ("medewerker_id", models.UUIDField()),
                ("tot", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "uitgesteld",
            },
        ),
        migrations.CreateModel(
            name="Weergave",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("medewerker_id", models.UUIDField(db_index=True)),
                ("afdeling_code", models.SlugField(blank=True, max_length=40)),
                ("naam", models.CharField(max_length=40)),
                ("keuze", models.JSONField(default=dict)),
                ("bewaard_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "weergave",
            },
        ),
        migrations.CreateModel(
            name="Aanwezig",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("partij_id", models.UUIDField()),
                ("klantvraag_id", models.UUIDField()),
                ("medewerker_id", models.UUIDField()),
                ("sinds", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("gezien_op", models.DateTimeField()),
                ("typt_tot", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "aanwezig",
                "indexes": [models.Index(fields=["gezien_op"], name="aanwezig_oud")],
                "constraints": [
                    models.UniqueConstraint(fields=("klantvraag_id", "medewerker_id"), name="aanwezig_eenmaal")
                ],
            },
        ),
        migrations.CreateModel(
            name="Genoemd",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("partij_id", models.UUIDField()),
                ("klantvraag_id", models.UUIDField(db_index=True)),
                ("medewerker_id", models.UUIDField()),
                ("door_id", models.UUIDField()),
                ("op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("gelezen_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "genoemd",
                "indexes": [models.Index(fields=["medewerker_id", "gelezen_op", "-op"], name="genoemd_van")],
            },
        ),
        migrations.CreateModel(
            name="Volger",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("partij_id", models.UUIDField()),
                ("klantvraag_id", models.UUIDField()),
                ("medewerker_id", models.UUIDField()),
            ],
            options={
                "db_table": "volger",
                "indexes": [models.Index(fields=["klantvraag_id"], name="volger_vraag")],
                "constraints": [
                    models.UniqueConstraint(fields=("medewerker_id", "klantvraag_id"), name="volger_eenmaal")
                ],
            },
        ),
        ProtectTables("Weergave", "Volger", "Uitgesteld", "Genoemd", "Aanwezig"),
        migrations.RunSQL((Path(__file__).parent / "postvak_samen.sql").read_text()),
    ]
