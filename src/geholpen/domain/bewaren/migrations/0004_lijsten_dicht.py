"""Close the tables of destruction lists; the functions of lists and legal hold."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0003_lijsten")]

    operations = [migrations.RunSQL((HERE / "lijsten.sql").read_text())]
