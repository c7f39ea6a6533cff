"""No purpose makes profiles; writing to people out of a list rests on their consent."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent / "ongevraagd.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0010_doeldag")]

    operations = [migrations.RunSQL(SQL)]
