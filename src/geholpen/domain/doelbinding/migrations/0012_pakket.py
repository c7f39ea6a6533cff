"""A pack proposes to an installation that runs: a concept of nobody, which people finish."""

from django.db import migrations, models

VAN_NIEMAND = """
DO $$
DECLARE
    f record;
    oud text;
    nieuw text;
BEGIN
    FOR f IN SELECT * FROM (VALUES
        ('nieuwe_versie()', 'NEW.opgesteld_door := registeractor();',
            'NEW.opgesteld_door := coalesce(registeractor(), ''00000000-0000-0000-0000-000000000000'');'),
        ('eerste_stap()', 'THEN NEW.opgesteld_door END',
            'THEN nullif(NEW.opgesteld_door, ''00000000-0000-0000-0000-000000000000'') END'),
        ('eerste_stap()', 'THEN ''Nieuwe versie begonnen''',
            'THEN CASE WHEN NEW.pakket = '''' THEN ''Nieuwe versie begonnen'' ELSE ''Voorgesteld uit een pakket'' END')
    ) x (functie, van, naar) LOOP
        oud := pg_get_functiondef(f.functie::regprocedure);
        nieuw := replace(oud, f.van, f.naar);
        IF nieuw = oud THEN RAISE EXCEPTION 'functie % is anders dan verwacht', f.functie; END IF;
        EXECUTE nieuw;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0011_ongevraagd")]

    operations = [
        migrations.AddField(
            "VerwerkingsactiviteitVersie",
            "pakket",
            models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.RunSQL(VAN_NIEMAND),
    ]
