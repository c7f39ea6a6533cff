-- Who may not see whose file. One function says it for the guard, for hot doors and for lists, so that they agree.

-- In: what makes a place to live. Out: its keyed hashes (HMAC-SHA256 with the key of the context, in a domain of its own),
-- [] when nothing is known. Two people live together when they share one.
CREATE FUNCTION woonplek(p_postcode text, p_huisnummer text, p_toevoeging text, p_nummeraanduiding text) RETURNS bytea[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(sha256(k.buiten || sha256(k.binnen || convert_to('woonplek|' || t.tekst, 'UTF8')))), '{}')
    FROM kern.sleutel k, (VALUES
        (CASE WHEN p_postcode <> '' AND p_huisnummer <> '' THEN 'adres|' || upper(replace(p_postcode, ' ', '')) || '|'
            || btrim(p_huisnummer) || '|' || lower(regexp_replace(p_toevoeging, '[^[:alnum:]]', '', 'g')) END),
        (CASE WHEN p_nummeraanduiding <> '' THEN 'nummer|' || p_nummeraanduiding END)) t(tekst)
    WHERE k.nummer = 1 AND t.tekst IS NOT NULL
$$;

CREATE FUNCTION zet_woonplek() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    NEW.woonplek := woonplek(NEW.postcode, NEW.huisnummer::text, coalesce(NEW.huisnummertoevoeging, ''),
        coalesce(NEW.nummeraanduiding_id, ''));
    RETURN NEW;
END $$;

GRANT SELECT (partij_id) ON partij TO geholpen_deur;
GRANT SELECT (partij_id, sleutel) ON burgerservicenummer TO geholpen_deur;
GRANT SELECT (partij_id, woonplek) ON adres TO geholpen_deur;
GRANT SELECT (partij_id, groep_code, beeindigd_op) ON afscherming TO geholpen_deur;
GRANT SELECT ON afschermgroep, personeelslijst, personeelssleutel TO geholpen_deur;
GRANT SELECT (lijst_id) ON personeelssleutel TO geholpen_app;  -- to remove a list, never to read it
GRANT INSERT ON afschermmelding TO geholpen_deur;
GRANT SELECT (trace, partij_id) ON afschermmelding TO geholpen_deur;
CREATE POLICY reden ON partij FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY reden ON burgerservicenummer FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY reden ON adres FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY reden ON afscherming FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY melden ON afschermmelding FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY reden ON afschermmelding FOR INSERT TO geholpen_deur WITH CHECK (true);

-- In: a customer and an employee or application. Out: '' when nothing is in the way, the code of the rule table when
-- something is, or 'GROEP:' and a group of which the actor is a member. Everything is looked up whatever the outcome, so
-- that a file that is not there costs what a shielded one costs.
CREATE FUNCTION afscherming_code(p_partij uuid, p_actor uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    lijst constant uuid := (SELECT l.id FROM personeelslijst l
        WHERE l.akkoord_or_op IS NOT NULL AND l.akkoord_fg_op IS NOT NULL AND l.ingetrokken_op IS NULL
        ORDER BY greatest(l.akkoord_or_op, l.akkoord_fg_op) DESC LIMIT 1);
    bekend constant boolean := EXISTS (SELECT 1 FROM partij p WHERE p.partij_id = p_partij);
    van constant uuid[] := ARRAY(SELECT s.medewerker_id FROM burgerservicenummer b
        JOIN personeelssleutel s ON s.sleutel = b.sleutel AND s.lijst_id = lijst WHERE b.partij_id = p_partij);
    thuis constant boolean := EXISTS (SELECT 1 FROM adres a CROSS JOIN unnest(a.woonplek) w(sleutel)
        JOIN personeelssleutel s ON s.sleutel = w.sleutel AND s.lijst_id = lijst
        WHERE a.partij_id = p_partij AND s.medewerker_id = p_actor);
    voor_personeel constant text := (SELECT min(g.code) FROM afschermgroep g
        WHERE g.voor_personeel AND p_actor = ANY (g.leden));
    labels constant integer := (SELECT count(*) FROM afscherming x
        WHERE x.partij_id = p_partij AND x.beeindigd_op IS NULL);
    lid constant text := (SELECT min(g.code) FROM afscherming x JOIN afschermgroep g ON g.code = x.groep_code
        WHERE x.partij_id = p_partij AND x.beeindigd_op IS NULL AND p_actor = ANY (g.leden));
BEGIN
    RETURN CASE
        WHEN NOT bekend THEN 'ONBEKENDE_KLANT'
        WHEN p_actor = ANY (van) THEN 'EIGEN_DOSSIER'
        WHEN thuis THEN 'HUISGENOOT'
        WHEN cardinality(van) > 0 AND voor_personeel IS NULL THEN 'COLLEGA'
        WHEN labels > 0 AND lid IS NULL THEN 'AFGESCHERMD'
        WHEN labels > 0 THEN 'GROEP:' || lid
        WHEN cardinality(van) > 0 THEN 'GROEP:' || voor_personeel
        ELSE '' END;
END $$;

-- Customers with a label, for whoever lists over customers for other software: that never sees them.
CREATE FUNCTION verborgen_partijen() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY SELECT DISTINCT x.partij_id FROM afscherming x WHERE x.beeindigd_op IS NULL;
END $$;

-- The employee or application in the open context when it lists over customers; NULL when the guard already looked (one
-- customer), when nobody looks (the system), and for the purpose under which shielding is set and ended.
CREATE FUNCTION kern.kijker() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN d[7] = '*' AND d[3] ~ '^[0-9a-f]{8}-' AND d[4] IS DISTINCT FROM
        (SELECT a.nummer::text FROM public.verwerkingsactiviteit a WHERE a.code = 'afscherming') THEN d[3]::uuid END
    FROM (SELECT string_to_array(current_setting('app.ctx', true), '|') AS d) t
$$;

-- A member of a group opened a shielded file: written down once per request. Out: whether this is the first time.
CREATE FUNCTION meld_afscherming(p_id uuid, p_partij uuid, p_actor uuid, p_groep text, p_deur text, p_trace uuid)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO afschermmelding (id, partij_id, medewerker_id, groep_code, deur, trace)
    VALUES (p_id, p_partij, p_actor, p_groep, p_deur, p_trace) ON CONFLICT (trace, partij_id) DO NOTHING;
    RETURN FOUND;
END $$;

CREATE INDEX adres_woonplek ON adres USING gin (woonplek);
REVOKE ALL ON FUNCTION kern.kijker() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kern.kijker() TO geholpen_app;
