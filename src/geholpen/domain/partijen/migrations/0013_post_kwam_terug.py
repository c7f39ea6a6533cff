"""A postal address keeps since when letters come back from it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partijen", "0012_brp")]

    operations = [
        migrations.AddField(
            model_name="adres", name="onbestelbaar_sinds", field=models.DateTimeField(editable=False, null=True)
        ),
    ]
