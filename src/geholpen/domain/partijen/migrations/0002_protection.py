"""Close the tables of customers; searching goes through one function on keyed hashes."""

from django.db import migrations

from geholpen.platform.protection import ProtectTables, door_function

SEARCH = """
-- In PL/pgSQL, as every look-up: it keeps its plan, a function in SQL is planned at every call (until PostgreSQL 18).
-- In: keyed hashes that must all belong to one customer. Out: at most 11 customers. Needs a context, tells no more.
CREATE FUNCTION zoek_partijen(sleutels bytea[]) RETURNS TABLE (partij_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 3 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT o.partij_id FROM partij_opzoek o
    WHERE o.sleutel = ANY (sleutels) AND EXISTS (SELECT 1 FROM kern.ctx(0, false))
    GROUP BY o.partij_id HAVING count(DISTINCT o.sleutel) = cardinality(sleutels)
    LIMIT 11;
END $$
"""

# What a list may join on: one display name per customer, under the reader's own purpose.
NAAM_REGEL = """
CREATE VIEW naam_regel WITH (security_invoker = true) AS
SELECT partij_id, coalesce(nullif(organisatienaam, ''), nullif(concat_ws(' ',
    coalesce(nullif(voornaam, ''), nullif(voorletters, '')), nullif(voorvoegsel_achternaam, ''),
    nullif(achternaam, '')), '')) AS weergavenaam
FROM naam;
REVOKE ALL ON naam_regel FROM PUBLIC;
GRANT SELECT ON naam_regel TO geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("partijen", "0001_initial"), ("doelbinding", "0002_protection")]

    operations = [
        ProtectTables(
            "Partij",
            "Naam",
            "Geboorte",
            "Aanhef",
            "Burgerservicenummer",
            "PartijIdentificator",
            "DigitaalAdres",
            "Adres",
            "Vertegenwoordiging",
            "Kanaalvoorkeur",
            "Taalbehoefte",
            "PartijOpzoek",
        ),
        migrations.RunSQL(NAAM_REGEL),
        migrations.RunSQL("GRANT SELECT ON partij_opzoek TO geholpen_deur"),
        migrations.RunSQL(door_function("zoek_partijen(bytea[])", SEARCH)),
    ]
