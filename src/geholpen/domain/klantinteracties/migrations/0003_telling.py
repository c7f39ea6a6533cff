"""Contacts are counted when they are written, and found by any three letters in a row."""

from django.db import migrations

from geholpen.domain.klantinteracties import telling, zoektekst
from geholpen.platform.protection import door_function


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0002_verhuizen")]

    operations = [
        migrations.RunSQL(telling.TABEL),
        *(migrations.RunSQL(statement) for statement in telling.triggers()),
        *(migrations.RunSQL(s) for s in door_function("verlopen_klantcontacten()", telling.VERLOPEN)),
        migrations.RunSQL(telling.TEL),
        *(migrations.RunSQL(statement) for statement in zoektekst.statements()),
    ]
