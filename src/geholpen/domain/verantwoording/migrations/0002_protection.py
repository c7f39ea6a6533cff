"""Close the tables; a pseudonym is turned around by one function only."""

from pathlib import Path

from django.db import migrations

from geholpen.platform.protection import ProtectTables, door_function

SLEUTELS = (Path(__file__).parent / "uitvoer_sleutels.sql").read_text()
UITVOER = (Path(__file__).parent / "uitvoer.sql").read_text()
PSEUDONIEM = """
-- In: the first forty characters of a pseudonym that we gave out. Out: its customer, or null. Needs a context.
CREATE FUNCTION partij_van_pseudoniem(p text) RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN (SELECT x.partij_id FROM pseudoniem x WHERE x.pseudoniem = p AND EXISTS (SELECT 1 FROM kern.ctx(28, false)));
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("verantwoording", "0001_initial"), ("doelbinding", "0004_zegel")]

    operations = [
        ProtectTables(
            "Pseudoniem",
            "Uitvoerstand",
            "UitvoerApart",
            "VreemdeRegel",
            "Verwerkingsactie",
            "VerwerktObject",
            "GevraagdBesluit",
        ),
        migrations.RunSQL("GRANT SELECT ON pseudoniem TO geholpen_deur"),
        migrations.RunSQL(door_function("partij_van_pseudoniem(text)", PSEUDONIEM)),
        migrations.RunSQL(
            door_function("uitvoer_sleutels(integer, text, uuid, uuid, integer)", SLEUTELS, "geholpen_zegel")
        ),
        migrations.RunSQL(
            door_function("uitvoer_wacht(integer, text, uuid, uuid, integer)", UITVOER, "geholpen_zegel")
        ),
    ]
