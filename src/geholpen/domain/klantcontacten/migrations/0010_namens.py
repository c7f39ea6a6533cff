"""Speaking for another at the desk, and what acting for another reaches: decided in one function of the database."""

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables, door_function

HERE = Path(__file__).parent

SETUP = """
DROP FUNCTION reden_machtiging(uuid, uuid);
GRANT SELECT (beeindigd_op, besluit) ON vertegenwoordiging TO geholpen_deur;
GRANT SELECT (partij_id, geboortedatum, overleden_op) ON geboorte TO geholpen_deur;
CREATE POLICY reden ON geboorte FOR SELECT TO geholpen_deur USING (true);
GRANT SELECT ON verwerkingsactiviteit_gegeven, gesprek TO geholpen_deur;
GRANT SELECT (partij_id, id, kant, andere_partij_id, gesprek_id, vertegenwoordiging_id) ON gesprek_namens
    TO geholpen_deur;
CREATE POLICY reden ON gesprek_namens FOR SELECT TO geholpen_deur USING (true);
"""
#: Only the door role calls these, inside its own functions.
HULP = (
    "leeftijd_van(text)",
    "sluit_uit(text, text)",
    "bereik_van(text, jsonb, integer)",
    "loopt_vandaag(date, date, timestamptz, text, timestamptz)",
)
TRIGGER = """
CREATE TRIGGER vertegenwoordiger_mag BEFORE INSERT OR UPDATE OF vertegenwoordiging_id, was_partij_id ON betrokkene
FOR EACH ROW WHEN (NEW.vertegenwoordiging_id IS NOT NULL) EXECUTE FUNCTION vertegenwoordiger_mag();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("klantcontacten", "0009_minder_sleutels"),
        ("partijen", "0009_vertegenwoordiging"),
    ]

    operations = [
        migrations.AddField(
            model_name="betrokkene",
            name="vertegenwoordiging_id",
            field=models.UUIDField(null=True),
        ),
        migrations.CreateModel(
            name="GesprekNamens",
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
                ("kant", models.CharField(max_length=20)),
                ("andere_partij_id", models.UUIDField()),
                ("gesprek_id", models.UUIDField()),
                ("vertegenwoordiging_id", models.UUIDField()),
                ("soort", models.CharField(max_length=20)),
                ("begonnen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "gesprek_namens",
                "indexes": [models.Index(fields=["gesprek_id"], name="gesprek_namens_gesprek")],
            },
        ),
        ProtectTables("GesprekNamens"),
        migrations.RunSQL(SETUP),
        migrations.RunSQL((HERE / "vertegenwoordiging.sql").read_text()),
        migrations.RunSQL((HERE / "namens.sql").read_text()),
        *(migrations.RunSQL(f"REVOKE ALL ON FUNCTION {f} FROM PUBLIC") for f in HULP),
        *(migrations.RunSQL(f"GRANT EXECUTE ON FUNCTION {f} TO geholpen_deur") for f in HULP),
        *(migrations.RunSQL(s) for s in door_function("reden_machtiging(uuid, uuid)", "")[1:]),
        *(migrations.RunSQL(s) for s in door_function("reden_namens(uuid, uuid)", "")[1:]),
        *(migrations.RunSQL(s) for s in door_function("vertegenwoordiger_mag()", "")[1:3]),
        migrations.RunSQL("REVOKE ALL ON FUNCTION vertegenwoordiger_mag() FROM PUBLIC"),
        migrations.RunSQL(TRIGGER),
    ]
