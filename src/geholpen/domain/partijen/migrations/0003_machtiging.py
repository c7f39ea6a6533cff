"""Look up a mandate before there is a purpose: who may act for this customer, on what, and until when."""

from django.db import migrations

from geholpen.platform.protection import door_function

SETUP = """
GRANT SELECT (partij_id, id, kant, andere_partij_id, soort, omvang, geldig_van, geldig_tot, vervalt_op)
    ON vertegenwoordiging TO geholpen_deur;
CREATE POLICY reden ON vertegenwoordiging FOR SELECT TO geholpen_deur USING (true);
"""

# The row at the customer who is acted for is the one that counts.
REDEN_MACHTIGING = """
CREATE FUNCTION reden_machtiging(p_partij uuid, p_id uuid)
RETURNS TABLE (vertegenwoordiger uuid, soort text, omvang text[], geldig boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT v.andere_partij_id, v.soort::text, ARRAY(SELECT jsonb_array_elements_text(v.omvang)),
           v.geldig_van <= (now() AT TIME ZONE 'Europe/Amsterdam')::date AND (v.geldig_tot IS NULL OR v.geldig_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)
           AND v.vervalt_op > now()
    FROM vertegenwoordiging v
    WHERE v.partij_id = p_partij AND v.id = p_id AND v.kant = 'vertegenwoordigd';
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("partijen", "0002_protection")]

    operations = [
        migrations.RunSQL(SETUP),
        migrations.RunSQL(door_function("reden_machtiging(uuid, uuid)", REDEN_MACHTIGING)),
    ]
