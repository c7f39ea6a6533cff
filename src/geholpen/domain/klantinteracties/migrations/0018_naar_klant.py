"""A question of the chat goes to the customer who proved in it to have asked it, with all that is about it, and back."""

from pathlib import Path

from django.apps import apps
from django.db import migrations

from geholpen.domain.klantinteracties import verhuizen
from geholpen.platform.models import tables_of_customers
from geholpen.platform.protection import APP_ROLE, door_function, owned

KAMERS = verhuizen.EERST | {"oproepen", "balie", "kanaalwissel", "chat"}
VOLGEN = verhuizen.following(tables_of_customers(apps), KAMERS)
ERBIJ = [m for m in VOLGEN if m._meta.app_label in ("kanaalwissel", "chat")]
ALLES = verhuizen.verhuis_alles(VOLGEN).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
SQL = (Path(__file__).parent / "naar_klant.sql").read_text(encoding="utf-8")
RECHTEN = """
GRANT SELECT (klantvraag_id, partij_id, bewezen_partij_id) ON chatbezoek TO geholpen_deur;
GRANT SELECT (van_partij_id, terug_op) ON vraagverhuizing TO geholpen_deur;
GRANT SELECT (id) ON bezorging, wissel TO geholpen_deur;
GRANT SELECT, UPDATE (partij_id) ON bericht_opzoek, bezorging_opzoek, wisselbewijs TO geholpen_deur;
GRANT UPDATE (partij_id) ON volger, genoemd TO geholpen_deur;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("klantinteracties", "0017_splitsing"),
        ("chat", "0003_verhuizing"),
        ("kanaalwissel", "0002_belofte"),
        ("klantcontacten", "0018_nooit_samen"),
    ]

    operations = [
        *(migrations.RunSQL(f"GRANT UPDATE (partij_id) ON {m._meta.db_table} TO geholpen_deur") for m in ERBIJ),
        *(migrations.RunSQL(s) for s in door_function("verhuis_alles(uuid, uuid, uuid)", ALLES)),
        # only functions of the register and of the door call it
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION verhuis_alles(uuid, uuid, uuid) FROM {APP_ROLE}"),
        migrations.RunSQL(RECHTEN),
        migrations.RunSQL(SQL),
        *(
            migrations.RunSQL(s)
            for functie in ("verhuis_naar_klant(uuid, uuid, uuid)", "plek_van_chatvraag(uuid)")
            for s in owned(functie)
        ),
        migrations.RunSQL("REVOKE ALL ON FUNCTION is_niemand(uuid) FROM PUBLIC"),
        migrations.RunSQL("GRANT EXECUTE ON FUNCTION is_niemand(uuid) TO geholpen_deur"),
    ]
