"""What was split from a question goes along when it gets another customer."""

from django.apps import apps
from django.db import migrations

from geholpen.domain.klantinteracties import verhuizen
from geholpen.platform.models import tables_of_customers
from geholpen.platform.protection import APP_ROLE, door_function

VOLGEN = verhuizen.following(tables_of_customers(apps), verhuizen.EERST | {"oproepen", "balie"})
ALLES = verhuizen.verhuis_alles(VOLGEN).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0016_dag"), ("berichten", "0010_splitsing")]

    operations = [
        migrations.RunSQL("GRANT UPDATE (partij_id) ON splitsing TO geholpen_deur"),
        *(migrations.RunSQL(s) for s in door_function("verhuis_alles(uuid, uuid, uuid)", ALLES)),
        # only functions of the register call it
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION verhuis_alles(uuid, uuid, uuid) FROM {APP_ROLE}"),
    ]
