"""Terms and what the selection list says change by a proposal; a shorter one and a purge need a second person."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0008_overbrengen"), ("organisatie", "0006_wijziging")]

    operations = [migrations.RunSQL((Path(__file__).parent / "termijnen.sql").read_text())]
