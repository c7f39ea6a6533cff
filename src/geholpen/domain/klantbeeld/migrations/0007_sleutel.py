"""Both functions once more: the key of an address, so that what is said of one of them stands beside it."""

from importlib import import_module

from django.db import migrations

from geholpen.platform.protection import COUNTER_ROLE, door_function

_eerste = import_module("geholpen.domain.klantbeeld.migrations.0001_klantbeeld")


class Migration(migrations.Migration):
    dependencies = [("klantbeeld", "0006_afgemeld")]

    operations = [
        migrations.RunSQL(_eerste.KLANTBEELD, migrations.RunSQL.noop),
        migrations.RunSQL(
            door_function("open_klantbeeld(text, bytea, uuid, integer)", _eerste.OPEN_KLANTBEELD, COUNTER_ROLE),
            migrations.RunSQL.noop,
        ),
    ]
