"""The one statement behind the klantbeeld, in two functions.

`klantbeeld` reads under the policies of its caller, inside an open door. `open_klantbeeld` is the hot door: it proves the
token, writes the log and reads under the policies of the counter role. In PL/pgSQL because that keeps the plan: a
function in SQL is planned again at every call (until PostgreSQL 18), which cost four times the read itself.
"""

from pathlib import Path

from django.db import migrations

from geholpen.platform.protection import COUNTER_ROLE, OpenAtCounter, door_function

READ = (Path(__file__).parent / "klantbeeld.sql").read_text()

KLANTBEELD = f"""
CREATE FUNCTION klantbeeld(p_partij uuid, p_aantal integer) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY INVOKER SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN convert_to(({READ}), 'UTF8');
END $$;
REVOKE ALL ON FUNCTION klantbeeld(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION klantbeeld(uuid, integer) TO geholpen_app;
"""

OPEN_KLANTBEELD = f"""
CREATE FUNCTION open_klantbeeld(
    p_token text, p_regel verwerkingsregel, p_reden text, p_partij uuid, p_aantal integer) RETURNS bytea
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE voor constant smallint := begin_aan_loket(p_token, p_regel, p_reden, p_partij);
BEGIN
    RETURN convert_to(({READ}), 'UTF8');
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0002_protection"), ("partijen", "0002_protection")]

    operations = [
        migrations.RunSQL(KLANTBEELD),
        OpenAtCounter(
            "partijen.Partij",
            "partijen.Naam",
            "partijen.Geboorte",
            "partijen.Aanhef",
            "partijen.Burgerservicenummer",
            "partijen.PartijIdentificator",
            "partijen.DigitaalAdres",
            "partijen.Adres",
            "partijen.Vertegenwoordiging",
            "partijen.Kanaalvoorkeur",
            "partijen.Taalbehoefte",
        ),
        migrations.RunSQL("GRANT SELECT ON naam_regel TO geholpen_loket"),
        migrations.RunSQL(
            door_function("open_klantbeeld(text, verwerkingsregel, text, uuid, integer)", OPEN_KLANTBEELD, COUNTER_ROLE)
        ),
    ]
