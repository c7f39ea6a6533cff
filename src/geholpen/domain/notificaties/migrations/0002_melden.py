"""Close the tables; let every change of a resource be heard."""

from django.db import migrations

from geholpen.domain.notificaties import melden
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [
        ("notificaties", "0001_initial"),
        ("organisatie", "0004_actor"),
        ("doelbinding", "0002_protection"),
        ("klantinteracties", "0003_telling"),
        ("platform", "0002_context"),
    ]

    operations = [
        ProtectTables("Abonnement", "Notificatie"),
        migrations.RunSQL("ALTER TABLE abonnement ADD FOREIGN KEY (applicatie_id) REFERENCES applicatie (id)"),
        migrations.RunSQL("ALTER TABLE notificatie ADD FOREIGN KEY (abonnement_id) REFERENCES abonnement (id)"),
        *(migrations.RunSQL(statement) for statement in melden.functions()),
        *(migrations.RunSQL(statement) for statement in melden.triggers()),
    ]
