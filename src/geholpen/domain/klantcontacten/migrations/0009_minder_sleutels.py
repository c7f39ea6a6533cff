"""Every row written pays for every index and every foreign key: those that nothing needs are gone.

An index for prefixes of a code, an index of all closed questions by subject, and the key to the customer of a row that
refers to another row of that customer.
"""

from django.db import migrations, models

WEG = """
DO $$
DECLARE k record;
BEGIN
    FOR k IN SELECT c.conrelid::regclass AS tabel, c.conname FROM pg_constraint c
        JOIN pg_constraint ander ON ander.conrelid = c.conrelid AND ander.contype = 'f'
            AND ander.confrelid <> 'partij'::regclass
            AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = ander.conrelid
                AND a.attnum = ANY (ander.conkey) AND NOT a.attnotnull)
        WHERE c.contype = 'f' AND c.confrelid = 'partij'::regclass AND cardinality(c.conkey) = 1
            AND ander.conkey @> c.conkey
        GROUP BY 1, 2
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', k.tabel, k.conname);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0008_geheim")]

    operations = [
        migrations.AlterField("internetaak", "afdeling_code", models.SlugField(max_length=40, db_index=False)),
        migrations.AlterField("klantvraag", "afdeling_code", models.SlugField(max_length=40, db_index=False)),
        migrations.AlterField("klantvraag", "onderwerp_code", models.SlugField(max_length=60, db_index=False)),
        migrations.AddIndex(
            "klantvraag",
            models.Index(
                fields=["onderwerp_code"],
                name="klantvraag_open_onderwerp",
                condition=models.Q(("status", "afgehandeld"), _negated=True),
            ),
        ),
        migrations.RunSQL(WEG),
    ]
