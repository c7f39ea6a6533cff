"""Constraints of the register, and the logs that only grow."""

from pathlib import Path

from django.db import migrations

from geholpen.platform.protection import ProtectTables

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0001_initial"), ("platform", "0002_context")]

    operations = [
        ProtectTables("Verwerkingsactiviteit", "VerwerkingsactiviteitVersie", "VerwerkingsactiviteitGegeven"),
        migrations.RunSQL((HERE / "register.sql").read_text()),
        migrations.RunSQL((HERE / "log.sql").read_text()),
    ]
