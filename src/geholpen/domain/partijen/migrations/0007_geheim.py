"""Secret addresses spread to whoever lives there, with telephone, mail and the relations that lead to it."""

from pathlib import Path

from django.db import migrations, models

from geholpen.platform.protection import RenewReading, owned

SQL = Path(__file__).parents[1] / "afscherming" / "geheim.sql"
FUNCTIES = (
    "stel_geheim_vast(uuid[], bytea[])",
    "neem_geheim_over()",
    "neem_geheim_over_relatie()",
    "geheim_na_nieuw()",
    "geheim_na_weg()",
    "geheim_na_verhuizing()",
    "geheim_na_vlag()",
)
TRIGGERS = """
CREATE TRIGGER geheim_eigen BEFORE INSERT ON adres FOR EACH ROW EXECUTE FUNCTION nieuw_adres_geheim();
CREATE TRIGGER geheim_over BEFORE INSERT OR UPDATE OF partij_id ON digitaal_adres
    FOR EACH ROW EXECUTE FUNCTION neem_geheim_over();
CREATE TRIGGER geheim_over BEFORE INSERT OR UPDATE OF partij_id, andere_partij_id ON vertegenwoordiging
    FOR EACH ROW EXECUTE FUNCTION neem_geheim_over_relatie();
CREATE TRIGGER geheim_erbij AFTER INSERT ON adres REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION geheim_na_nieuw();
CREATE TRIGGER geheim_weg AFTER DELETE ON adres REFERENCING OLD TABLE AS oud
    FOR EACH STATEMENT EXECUTE FUNCTION geheim_na_weg();
CREATE TRIGGER geheim_verhuisd AFTER UPDATE ON adres REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION geheim_na_verhuizing();
CREATE TRIGGER geheim_vlag AFTER UPDATE OF indicatie_geheimhouding, soort_partij ON partij FOR EACH ROW
    WHEN ((OLD.indicatie_geheimhouding, OLD.soort_partij) IS DISTINCT FROM (NEW.indicatie_geheimhouding, NEW.soort_partij))
    EXECUTE FUNCTION geheim_na_vlag();
CREATE TRIGGER geheim_nieuw AFTER INSERT ON partij FOR EACH ROW EXECUTE FUNCTION geheim_na_vlag();
"""
#: Copies made before this migration: in one go, as the owner.
VUL = """
ALTER TABLE adres NO FORCE ROW LEVEL SECURITY;
ALTER TABLE partij NO FORCE ROW LEVEL SECURITY;
UPDATE adres SET geheim_eigen = geheim WHERE geheim;
SELECT stel_geheim_vast(ARRAY(SELECT partij_id FROM partij WHERE indicatie_geheimhouding
    UNION SELECT partij_id FROM adres WHERE geheim), '{}');
ALTER TABLE adres FORCE ROW LEVEL SECURITY;
ALTER TABLE partij FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("partijen", "0006_afscherming"), ("notificaties", "0002_melden")]

    operations = [
        *(
            migrations.AddField(
                model_name=model, name=naam, field=models.BooleanField(db_default=False, default=False, editable=False)
            )
            for model, naam in (
                ("partij", "adres_geheim"),
                ("adres", "geheim_eigen"),
                ("digitaaladres", "geheim"),
                ("vertegenwoordiging", "geheim"),
            )
        ),
        migrations.RunSQL(SQL.read_text()),
        *(migrations.RunSQL(statement) for f in FUNCTIES for statement in owned(f)),
        migrations.RunSQL(TRIGGERS),
        migrations.RunSQL(VUL),
        RenewReading("partijen.DigitaalAdres", "partijen.Vertegenwoordiging"),
    ]
