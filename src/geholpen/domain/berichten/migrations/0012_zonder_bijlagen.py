"""A correction brings the files of the message that it replaces, but for those that were left out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("berichten", "0011_concept_van")]

    operations = [
        migrations.AddField(model_name="bezorginhoud", name="zonder", field=models.JSONField(default=list)),
    ]
