"""Threes of a text are numbers per kind of text, and a written row is found by a key that is taken out once."""

from django.db import migrations

from geholpen.domain.klantinteracties import schrijven, sql, zoektekst
from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.platform.protection import REGISTER_ROLE, door_function


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0008_verborgen_telt_niet")]

    operations = [
        *(migrations.RunSQL(statement) for statement in zoektekst.statements()),
        migrations.RunSQL(sql.lees(ALLE["klantcontacten"], ALLE)),
        *(
            migrations.RunSQL(statement)
            for handtekening, functie in schrijven.DEUREN.items()
            for statement in door_function(handtekening, functie, REGISTER_ROLE)
        ),
    ]
