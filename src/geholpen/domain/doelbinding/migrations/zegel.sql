-- The seal of both logs. Every line gets a salt; its hash and that of everything before it go into another table, behind the
-- transaction that wrote it. The salted line can be erased later and the chain still adds up.
--   blad    = sha256(salt ‖ line)                 line: JSON, keys sorted, UTF-8, integers, no white space
--   schakel = sha256(schakel before ‖ blad)       before the first: sha256('geholpen keten <number>')
-- A chain is for the customers of one bucket, so that it never spans two machines; the audit has its own.
ALTER TABLE dataverwerking
    ADD COLUMN zout uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN keten smallint NOT NULL GENERATED ALWAYS AS (1 + get_byte(uuid_send(partij_id), 15) % 4) STORED,
    ADD COLUMN tx xid8 NOT NULL DEFAULT '3';
ALTER TABLE audit
    ADD COLUMN zout uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN tx xid8 NOT NULL DEFAULT '3';
ALTER TABLE dataverwerking ALTER COLUMN tx SET DEFAULT pg_current_xact_id();
ALTER TABLE audit ALTER COLUMN tx SET DEFAULT pg_current_xact_id();
ALTER TABLE schakel ADD COLUMN tx xid8 NOT NULL;
CREATE INDEX dataverwerking_te_zegelen ON dataverwerking (keten, tx, id);
CREATE INDEX audit_te_zegelen ON audit (tx, id);
ALTER TABLE gewiste_regels ADD CHECK (van BETWEEN 1 AND tot AND reden IN ('termijn', 'verzoek'));

-- The sealer reads the logs and adds to the hashes. It cannot change a hash, and of a log line nothing but take it away for
-- `wis_logregels`, which writes down that it did.
REVOKE ALL ON schakel, gewiste_regels, controlepunt, bewaring, logcontrole FROM PUBLIC;
GRANT SELECT, DELETE ON dataverwerking, audit TO geholpen_zegel;
GRANT SELECT, INSERT ON schakel, gewiste_regels, controlepunt TO geholpen_zegel;
GRANT USAGE ON SCHEMA kern TO geholpen_zegel;
GRANT EXECUTE ON FUNCTION kern.ctx(integer, boolean) TO geholpen_zegel;
CREATE POLICY zegel_lezen ON dataverwerking FOR SELECT TO geholpen_zegel USING (true);
CREATE POLICY zegel_lezen ON audit FOR SELECT TO geholpen_zegel USING (true);
CREATE POLICY zegel_wissen ON dataverwerking FOR DELETE TO geholpen_zegel USING (true);
CREATE POLICY zegel_wissen ON audit FOR DELETE TO geholpen_zegel USING (true);
GRANT SELECT ON controlepunt, gewiste_regels TO geholpen_app;
GRANT SELECT, INSERT, UPDATE ON bewaring, logcontrole TO geholpen_app;

-- A text, a moment (microseconds since 1970) and a mapping as they stand in a line.
CREATE FUNCTION zegel_tekst(t text) RETURNS text LANGUAGE sql STABLE AS $$ SELECT to_json(t)::text $$;
CREATE FUNCTION zegel_uuid(u uuid) RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce('"' || u::text || '"', 'null') $$;
CREATE FUNCTION zegel_moment(m timestamptz) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT (extract(epoch FROM m) * 1000000)::bigint::text $$;
CREATE FUNCTION zegel_veld(j jsonb) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT '{' || string_agg(to_json(key)::text || ':' || value::text, ',' ORDER BY key COLLATE "C") || '}'
    FROM jsonb_each(j) $$;

-- What is hashed of one line. A column that is added to a log must come into a new form; a test says so.
CREATE FUNCTION zegel_regel(d dataverwerking) RETURNS text LANGUAGE sql STABLE AS $$ SELECT
    '{"aanleiding_id":' || zegel_uuid(d.aanleiding_id)
    || ',"aanleiding_soort":' || zegel_tekst(d.aanleiding_soort)
    || ',"activiteit":' || d.activiteit::text
    || ',"actor_soort":' || zegel_tekst(d.actor_soort)
    || ',"afdeling":' || zegel_tekst(d.afdeling)
    || ',"deur":' || zegel_tekst(d.deur)
    || ',"handeling":' || zegel_tekst(d.handeling)
    || ',"id":' || zegel_uuid(d.id)
    || ',"kanaal":' || zegel_tekst(d.kanaal)
    || ',"moment":' || zegel_moment(d.moment)
    || ',"naam":' || zegel_tekst(d.naam)
    || ',"partij_id":' || zegel_uuid(d.partij_id)
    || ',"soorten":' || d.soorten::text
    || ',"trace":' || zegel_uuid(d.trace)
    || ',"uitkomst":' || zegel_tekst(d.uitkomst)
    || ',"versie":' || d.versie::text
    || ',"vervalt_op":' || zegel_moment(d.vervalt_op) || '}' $$;
CREATE FUNCTION zegel_regel(a audit) RETURNS text LANGUAGE sql STABLE AS $$ SELECT
    '{"activiteit":' || coalesce(a.activiteit::text, 'null')
    || ',"actor_id":' || zegel_uuid(a.actor_id)
    || ',"actor_soort":' || zegel_tekst(a.actor_soort)
    || ',"besluit":' || a.besluit::text
    || ',"geweigerd":' || CASE WHEN a.geweigerd = '{}' THEN '{}' ELSE zegel_veld(a.geweigerd) END
    || ',"handeling":' || zegel_tekst(a.handeling)
    || ',"id":' || zegel_uuid(a.id)
    || ',"moment":' || zegel_moment(a.moment)
    || ',"object_id":' || zegel_uuid(a.object_id)
    || ',"object_soort":' || zegel_tekst(a.object_soort)
    || ',"oorsprong":' || zegel_tekst(a.oorsprong)
    || ',"resultaat":' || zegel_tekst(a.resultaat)
    || ',"toegestaan":' || a.toegestaan::text
    || ',"trace":' || zegel_uuid(a.trace)
    || ',"versie":' || coalesce(a.versie::text, 'null') || '}' $$;
CREATE FUNCTION zegel_blad(zout uuid, regel text) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT sha256(uuid_send(zout) || convert_to(regel, 'UTF8')) $$;
CREATE FUNCTION zegel_begin(keten integer) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT sha256(convert_to('geholpen keten ' || keten, 'UTF8')) $$;

-- As a window function: the links of a batch that goes on after `begin`.
CREATE FUNCTION zegel_stap(h bytea, begin bytea, blad bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT sha256(coalesce(h, begin) || blad) $$;
CREATE AGGREGATE zegel_schakel(bytea, bytea) (SFUNC = zegel_stap, STYPE = bytea);

-- In: a chain and how many lines at most. Out: how many were sealed; -1 when another worker is at it.
-- A line is taken when every transaction that began before its own has ended, and from where the chain stopped, in the order
-- (tx, id, customer): a transaction that commits late is never behind the cursor. GH010: rows come from another server, whose
-- transaction numbers mean nothing here (a restored back-up): `geholpen migrate` puts that right.
CREATE FUNCTION verzegel(p_keten integer, p_hoogstens integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    nu constant pg_snapshot := pg_current_snapshot();
    l schakel;
    gedaan integer;
BEGIN
    IF NOT pg_try_advisory_xact_lock(71240, p_keten) THEN RETURN -1; END IF;
    SELECT * INTO l FROM schakel s WHERE s.keten = p_keten ORDER BY s.nummer DESC LIMIT 1;
    IF l.tx >= pg_snapshot_xmax(nu) THEN
        RAISE EXCEPTION 'de database is teruggezet: geholpen migrate' USING ERRCODE = 'GH010';
    END IF;
    l.nummer := coalesce(l.nummer, 0);
    l.tx := coalesce(l.tx, '0');
    l.schakel := coalesce(l.schakel, zegel_begin(p_keten));
    l.regel_id := coalesce(l.regel_id, '00000000-0000-0000-0000-000000000000');
    l.partij_id := coalesce(l.partij_id, '00000000-0000-0000-0000-000000000000');
    INSERT INTO schakel (keten, nummer, regel_id, partij_id, tx, vorm, blad, schakel)
    SELECT p_keten, l.nummer + row_number() OVER w, r.id, r.partij_id, r.tx, 1, r.blad,
           zegel_schakel(l.schakel, r.blad) OVER w
    FROM (
        (SELECT a.tx, a.id, '00000000-0000-0000-0000-000000000000'::uuid AS partij_id,
                zegel_blad(a.zout, zegel_regel(a)) AS blad
         FROM audit a
         WHERE p_keten = 0 AND (a.tx, a.id) > (l.tx, l.regel_id) AND a.tx < pg_snapshot_xmin(nu)
         ORDER BY a.tx, a.id LIMIT p_hoogstens)
        UNION ALL
        (SELECT d.tx, d.id, d.partij_id, zegel_blad(d.zout, zegel_regel(d))
         FROM dataverwerking d
         WHERE p_keten <> 0 AND d.keten = p_keten AND d.tx < pg_snapshot_xmin(nu)
           AND (d.tx, d.id, d.partij_id) > (l.tx, l.regel_id, l.partij_id)
         ORDER BY d.tx, d.id, d.partij_id LIMIT p_hoogstens)
    ) r
    WINDOW w AS (ORDER BY r.tx, r.id, r.partij_id);
    GET DIAGNOSTICS gedaan = ROW_COUNT;
    RETURN gedaan;
END $$;

-- Out: per chain its last number and link, since when a line waits for its seal, and how long (seconds) on the database's clock.
CREATE FUNCTION zegel_stand() RETURNS TABLE (keten integer, nummer bigint, wortel bytea, wacht_seconden double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT k, coalesce(l.nummer, 0), coalesce(l.schakel, zegel_begin(k)), extract(epoch FROM clock_timestamp() - w.moment)
    FROM generate_series(0, 4) k
    LEFT JOIN LATERAL (
        SELECT s.nummer, s.schakel, s.tx, s.regel_id, s.partij_id FROM schakel s
        WHERE s.keten = k ORDER BY s.nummer DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (
        SELECT min(v.moment) AS moment FROM (
            (SELECT a.moment FROM audit a
             WHERE k = 0 AND (l.tx IS NULL OR (a.tx, a.id) > (l.tx, l.regel_id)) ORDER BY a.tx, a.id LIMIT 1000)
            UNION ALL
            (SELECT d.moment FROM dataverwerking d
             WHERE k <> 0 AND d.keten = k AND (l.tx IS NULL OR (d.tx, d.id, d.partij_id) > (l.tx, l.regel_id, l.partij_id))
             ORDER BY d.tx, d.id LIMIT 1000)) v) w ON true
$$;

-- The next checkpoint: its number makes sure that two workers do not both make it.
CREATE FUNCTION zet_controlepunt(p_nummer bigint, p_punt text, p_handtekening bytea, p_sleutel text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO controlepunt (nummer, punt, handtekening, sleutel)
    SELECT p_nummer, p_punt, p_handtekening, p_sleutel
    WHERE p_nummer = 1 + coalesce((SELECT max(c.nummer) FROM controlepunt c), 0) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

-- In: a chain, the number after which to begin and the link at it, how many at most. Out: ranges with a verdict, and one row
-- 'bekeken' with how far it came (`van`..`tot`, and the last link). Verdicts: gewist (lawfully), verdwenen (the line is gone),
-- gewijzigd (the line says something else), gat (links are gone), gebroken (a link does not follow from the one before).
CREATE FUNCTION controleer_keten(p_keten integer, p_na bigint, p_schakel bytea, p_hoogstens integer)
RETURNS TABLE (oordeel text, van bigint, tot bigint, laatste bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    WITH stuk AS MATERIALIZED (
        SELECT s.keten, s.nummer, s.regel_id, s.partij_id, s.blad, s.schakel FROM schakel s
        WHERE s.keten = p_keten AND s.nummer > p_na ORDER BY s.nummer LIMIT p_hoogstens
    ), naast AS (
        SELECT s.*, lag(s.nummer, 1, p_na) OVER w AS vorig,
               lag(s.schakel, 1, coalesce(p_schakel, zegel_begin(p_keten))) OVER w AS ervoor, r.blad AS nu
        FROM stuk s LEFT JOIN LATERAL (
            SELECT zegel_blad(a.zout, zegel_regel(a)) AS blad FROM audit a WHERE p_keten = 0 AND a.id = s.regel_id
            UNION ALL
            SELECT zegel_blad(d.zout, zegel_regel(d)) FROM dataverwerking d
            WHERE p_keten <> 0 AND d.partij_id = s.partij_id AND d.id = s.regel_id) r ON true
        WINDOW w AS (ORDER BY s.nummer)
    ), gezien AS MATERIALIZED (
        SELECT n.nummer, n.vorig, CASE
            WHEN n.vorig + 1 = n.nummer AND sha256(n.ervoor || n.blad) <> n.schakel THEN 'gebroken'
            WHEN n.nu = n.blad THEN NULL
            WHEN n.nu IS NOT NULL THEN 'gewijzigd'
            WHEN EXISTS (SELECT 1 FROM gewiste_regels g
                         WHERE g.keten = p_keten AND n.nummer BETWEEN g.van AND g.tot) THEN 'gewist'
            ELSE 'verdwenen' END AS oordeel
        FROM naast n
    )
    SELECT e.oordeel, min(e.nummer), max(e.nummer), NULL::bytea
    FROM (SELECT g.oordeel, g.nummer, g.nummer - row_number() OVER (PARTITION BY g.oordeel ORDER BY g.nummer) AS eiland
          FROM gezien g WHERE g.oordeel IS NOT NULL) e GROUP BY e.oordeel, e.eiland
    UNION ALL
    SELECT 'gat', g.vorig + 1, g.nummer - 1, NULL FROM gezien g WHERE g.nummer > g.vorig + 1
    UNION ALL
    SELECT 'bekeken', min(s.nummer), max(s.nummer), (array_agg(s.schakel ORDER BY s.nummer DESC))[1] FROM stuk s
    HAVING count(*) > 0
$$;

-- The links at these numbers, to compare with checkpoints.
CREATE FUNCTION zegel_wortels(p_keten integer, p_nummers bigint[]) RETURNS TABLE (nummer bigint, schakel bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT s.nummer, s.schakel FROM schakel s WHERE s.keten = p_keten AND s.nummer = ANY (p_nummers)
$$;

-- Lines that the chain went past without taking them: put in afterwards, as if they had always been there.
CREATE FUNCTION buiten_de_keten(p_keten integer) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    WITH l AS (SELECT s.tx, s.regel_id, s.partij_id FROM schakel s WHERE s.keten = p_keten ORDER BY s.nummer DESC LIMIT 1)
    SELECT (SELECT count(*) FROM audit a, l WHERE p_keten = 0 AND (a.tx, a.id) <= (l.tx, l.regel_id)
              AND NOT EXISTS (SELECT 1 FROM schakel s WHERE s.keten = 0 AND s.regel_id = a.id))
         + (SELECT count(*) FROM dataverwerking d, l WHERE p_keten <> 0 AND d.keten = p_keten
              AND (d.tx, d.id, d.partij_id) <= (l.tx, l.regel_id, l.partij_id)
              AND NOT EXISTS (SELECT 1 FROM schakel s WHERE s.keten = p_keten AND s.regel_id = d.id
                              AND s.partij_id = d.partij_id))
$$;

-- Ranges that were erased without a line of the audit that says so.
CREATE FUNCTION gewist_zonder_besluit() RETURNS TABLE (keten smallint, van bigint, tot bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT g.keten, g.van, g.tot FROM gewiste_regels g
    WHERE g.moment > now() - interval '700 days'
      AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.trace = g.trace AND a.besluit AND a.handeling LIKE '%.wis\_%'
                      AND a.moment BETWEEN g.moment - interval '1 hour' AND g.moment + interval '1 hour')
$$;

-- In: a chain; a customer, or none for every line whose term is over; why, by whom and under which trace. Takes away sealed
-- lines and writes down which, in ranges. Out: how many. Only under a purpose that may change the log.
CREATE FUNCTION wis_logregels(p_keten integer, p_partij uuid, p_reden text, p_actor uuid, p_trace uuid, p_dagen integer)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE gedaan bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(28, true) c WHERE c.partijen IS NULL OR p_partij = ANY (c.partijen)) THEN
        RAISE EXCEPTION 'geen doel om logregels te wissen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    WITH weg AS (
        DELETE FROM dataverwerking d USING schakel s
        WHERE p_keten <> 0 AND s.keten = p_keten AND d.keten = p_keten
          AND d.partij_id = s.partij_id AND d.id = s.regel_id
          AND CASE WHEN p_partij IS NULL THEN d.vervalt_op < now() ELSE d.partij_id = p_partij END
        RETURNING s.nummer
    ), weg_audit AS (
        DELETE FROM audit a USING schakel s
        WHERE p_keten = 0 AND p_partij IS NULL AND s.keten = 0 AND a.id = s.regel_id
          AND a.moment < now() - make_interval(days => p_dagen)
        RETURNING s.nummer
    ), eilanden AS (
        SELECT min(e.nummer) AS van, max(e.nummer) AS tot FROM (
            SELECT n.nummer, n.nummer - row_number() OVER (ORDER BY n.nummer) AS eiland
            FROM (SELECT * FROM weg UNION ALL SELECT * FROM weg_audit) n) e GROUP BY e.eiland
    ), geschreven AS (
        INSERT INTO gewiste_regels (keten, van, tot, reden, actor_id, trace)
        SELECT p_keten, e.van, e.tot, p_reden, p_actor, p_trace FROM eilanden e RETURNING tot - van + 1 AS aantal
    )
    SELECT coalesce(sum(g.aantal), 0) INTO gedaan FROM geschreven g;
    RETURN gedaan;
END $$;

DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY[
        'verzegel(integer, integer)', 'zegel_stand()', 'zet_controlepunt(bigint, text, bytea, text)',
        'controleer_keten(integer, bigint, bytea, integer)', 'zegel_wortels(integer, bigint[])',
        'buiten_de_keten(integer)', 'gewist_zonder_besluit()', 'wis_logregels(integer, uuid, text, uuid, uuid, integer)'
    ] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_zegel', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO geholpen_app', f);
    END LOOP;
END $$;
