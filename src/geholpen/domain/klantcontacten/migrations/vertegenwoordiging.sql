-- What acting for another reaches, decided at the moment of the action: in one place, for Mijn, the desk and the triggers.

-- Full years of age today; of somebody of whom only the year or month is known, the oldest they can be. NULL: not known.
CREATE FUNCTION leeftijd_van(p_geboren text) RETURNS integer LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
BEGIN
    IF p_geboren IS NULL OR p_geboren !~ '^[12]\d{3}-[01]\d-[0-3]\d$' THEN
        RETURN NULL;
    END IF;
    RETURN extract(year FROM age((now() AT TIME ZONE 'Europe/Amsterdam')::date,
                                 replace(p_geboren, '-00', '-01')::date));
END $$;

-- Whether two kinds cannot both hold for one person: curatele leaves nothing to anybody else, there is one bewind and one
-- mentorschap, neither goes with a machtiging on the same subject, and there is no voogdij where there is gezag.
CREATE FUNCTION sluit_uit(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT 'opgegeven' NOT IN (a, b) AND 'erfgenaam' NOT IN (a, b) AND (
        'curatele' IN (a, b) OR (a = b AND a IN ('bewind', 'mentorschap'))
        OR (a, b) IN (('bewind', 'machtiging'), ('machtiging', 'bewind'), ('mentorschap', 'machtiging'),
                      ('machtiging', 'mentorschap'), ('gezag', 'voogdij'), ('voogdij', 'gezag')))
$$;

-- The activities that a kind reaches, for somebody of this age: those that accept it; of subjects only the ones named (none:
-- all). Bewind is about money: only where a purpose uses financial data. Mentorschap is about care: only where it uses
-- data on health. Gezag and voogdij end, per activity, at the age from which somebody acts alone.
CREATE FUNCTION bereik_van(p_soort text, p_omvang jsonb, p_leeftijd integer) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN RETURN (
    SELECT coalesce(array_agg(a.nummer ORDER BY a.nummer), '{}')
    FROM verwerkingsactiviteit_versie a
    WHERE a.status = 'actief' AND p_soort = ANY (a.vertegenwoordiging)
      AND (p_soort NOT IN ('gezag', 'voogdij') OR p_leeftijd < a.leeftijd_zelf)
      AND (NOT EXISTS (SELECT 1 FROM onderwerp o WHERE o.activiteit = a.nummer AND o.code <> 'onbekend')
           OR (EXISTS (SELECT 1 FROM onderwerp o WHERE o.activiteit = a.nummer
                       AND (p_omvang = '[]' OR p_omvang ? o.code))
               AND (p_soort NOT IN ('bewind', 'mentorschap') OR EXISTS (
                    SELECT 1 FROM verwerkingsactiviteit_gegeven g WHERE g.nummer = a.nummer AND g.versie = a.versie
                      AND g.soort = CASE p_soort WHEN 'bewind' THEN 14 ELSE 22 END)))));
END $$;

-- Whether a row runs today: within its term, not ended, not decided against.
CREATE FUNCTION loopt_vandaag(p_van date, p_tot date, p_beeindigd timestamptz, p_besluit text, p_vervalt timestamptz)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT p_van <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
       AND (p_tot IS NULL OR p_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)
       AND p_beeindigd IS NULL AND p_besluit <> 'geldt_niet' AND p_vervalt > now()
$$;

-- In: the customer who is acted for and the representation. Out: who acts, the kind, the subjects named, why it does not
-- hold today ('' when it does), the activities it reaches, and with which others it cannot both hold. Looked up before
-- there is a purpose: of birth and death only what follows from them leaves.
CREATE FUNCTION reden_machtiging(p_partij uuid, p_id uuid)
RETURNS TABLE (vertegenwoordiger uuid, soort text, omvang text[], code text, activiteiten smallint[], botst_met uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v record;
    leeftijd integer;
    overleden date;
    bereik smallint[];
    anderen uuid[];
BEGIN
    SELECT r.andere_partij_id, r.soort, r.omvang, r.geldig_van, r.geldig_tot, r.beeindigd_op, r.besluit, r.vervalt_op,
           loopt_vandaag(r.geldig_van, r.geldig_tot, r.beeindigd_op, r.besluit, r.vervalt_op) AS loopt
    INTO v FROM vertegenwoordiging r WHERE r.partij_id = p_partij AND r.id = p_id AND r.kant = 'vertegenwoordigd';
    IF NOT FOUND THEN RETURN; END IF;
    SELECT leeftijd_van(g.geboortedatum), g.overleden_op INTO leeftijd, overleden
    FROM geboorte g WHERE g.partij_id = p_partij;
    bereik := bereik_van(v.soort, v.omvang, leeftijd);
    SELECT coalesce(array_agg(w.id ORDER BY w.id), '{}') INTO anderen FROM vertegenwoordiging w
    WHERE v.loopt AND w.partij_id = p_partij AND w.kant = 'vertegenwoordigd' AND w.id <> p_id
      AND w.andere_partij_id <> v.andere_partij_id AND sluit_uit(v.soort, w.soort)
      AND loopt_vandaag(w.geldig_van, w.geldig_tot, w.beeindigd_op, w.besluit, w.vervalt_op)
      AND NOT (v.besluit = 'geldt' AND w.besluit = 'geldt')
      AND EXISTS (SELECT 1 FROM onderwerp o WHERE o.activiteit = ANY (bereik)
                  AND o.activiteit = ANY (bereik_van(w.soort, w.omvang, leeftijd))
                  AND (v.omvang = '[]' OR v.omvang ? o.code) AND (w.omvang = '[]' OR w.omvang ? o.code));
    RETURN QUERY SELECT v.andere_partij_id, v.soort::text, ARRAY(SELECT jsonb_array_elements_text(v.omvang)), CASE
        WHEN v.beeindigd_op IS NOT NULL THEN 'beeindigd'
        WHEN v.besluit = 'geldt_niet' THEN 'geldt_niet'
        WHEN v.geldig_van > (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN 'nog_niet'
        WHEN NOT v.loopt THEN 'voorbij'
        WHEN v.soort = 'opgegeven' THEN 'opgegeven'
        WHEN v.soort = 'erfgenaam' AND overleden IS NULL THEN 'leeft'
        WHEN v.soort <> 'erfgenaam' AND overleden IS NOT NULL THEN 'overleden'
        WHEN v.soort IN ('gezag', 'voogdij') AND leeftijd IS NULL THEN 'leeftijd_onbekend'
        WHEN v.soort IN ('gezag', 'voogdij') AND leeftijd >= 18 THEN 'meerderjarig'
        WHEN cardinality(anderen) > 0 THEN 'tegenstrijdig'
        ELSE '' END, bereik, anderen;
END $$;
