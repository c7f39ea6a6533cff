"""Close the tables; the functions of the role that destroys."""

from pathlib import Path

from django.db import migrations

from geholpen.platform.protection import ProtectTables

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0001_initial"), ("berichten", "0003_bijlagen_geteld"), ("doelbinding", "0004_zegel")]

    operations = [
        ProtectTables("Bewaarplicht"),
        migrations.RunSQL((HERE / "bewaren.sql").read_text()),
    ]
