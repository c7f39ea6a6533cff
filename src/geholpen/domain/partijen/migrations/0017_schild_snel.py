"""What shields a file is asked by every door: of nearly every file that nothing does is seen in one look.

All others take the longer way: a shielded file, one that is not there, and one whose label is not for this actor cost the same.
"""

from django.db import migrations

from geholpen.platform.protection import owned

SNEL = """
ALTER FUNCTION afscherming_code(uuid, uuid) RENAME TO afscherming_code_volledig;

CREATE FUNCTION afscherming_code(p_partij uuid, p_actor uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM partij p WHERE p.partij_id = p_partij
        AND NOT EXISTS (SELECT FROM afscherming x WHERE x.partij_id = p_partij AND x.beeindigd_op IS NULL)
        AND NOT EXISTS (SELECT FROM burgerservicenummer b JOIN personeelssleutel s ON s.sleutel = b.sleutel
            JOIN personeelslijst l ON l.id = s.lijst_id AND l.akkoord_or_op IS NOT NULL AND l.akkoord_fg_op IS NOT NULL
                AND l.ingetrokken_op IS NULL
            WHERE b.partij_id = p_partij)
        AND NOT EXISTS (SELECT FROM adres a CROSS JOIN unnest(a.woonplek) w(sleutel)
            JOIN personeelssleutel s ON s.sleutel = w.sleutel AND s.medewerker_id = p_actor
            WHERE a.partij_id = p_partij)) THEN
        RETURN '';
    END IF;
    RETURN afscherming_code_volledig(p_partij, p_actor);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("partijen", "0016_nul_tussen_haakjes")]

    operations = [
        migrations.RunSQL(SNEL),
        *(migrations.RunSQL(statement) for statement in owned("afscherming_code(uuid, uuid)")),
    ]
