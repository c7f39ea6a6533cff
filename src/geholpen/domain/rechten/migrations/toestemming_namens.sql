-- Consent by somebody who acts for the customer: which purposes it may be about and who gave it are the database's to say.

-- In: the customer who is acted for and the representation. Out: purposes for which consent can be given and withdrawn on
-- the strength of it: what it reaches today, of the subjects it names, and nothing that is sensitive.
CREATE FUNCTION toestemming_bereik(p_partij uuid, p_id uuid) RETURNS smallint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT ARRAY(
        SELECT v.nummer FROM reden_machtiging(p_partij, p_id) r
        JOIN verwerkingsactiviteit d ON d.code = 'toestemming_namens' AND d.nummer = ANY (r.activiteiten)
        JOIN verwerkingsactiviteit_versie v ON v.status = 'actief' AND v.nummer = ANY (r.activiteiten)
        WHERE r.code = '' AND NOT v.gevoelig
          AND NOT EXISTS (SELECT 1 FROM onderwerp o WHERE o.activiteit = v.nummer AND o.gevoelig)
          AND (r.omvang = '{}' OR EXISTS (
               SELECT 1 FROM onderwerp o WHERE o.activiteit = v.nummer AND o.code = ANY (r.omvang)))
        ORDER BY 1)
$$;

-- Who acts for another on consents in the context that is open; NULL when nobody does. Its signature is proved by the
-- policy that gives rows.
CREATE FUNCTION namens_hier() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE deel constant text[] := string_to_array(current_setting('app.ctx', true), '|');
BEGIN
    IF deel[4] ~ '^[0-9]{1,5}$' AND deel[3] ~ '^[0-9a-f-]{36}$' AND EXISTS (
        SELECT 1 FROM verwerkingsactiviteit d WHERE d.code = 'toestemming_namens' AND d.nummer = deel[4]::integer) THEN
        RETURN deel[3]::uuid;
    END IF;
    RETURN NULL;
END $$;

-- The purposes it reaches there; NULL when nobody acts for another on consents, nothing when it is for more than one person.
CREATE FUNCTION toestemming_hier() RETURNS smallint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie constant uuid := namens_hier();
    voor constant text := (string_to_array(current_setting('app.ctx', true), '|'))[7];
BEGIN
    IF wie IS NULL THEN
        RETURN NULL;
    ELSIF voor !~ '^[{][0-9a-f-]{36}[}]$' THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT DISTINCT unnest(toestemming_bereik(v.partij_id, v.id)) FROM vertegenwoordiging v
        WHERE v.partij_id = (voor::uuid[])[1] AND v.kant = 'vertegenwoordigd' AND v.andere_partij_id = wie);
END $$;

-- As what somebody may answer for a customer about a purpose: "curatele"; '' when not at all.
CREATE FUNCTION toestemming_als(p_partij uuid, p_wie uuid, p_activiteit integer) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT coalesce((
        SELECT v.soort::text FROM vertegenwoordiging v
        WHERE v.partij_id = p_partij AND v.kant = 'vertegenwoordigd' AND v.andere_partij_id = p_wie
          AND p_activiteit = ANY (toestemming_bereik(v.partij_id, v.id))
        ORDER BY v.id LIMIT 1), '')
$$;

DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['toestemming_bereik(uuid, uuid)', 'namens_hier()', 'toestemming_hier()',
        'toestemming_als(uuid, uuid, integer)'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_deur', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO geholpen_app', f);
    END LOOP;
END $$;

-- On top of every other policy. What the customer objects to or had restricted is not for whoever acts for them.
CREATE POLICY namens ON toestemming AS RESTRICTIVE FOR ALL TO geholpen_app
    USING ((SELECT toestemming_hier()) IS NULL OR activiteit = ANY ((SELECT toestemming_hier())::smallint[]))
    WITH CHECK ((SELECT toestemming_hier()) IS NULL OR activiteit = ANY ((SELECT toestemming_hier())::smallint[]));
CREATE POLICY namens ON grens AS RESTRICTIVE FOR ALL TO geholpen_app
    USING ((SELECT namens_hier()) IS NULL) WITH CHECK ((SELECT namens_hier()) IS NULL);

-- Who answered and who withdrew is written by the database, whatever the application says; afterwards it stays.
CREATE FUNCTION toestemming_wie() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie constant uuid := namens_hier();
    als constant text := CASE WHEN wie IS NULL THEN '' ELSE toestemming_als(NEW.partij_id, wie, NEW.activiteit) END;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.gegeven_door := wie;
        NEW.gegeven_als := als;
        NEW.ingetrokken_door := NULL;
        NEW.ingetrokken_als := '';
        RETURN NEW;
    END IF;
    NEW.gegeven_door := OLD.gegeven_door;
    NEW.gegeven_als := OLD.gegeven_als;
    IF OLD.ingetrokken_op IS NULL AND NEW.ingetrokken_op IS NOT NULL THEN
        NEW.ingetrokken_door := wie;
        NEW.ingetrokken_als := als;
    ELSE
        NEW.ingetrokken_door := OLD.ingetrokken_door;
        NEW.ingetrokken_als := OLD.ingetrokken_als;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toestemming_wie BEFORE INSERT OR UPDATE ON toestemming FOR EACH ROW
    WHEN (current_user = 'geholpen_app') EXECUTE FUNCTION toestemming_wie();
