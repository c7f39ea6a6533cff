"""A switch is written in the language of the customer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kanaalwissel", "0002_belofte")]

    operations = [
        migrations.AddField(model_name="wissel", name="taal", field=models.CharField(default="nl", max_length=2)),
    ]
