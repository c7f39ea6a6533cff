"""The BRP: when it was asked, and for which purposes its keeper knows us."""

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [
        ("partijen", "0011_identiteitsoort"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brpbevraging",
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
                ("medewerker_id", models.UUIDField()),
                ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("gevonden", "Gevonden"),
                            ("niet_gevonden", "Niet gevonden"),
                            ("mislukt", "Mislukt"),
                            ("onbekend", "Onbekend"),
                        ],
                        max_length=16,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=24)),
                ("status", models.SmallIntegerField(default=0)),
                ("geheim", models.BooleanField(default=False)),
                ("opgeschort", models.CharField(blank=True, max_length=80)),
                (
                    "gevraagd",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "anders",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "db_table": "brpbevraging",
            },
        ),
        migrations.CreateModel(
            name="Brpregistratie",
            fields=[
                ("activiteit", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("geregistreerd_door", models.UUIDField()),
                ("geregistreerd_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("beeindigd_door", models.UUIDField(null=True)),
                ("beeindigd_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "brpregistratie",
            },
        ),
        ProtectTables("Brpbevraging", "Brpregistratie"),
    ]
