"""What was made for an Idempotency-Key."""

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_context")]

    operations = [
        migrations.CreateModel(
            name="Herhaalsleutel",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("token_id", models.UUIDField()),
                ("sleutel", models.BinaryField()),
                ("inhoud", models.BinaryField()),
                (
                    "gemaakt",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(null=True), default=list, size=None
                    ),
                ),
                ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "herhaalsleutel",
                "indexes": [models.Index(fields=["moment"], name="herhaalsleutel_oud")],
                "constraints": [models.UniqueConstraint(fields=("token_id", "sleutel"), name="herhaalsleutel_eenmaal")],
            },
        ),
        ProtectTables("Herhaalsleutel"),
    ]
