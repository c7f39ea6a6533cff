"""Writing by other software in one statement, and an object of a contact found without reading all contacts."""

from django.apps import apps
from django.db import migrations

from geholpen.domain.klantinteracties import schrijven, sql, verhuizen
from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.platform.models import tables_of_customers
from geholpen.platform.protection import REGISTER_ROLE, OpenInRegister, door_function

VOLGEN = verhuizen.following(tables_of_customers(apps), verhuizen.EERST)


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0004_vertegenwoordigd")]

    operations = [
        *(migrations.RunSQL(sql.lees(w, ALLE)) for w in ALLE.values()),
        *(
            migrations.RunSQL(statement)
            for statement in door_function("verhuis_alles(uuid, uuid, uuid)", verhuizen.verhuis_alles(VOLGEN))
        ),
        migrations.RunSQL(verhuizen.VERHUIS),
        OpenInRegister(
            "partijen.Partij",
            "klantcontacten.Klantvraag",
            "klantcontacten.Klantcontact",
            "klantcontacten.KlantcontactInhoud",
            "klantcontacten.Betrokkene",
            "klantcontacten.BetrokkeneNaam",
            "klantcontacten.BetrokkeneAdres",
            "klantcontacten.Onderwerpobject",
            wijze="toevoegen",
        ),
        migrations.RunSQL(schrijven.RECHTEN),
        migrations.RunSQL(schrijven.BEGIN),
        migrations.RunSQL(schrijven.rijen()),
        migrations.RunSQL(schrijven.NUMMERS),
        migrations.RunSQL(schrijven.OPEN),
        *(
            migrations.RunSQL(statement)
            for handtekening, functie in schrijven.DEUREN.items()
            for statement in door_function(handtekening, functie, REGISTER_ROLE)
        ),
    ]
