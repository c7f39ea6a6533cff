"""Identities of other channels are digital addresses of kind overig that say which identity they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partijen", "0010_geheim_blijft")]

    operations = [
        migrations.AddField(
            model_name="digitaaladres",
            name="identiteitsoort",
            field=models.CharField(blank=True, db_default="", default="", max_length=24),
        ),
        migrations.AddField(model_name="digitaaladres", name="afgemeld_op", field=models.DateTimeField(null=True)),
    ]
