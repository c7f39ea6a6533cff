"""What a purpose says of keeping holds after that purpose was suspended, ran out or was withdrawn."""

from django.db import migrations

VERSIES = """
-- Per activity what its version in force says of keeping; when none is in force, the last that was.
CREATE FUNCTION bewaarversies() RETURNS TABLE (nummer smallint, selectielijst text, bewaardagen integer)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (v.nummer) v.nummer, v.selectielijst::text, v.bewaardagen
    FROM verwerkingsactiviteit_versie v
    WHERE v.status IN ('actief', 'geschorst', 'verlopen') OR (v.status = 'ingetrokken' AND EXISTS (
        SELECT 1 FROM activiteit_stap s WHERE s.nummer = v.nummer AND s.versie = v.versie AND s.naar = 'actief'))
    ORDER BY v.nummer, v.status = 'ingetrokken', v.versie DESC
$$;
REVOKE ALL ON FUNCTION bewaarversies() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bewaarversies() TO geholpen_wisser;
GRANT SELECT ON activiteit_stap TO geholpen_wisser;
DO $$
DECLARE
    f text;
    oud text;
    nieuw text;
BEGIN
    FOREACH f IN ARRAY ARRAY['toe_aan_lijst()', 'tel_termijn(uuid, uuid)'] LOOP
        oud := pg_get_functiondef(f::regprocedure);
        nieuw := replace(oud, 'verwerkingsactiviteit_versie a ON a.nummer = v.verkregen_voor AND a.status = ''actief''',
            'bewaarversies() a ON a.nummer = v.verkregen_voor');
        IF nieuw = oud THEN RAISE EXCEPTION 'functie % is anders dan verwacht', f; END IF;
        EXECUTE nieuw;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0010_rijen"), ("doelbinding", "0015_teruggestuurd")]

    operations = [migrations.RunSQL(VERSIES)]
