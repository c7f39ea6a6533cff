"""Changing a secret address unseen is not seeing it: the token says which, and triggers ask what may become public."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parents[1] / "geheim.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_herhaalsleutel")]

    operations = [migrations.RunSQL(SQL)]
