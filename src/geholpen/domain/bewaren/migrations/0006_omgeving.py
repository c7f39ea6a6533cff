"""To which environment this database belongs: filled by the first `geholpen migrate`."""

from django.db import migrations

OMGEVING = """
CREATE TABLE kern.omgeving (een boolean PRIMARY KEY DEFAULT true CHECK (een), naam text NOT NULL);
REVOKE ALL ON kern.omgeving FROM PUBLIC;
GRANT SELECT ON kern.omgeving TO geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0005_verlopen_is_weg")]

    operations = [migrations.RunSQL(OMGEVING)]
