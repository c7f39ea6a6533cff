"""Appointments of a question go along when it gets another customer."""

from django.apps import apps
from django.db import migrations

from geholpen.domain.klantinteracties import verhuizen
from geholpen.platform.models import tables_of_customers
from geholpen.platform.protection import APP_ROLE, door_function

KAMERS = verhuizen.EERST | {"oproepen", "balie"}
VOLGEN = verhuizen.following(tables_of_customers(apps), KAMERS)
ERBIJ = [m for m in VOLGEN if m._meta.app_label == "balie"]
ALLES = verhuizen.verhuis_alles(VOLGEN).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies = [
        ("klantinteracties", "0013_op_hun_plek"),
        ("balie", "0001_initial"),
    ]

    operations = [
        *(migrations.RunSQL(f"GRANT UPDATE (partij_id) ON {m._meta.db_table} TO geholpen_deur") for m in ERBIJ),
        *(migrations.RunSQL(s) for s in door_function("verhuis_alles(uuid, uuid, uuid)", ALLES)),
        # only functions of the register call it
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION verhuis_alles(uuid, uuid, uuid) FROM {APP_ROLE}"),
    ]
