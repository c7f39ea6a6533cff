"""The function that shows partijen, made again: vertegenwoordigdePartij finds whom somebody acts for."""

from django.db import migrations

from geholpen.domain.klantinteracties import sql
from geholpen.domain.klantinteracties.weergaven import ALLE


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0003_telling")]

    operations = [
        migrations.RunSQL(sql.lees(ALLE["partijen"], ALLE)),
    ]
