from django.db import migrations

from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    dependencies = [
        ("kennis", "0001_initial"),
        ("organisatie", "0002_protection"),
        ("doelbinding", "0002_protection"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE onderwerp ADD FOREIGN KEY (activiteit) REFERENCES verwerkingsactiviteit (nummer)"
        ),
        migrations.RunSQL(
            "ALTER TABLE onderwerp ADD FOREIGN KEY (afdeling_code) REFERENCES afdeling (code);"
            "GRANT SELECT ON onderwerp TO geholpen_deur"
        ),
        ProtectTables("Onderwerp"),
        migrations.RunSQL(
            "CREATE TRIGGER nieuwe_stand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON onderwerp"
            " FOR EACH STATEMENT EXECUTE FUNCTION kern.nieuwe_stand()"
        ),
    ]
