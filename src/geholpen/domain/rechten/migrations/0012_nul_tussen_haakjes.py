"""Limits on a number that got another key get it too."""

from django.db import migrations

VUL = """
ALTER TABLE digitaal_adres NO FORCE ROW LEVEL SECURITY;
ALTER TABLE grens NO FORCE ROW LEVEL SECURITY;
UPDATE grens g SET woord = r.woord FROM digitaal_adres r
    WHERE g.soort = 'beperking' AND r.partij_id = g.partij_id AND r.id = g.rij AND r.adres LIKE '%(0)%';
ALTER TABLE grens FORCE ROW LEVEL SECURITY;
ALTER TABLE digitaal_adres FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("rechten", "0011_gevraagd_op"), ("partijen", "0016_nul_tussen_haakjes")]

    operations = [migrations.RunSQL(VUL)]
