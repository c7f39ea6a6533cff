"""What is kept for good gets a purpose of its own until it was transferred; only a package that was read back counts."""

from pathlib import Path

from django.db import migrations, models

AANPASSEN = """
DO $$
DECLARE
    f record;
    oud text;
    nieuw text;
BEGIN
    FOR f IN SELECT * FROM (VALUES
        ('zet_lijst(uuid, text, text)', 'ELSIF wie IS NULL THEN',
            'ELSIF p_stap = ''overgebracht'' AND NOT l.pakket ? ''manifest'' THEN'
            ' RAISE EXCEPTION ''er is geen pakket dat klopt'' USING ERRCODE = ''GH022''; ELSIF wie IS NULL THEN'),
        ('besluit_van_lijst()', 'l.overgebracht_op IS NOT NULL', 'l.overgebracht_op IS NOT NULL AND l.pakket ? ''manifest''')
    ) x (functie, van, naar) LOOP
        oud := pg_get_functiondef(f.functie::regprocedure);
        nieuw := replace(oud, f.van, f.naar);
        IF nieuw = oud THEN RAISE EXCEPTION 'functie % is anders dan verwacht', f.functie; END IF;
        EXECUTE nieuw;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0007_ruw_is_weg")]

    operations = [
        migrations.AddField("Vernietigingslijst", "pakket", models.JSONField(db_default={}, default=dict)),
        migrations.AddField("Lijstregel", "verkregen_voor", models.SmallIntegerField(null=True)),
        migrations.AlterField(
            "Verklaring",
            "soort",
            models.CharField(
                choices=[
                    ("termijn", "Bewaartermijn voorbij"),
                    ("verzoek", "Verzoek van de klant"),
                    ("lijst", "Vernietigingslijst"),
                    ("herstel", "Opnieuw, na het terugzetten van een reservekopie"),
                    ("overdracht", "Overgebracht naar een archief"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunSQL((Path(__file__).parent / "overbrengen.sql").read_text()),
        migrations.RunSQL(AANPASSEN),
    ]
