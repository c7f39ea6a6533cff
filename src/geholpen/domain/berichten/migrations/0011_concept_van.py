"""A draft knows which message it was before that was taken back: its files and copies come back with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("berichten", "0010_splitsing")]

    operations = [
        migrations.AddField(model_name="concept", name="van_bericht_id", field=models.UUIDField(null=True)),
    ]
