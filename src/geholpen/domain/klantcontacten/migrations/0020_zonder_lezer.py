"""Open questions of shielded customers that nobody of their department may see: a number per department, of nobody."""

from django.db import migrations

TEL = """
CREATE FUNCTION vragen_zonder_lezer() RETURNS TABLE (afdeling text, aantal bigint, uiterlijk date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT v.afdeling_code::text, count(*), min(v.uiterlijk_op)
    FROM klantvraag v
    WHERE v.status <> 'afgehandeld'
      AND v.partij_id IN (SELECT x.partij_id FROM afscherming x WHERE x.beeindigd_op IS NULL
          UNION SELECT b.partij_id FROM personeelssleutel s JOIN burgerservicenummer b ON b.sleutel = s.sleutel)
      -- as for somebody who is in no group and works nowhere
      AND afscherming_code(v.partij_id, '00000000-0000-0000-0000-000000000000') IN ('COLLEGA', 'AFGESCHERMD')
      AND NOT EXISTS (SELECT 1 FROM medewerker m WHERE m.actief AND m.afdeling_code = v.afdeling_code
          AND afscherming_code(v.partij_id, m.id) LIKE 'GROEP:%')
    GROUP BY v.afdeling_code
$$;
ALTER FUNCTION vragen_zonder_lezer OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION vragen_zonder_lezer FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vragen_zonder_lezer TO geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0019_niet_in_de_rij"), ("partijen", "0017_schild_snel")]

    operations = [migrations.RunSQL(TEL)]
