"""A purpose that rests on consent names the equal way for whoever does not give it."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent / "alternatief.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0008_toezicht")]

    operations = [
        migrations.AddField("VerwerkingsactiviteitVersie", "alternatief", models.TextField(blank=True, default="")),
        migrations.RunSQL(SQL),
    ]
