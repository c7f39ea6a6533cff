"""Which files have a label is looked up once per call of other software, not once per table."""

from django.db import migrations

from geholpen.domain.klantinteracties import schrijven

EENMAAL = """
DO $$
DECLARE t regclass;
BEGIN
    FOR t IN SELECT polrelid::regclass FROM pg_policy WHERE polname = 'schild_register' LOOP
        EXECUTE format('ALTER POLICY schild_register ON %s'
            ' USING (partij_id <> ALL ((SELECT current_setting(''loket.verborgen'')::uuid[])::uuid[]))', t);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("klantinteracties", "0009_sneller"), ("partijen", "0007_geheim")]

    operations = [migrations.RunSQL(schrijven.BEGIN), migrations.RunSQL(EENMAAL)]
