-- The evaluation date ends the right to read, whatever was recorded before: evidence moves the date instead of lifting it.
-- A purpose without data (managing this register) has no such right to lose.
CREATE OR REPLACE FUNCTION log_verwerking(r verwerkingsregel)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE besluit constant boolean := r.uitkomst <> 'geweigerd';
BEGIN
    WITH mag AS MATERIALIZED (
        SELECT 1 WHERE NOT besluit OR EXISTS (
            SELECT 1 FROM verwerkingsactiviteit_versie v
            WHERE v.nummer = r.activiteit AND v.versie = r.versie AND v.status = 'actief'
              AND (v.evaluatiedatum >= (now() AT TIME ZONE 'Europe/Amsterdam')::date OR NOT EXISTS (
                  SELECT 1 FROM verwerkingsactiviteit_gegeven g WHERE g.nummer = v.nummer AND g.versie = v.versie)))
    ), regel AS (
        INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
            aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, vervalt_op)
        SELECT p, r.id, r.trace, r.deur, r.naam, r.activiteit, r.versie, r.soorten, r.handeling, r.aanleiding_soort,
            r.aanleiding_id, r.kanaal, r.actor_soort, r.afdeling, r.uitkomst,
            now() + make_interval(days => r.bewaardagen)
        FROM mag, unnest(r.partijen) p WHERE besluit
    )
    INSERT INTO audit (id, trace, actor_soort, actor_id, handeling, object_soort, object_id, resultaat, oorsprong,
        activiteit, versie, toegestaan, geweigerd, besluit)
    SELECT r.id, r.trace, r.actor_soort, r.actor_id, r.deur, r.aanleiding_soort, r.aanleiding_id,
        CASE WHEN besluit THEN r.uitkomst ELSE coalesce(r.geweigerd ->> 'code', 'geweigerd') END, r.oorsprong,
        r.activiteit, r.versie, r.soorten, r.geweigerd, besluit
    FROM mag;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'activiteit % versie % is niet actief', r.activiteit, r.versie USING ERRCODE = 'GH001';
    END IF;
    RETURN true;
END $$;
