"""A question of one customer never becomes a question of another."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent / "nooit_samen.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0017_aanspraken"), ("partijen", "0013_post_kwam_terug")]

    operations = [migrations.RunSQL(SQL)]
