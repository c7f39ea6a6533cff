"""Everything of a customer in one answer."""

from django.db import migrations

from geholpen.domain.klantinteracties import klantbeelden
from geholpen.platform.protection import REGISTER_ROLE, door_function


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0004_vertegenwoordigd")]

    operations = [
        migrations.RunSQL(klantbeelden.LEES),
        *(
            migrations.RunSQL(statement)
            for statement in door_function(klantbeelden.HANDTEKENING, klantbeelden.REGISTER, REGISTER_ROLE)
        ),
    ]
