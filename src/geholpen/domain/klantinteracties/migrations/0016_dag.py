"""The day of the database is the day of the Netherlands."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent / "dag.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("klantinteracties", "0015_naderhand"),
        ("doelbinding", "0011_ongevraagd"),
        ("partijen", "0013_post_kwam_terug"),
        ("klantbeeld", "0006_afgemeld"),
        ("bewaren", "0008_overbrengen"),
    ]

    operations = [migrations.RunSQL(SQL)]
