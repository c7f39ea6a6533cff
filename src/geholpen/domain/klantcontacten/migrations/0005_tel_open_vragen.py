"""How many questions are open about some subjects, in tens: for whoever changes what a purpose may use."""

from django.db import migrations

TEL = """
CREATE FUNCTION tel_open_vragen(p_onderwerpen text[]) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    -- In tens and at most a thousand: two counts that differ by one question would tell about one person.
    SELECT (count(*) / 10 * 10)::integer FROM (
        SELECT 1 FROM klantvraag WHERE onderwerp_code = ANY (p_onderwerpen) AND status <> 'afgehandeld' LIMIT 1000) v
$$;
ALTER FUNCTION tel_open_vragen OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION tel_open_vragen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tel_open_vragen TO geholpen_app;
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0004_postvak")]

    operations = [migrations.RunSQL(TEL)]
