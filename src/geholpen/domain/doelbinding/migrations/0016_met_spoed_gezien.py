"""Who judges a break-glass reads what was looked at: actions and categories, never the data. None means: nothing was shown."""

from django.db import migrations

GEZIEN = """
CREATE INDEX dataverwerking_met_spoed ON dataverwerking (aanleiding_id) WHERE aanleiding_soort = 'noodtoegang';
CREATE POLICY met_spoed ON dataverwerking FOR SELECT TO geholpen_deur USING (aanleiding_soort = 'noodtoegang');
-- In: a break-glass. Out: what was done, with which categories (as bits), how often. Nothing outside one's own oversight.
CREATE FUNCTION met_spoed_gezien(p_id uuid) RETURNS TABLE (naam text, soorten bigint, keer bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE wie constant uuid := toezichtactor('noodtoegang_beoordelen');
BEGIN RETURN QUERY
    SELECT d.naam::text, bit_or(d.soorten), count(*)
    FROM noodtoegang n JOIN dataverwerking d ON d.aanleiding_soort = 'noodtoegang' AND d.aanleiding_id = n.id
        AND d.partij_id = n.partij_id AND d.actor_soort = 'medewerker'
    WHERE n.id = p_id AND houdt_toezicht(wie, n.afdeling)
    GROUP BY d.naam ORDER BY min(d.moment);
END $$;
ALTER FUNCTION met_spoed_gezien(uuid) OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION met_spoed_gezien(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION met_spoed_gezien(uuid) TO geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0015_teruggestuurd")]

    operations = [migrations.RunSQL(GEZIEN)]
