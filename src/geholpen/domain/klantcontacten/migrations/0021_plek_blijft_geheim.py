"""Who leaves a secret address does not make it public: it stays secret in the contacts in which they gave it."""

from django.db import migrations

SQL = """
GRANT SELECT (id, postcode, huisnummer, huisnummertoevoeging, nummeraanduiding_id) ON betrokkene_adres TO geholpen_deur;
CREATE OR REPLACE FUNCTION geheim_in_contacten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    UPDATE betrokkene_adres b SET geheim = n.geheim FROM (
        SELECT c.id, NEW.adres_geheim OR c.geheim_eigen OR c.geheim AND EXISTS (
            SELECT 1 FROM adres a
            WHERE a.partij_id <> NEW.partij_id AND a.geheim AND a.vervalt_op > now()
              AND a.woonplek && woonplek(coalesce(c.postcode, ''), coalesce(c.huisnummer::text, ''),
                  coalesce(c.huisnummertoevoeging, ''), coalesce(c.nummeraanduiding_id, ''))) AS geheim
        FROM betrokkene_adres c WHERE c.partij_id = NEW.partij_id) n
    WHERE b.partij_id = NEW.partij_id AND b.id = n.id AND b.geheim <> n.geheim;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0020_zonder_lezer"), ("partijen", "0017_schild_snel")]

    operations = [migrations.RunSQL(SQL)]
