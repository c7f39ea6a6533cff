"""Both functions once more: whether a letter came back from an address."""

from importlib import import_module

from django.db import migrations

from geholpen.platform.protection import COUNTER_ROLE, door_function

_eerste = import_module("geholpen.domain.klantbeeld.migrations.0001_klantbeeld")


class Migration(migrations.Migration):
    dependencies = [("klantbeeld", "0004_vertegenwoordiging"), ("partijen", "0013_post_kwam_terug")]

    operations = [
        migrations.RunSQL(_eerste.KLANTBEELD, migrations.RunSQL.noop),
        migrations.RunSQL(
            door_function("open_klantbeeld(text, bytea, uuid, integer)", _eerste.OPEN_KLANTBEELD, COUNTER_ROLE),
            migrations.RunSQL.noop,
        ),
    ]
