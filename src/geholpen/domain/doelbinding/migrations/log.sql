-- One act has one time-ordered key in both logs: it joins them, and per customer it gives their order, so that no
-- further index is needed.
-- Both logs: append only. The application writes them through one function, so that a line cannot say another
-- activity than the one that is open, and reads only the lines of the customer in its context.
ALTER TABLE dataverwerking ENABLE ROW LEVEL SECURITY;
ALTER TABLE dataverwerking FORCE ROW LEVEL SECURITY;
ALTER TABLE dataverwerking ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE audit ALTER COLUMN id SET DEFAULT gen_random_uuid();
CREATE INDEX audit_per_moment ON audit USING brin (moment);  -- grows with time: a summary per block is enough

CREATE POLICY lezen ON dataverwerking FOR SELECT TO geholpen_app USING (vervalt_op > now() AND EXISTS (
    SELECT 1 FROM kern.ctx(28, false) c WHERE c.partijen IS NULL OR partij_id = ANY (c.partijen)));
CREATE POLICY schrijven ON dataverwerking FOR INSERT TO geholpen_deur WITH CHECK (true);
REVOKE ALL ON dataverwerking, audit FROM PUBLIC, geholpen_app;
GRANT SELECT ON dataverwerking, audit TO geholpen_app;
GRANT INSERT ON dataverwerking, audit TO geholpen_deur;
GRANT SELECT ON verwerkingsactiviteit_versie TO geholpen_deur;

-- The audit, with the decisions, is for the privacy officer: readable only under an activity with the category of the log and
-- the widest scope.
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY lezen ON audit FOR SELECT TO geholpen_app
    USING (EXISTS (SELECT 1 FROM kern.ctx(28, false) c WHERE c.partijen IS NULL));
CREATE POLICY schrijven ON audit FOR INSERT TO geholpen_deur WITH CHECK (true);

-- What the log keeps of one act; `id` is its key in both logs and `partijen` whose lines it gives.
CREATE TYPE verwerkingsregel AS (
    id uuid, partijen uuid[], trace uuid, deur text, naam text, activiteit smallint, versie smallint, soorten bigint,
    handeling text, aanleiding_soort text, aanleiding_id uuid, kanaal text, actor_soort text, actor_id uuid,
    afdeling text, uitkomst text, bewaardagen integer, geweigerd jsonb, oorsprong text);

-- In: one act (all from the guard). Out: true, or it raises. One statement writes the line of every customer and the
-- audit with the decision. Suspension by the privacy officer works on the next read, whatever a process still remembers.
CREATE FUNCTION log_verwerking(r verwerkingsregel)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE besluit constant boolean := r.uitkomst <> 'geweigerd';
BEGIN
    WITH mag AS MATERIALIZED (
        SELECT 1 WHERE NOT besluit OR EXISTS (
            SELECT 1 FROM verwerkingsactiviteit_versie v
            WHERE v.nummer = r.activiteit AND v.versie = r.versie AND v.status = 'actief'
              AND (v.evaluatiedatum >= (now() AT TIME ZONE 'Europe/Amsterdam')::date OR v.bewijs_op IS NOT NULL))
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
ALTER FUNCTION log_verwerking OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION log_verwerking FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_verwerking TO geholpen_app;

-- How every function of the register role begins: a list over customers. In: an order for "*" and its seal. Proves the
-- seal, that it is not too old and that the rules are still those it was decided on; leaves in `loket.lezen` what the
-- policies of that role compare rows with. Raises as `begin_aan_loket` does.
CREATE FUNCTION begin_register(p_opdracht text, p_zegel bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE stand bigint;
BEGIN
    SELECT k.stand, set_config('loket.lezen', d[5], true), set_config('loket.partij', '', true)
    INTO stand
    FROM (SELECT string_to_array(p_opdracht, E'\x1f') AS d OFFSET 0) t
    JOIN kern.sleutel k ON k.nummer = t.d[1]::smallint
    WHERE CASE WHEN sha256(k.buiten || sha256(k.binnen || convert_to(p_opdracht, 'UTF8'))) <> p_zegel THEN false
               ELSE t.d[17]::bigint >= extract(epoch FROM clock_timestamp()) AND t.d[18] = '*' END;
    IF stand IS NULL THEN
        RAISE EXCEPTION 'ongeldige of verlopen opdracht' USING ERRCODE = 'insufficient_privilege';
    ELSIF stand <> split_part(p_opdracht, E'\x1f', 2)::bigint THEN
        RAISE EXCEPTION 'de regels zijn veranderd' USING ERRCODE = 'GH001';
    END IF;
END $$;

-- In: the same order, and the customers that are going to be shown: a line for each of them, and one in the audit. The id
-- of an order is used once, so whoever shows more must ask again.
CREATE FUNCTION log_register(p_opdracht text, p_partijen uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    WITH o AS MATERIALIZED (SELECT string_to_array(p_opdracht, E'\x1f') AS d), regel AS (
        INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
            aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, vervalt_op)
        SELECT p, d[19]::uuid, d[20]::uuid, d[8], d[9], d[3]::smallint, d[4]::smallint, d[7]::bigint, d[10],
            d[11], nullif(d[21], '')::uuid, d[22], d[14], d[15], d[12], now() + make_interval(days => d[16]::integer)
        FROM o, unnest(p_partijen) p WHERE p IS NOT NULL GROUP BY p, d
    )
    INSERT INTO audit (id, trace, actor_soort, actor_id, handeling, object_soort, object_id, resultaat, oorsprong,
        activiteit, versie, toegestaan, geweigerd, besluit)
    SELECT d[19]::uuid, d[20]::uuid, d[14], nullif(d[23], '')::uuid, d[8], d[11], nullif(d[21], '')::uuid, d[12], d[24],
        d[3]::smallint, d[4]::smallint, d[7]::bigint, d[13]::jsonb, true
    FROM o;
END $$;
ALTER FUNCTION begin_register OWNER TO geholpen_deur;
ALTER FUNCTION log_register OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION begin_register, log_register FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_register, log_register TO geholpen_register;
