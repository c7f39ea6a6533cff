"""Shielding: labels, the staff list, and the rule in the database that keeps what is shielded out of every list."""

from pathlib import Path

import django.db.models.functions.datetime
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables, ShieldTables, owned

SQL = Path(__file__).parents[1] / "afscherming" / "schild.sql"
FUNCTIES = (
    "woonplek(text, text, text, text)",
    "zet_woonplek()",
    "afscherming_code(uuid, uuid)",
    "verborgen_partijen()",
    "meld_afscherming(uuid, uuid, uuid, text, text, uuid)",
)
VUL_WOONPLEK = """
GRANT EXECUTE ON FUNCTION verborgen_partijen() TO geholpen_register;
CREATE TRIGGER zet_woonplek BEFORE INSERT OR UPDATE OF postcode, huisnummer, huisnummertoevoeging, nummeraanduiding_id
    ON adres FOR EACH ROW EXECUTE FUNCTION zet_woonplek();
ALTER TABLE adres NO FORCE ROW LEVEL SECURITY;
UPDATE adres SET woonplek = woonplek(postcode, huisnummer::text, huisnummertoevoeging, nummeraanduiding_id);
ALTER TABLE adres FORCE ROW LEVEL SECURITY;
"""


def _differ(a: str, b: str) -> models.Q:
    return (
        models.Q((f"{a}__isnull", True)) | models.Q((f"{b}__isnull", True)) | models.Q((a, models.F(b)), _negated=True)
    )


class Migration(migrations.Migration):
    dependencies = [("partijen", "0005_identificator"), ("organisatie", "0004_actor")]

    operations = [
        migrations.CreateModel(
            name="Afschermgroep",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=120)),
                ("meldadres", models.EmailField(max_length=254)),
                ("leden", ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ("voor_personeel", models.BooleanField(default=False)),
            ],
            options={"db_table": "afschermgroep"},
        ),
        migrations.CreateModel(
            name="Personeelssleutel",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "sleutel",
                        "medewerker_id",
                        "lijst_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sleutel", models.BinaryField()),
                ("medewerker_id", models.UUIDField()),
                ("lijst_id", models.UUIDField()),
                ("soort", models.CharField(max_length=8)),
            ],
            options={"db_table": "personeelssleutel"},
        ),
        migrations.CreateModel(
            name="Afscherming",
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
                ("groep_code", models.SlugField(max_length=40)),
                ("reden", models.TextField()),
                ("gezet_door", models.UUIDField()),
                ("gezet_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("beeindigd_door", models.UUIDField(null=True)),
                ("beeindigd_op", models.DateTimeField(null=True)),
                ("beeindigd_reden", models.TextField(blank=True)),
            ],
            options={
                "db_table": "afscherming",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("beeindigd_op", None)),
                        fields=("partij_id", "groep_code"),
                        name="een_label_per_groep",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Afschermmelding",
            fields=[
                (
                    "id",
                    models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False),
                ),
                ("partij_id", models.UUIDField()),
                ("groep_code", models.SlugField(max_length=40)),
                ("medewerker_id", models.UUIDField()),
                ("deur", models.CharField(max_length=120)),
                ("trace", models.UUIDField()),
                ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "afschermmelding",
                "constraints": [models.UniqueConstraint(fields=("trace", "partij_id"), name="een_melding_per_verzoek")],
            },
        ),
        migrations.CreateModel(
            name="Personeelslijst",
            fields=[
                (
                    "id",
                    models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False),
                ),
                ("aantal", models.IntegerField()),
                ("geplaatst_door", models.UUIDField()),
                ("geplaatst_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("akkoord_or_door", models.UUIDField(null=True)),
                ("akkoord_or_op", models.DateTimeField(null=True)),
                ("akkoord_fg_door", models.UUIDField(null=True)),
                ("akkoord_fg_op", models.DateTimeField(null=True)),
                ("ingetrokken_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "personeelslijst",
                "constraints": [
                    models.CheckConstraint(
                        condition=_differ("akkoord_or_door", "akkoord_fg_door")
                        & _differ("geplaatst_door", "akkoord_or_door")
                        & _differ("geplaatst_door", "akkoord_fg_door"),
                        name="lijst_drie_verschillende_mensen",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="adres",
            name="woonplek",
            field=ArrayField(base_field=models.BinaryField(), db_default=[], default=list, editable=False, size=None),
        ),
        ProtectTables("Afschermgroep", "Personeelssleutel", "Afscherming", "Afschermmelding", "Personeelslijst"),
        migrations.RunSQL(SQL.read_text()),
        *(migrations.RunSQL(statement) for f in FUNCTIES for statement in owned(f)),
        migrations.RunSQL(VUL_WOONPLEK),
        ShieldTables(),
    ]
