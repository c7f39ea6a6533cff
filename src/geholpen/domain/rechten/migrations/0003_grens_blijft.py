"""A limit outlives the request that brought it: a list of what is destroyed does not stop at it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rechten", "0002_grenzen")]

    operations = [migrations.RunSQL("ALTER TABLE grens DROP CONSTRAINT IF EXISTS grens_partij_id_verzoek_id_fkey")]
