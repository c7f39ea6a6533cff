"""A secret address, telephone or mail address becomes public only by a purpose that may see it."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "afscherming" / "geheim_blijft.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("partijen", "0009_vertegenwoordiging"),
        ("klantcontacten", "0012_geheim_blijft"),
        ("platform", "0004_geheim_schrijven"),
    ]

    operations = [
        migrations.AddField(
            model_name="digitaaladres",
            name="geheim_eigen",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(SQL.read_text()),
    ]
