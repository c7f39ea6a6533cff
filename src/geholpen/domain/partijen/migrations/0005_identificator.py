"""Numbers in other registers seen together, whoever keeps them; and search keys that can be forgotten."""

from django.db import migrations, models

from geholpen.platform.protection import door_function

# BSN and other numbers as one list, under the reader's own purpose. The value of a BSN stays encrypted (`versleuteld`).
IDENTIFICATOR = """
CREATE VIEW identificator WITH (security_invoker = true) AS
SELECT partij_id, id, 'natuurlijk_persoon'::varchar AS code_objecttype, 'brp'::varchar AS code_register,
    'bsn'::varchar AS code_soort_object_id, NULL::varchar AS object_id, sleutel, sub_identificator_van_id,
    andere_partij_identificator::varchar AS andere_partij_identificator, verkregen_op, versleuteld
FROM burgerservicenummer
UNION ALL
SELECT partij_id, id, code_objecttype::varchar, code_register::varchar, code_soort_object_id::varchar,
    object_id::varchar, sleutel, sub_identificator_van_id, andere_partij_identificator::varchar, verkregen_op,
    NULL::bytea
FROM partij_identificator;
REVOKE ALL ON identificator FROM PUBLIC;
GRANT SELECT ON identificator TO geholpen_app, geholpen_register;
"""

# The application may add keys but not read them; whoever may change this customer may have keys forgotten:
# those given, or with NULL all.
FORGET = """
CREATE FUNCTION vergeet_zoeksleutels(p_partij uuid, p_sleutels bytea[]) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE aantal integer;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(0, true) c WHERE c.partijen IS NULL OR p_partij = ANY (c.partijen)) THEN
        RETURN 0;
    END IF;
    DELETE FROM partij_opzoek WHERE partij_id = p_partij AND (p_sleutels IS NULL OR sleutel = ANY (p_sleutels));
    GET DIAGNOSTICS aantal = ROW_COUNT;
    RETURN aantal;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partijen", "0004_register"),
    ]

    operations = [
        migrations.AddField(
            model_name="burgerservicenummer",
            name="andere_partij_identificator",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="burgerservicenummer",
            name="sub_identificator_van_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="adres",
            index=models.Index(
                condition=models.Q(("nummeraanduiding_id", ""), _negated=True),
                fields=["nummeraanduiding_id"],
                name="adres_nummeraanduiding",
            ),
        ),
        migrations.AddIndex(
            model_name="burgerservicenummer",
            index=models.Index(fields=["-verkregen_op", "-id"], name="burgerservicenummer_nieuwste"),
        ),
        migrations.AddIndex(
            model_name="partij",
            index=models.Index(
                condition=models.Q(("nummer", ""), _negated=True), fields=["nummer"], name="partij_nummer"
            ),
        ),
        migrations.AddIndex(
            model_name="partijidentificator",
            index=models.Index(fields=["sub_identificator_van_id"], name="partij_identificator_sub"),
        ),
        migrations.RunSQL(IDENTIFICATOR),
        migrations.RunSQL("GRANT DELETE ON partij_opzoek TO geholpen_deur"),
        *(migrations.RunSQL(s) for s in door_function("vergeet_zoeksleutels(uuid, bytea[])", FORGET)),
    ]
