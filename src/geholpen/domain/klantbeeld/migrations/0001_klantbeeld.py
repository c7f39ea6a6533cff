"""The one statement behind the klantbeeld."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0002_protection"), ("partijen", "0002_protection")]

    operations = [migrations.RunSQL((Path(__file__).parent / "klantbeeld.sql").read_text())]
