"""A decision to destroy can be about single addresses of a customer: it names their keys."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0009_termijnen")]

    operations = [
        migrations.AddField(
            "vernietigbesluit",
            "rijen",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL((Path(__file__).parent / "rijen.sql").read_text()),
    ]
