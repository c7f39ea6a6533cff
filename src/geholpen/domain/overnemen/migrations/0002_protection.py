"""Close the tables; what was received can be removed when the taking over is confirmed."""

from django.db import migrations

from geholpen.platform.protection import ProtectTables

WISSEN = """
CREATE POLICY verwijderen ON overname_record FOR DELETE TO geholpen_app
    USING (EXISTS (SELECT 1 FROM kern.ctx(10, true) c WHERE c.partijen IS NULL));
GRANT DELETE ON overname_record TO geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("overnemen", "0001_initial"), ("klantinteracties", "0003_telling")]

    operations = [
        ProtectTables("Overname", "OvernameStand", "OvernameRecord"),
        migrations.RunSQL(WISSEN),
    ]
