"""Changes of settings: proposed, agreed by a second person where the setting asks it, kept for who reads later."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    dependencies = [
        ("organisatie", "0005_scopes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wijziging",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("soort", models.CharField(max_length=20)),
                ("sleutel", models.CharField(max_length=80)),
                ("was", models.JSONField()),
                ("wordt", models.JSONField()),
                ("waarom", models.TextField()),
                (
                    "beslissers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("stand", models.CharField(max_length=12)),
                ("voorgesteld_door", models.UUIDField()),
                ("voorgesteld_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("besloten_door", models.UUIDField(null=True)),
                ("besloten_op", models.DateTimeField(null=True)),
                ("besluit", models.TextField(blank=True)),
            ],
            options={
                "db_table": "wijziging",
                "indexes": [models.Index(fields=["soort", "-voorgesteld_op"], name="wijziging_nieuwste")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stand", "open")), fields=("soort", "sleutel"), name="een_open_wijziging"
                    )
                ],
            },
        ),
        ProtectTables("Wijziging"),
        migrations.RunSQL((HERE / "wijziging.sql").read_text()),
    ]
