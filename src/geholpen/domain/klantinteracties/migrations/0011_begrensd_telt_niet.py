"""Contacts of a customer who objects are in no number and move no page."""

from django.db import migrations

from geholpen.domain.klantinteracties import telling


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0010_verborgen_eenmaal"), ("rechten", "0004_grenzen_eenmaal")]

    operations = [migrations.RunSQL(telling.TEL)]
