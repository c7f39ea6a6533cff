"""Close the tables; look up what a klantvraag or taak brings, without personal data."""

from pathlib import Path

from django.db import migrations

from geholpen.platform.protection import COUNTER_ROLE, OpenAtCounter, ProtectTables, door_function

HERE = Path(__file__).parent

SETUP = """
GRANT SELECT (partij_id, id, onderwerp_code, status, afdeling_code, behandelaar_id, niveau, afgesloten_op)
    ON klantvraag TO geholpen_deur;
GRANT SELECT (partij_id, id, klantvraag_id, status, afgehandeld_op) ON interne_taak TO geholpen_deur;
GRANT SELECT ON klantvraag_opzoek TO geholpen_deur;
CREATE POLICY reden ON klantvraag FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY reden ON interne_taak FOR SELECT TO geholpen_deur USING (true);
"""

# A closed klantvraag stays workable for a day: to read back what was just done, or to put a mistake right.
REDEN_KLANTVRAAG = """
CREATE FUNCTION reden_klantvraag(p_partij uuid, p_id uuid)
RETURNS TABLE (activiteit smallint, open boolean, afdelingen text[], behandelaar uuid, niveau text, onderwerp text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT o.activiteit, v.status <> 'afgehandeld' OR v.afgesloten_op > now() - interval '1 day',
           ARRAY[v.afdeling_code::text], v.behandelaar_id, v.niveau::text, v.onderwerp_code::text
    FROM klantvraag v JOIN onderwerp o ON o.code = v.onderwerp_code
    WHERE v.partij_id = p_partij AND v.id = p_id;
END $$
"""

REDEN_TAAK = """
CREATE FUNCTION reden_taak(p_partij uuid, p_id uuid)
RETURNS TABLE (activiteit smallint, open boolean, afdelingen text[], behandelaar uuid, niveau text, onderwerp text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT o.activiteit, t.status = 'te_verwerken' OR t.afgehandeld_op > now() - interval '1 day',
           ARRAY[v.afdeling_code::text], v.behandelaar_id, v.niveau::text, v.onderwerp_code::text
    FROM interne_taak t
    JOIN klantvraag v ON v.partij_id = t.partij_id AND v.id = t.klantvraag_id
    JOIN onderwerp o ON o.code = v.onderwerp_code
    WHERE t.partij_id = p_partij AND t.id = p_id;
END $$
"""

ZOEK_KENMERK = """
CREATE FUNCTION zoek_kenmerk(p_sleutel bytea) RETURNS TABLE (partij_id uuid, klantvraag_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT o.partij_id, o.klantvraag_id FROM klantvraag_opzoek o
    WHERE o.sleutel = p_sleutel AND EXISTS (SELECT 1 FROM kern.ctx(0, false));
END $$
"""


VERPLAATS = """
-- A klantvraag turns out to be about something else: its rows, in every room, move to the purpose of the new subject.
-- The caller must work for this customer with the right to change contact history; nothing is read out.
CREATE FUNCTION verplaats_klantvraag(p_partij uuid, p_vraag uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    doel record;
    p_activiteit smallint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(9, true) c WHERE p_partij = ANY (c.partijen)) THEN
        RAISE EXCEPTION 'geen recht om deze vraag te verplaatsen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- The purpose is that of the question's subject; nobody can name another.
    SELECT o.activiteit INTO STRICT p_activiteit FROM klantvraag v JOIN onderwerp o ON o.code = v.onderwerp_code
    WHERE v.partij_id = p_partij AND v.id = p_vraag;
    FOR doel IN
        SELECT a.attrelid::regclass AS tabel, a.attname AS kolom FROM pg_attribute a
        WHERE a.attrelid IN (SELECT p.polrelid FROM pg_policy p WHERE p.polname = 'verplaatsen')
          AND a.attname = CASE WHEN a.attrelid = 'klantvraag'::regclass THEN 'id' ELSE 'klantvraag_id' END
    LOOP
        EXECUTE format('UPDATE %s SET verkregen_voor = $3 WHERE partij_id = $1 AND %I = $2', doel.tabel, doel.kolom)
        USING p_partij, p_vraag, p_activiteit;
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("klantcontacten", "0001_initial"),
        ("partijen", "0002_protection"),
        ("kennis", "0002_protection"),
    ]

    operations = [
        ProtectTables(
            "Klantvraag",
            "Klantcontact",
            "KlantcontactInhoud",
            "Betrokkene",
            "Kanaalwissel",
            "InterneTaak",
            "InterneTaakInhoud",
            "TaakPoging",
            "InterneNotitie",
            "Identiteitscontrole",
            "KlantvraagOpzoek",
            "Gesprek",
        ),
        migrations.RunSQL(SETUP),
        migrations.RunSQL(door_function("reden_klantvraag(uuid, uuid)", REDEN_KLANTVRAAG)),
        migrations.RunSQL(door_function("reden_taak(uuid, uuid)", REDEN_TAAK)),
        migrations.RunSQL(door_function("zoek_kenmerk(bytea)", ZOEK_KENMERK)),
        migrations.RunSQL(door_function("verplaats_klantvraag(uuid, uuid)", VERPLAATS)),
        OpenAtCounter("klantcontacten.Klantvraag", "klantcontacten.Klantcontact", "klantcontacten.KlantcontactInhoud"),
        OpenAtCounter(
            "klantcontacten.Klantcontact",
            "klantcontacten.KlantcontactInhoud",
            "klantcontacten.Betrokkene",
            "klantcontacten.Kanaalwissel",
            wijze="toevoegen",
        ),
        OpenAtCounter("klantcontacten.Klantvraag", wijze="wijzigen"),
        migrations.RunSQL((HERE / "loket.sql").read_text()),
        migrations.RunSQL(
            door_function(
                "leg_contact_vast(text, bytea, uuid, uuid, uuid[], text, text, timestamptz, uuid, boolean, text, text, uuid,"
                " timestamptz)",
                (HERE / "registreren.sql").read_text(),
                COUNTER_ROLE,
            )
        ),
    ]
