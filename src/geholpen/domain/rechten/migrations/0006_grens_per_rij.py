"""A limit can be about one row: this mail address and not the other two."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rechten", "0005_verbetering"), ("partijen", "0013_post_kwam_terug")]

    operations = [
        migrations.AddField("Grens", "rij", models.UUIDField(null=True)),
        migrations.AddField(
            "Rechtenverzoek",
            "rijen",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL((Path(__file__).parent / "grens_per_rij.sql").read_text()),
    ]
