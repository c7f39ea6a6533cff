"""The lines of a call of other software are two plain statements: cheaper to begin than one of forty nodes."""

from django.db import migrations

LOG_REGISTER = r"""
CREATE OR REPLACE FUNCTION log_register(p_opdracht text, p_partijen uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE d constant text[] := string_to_array(p_opdracht, E'\x1f');
BEGIN
    INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
        aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, vervalt_op)
    SELECT DISTINCT p, d[19]::uuid, d[20]::uuid, d[8], d[9], d[3]::smallint, d[4]::smallint, d[7]::bigint, d[10],
        d[11], nullif(d[21], '')::uuid, d[22], d[14], d[15], d[12], now() + make_interval(days => d[16]::integer)
    FROM unnest(p_partijen) p WHERE p IS NOT NULL;
    INSERT INTO audit (id, trace, actor_soort, actor_id, handeling, object_soort, object_id, resultaat, oorsprong,
        activiteit, versie, toegestaan, geweigerd, besluit)
    VALUES (d[19]::uuid, d[20]::uuid, d[14], nullif(d[23], '')::uuid, d[8], d[11], nullif(d[21], '')::uuid, d[12],
        d[24], d[3]::smallint, d[4]::smallint, d[7]::bigint, d[13]::jsonb, true);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0013_gezien_bij")]

    operations = [migrations.RunSQL(LOG_REGISTER)]
