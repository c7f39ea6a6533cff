-- A limit on one row leaves the category alone and hides that row: from the guard's side nothing is refused, from the database's
-- side the row is not there. A customer with a limit already takes the ordinary way and not the hot one.
GRANT SELECT (rij) ON grens TO geholpen_deur;

CREATE OR REPLACE FUNCTION grenzen_van(p_activiteit integer, p_partijen uuid[])
RETURNS TABLE (partij uuid, code text, gegeven integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT g.partij_id, CASE g.soort WHEN 'bezwaar' THEN 'BEZWAAR' ELSE 'BEPERKT' END,
               CASE g.soort WHEN 'bezwaar' THEN 0 ELSE g.gegeven::integer END
        FROM grens g
        WHERE g.partij_id = ANY (p_partijen) AND g.opgeheven_op IS NULL AND g.rij IS NULL
          AND ((g.soort = 'bezwaar' AND g.activiteit = p_activiteit)
               OR (g.soort = 'beperking' AND NOT p_activiteit = ANY (g.uitgezonderd)));
    IF EXISTS (SELECT 1 FROM verwerkingsactiviteit_versie v
               WHERE v.nummer = p_activiteit AND v.status = 'actief' AND v.grondslag = 'toestemming') THEN
        RETURN QUERY
            SELECT p, 'TOESTEMMING_ONTBREEKT'::text, 0 FROM unnest(p_partijen) p
            WHERE NOT EXISTS (SELECT 1 FROM toestemming t WHERE t.partij_id = p AND t.activiteit = p_activiteit
                              AND t.staat = 'gegeven' AND t.geldig_tot > now());
    END IF;
END $$;

CREATE OR REPLACE FUNCTION begrensd(p_gegeven integer, p_activiteit integer, p_partijen uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF p_partijen IS NOT NULL THEN
        RETURN ARRAY(SELECT g.partij FROM grenzen_van(p_activiteit, p_partijen) g WHERE g.gegeven IN (0, p_gegeven));
    ELSIF EXISTS (SELECT 1 FROM verwerkingsactiviteit_versie v
                  WHERE v.nummer = p_activiteit AND v.status = 'actief' AND v.grondslag = 'toestemming') THEN
        RETURN NULL;
    END IF;
    RETURN ARRAY(
        SELECT g.partij_id FROM grens g WHERE g.opgeheven_op IS NULL AND g.rij IS NULL
          AND ((g.soort = 'bezwaar' AND g.activiteit = p_activiteit)
               OR (g.soort = 'beperking' AND g.gegeven = p_gegeven AND NOT p_activiteit = ANY (g.uitgezonderd))));
END $$;

-- Keys of rows that may not be read under an activity, of these customers (NULL: of all; there are few).
CREATE FUNCTION begrensde_rijen(p_activiteit integer, p_partijen uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT g.rij FROM grens g WHERE g.opgeheven_op IS NULL AND g.rij IS NOT NULL AND g.soort = 'beperking'
        AND (p_partijen IS NULL OR g.partij_id = ANY (p_partijen)) AND NOT p_activiteit = ANY (g.uitgezonderd))
$$;
CREATE FUNCTION begrensde_rijen_hier() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE deel constant text[] := string_to_array(current_setting('app.ctx', true), '|');
BEGIN
    IF deel[4] ~ '^[0-9]{1,5}$' AND deel[7] ~ '^([*]|[{][0-9a-f,-]*[}])$' THEN
        RETURN begrensde_rijen(deel[4]::integer, CASE WHEN deel[7] <> '*' THEN deel[7]::uuid[] END);
    END IF;
    RETURN '{}';
END $$;
CREATE FUNCTION begrensde_rijen_register() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN begrensde_rijen(current_setting('loket.activiteit')::integer, NULL);
END $$;

-- In: a customer. Out: per limited row what is limited, its category and its key. No words, no values.
CREATE FUNCTION rijen_met_grens(p_partij uuid) RETURNS TABLE (soort text, gegeven integer, rij uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT DISTINCT g.soort::text, g.gegeven::integer, g.rij FROM grens g
    WHERE g.partij_id = p_partij AND g.opgeheven_op IS NULL AND g.rij IS NOT NULL
$$;
-- In: a customer. Out: addresses that nothing is sent to, whoever sends, also the system that may read them.
CREATE FUNCTION buiten_gebruik(p_partij uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT r.rij FROM rijen_met_grens(p_partij) r WHERE r.soort = 'beperking')
$$;

DO $$
DECLARE f text; t text;
BEGIN
    FOREACH f IN ARRAY ARRAY['begrensde_rijen(integer, uuid[])', 'begrensde_rijen_hier()', 'begrensde_rijen_register()',
        'rijen_met_grens(uuid)', 'buiten_gebruik(uuid)'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_deur', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
    GRANT EXECUTE ON FUNCTION begrensde_rijen_hier(), rijen_met_grens(uuid), buiten_gebruik(uuid) TO geholpen_app;
    GRANT EXECUTE ON FUNCTION begrensde_rijen_register() TO geholpen_register;
    FOREACH t IN ARRAY ARRAY['digitaal_adres', 'adres', 'rekeningnummer', 'partij_identificator'] LOOP
        EXECUTE format('CREATE POLICY grens_rij ON %I AS RESTRICTIVE FOR SELECT TO geholpen_app'
            ' USING (id <> ALL ((SELECT begrensde_rijen_hier())::uuid[]))', t);
        EXECUTE format('CREATE POLICY grens_rij_register ON %I AS RESTRICTIVE FOR SELECT TO geholpen_register USING (id <> ALL'
            ' ((SELECT CASE WHEN current_setting(''loket.grenzen'') = ''geen'' THEN ''{}''::uuid[]'
            ' ELSE begrensde_rijen_register() END)::uuid[]))', t);
    END LOOP;
END $$;
