"""Consent that somebody gives or withdraws for a customer for whom they may act."""

from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rechten", "0006_grens_per_rij"), ("klantcontacten", "0010_namens")]

    operations = [
        migrations.AddField("Toestemming", "gegeven_door", models.UUIDField(null=True)),
        migrations.AddField(
            "Toestemming", "gegeven_als", models.CharField(blank=True, db_default="", default="", max_length=20)
        ),
        migrations.AddField("Toestemming", "ingetrokken_door", models.UUIDField(null=True)),
        migrations.AddField(
            "Toestemming", "ingetrokken_als", models.CharField(blank=True, db_default="", default="", max_length=20)
        ),
        migrations.RunSQL((Path(__file__).parent / "toestemming_namens.sql").read_text()),
    ]
