"""Texts that the index finds are read at their place; which files have a label, and whether anybody subscribed, is
looked up once."""

from django.db import migrations

from geholpen.domain.klantinteracties import schrijven, sql, zoektekst
from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.platform.protection import APP_ROLE, REGISTER_ROLE, door_function

BEGIN = """
DO $do$
DECLARE
    oud text := pg_get_functiondef('begin_register(text, bytea)'::regprocedure);
    nieuw text := replace(oud, 'ARRAY(SELECT v FROM verborgen_partijen() v)::text',
        'ARRAY(SELECT DISTINCT x.partij_id FROM afscherming x WHERE x.beeindigd_op IS NULL)::text');
BEGIN
    IF nieuw = oud THEN RAISE EXCEPTION 'begin_register is anders dan verwacht'; END IF;
    EXECUTE nieuw;
END $do$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("klantinteracties", "0012_oproepen"),
        ("rechten", "0004_grenzen_eenmaal"),
        ("notificaties", "0003_zwijgen"),
    ]

    operations = [
        *(migrations.RunSQL(statement) for statement in zoektekst.functions()),
        migrations.RunSQL(sql.lees(ALLE["klantcontacten"], ALLE)),
        migrations.RunSQL(BEGIN),
        # it was given out again when it was renewed
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION verhuis_alles(uuid, uuid, uuid) FROM {APP_ROLE}"),
        *(
            migrations.RunSQL(statement)
            for handtekening, functie in schrijven.DEUREN.items()
            for statement in door_function(handtekening, functie, REGISTER_ROLE)
        ),
    ]
