"""Sealing and checking follow their indexes: without this the planner sorts a whole backlog for every batch, and compiles
code for statements that take a second."""

from django.db import migrations

VOLGT = """
ALTER FUNCTION verzegel(integer, integer) SET enable_seqscan = off;
ALTER FUNCTION verzegel(integer, integer) SET enable_bitmapscan = off;
ALTER FUNCTION verzegel(integer, integer) SET jit = off;
ALTER FUNCTION controleer_keten(integer, bigint, bytea, integer) SET jit = off;
ALTER FUNCTION controleer_keten(integer, bigint, bytea, integer) SET enable_hashjoin = off;
ALTER FUNCTION controleer_keten(integer, bigint, bytea, integer) SET enable_mergejoin = off;
ALTER FUNCTION buiten_de_keten(integer) SET jit = off;
"""


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0006_vertrouwelijk")]

    operations = [migrations.RunSQL(VOLGT)]
