"""A question that was nobody's gets its customer; one whose customer goes is nobody's again."""

from django.apps import apps
from django.db import migrations

from geholpen.domain.klantinteracties import verhuizen
from geholpen.platform.models import tables_of_customers
from geholpen.platform.protection import door_function

VOLGEN = verhuizen.following(tables_of_customers(apps), verhuizen.EERST)


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0001_register"), ("berichten", "0003_bijlagen_geteld")]

    operations = [
        migrations.RunSQL(verhuizen.rechten(VOLGEN)),
        *(
            migrations.RunSQL(statement)
            for handtekening, functie in (
                ("verhuis_klantvraag(uuid, uuid, uuid)", verhuizen.VERHUIS),
                ("vergeet_kenmerk(uuid, uuid)", verhuizen.VERGEET),
            )
            for statement in door_function(handtekening, functie)
        ),
        migrations.RunSQL(verhuizen.KLANT_BEKEND),
        migrations.RunSQL(verhuizen.RUIM_OP),
        migrations.RunSQL(verhuizen.LEG_BIJ_KLANT),
        migrations.RunSQL(verhuizen.BEWAAR_NAMEN),
        migrations.RunSQL(verhuizen.OPEN),
    ]
