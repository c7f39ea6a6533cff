"""A message becomes a question of its own, or belongs where it came in."""

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables, door_function

SQL = (Path(__file__).parent / "splitsing.sql").read_text()
RECHTEN, VERHUIS, ONAANGEROERD, TERUG = SQL.split("-- ----\n")

ALLEEN_ERBIJ = """
DROP POLICY wijzigen ON splitsing;
DROP POLICY verwijderen ON splitsing;
REVOKE UPDATE, DELETE ON splitsing FROM geholpen_app;
"""
SOORTEN = [
    ("hoort_hier", "Hoort bij deze vraag"),
    ("naar", "Werd een nieuwe vraag"),
    ("van", "Kwam van een andere vraag"),
    ("terug_naar", "Ging terug naar de andere vraag"),
    ("terug", "Kwam terug bij deze vraag"),
]


class Migration(migrations.Migration):
    dependencies = [("berichten", "0009_naderhand"), ("klantcontacten", "0018_nooit_samen")]

    operations = [
        migrations.CreateModel(
            name="Splitsing",
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
                ("bericht_id", models.UUIDField()),
                ("soort", models.CharField(choices=SOORTEN, max_length=12)),
                ("andere_vraag_id", models.UUIDField(null=True)),
                ("ander_kenmerk", models.CharField(blank=True, max_length=16)),
                ("volgnummer", models.IntegerField()),
                ("geschreven_op", models.DateTimeField()),
                ("medewerker_id", models.UUIDField(null=True)),
                ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"db_table": "splitsing"},
        ),
        ProtectTables("Splitsing"),
        migrations.RunSQL(ALLEEN_ERBIJ),
        migrations.RunSQL(RECHTEN),
        *(
            migrations.RunSQL(statement)
            for handtekening, functie in (
                ("verhuis_bericht(uuid, uuid, uuid, integer)", VERHUIS),
                ("is_onaangeroerd(uuid, uuid, uuid, uuid)", ONAANGEROERD),
                ("zet_bericht_terug(uuid, uuid, uuid, uuid, integer, timestamptz, uuid)", TERUG),
            )
            for statement in door_function(handtekening, functie)
        ),
        # only the one that puts a message back asks it
        migrations.RunSQL("REVOKE ALL ON FUNCTION is_onaangeroerd(uuid, uuid, uuid, uuid) FROM geholpen_app"),
    ]
