"""A contact that only gets another customer is not counted again."""

from django.db import migrations

from geholpen.domain.klantinteracties import telling


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0006_klantbeelden")]

    operations = [migrations.RunSQL(statement) for statement in telling.triggers()]
