"""Both functions once more: a representation with its key, and none that was ended or decided against."""

from importlib import import_module

from django.db import migrations

from geholpen.platform.protection import COUNTER_ROLE, door_function

_eerste = import_module("geholpen.domain.klantbeeld.migrations.0001_klantbeeld")


class Migration(migrations.Migration):
    dependencies = [("klantbeeld", "0003_geheim"), ("partijen", "0009_vertegenwoordiging")]

    operations = [
        migrations.RunSQL(_eerste.KLANTBEELD, migrations.RunSQL.noop),
        migrations.RunSQL(
            door_function("open_klantbeeld(text, bytea, uuid, integer)", _eerste.OPEN_KLANTBEELD, COUNTER_ROLE),
            migrations.RunSQL.noop,
        ),
    ]
