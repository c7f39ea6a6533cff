-- What a customer does not want, or did not consent to, checked by the database itself at every read.

-- The door role reads keys, numbers and moments; nothing of what somebody said.
GRANT SELECT (partij_id, soort, activiteit, gegeven, uitgezonderd, opgeheven_op) ON grens TO geholpen_deur;
GRANT SELECT (partij_id, activiteit, staat, geldig_tot) ON toestemming TO geholpen_deur;
CREATE POLICY reden ON grens FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY reden ON toestemming FOR SELECT TO geholpen_deur USING (true);

-- In: an activity and customers. Out: per limit that is in the way its code and the category it is about (0: all of them).
-- One look at the limits of these customers: most have none.
CREATE FUNCTION grenzen_van(p_activiteit integer, p_partijen uuid[])
RETURNS TABLE (partij uuid, code text, gegeven integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT g.partij_id, CASE g.soort WHEN 'bezwaar' THEN 'BEZWAAR' ELSE 'BEPERKT' END,
               CASE g.soort WHEN 'bezwaar' THEN 0 ELSE g.gegeven::integer END
        FROM grens g
        WHERE g.partij_id = ANY (p_partijen) AND g.opgeheven_op IS NULL
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

-- In: a category, an activity, and the customers of the context (NULL: a list over all). Out: whose rows of that category
-- may not be read under it; NULL when nobody's may: nobody can ask everybody for consent in a list.
CREATE FUNCTION begrensd(p_gegeven integer, p_activiteit integer, p_partijen uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF p_partijen IS NOT NULL THEN
        RETURN ARRAY(SELECT g.partij FROM grenzen_van(p_activiteit, p_partijen) g WHERE g.gegeven IN (0, p_gegeven));
    ELSIF EXISTS (SELECT 1 FROM verwerkingsactiviteit_versie v
                  WHERE v.nummer = p_activiteit AND v.status = 'actief' AND v.grondslag = 'toestemming') THEN
        RETURN NULL;
    END IF;
    RETURN ARRAY(
        SELECT g.partij_id FROM grens g WHERE g.opgeheven_op IS NULL
          AND ((g.soort = 'bezwaar' AND g.activiteit = p_activiteit)
               OR (g.soort = 'beperking' AND g.gegeven = p_gegeven AND NOT p_activiteit = ANY (g.uitgezonderd))));
END $$;

-- The same for the context that is open. Its signature is proved by the policy beside this one; which of the two is asked
-- first is not certain, so that what is no context of ours limits nothing here and is refused there.
CREATE FUNCTION begrensd_hier(p_gegeven integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE deel constant text[] := string_to_array(current_setting('app.ctx', true), '|');
BEGIN
    IF deel[4] ~ '^[0-9]{1,5}$' AND deel[7] ~ '^([*]|[{][0-9a-f,-]*[}])$' THEN
        RETURN begrensd(p_gegeven, deel[4]::integer, CASE WHEN deel[7] <> '*' THEN deel[7]::uuid[] END);
    END IF;
    RETURN '{}';
END $$;

-- The same for a list for other software, under the activity of its order.
CREATE FUNCTION begrensd_register(p_gegeven integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN begrensd(p_gegeven, current_setting('loket.activiteit')::integer, NULL);
END $$;

-- In: a customer. Out: the categories of which somebody is finding out whether they are right. No words, no values.
CREATE FUNCTION in_onderzoek(p_partij uuid) RETURNS smallint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT g.gegeven FROM grens g
                 WHERE g.partij_id = p_partij AND g.soort = 'onderzoek' AND g.opgeheven_op IS NULL ORDER BY 1);
END $$;

ALTER FUNCTION grenzen_van OWNER TO geholpen_deur;
ALTER FUNCTION begrensd OWNER TO geholpen_deur;
ALTER FUNCTION begrensd_hier OWNER TO geholpen_deur;
ALTER FUNCTION begrensd_register OWNER TO geholpen_deur;
ALTER FUNCTION in_onderzoek OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION grenzen_van, begrensd, begrensd_hier, begrensd_register, in_onderzoek FROM PUBLIC;
GRANT EXECUTE ON FUNCTION grenzen_van, begrensd_hier, in_onderzoek TO geholpen_app;
GRANT EXECUTE ON FUNCTION begrensd_register TO geholpen_register;
