"""Both functions once more: an address is secret for whoever lives there."""

from importlib import import_module

from django.db import migrations

from geholpen.platform.protection import COUNTER_ROLE, door_function

_eerste = import_module("geholpen.domain.klantbeeld.migrations.0001_klantbeeld")


class Migration(migrations.Migration):
    dependencies = [("klantbeeld", "0002_adres"), ("partijen", "0007_geheim")]

    operations = [
        migrations.RunSQL(_eerste.KLANTBEELD, migrations.RunSQL.noop),
        migrations.RunSQL(
            door_function("open_klantbeeld(text, bytea, uuid, integer)", _eerste.OPEN_KLANTBEELD, COUNTER_ROLE),
            migrations.RunSQL.noop,
        ),
    ]
