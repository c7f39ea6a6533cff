"""Templates of providers, as we know them."""

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [("berichten", "0006_echtheid")]

    operations = [
        migrations.CreateModel(
            name="Kanaalsjabloon",
            fields=[
                (
                    "id",
                    models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False),
                ),
                ("account_id", models.UUIDField()),
                ("naam", models.CharField(max_length=512)),
                ("taal", models.CharField(max_length=10)),
                ("staat", models.CharField(max_length=12)),
                ("soort", models.CharField(blank=True, max_length=10)),
                ("tekst", models.TextField(blank=True)),
                ("plekken", models.SmallIntegerField(default=0)),
                ("uitleg", models.TextField(blank=True)),
                ("gewijzigd_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"db_table": "kanaalsjabloon"},
        ),
        migrations.AddConstraint(
            model_name="kanaalsjabloon",
            constraint=models.UniqueConstraint(fields=("account_id", "naam", "taal"), name="kanaalsjabloon_eenmaal"),
        ),
        ProtectTables("Kanaalsjabloon"),
    ]
