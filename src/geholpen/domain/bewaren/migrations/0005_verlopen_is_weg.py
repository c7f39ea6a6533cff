"""What has expired is gone for the look-ups too, which see past the policies: a reason, a search key, an earlier message.

They are changed as they stand in the database, so that whatever another room added to them stays. A text that is not
found any more stops the migration.
"""

from django.db import migrations

AANPASSEN = """
GRANT SELECT (vervalt_op) ON klantvraag, interne_taak, partij TO geholpen_deur;
DO $$
DECLARE
    f record;
    oud text;
    nieuw text;
BEGIN
    FOR f IN SELECT * FROM (VALUES
        ('reden_klantvraag(uuid, uuid)', 'WHERE v.partij_id = p_partij AND v.id = p_id',
            'WHERE v.partij_id = p_partij AND v.id = p_id AND v.vervalt_op > now()'),
        ('reden_taak(uuid, uuid)', 'WHERE t.partij_id = p_partij AND t.id = p_id',
            'WHERE t.partij_id = p_partij AND t.id = p_id AND t.vervalt_op > now() AND v.vervalt_op > now()'),
        ('begin_aan_loket(text, bytea, uuid)', 'FROM klantvraag v WHERE v.partij_id = p_partij AND v.id = t.d[21]::uuid',
            'FROM klantvraag v WHERE v.partij_id = p_partij AND v.id = t.d[21]::uuid AND v.vervalt_op > now()'),
        ('begin_aan_loket(text, bytea, uuid)', 'WHERE i.partij_id = p_partij AND i.id = t.d[21]::uuid',
            'WHERE i.partij_id = p_partij AND i.id = t.d[21]::uuid AND i.vervalt_op > now() AND v.vervalt_op > now()'),
        ('tel_open_vragen(text[])', 'status <> ''afgehandeld'' LIMIT', 'status <> ''afgehandeld'' AND vervalt_op > now() LIMIT'),
        ('zoek_partijen(bytea[])', 'WHERE o.sleutel = ANY (sleutels)',
            'JOIN partij p ON p.partij_id = o.partij_id AND p.vervalt_op > now() WHERE o.sleutel = ANY (sleutels)'),
        ('zoek_bericht(bytea[])', 'WHERE o.sleutel = ANY (p_sleutels)',
            'JOIN klantvraag v ON v.partij_id = o.partij_id AND v.id = o.klantvraag_id AND v.vervalt_op > now()'
            ' WHERE o.sleutel = ANY (p_sleutels)')
    ) x (functie, van, naar) LOOP
        oud := pg_get_functiondef(f.functie::regprocedure);
        nieuw := replace(oud, f.van, f.naar);
        IF nieuw = oud THEN RAISE EXCEPTION 'functie % is anders geworden: zeg hier opnieuw wat verlopen is', f.functie; END IF;
        EXECUTE nieuw;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bewaren", "0004_lijsten_dicht"),
        ("klantcontacten", "0008_geheim"),
        ("partijen", "0007_geheim"),
        ("berichten", "0003_bijlagen_geteld"),
    ]

    operations = [migrations.RunSQL(AANPASSEN)]
