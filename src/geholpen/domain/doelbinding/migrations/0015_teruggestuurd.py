"""A version that waits for approval can be sent back to be changed; it needs a new advice after that."""

from django.db import migrations

TERUG = """
DO $do$
DECLARE
    oud text := pg_get_functiondef('zet_stap(smallint, smallint, text, text, boolean, text, date)'::regprocedure);
    stap text := replace(oud, '(''goedgekeurd'', ''ter_advies'', ''goedgekeurd'')',
        '(''goedgekeurd'', ''ter_advies'', ''goedgekeurd''), (''teruggestuurd'', ''ter_advies'', ''concept'')');
    nieuw text := replace(stap, 'WHEN p_stap = ''advies'' THEN wie ELSE advies_door',
        'WHEN p_stap = ''advies'' THEN wie WHEN p_stap = ''teruggestuurd'' THEN NULL ELSE advies_door');
BEGIN
    IF stap = oud OR nieuw = stap THEN RAISE EXCEPTION 'zet_stap is anders dan verwacht'; END IF;
    EXECUTE nieuw;
END $do$
"""
#: An advice from before it was sent back asks for no explanation any more: there is none now.
OUD_ADVIES = """
DO $do$
DECLARE
    oud text := pg_get_functiondef('stap_mag(verwerkingsactiviteit_versie, text, uuid, text, date)'::regprocedure);
    nieuw text := replace(oud, 'p_stap = ''goedgekeurd'' AND negatief',
        'p_stap = ''goedgekeurd'' AND v.advies_door IS NOT NULL AND negatief');
BEGIN
    IF nieuw = oud THEN RAISE EXCEPTION 'stap_mag is anders dan verwacht'; END IF;
    EXECUTE nieuw;
END $do$
"""


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0014_twee_regels")]

    operations = [migrations.RunSQL(TERUG), migrations.RunSQL(OUD_ADVIES)]
