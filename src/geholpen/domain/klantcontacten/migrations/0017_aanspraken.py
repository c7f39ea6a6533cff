"""Claims that wait for a person are found; an end at one customer is an end at both."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0016_correctie")]

    operations = [migrations.RunSQL((Path(__file__).parent / "aanspraken.sql").read_text())]
