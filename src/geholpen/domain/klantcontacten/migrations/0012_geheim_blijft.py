"""An address that was given in a contact stays secret when the contact goes to somebody else."""

from django.db import migrations, models

SQL = """
GRANT SELECT (geheim_eigen) ON betrokkene_adres TO geholpen_deur;
CREATE OR REPLACE FUNCTION geheim_in_contacten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    UPDATE betrokkene_adres b SET geheim = NEW.adres_geheim OR b.geheim_eigen
    WHERE b.partij_id = NEW.partij_id AND b.geheim <> (NEW.adres_geheim OR b.geheim_eigen);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0011_losse_gesprekken")]

    operations = [
        migrations.AddField(
            model_name="betrokkeneadres",
            name="geheim_eigen",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(SQL),
    ]
