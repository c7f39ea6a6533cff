"""A limit on one address or number is about what it says, so that the same one in a new row is limited too."""

from pathlib import Path

from django.db import migrations, models

#: Limits that are there already get what their row says, in one go, as the owner.
VUL = """
ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY;
UPDATE grens g SET woord = r.woord FROM {t} r
    WHERE g.soort = 'beperking' AND r.partij_id = g.partij_id AND r.id = g.rij;
ALTER TABLE {t} FORCE ROW LEVEL SECURITY;
"""
RIJEN = ("digitaal_adres", "adres", "rekeningnummer", "partij_identificator")


class Migration(migrations.Migration):
    dependencies = [("rechten", "0007_toestemming_namens"), ("partijen", "0014_woord")]

    operations = [
        migrations.AddField("Grens", "woord", models.BinaryField(db_default=b"", default=b"", editable=False)),
        migrations.RunSQL("ALTER TABLE grens NO FORCE ROW LEVEL SECURITY"),
        *(migrations.RunSQL(VUL.format(t=table)) for table in RIJEN),
        migrations.RunSQL("ALTER TABLE grens FORCE ROW LEVEL SECURITY"),
        migrations.RunSQL((Path(__file__).parent / "grens_op_woord.sql").read_text()),
    ]
