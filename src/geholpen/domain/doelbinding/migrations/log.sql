-- The three logs: append only. The application writes them through one function, so that a line cannot say another
-- activity than the one that is open, and reads only the lines of the customer in its context.
ALTER TABLE dataverwerking ENABLE ROW LEVEL SECURITY;
ALTER TABLE dataverwerking FORCE ROW LEVEL SECURITY;
ALTER TABLE dataverwerking ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE beslissing ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE audit ALTER COLUMN id SET DEFAULT gen_random_uuid();
CREATE INDEX dataverwerking_per_klant ON dataverwerking (partij_id, moment DESC);
CREATE INDEX audit_per_moment ON audit (moment DESC);
CREATE INDEX beslissing_per_trace ON beslissing (trace);

CREATE POLICY lezen ON dataverwerking FOR SELECT TO geholpen_app USING (vervalt_op > now() AND EXISTS (
    SELECT 1 FROM kern.ctx(28, false) c WHERE c.partijen IS NULL OR partij_id = ANY (c.partijen)));
CREATE POLICY schrijven ON dataverwerking FOR INSERT TO geholpen_deur WITH CHECK (true);
REVOKE ALL ON dataverwerking, beslissing, audit FROM PUBLIC, geholpen_app;
GRANT SELECT ON dataverwerking, audit, beslissing TO geholpen_app;
GRANT INSERT ON dataverwerking, beslissing, audit TO geholpen_deur;
GRANT SELECT ON verwerkingsactiviteit_versie TO geholpen_deur;

-- Audit and decisions are for the privacy officer: readable only under an activity with the category of the log and
-- the widest scope.
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE beslissing ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
ALTER TABLE beslissing FORCE ROW LEVEL SECURITY;
CREATE POLICY lezen ON audit FOR SELECT TO geholpen_app
    USING (EXISTS (SELECT 1 FROM kern.ctx(28, false) c WHERE c.partijen IS NULL));
CREATE POLICY lezen ON beslissing FOR SELECT TO geholpen_app
    USING (EXISTS (SELECT 1 FROM kern.ctx(28, false) c WHERE c.partijen IS NULL));
CREATE POLICY schrijven ON audit FOR INSERT TO geholpen_deur WITH CHECK (true);
CREATE POLICY schrijven ON beslissing FOR INSERT TO geholpen_deur WITH CHECK (true);

-- In: the customers, what was done and under which activity (all from the guard). Out: nothing. One statement writes
-- the line of every customer, the audit and the decision.
CREATE FUNCTION log_verwerking(
    p_partijen uuid[], p_trace uuid, p_deur text, p_naam text, p_activiteit smallint, p_versie smallint,
    p_soorten bigint, p_handeling text, p_aanleiding_soort text, p_aanleiding_id uuid, p_kanaal text,
    p_actor_soort text, p_actor_id uuid, p_afdeling text, p_uitkomst text, p_bewaardagen integer,
    p_geweigerd jsonb, p_oorsprong text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    -- Suspension by the privacy officer works on the next read, whatever a process still remembers.
    IF p_uitkomst <> 'geweigerd' AND NOT EXISTS (
        SELECT 1 FROM verwerkingsactiviteit_versie v
        WHERE v.nummer = p_activiteit AND v.versie = p_versie AND v.status = 'actief'
          AND (v.evaluatiedatum >= current_date OR v.bewijs_op IS NOT NULL)) THEN
        RAISE EXCEPTION 'activiteit % versie % is niet actief', p_activiteit, p_versie USING ERRCODE = 'GH001';
    END IF;
    INSERT INTO dataverwerking (partij_id, trace, deur, naam, activiteit, versie, soorten, handeling,
        aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, vervalt_op)
    SELECT p, p_trace, p_deur, p_naam, p_activiteit, p_versie, p_soorten, p_handeling, p_aanleiding_soort,
        p_aanleiding_id, p_kanaal, p_actor_soort, p_afdeling, p_uitkomst, now() + make_interval(days => p_bewaardagen)
    FROM unnest(p_partijen) p WHERE p_uitkomst <> 'geweigerd';
    INSERT INTO beslissing (trace, deur, activiteit, versie, toegestaan, geweigerd, besluit)
    VALUES (p_trace, p_deur, p_activiteit, p_versie, p_soorten, p_geweigerd, p_uitkomst <> 'geweigerd');
    INSERT INTO audit (trace, actor_soort, actor_id, handeling, object_soort, object_id, resultaat, oorsprong)
    VALUES (p_trace, p_actor_soort, p_actor_id, p_deur, p_aanleiding_soort, p_aanleiding_id,
        CASE WHEN p_uitkomst = 'geweigerd' THEN coalesce(p_geweigerd ->> 'code', 'geweigerd') ELSE p_uitkomst END,
        p_oorsprong);
END $$;
ALTER FUNCTION log_verwerking OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION log_verwerking FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_verwerking TO geholpen_app;
