"""What a token may besides the purposes of its application."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisatie", "0004_actor"),
    ]

    operations = [
        migrations.AddField(
            model_name="applicatietoken",
            name="scopes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=24), default=list, size=None
            ),
        ),
    ]
