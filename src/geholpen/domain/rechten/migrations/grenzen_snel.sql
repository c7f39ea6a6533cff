-- The two looks that every table takes at the limits of the customers in the context. Most customers have none: then it is
-- one look at an index and nothing else is called. What comes out did not change.
CREATE OR REPLACE FUNCTION begrensd_hier(p_gegeven integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    deel constant text[] := string_to_array(current_setting('app.ctx', true), '|');
    activiteit constant integer := CASE WHEN deel[4] ~ '^[0-9]{1,5}$' THEN deel[4]::integer END;
BEGIN
    IF activiteit IS NULL OR NOT deel[7] ~ '^([*]|[{][0-9a-f,-]*[}])$' THEN
        RETURN '{}';
    ELSIF deel[7] = '*' THEN
        RETURN begrensd(p_gegeven, activiteit, NULL);
    ELSIF EXISTS (SELECT FROM grens g WHERE g.partij_id = ANY (deel[7]::uuid[]) AND g.opgeheven_op IS NULL)
        OR EXISTS (SELECT FROM verwerkingsactiviteit_versie v
                   WHERE v.nummer = activiteit AND v.status = 'actief' AND v.grondslag = 'toestemming') THEN
        RETURN begrensd(p_gegeven, activiteit, deel[7]::uuid[]);
    END IF;
    RETURN '{}';
END $$;

CREATE OR REPLACE FUNCTION begrensde_rijen_hier() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE deel constant text[] := string_to_array(current_setting('app.ctx', true), '|');
BEGIN
    IF NOT (deel[4] ~ '^[0-9]{1,5}$' AND deel[7] ~ '^([*]|[{][0-9a-f,-]*[}])$') THEN
        RETURN '{}';
    ELSIF deel[7] = '*' THEN
        RETURN begrensde_rijen(deel[4]::integer, NULL);
    ELSIF EXISTS (SELECT FROM grens g WHERE g.partij_id = ANY (deel[7]::uuid[]) AND g.opgeheven_op IS NULL) THEN
        RETURN begrensde_rijen(deel[4]::integer, deel[7]::uuid[]);
    END IF;
    RETURN '{}';
END $$;
