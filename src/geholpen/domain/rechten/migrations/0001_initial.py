import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [("klantcontacten", "0005_tel_open_vragen"), ("platform", "0002_context")]

    operations = [
        migrations.CreateModel(
            name="RechtenverzoekInhoud",
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
                ("gevraagd", models.JSONField(default=dict)),
                ("besluit", models.TextField(blank=True)),
                ("delen", models.JSONField(default=list)),
                ("verlenging", models.TextField(blank=True)),
            ],
            options={
                "db_table": "rechtenverzoek_inhoud",
            },
        ),
        migrations.CreateModel(
            name="Rechtenverzoek",
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
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("klopt_niet", "Een inzage klopt niet"),
                            ("inzage", "Alle gegevens zien"),
                            ("correctie", "Een gegeven verbeteren"),
                            ("verwijdering", "Gegevens wissen"),
                            ("beperking", "Gegevens tijdelijk niet gebruiken"),
                            ("bezwaar", "Bezwaar tegen gebruik"),
                            ("overdracht", "Gegevens meenemen"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("ingediend", "Ontvangen"),
                            ("in_onderzoek", "Wij zoeken het uit"),
                            ("besloten", "Besloten"),
                        ],
                        default="ingediend",
                        max_length=12,
                    ),
                ),
                ("ingediend_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("uiterlijk_op", models.DateField()),
                ("verlengd_op", models.DateTimeField(null=True)),
                ("trace", models.UUIDField(null=True)),
                ("activiteit", models.SmallIntegerField(null=True)),
                (
                    "onderdelen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "uitkomst",
                    models.CharField(
                        blank=True,
                        choices=[("toegewezen", "Ja"), ("deels", "Voor een deel"), ("afgewezen", "Nee")],
                        max_length=12,
                    ),
                ),
                ("besloten_op", models.DateTimeField(null=True)),
                ("besloten_door", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "rechtenverzoek",
                "indexes": [
                    models.Index(
                        condition=models.Q(("stand", "besloten"), _negated=True),
                        fields=["uiterlijk_op"],
                        name="rechtenverzoek_open",
                    )
                ],
            },
        ),
        ProtectTables("Rechtenverzoek", "RechtenverzoekInhoud"),
    ]
