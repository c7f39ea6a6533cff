"""Contacts of a file with a label are in no number."""

from django.db import migrations

from geholpen.domain.klantinteracties import telling


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0007_verhuizen_telt_niet"), ("partijen", "0006_afscherming")]

    operations = [migrations.RunSQL(telling.VERBORGEN)]
