"""A question that was nobody's gets its customer; one whose customer goes is nobody's again."""

from django.apps import apps
from django.db import migrations

from geholpen.domain.klantinteracties import verhuizen
from geholpen.platform.models import tables_of_customers
from geholpen.platform.protection import door_function

VOLGEN = sorted((m for m in tables_of_customers(apps) if m.volgt), key=lambda m: m._meta.db_table)


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0001_register"), ("berichten", "0003_bijlagen_geteld")]

    operations = [
        migrations.RunSQL(verhuizen.rechten(VOLGEN)),
        *(
            migrations.RunSQL(door_function(handtekening, functie))
            for handtekening, functie in (
                ("klant_bekend(uuid)", verhuizen.KLANT_BEKEND),
                ("verhuis_klantvraag(uuid, uuid, uuid)", verhuizen.verhuis(VOLGEN)),
                ("ruim_na_contact(uuid, uuid)", verhuizen.RUIM_OP),
                ("leg_bij_klant(uuid, uuid)", verhuizen.LEG_BIJ_KLANT),
                ("laat_contacten_los(uuid, uuid)", verhuizen.LAAT_LOS),
            )
        ),
        migrations.RunSQL("REVOKE ALL ON FUNCTION verhuis_klantvraag(uuid, uuid, uuid) FROM geholpen_app"),
    ]
