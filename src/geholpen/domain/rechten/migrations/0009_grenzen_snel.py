"""Whoever has no limits costs a read one look at an index."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rechten", "0008_grens_op_woord")]

    operations = [migrations.RunSQL((Path(__file__).parent / "grenzen_snel.sql").read_text())]
