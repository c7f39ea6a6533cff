"""A question that stands still is offered to nobody: whoever took it would read that it may not be opened."""

from django.db import migrations

STIL = """
-- In: a customer and a subject. Out: whether a limit or a missing consent keeps every question about it shut. 9 and 10 are
-- the contacts and what was said: without either a question is not read at all.
CREATE FUNCTION staat_stil(p_partij uuid, p_onderwerp text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM onderwerp o, LATERAL grenzen_van(o.activiteit::integer, ARRAY[p_partij]) g
        WHERE o.code = p_onderwerp AND g.gegeven IN (0, 9, 10))
$$;
ALTER FUNCTION staat_stil OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION staat_stil FROM PUBLIC;
DO $do$
DECLARE
    oud text := pg_get_functiondef('neem_vraag'::regproc);
    nieuw text := replace(oud, 'AND NOT is_dicht(q.partij_id, p_medewerker)',
        'AND NOT is_dicht(q.partij_id, p_medewerker) AND NOT staat_stil(q.partij_id, q.onderwerp_code)');
BEGIN
    IF nieuw = oud THEN RAISE EXCEPTION 'neem_vraag is anders dan verwacht'; END IF;
    EXECUTE nieuw;
END $do$
"""


class Migration(migrations.Migration):
    dependencies = [("rechten", "0012_nul_tussen_haakjes"), ("klantcontacten", "0020_zonder_lezer")]

    operations = [migrations.RunSQL(STIL)]
