"""Checks of who somebody is during a conversation, how they stand, and what the team lead hears of them."""

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables, door_function

SETUP = "GRANT SELECT (gesprek_id, gevraagd, gecontroleerd_op) ON identiteitscontrole TO geholpen_deur"

# Which questions were answered right and wrong in this conversation or at this question, and how often wrong for this
# customer today; looked up before there is a purpose. A row with both keys is a copy and does not count.
CONTROLESTAND = """
CREATE FUNCTION controlestand(p_partij uuid, p_reden uuid)
RETURNS TABLE (goed text[], fout text[], fout_vandaag integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT coalesce(array_agg(DISTINCT v.vraag) FILTER (WHERE v.hier AND v.klopt), '{}'),
           coalesce(array_agg(v.vraag) FILTER (WHERE v.hier AND NOT v.klopt), '{}'),
           (count(*) FILTER (WHERE NOT v.klopt))::integer
    FROM (SELECT e.key AS vraag, e.value = 'true'::jsonb AS klopt,
                 p_reden = coalesce(c.gesprek_id, c.klantvraag_id) AS hier
          FROM identiteitscontrole c CROSS JOIN jsonb_each(c.gevraagd) e
          WHERE c.partij_id = p_partij AND c.gecontroleerd_op > now() - interval '1 day'
            AND (c.gesprek_id IS NULL OR c.klantvraag_id IS NULL)) v;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0005_tel_open_vragen")]

    operations = [
        migrations.CreateModel(
            name="Controlemelding",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("moment", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reden_id", models.UUIDField()),
                ("kanaal", models.CharField(max_length=20)),
                ("medewerker_id", models.UUIDField()),
                ("alarm", models.BooleanField(default=False)),
                ("gezien_op", models.DateTimeField(null=True)),
                ("gezien_door", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "controlemelding",
                "indexes": [models.Index(fields=["-moment"], name="controlemelding_nieuwste")],
            },
        ),
        migrations.AddField(model_name="identiteitscontrole", name="gesprek_id", field=models.UUIDField(null=True)),
        migrations.AlterField(
            model_name="identiteitscontrole", name="klantvraag_id", field=models.UUIDField(null=True)
        ),
        ProtectTables("Controlemelding"),
        migrations.RunSQL(SETUP),
        *(migrations.RunSQL(s) for s in door_function("controlestand(uuid, uuid)", CONTROLESTAND)),
    ]
