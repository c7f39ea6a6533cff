"""The one statement behind the klantbeeld, in two functions.

`klantbeeld` reads under the policies of its caller, inside an open door. `open_klantbeeld` is the hot door: it proves the
order, writes the log and reads under the policies of the counter role. In PL/pgSQL because that keeps the plan: a
function in SQL is planned again at every call (until PostgreSQL 18), which cost four times the read itself.
"""

from pathlib import Path

from django.db import migrations

from geholpen.platform.protection import COUNTER_ROLE, OpenAtCounter, door_function

READ = (Path(__file__).parent / "klantbeeld.sql").read_text()

KLANTBEELD = f"""
CREATE OR REPLACE FUNCTION klantbeeld(p_partij uuid, p_aantal integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY INVOKER SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN ({READ});
END $$;
REVOKE ALL ON FUNCTION klantbeeld(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION klantbeeld(uuid, integer) TO geholpen_app;
"""

OPEN_KLANTBEELD = f"""
CREATE OR REPLACE FUNCTION open_klantbeeld(
    p_opdracht text, p_zegel bytea, p_partij uuid, p_aantal integer) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    PERFORM begin_aan_loket(p_opdracht, p_zegel, p_partij);
    RETURN ({READ});
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
        migrations.RunSQL(door_function("open_klantbeeld(text, bytea, uuid, integer)", OPEN_KLANTBEELD, COUNTER_ROLE)),
    ]
