"""Ways in and out of every channel; several ways per message; news of a delivery found by the provider's name for it."""

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables, door_function

ZOEK_BEZORGING = """
CREATE FUNCTION zoek_bezorging(p_sleutels bytea[]) RETURNS TABLE (bezorging_id uuid, partij_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT o.bezorging_id, o.partij_id FROM bezorging_opzoek o
    WHERE o.sleutel = ANY (p_sleutels) AND EXISTS (SELECT 1 FROM kern.ctx(0, false))
    LIMIT 2;
END $$
"""
#: One delivery per message was the rule; now one per message and turn.
EEN_WEG = "ALTER TABLE bezorging DROP CONSTRAINT IF EXISTS bezorging_partij_id_bericht_id_key"


class Migration(migrations.Migration):
    dependencies = [
        ("berichten", "0003_bijlagen_geteld"),
    ]

    operations = [
        migrations.CreateModel(
            name="BezorgingOpzoek",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "sleutel", "bezorging_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sleutel", models.BinaryField()),
                ("bezorging_id", models.UUIDField()),
                ("partij_id", models.UUIDField()),
            ],
            options={
                "db_table": "bezorging_opzoek",
            },
        ),
        migrations.CreateModel(
            name="BezorgInhoud",
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
                ("soort", models.CharField(max_length=24)),
                ("aan", models.CharField(max_length=320)),
                ("tekst", models.TextField(blank=True)),
                ("sjabloon", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "bezorg_inhoud",
            },
        ),
        migrations.CreateModel(
            name="Kanaalaccount",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("kanaal", models.CharField(max_length=20)),
                ("naam", models.CharField(max_length=100)),
                ("adres", models.CharField(blank=True, max_length=200)),
                ("afdeling_code", models.SlugField(blank=True, db_index=False, max_length=40)),
                ("instellingen", models.JSONField(default=dict)),
                ("geheimen", models.BinaryField(default=b"")),
                ("actief", models.BooleanField(default=True)),
                ("rust_tot", models.DateTimeField(null=True)),
                ("mislukt_achtereen", models.IntegerField(default=0)),
                ("gewijzigd_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("gewijzigd_door", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "kanaalaccount",
            },
        ),
        migrations.AddField(
            model_name="bezorggebeurtenis",
            name="code",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="bezorggebeurtenis",
            name="opgegeven_op",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="bijlage",
            name="staat",
            field=models.CharField(
                blank=True,
                choices=[("", "Hier"), ("wacht", "Wordt opgehaald"), ("weg", "Niet op te halen")],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="bijlage",
            name="media_id",
            field=models.CharField(blank=True, db_default="", default="", max_length=400),
        ),
        migrations.AddField(
            model_name="bezorging",
            name="account_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="bezorging",
            name="volgorde",
            field=models.SmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="envelop",
            name="ouder_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="bezorging",
            name="staat",
            field=models.CharField(
                choices=[
                    ("wachtrij", "Wordt verstuurd"),
                    ("onderweg", "Onderweg"),
                    ("onbekend", "Onbekend of het aankwam"),
                    ("verstuurd", "Verstuurd"),
                    ("vervallen", "Niet meer nodig"),
                    ("niet_bezorgd", "Niet bezorgd"),
                    ("bezorgd", "Bezorgd"),
                    ("gelezen", "Gelezen"),
                ],
                default="wachtrij",
                max_length=16,
            ),
        ),
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
                    ("kwarantaine", "Quarantaine"),
                ],
                default="nieuw",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="bezorging",
            constraint=models.UniqueConstraint(
                fields=("partij_id", "bericht_id", "volgorde"), name="bezorging_volgorde"
            ),
        ),
        migrations.AddIndex(
            model_name="bezorgingopzoek",
            index=models.Index(fields=["bezorging_id"], name="bezorging_opzoek_bezorging"),
        ),
        migrations.AddConstraint(
            model_name="kanaalaccount",
            constraint=models.UniqueConstraint(fields=("kanaal", "naam"), name="kanaalaccount_naam"),
        ),
        migrations.RunSQL(EEN_WEG),
        ProtectTables("BezorgInhoud", "BezorgingOpzoek", "Kanaalaccount"),
        migrations.RunSQL("GRANT SELECT ON bezorging_opzoek TO geholpen_deur"),
        migrations.RunSQL(door_function("zoek_bezorging(bytea[])", ZOEK_BEZORGING)),
    ]
