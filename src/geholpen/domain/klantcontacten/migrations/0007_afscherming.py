"""Hot doors prove that nothing shields the customer from who asks."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0006_controle"), ("partijen", "0006_afscherming")]

    operations = [migrations.RunSQL((Path(__file__).parent / "begin_aan_loket.sql").read_text())]
