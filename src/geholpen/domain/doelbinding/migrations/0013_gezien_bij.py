"""Who judges a look without a conversation reads what was looked at: actions and categories, never the data."""

from django.db import migrations

GEZIEN = """
GRANT SELECT (naam, soorten) ON dataverwerking TO geholpen_deur;
-- In: a signal. Out: what was done, with which categories (as bits), how often. Nothing outside one's own oversight.
CREATE FUNCTION gezien_bij(p_id uuid) RETURNS TABLE (naam text, soorten bigint, keer bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE wie constant uuid := toezichtactor('losse_inzage');
BEGIN RETURN QUERY
    SELECT d.naam::text, bit_or(d.soorten), count(*)
    FROM losse_inzage l JOIN dataverwerking d ON d.aanleiding_soort = 'gesprek' AND d.aanleiding_id = l.gesprek_id
        AND d.partij_id = l.partij_id AND d.actor_soort = 'medewerker'
    WHERE l.id = p_id AND houdt_toezicht(wie, l.afdeling)
    GROUP BY d.naam ORDER BY min(d.moment);
END $$;
ALTER FUNCTION gezien_bij(uuid) OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION gezien_bij(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gezien_bij(uuid) TO geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0012_pakket"), ("doelbinding", "0008_toezicht")]

    operations = [migrations.RunSQL(GEZIEN)]
