"""An address or an account that goes is nobody's preferred one any more, whoever destroys it and why."""

from django.db import migrations

KOLOM = {"digitaal_adres": "voorkeurs_digitaal_adres_id", "rekeningnummer": "voorkeurs_rekeningnummer_id"}
#: In: the row that went. As whoever deletes: what their policies do not show stays as it is.
LOS = """
CREATE FUNCTION {naam}() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    UPDATE partij p SET {kolom} = NULL WHERE p.partij_id = OLD.partij_id AND p.{kolom} = OLD.id;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {naam}() FROM PUBLIC;
CREATE TRIGGER {naam} AFTER DELETE ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}();
GRANT SELECT ({kolom}), UPDATE ({kolom}) ON partij TO geholpen_wisser;
"""


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0011_na_het_doel"), ("partijen", "0017_schild_snel")]

    operations = [
        migrations.RunSQL(LOS.format(naam=f"laat_los_{tabel}", tabel=tabel, kolom=kolom))
        for tabel, kolom in KOLOM.items()
    ]
