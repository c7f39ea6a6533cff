"""A request was asked on the day the question came in, not on the day somebody wrote it down."""

from django.db import migrations

#: A question that a customer asks in Mijn begins with its request: those rows stay as they are.
VUL = """
ALTER TABLE rechtenverzoek NO FORCE ROW LEVEL SECURITY;
ALTER TABLE klantvraag NO FORCE ROW LEVEL SECURITY;
UPDATE rechtenverzoek r SET ingediend_op = k.gestart_op FROM klantvraag k
    WHERE k.partij_id = r.partij_id AND k.id = r.klantvraag_id AND k.gestart_op < r.ingediend_op - interval '1 minute';
ALTER TABLE klantvraag FORCE ROW LEVEL SECURITY;
ALTER TABLE rechtenverzoek FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("rechten", "0010_eigen_nee"), ("klantcontacten", "0018_nooit_samen")]

    operations = [migrations.RunSQL(VUL)]
