"""Lines of a confidential activity stay out of sight until its last day is over."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0005_nood")]

    operations = [migrations.RunSQL((Path(__file__).parent / "vertrouwelijk.sql").read_text())]
