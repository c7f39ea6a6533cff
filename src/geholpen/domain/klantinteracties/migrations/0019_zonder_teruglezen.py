"""What other software writes is shown as it was given and not read back; a question moves with fewer look-ups."""

from django.apps import apps
from django.db import migrations

from geholpen.domain.klantinteracties import schrijven, verhuizen, zoektekst
from geholpen.platform.models import tables_of_customers
from geholpen.platform.protection import APP_ROLE, REGISTER_ROLE, door_function

KAMERS = verhuizen.EERST | {"oproepen", "balie", "kanaalwissel", "chat"}
VOLGEN = verhuizen.following(tables_of_customers(apps), KAMERS)
ALLES = verhuizen.verhuis_alles(VOLGEN).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)

#: In SQL it was planned anew at every call.
IS_NIEMAND = """
CREATE OR REPLACE FUNCTION is_niemand(p_partij uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM partij p WHERE p.partij_id = p_partij AND p.soort_partij = 'onbekend')
        AND NOT EXISTS (SELECT 1 FROM burgerservicenummer b WHERE b.partij_id = p_partij);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0018_naar_klant")]

    operations = [
        migrations.RunSQL(IS_NIEMAND),
        migrations.RunSQL(zoektekst.FUNCTIE),
        *(migrations.RunSQL(s) for s in door_function("verhuis_alles(uuid, uuid, uuid)", ALLES)),
        # only functions of the register and of the door call it
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION verhuis_alles(uuid, uuid, uuid) FROM {APP_ROLE}"),
        *(
            migrations.RunSQL(statement)
            for handtekening, functie in schrijven.DEUREN.items()
            for statement in door_function(handtekening, functie, REGISTER_ROLE)
        ),
    ]
