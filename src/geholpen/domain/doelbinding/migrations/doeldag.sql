-- How much each purpose was used, per day. The role of the seals counts: it sees every line and changes none. The application
-- sees no number of one day, and of thirty days only what says nothing about one person.
REVOKE ALL ON doeldag FROM PUBLIC, geholpen_app;
GRANT SELECT, INSERT, DELETE ON doeldag TO geholpen_zegel;
GRANT SELECT ON verwerkingsactiviteit, verwerkingsactiviteit_versie TO geholpen_zegel;
CREATE INDEX dataverwerking_per_moment ON dataverwerking USING brin (moment);  -- grows with time, as the audit does

-- In: at most how many days, and how many of the last days to count again (NULL: only what was not counted). Out: how many days
-- were counted. A day is counted an hour after it is over, when nothing that began in it is still under way.
CREATE FUNCTION tel_doeldagen(p_hoogstens integer, p_opnieuw integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp SET timezone = 'Europe/Amsterdam' AS $$
DECLARE
    laatste constant date := (now() - interval '1 hour')::date - 1;
    eerste date;
    dag_ date;
    n integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('doeldag'));
    eerste := coalesce((SELECT max(t.dag) + 1 FROM doeldag t WHERE t.activiteit = 0),
        (SELECT min(d.moment)::date FROM dataverwerking d), laatste);
    IF p_opnieuw IS NOT NULL THEN
        eerste := least(eerste, laatste - p_opnieuw + 1);
    END IF;
    FOR dag_ IN SELECT g::date FROM generate_series(eerste, least(laatste, eerste + p_hoogstens - 1), interval '1 day') g LOOP
        DELETE FROM doeldag t WHERE t.dag = dag_;
        INSERT INTO doeldag (activiteit, versie, dag, regels, klanten)
        SELECT d.activiteit, d.versie, dag_, count(*), count(DISTINCT d.partij_id) FROM dataverwerking d
        WHERE d.moment >= dag_::timestamptz AND d.moment < (dag_ + 1)::timestamptz GROUP BY d.activiteit, d.versie
        UNION ALL SELECT 0, 0, dag_, 0, 0;
        n := n + 1;
    END LOOP;
    RETURN n;
END $$;

-- A number that says nothing about one person: none is none, fewer than ten people is not told, the rest goes by fives.
CREATE FUNCTION klein_getal(p_aantal bigint, p_mensen bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN coalesce(p_aantal, 0) = 0 THEN 0 WHEN p_mensen >= 10 THEN (5 * round(p_aantal / 5.0))::integer END
$$;

-- One table, the same for everybody and at every hour of a day: it takes no period, no group and no customer, so that nobody
-- can ask two numbers that differ by one person. What is confidential is in no number. Raises outside its own purpose.
CREATE FUNCTION doelgebruik_geteld() RETURNS TABLE (activiteit smallint, regels integer, klanten integer, eerder integer,
    ooit boolean, tot date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE laatste constant date := (SELECT max(t.dag) FROM doeldag t WHERE t.activiteit = 0);
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(28, false) c JOIN verwerkingsactiviteit a ON a.nummer = c.activiteit
                   WHERE c.partijen IS NULL AND a.code = 'doelgebruik') THEN
        RAISE EXCEPTION 'tellen kan alleen onder het doel daarvoor' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
        WITH per AS (
            SELECT t.activiteit,
                sum(t.regels) FILTER (WHERE t.dag > laatste - 30) AS r, sum(t.klanten) FILTER (WHERE t.dag > laatste - 30) AS k,
                sum(t.regels) FILTER (WHERE t.dag <= laatste - 30 AND t.dag > laatste - 60) AS er,
                sum(t.klanten) FILTER (WHERE t.dag <= laatste - 30 AND t.dag > laatste - 60) AS ek
            FROM doeldag t
            WHERE (t.activiteit, t.versie) NOT IN (SELECT v.nummer, v.versie FROM verwerkingsactiviteit_versie v
                WHERE v.vertrouwelijk_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)
            GROUP BY t.activiteit
        )
        SELECT p.activiteit, klein_getal(p.r, p.k), klein_getal(p.k, p.k), klein_getal(p.er, p.ek), p.activiteit > 0, laatste
        FROM per p;
END $$;

DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['tel_doeldagen(integer, integer)', 'doelgebruik_geteld()', 'klein_getal(bigint, bigint)'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_zegel', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO geholpen_app', f);
    END LOOP;
    REVOKE EXECUTE ON FUNCTION klein_getal(bigint, bigint) FROM geholpen_app;
END $$;
