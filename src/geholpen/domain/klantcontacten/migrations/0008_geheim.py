"""An address that was given in one contact is as secret as that of who gave it."""

from django.db import migrations, models

from geholpen.platform.protection import RenewReading

VOLGT = """
GRANT SELECT (partij_id, geheim), UPDATE (geheim) ON betrokkene_adres TO geholpen_deur;
CREATE TRIGGER geheim_over BEFORE INSERT OR UPDATE OF partij_id ON betrokkene_adres
    FOR EACH ROW EXECUTE FUNCTION neem_geheim_over();
CREATE FUNCTION geheim_in_contacten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    UPDATE betrokkene_adres b SET geheim = NEW.adres_geheim
    WHERE b.partij_id = NEW.partij_id AND b.geheim <> NEW.adres_geheim;
    RETURN NULL;
END $$;
ALTER FUNCTION geheim_in_contacten() OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION geheim_in_contacten() FROM PUBLIC;
CREATE TRIGGER geheim_in_contacten AFTER UPDATE OF adres_geheim ON partij FOR EACH ROW
    WHEN (OLD.adres_geheim <> NEW.adres_geheim) EXECUTE FUNCTION geheim_in_contacten();
ALTER TABLE betrokkene_adres NO FORCE ROW LEVEL SECURITY;
ALTER TABLE partij NO FORCE ROW LEVEL SECURITY;
UPDATE betrokkene_adres b SET geheim = true FROM partij p WHERE p.partij_id = b.partij_id AND p.adres_geheim;
ALTER TABLE betrokkene_adres FORCE ROW LEVEL SECURITY;
ALTER TABLE partij FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0007_afscherming"), ("partijen", "0007_geheim")]

    operations = [
        migrations.AddField(
            model_name="betrokkeneadres",
            name="geheim",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(VOLGT),
        RenewReading("klantcontacten.BetrokkeneAdres"),
    ]
