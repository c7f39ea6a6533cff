"""A number with a zero between brackets has the key of that number."""

from pathlib import Path

from django.db import migrations

#: Only those keys change; nobody is told that the row did.
VUL = """
ALTER TABLE digitaal_adres NO FORCE ROW LEVEL SECURITY;
ALTER TABLE digitaal_adres DISABLE TRIGGER USER;
UPDATE digitaal_adres r SET woord = woord_van('digitaal_adres', to_jsonb(r)) WHERE adres LIKE '%(0)%';
ALTER TABLE digitaal_adres ENABLE TRIGGER USER;
ALTER TABLE digitaal_adres FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("partijen", "0015_kijker_snel")]

    operations = [
        migrations.RunSQL((Path(__file__).parent / "nul_tussen_haakjes.sql").read_text()),
        migrations.RunSQL(VUL),
    ]
