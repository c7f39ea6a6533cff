from django.db import migrations

from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0001_initial"), ("platform", "0002_context")]

    operations = [ProtectTables("Organisatie", "Afdeling", "Medewerker")]
