"""A list that is sent back after its transfer needs a new package and a new transfer before anything is destroyed."""

from django.db import migrations

TERUG = """
DO $$
DECLARE
    oud constant text := pg_get_functiondef('zet_lijst(uuid, text, text)'::regprocedure);
    nieuw text;
BEGIN
    nieuw := replace(oud, 'THEN now() ELSE overgebracht_op END',
        'THEN now() WHEN p_stap = ''terug'' THEN NULL ELSE overgebracht_op END');
    nieuw := replace(nieuw, 'THEN left(p_waarom, 200) ELSE overgebracht_naar END',
        'THEN left(p_waarom, 200) WHEN p_stap = ''terug'' THEN '''' ELSE overgebracht_naar END');
    IF length(nieuw) - length(oud) < 60 THEN RAISE EXCEPTION 'zet_lijst is anders dan verwacht'; END IF;
    EXECUTE nieuw;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0012_voorkeur_los")]

    operations = [migrations.RunSQL(TERUG)]
