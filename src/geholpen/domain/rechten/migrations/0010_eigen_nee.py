"""Who acts with a mandate does not turn somebody's own "no" about consent into a "yes"."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rechten", "0009_grenzen_snel")]

    operations = [migrations.RunSQL((Path(__file__).parent / "eigen_nee.sql").read_text())]
