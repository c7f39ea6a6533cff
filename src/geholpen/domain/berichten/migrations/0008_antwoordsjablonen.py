"""Templates of our own in versions, and which version a message was begun with."""

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables

#: Messages name a version: what it said when it went into use stays what it said.
VAST = """
CREATE FUNCTION kern.sjabloonversie_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.staat <> 'concept' AND (OLD.tekst, OLD.toon, OLD.taal, OLD.nummer, OLD.sjabloon_id)
     IS DISTINCT FROM (NEW.tekst, NEW.toon, NEW.taal, NEW.nummer, NEW.sjabloon_id) THEN
    RAISE EXCEPTION 'a version of a template that was in use does not change';
  END IF;
  IF OLD.staat = 'ingetrokken' AND NEW.staat <> 'ingetrokken' OR OLD.staat = 'in_gebruik' AND NEW.staat = 'concept' THEN
    RAISE EXCEPTION 'a version of a template goes one way';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sjabloonversie_vast BEFORE UPDATE ON sjabloonversie
  FOR EACH ROW EXECUTE FUNCTION kern.sjabloonversie_vast();
ALTER TABLE sjabloonversie ADD FOREIGN KEY (sjabloon_id) REFERENCES antwoordsjabloon (id);
"""


class Migration(migrations.Migration):
    dependencies = [("berichten", "0007_sjablonen")]

    operations = [
        migrations.CreateModel(
            name="Antwoordsjabloon",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=100, unique=True)),
                ("kanalen", models.JSONField(default=list)),
                ("onderwerpen", models.JSONField(default=list)),
                ("gewijzigd_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"db_table": "antwoordsjabloon"},
        ),
        migrations.CreateModel(
            name="Sjabloonversie",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("sjabloon_id", models.UUIDField()),
                ("nummer", models.SmallIntegerField()),
                ("tekst", models.TextField()),
                ("toon", models.CharField(max_length=2)),
                ("taal", models.CharField(max_length=3)),
                (
                    "staat",
                    models.CharField(
                        choices=[
                            ("concept", "Concept"),
                            ("in_gebruik", "In gebruik"),
                            ("ingetrokken", "Ingetrokken"),
                        ],
                        default="concept",
                        max_length=12,
                    ),
                ),
                ("gemaakt_door", models.UUIDField(null=True)),
                ("gemaakt_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("in_gebruik_op", models.DateTimeField(null=True)),
                ("ingetrokken_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "sjabloonversie",
                "constraints": [
                    models.UniqueConstraint(fields=("sjabloon_id", "nummer"), name="sjabloonversie_nummer"),
                    models.UniqueConstraint(
                        condition=models.Q(("staat", "in_gebruik")),
                        fields=("sjabloon_id", "taal"),
                        name="sjabloonversie_een",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("staat", "concept")),
                        fields=("sjabloon_id", "taal"),
                        name="sjabloonversie_concept",
                    ),
                ],
            },
        ),
        ProtectTables("Antwoordsjabloon", "Sjabloonversie"),
        migrations.RunSQL(VAST),
        migrations.AddField(model_name="bericht", name="sjabloonversie_id", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="concept", name="sjabloonversie_id", field=models.UUIDField(null=True)),
    ]
