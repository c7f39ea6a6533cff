"""What an address, account or number says, as a keyed hash: a limit on it counts for a row that is added later too."""

from pathlib import Path

from django.db import migrations, models

from geholpen.platform.protection import owned

SQL = Path(__file__).parent / "woord.sql"
MODELLEN = {
    "DigitaalAdres": "digitaal_adres",
    "Adres": "adres",
    "Rekeningnummer": "rekeningnummer",
    "PartijIdentificator": "partij_identificator",
}
#: What is there already gets it in one go, as the owner, and tells nobody that it changed.
VUL = """
ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {t} DISABLE TRIGGER USER;
UPDATE {t} r SET woord = woord_van('{t}', to_jsonb(r));
ALTER TABLE {t} ENABLE TRIGGER USER;
ALTER TABLE {t} FORCE ROW LEVEL SECURITY;
CREATE TRIGGER zet_woord BEFORE INSERT OR UPDATE ON {t} FOR EACH ROW EXECUTE FUNCTION zet_woord();
GRANT SELECT (partij_id, id, woord) ON {t} TO geholpen_deur;
"""
#: The door role reads the keys of these; it has a policy for the other two already.
ZIEN = """
CREATE POLICY reden ON rekeningnummer FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY reden ON partij_identificator FOR SELECT TO geholpen_deur USING (true);
GRANT SELECT (geheim) ON adres, digitaal_adres TO geholpen_deur;
"""


class Migration(migrations.Migration):
    dependencies = [("partijen", "0013_post_kwam_terug")]

    operations = [
        *(
            migrations.AddField(model, "woord", models.BinaryField(db_default=b"", default=b"", editable=False))
            for model in MODELLEN
        ),
        migrations.RunSQL(SQL.read_text()),
        *(migrations.RunSQL(s) for f in ("woord_van(text, jsonb)", "zet_woord()") for s in owned(f)),
        migrations.RunSQL("REVOKE ALL ON FUNCTION woord_van(text, jsonb), zet_woord() FROM geholpen_app"),
        migrations.RunSQL("GRANT EXECUTE ON FUNCTION woord_van(text, jsonb) TO geholpen_eigenaar"),
        *(migrations.RunSQL(VUL.format(t=table)) for table in MODELLEN.values()),
        migrations.RunSQL(ZIEN),
    ]
