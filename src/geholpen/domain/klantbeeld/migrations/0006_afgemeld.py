"""Both functions once more: where a customer wants nothing that they did not ask for, and of which channel it is."""

from importlib import import_module

from django.db import migrations

from geholpen.platform.protection import COUNTER_ROLE, door_function

_eerste = import_module("geholpen.domain.klantbeeld.migrations.0001_klantbeeld")


class Migration(migrations.Migration):
    dependencies = [("klantbeeld", "0005_onbestelbaar"), ("partijen", "0011_identiteitsoort")]

    operations = [
        migrations.RunSQL(_eerste.KLANTBEELD, migrations.RunSQL.noop),
        migrations.RunSQL(
            door_function("open_klantbeeld(text, bytea, uuid, integer)", _eerste.OPEN_KLANTBEELD, COUNTER_ROLE),
            migrations.RunSQL.noop,
        ),
    ]
