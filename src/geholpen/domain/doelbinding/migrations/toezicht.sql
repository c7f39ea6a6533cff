-- Looks at very many customers, looks without a conversation, and who may know who it was. The application reads what it must
-- under the purpose of that oversight, never the employee; it writes only through the functions below.
REVOKE ALL ON bekeken, veel_inzage, losse_inzage, onthulling FROM PUBLIC;
ALTER TABLE bekeken ENABLE ROW LEVEL SECURITY;
ALTER TABLE bekeken FORCE ROW LEVEL SECURITY;
ALTER TABLE veel_inzage ENABLE ROW LEVEL SECURITY;
ALTER TABLE veel_inzage FORCE ROW LEVEL SECURITY;
ALTER TABLE losse_inzage ENABLE ROW LEVEL SECURITY;
ALTER TABLE losse_inzage FORCE ROW LEVEL SECURITY;
ALTER TABLE onthulling ENABLE ROW LEVEL SECURITY;
ALTER TABLE onthulling FORCE ROW LEVEL SECURITY;
CREATE POLICY lezen ON veel_inzage FOR SELECT TO geholpen_app USING (EXISTS (
    SELECT 1 FROM kern.ctx(28, false) c JOIN verwerkingsactiviteit a ON a.nummer = c.activiteit
    WHERE c.partijen IS NULL AND a.code = 'veel_inzage'));
CREATE POLICY lezen ON losse_inzage FOR SELECT TO geholpen_app USING (EXISTS (
    SELECT 1 FROM kern.ctx(28, false) c JOIN verwerkingsactiviteit a ON a.nummer = c.activiteit
    WHERE c.partijen IS NULL AND a.code = 'losse_inzage'));
CREATE POLICY lezen ON onthulling FOR SELECT TO geholpen_app USING (EXISTS (
    SELECT 1 FROM kern.ctx(28, false) c JOIN verwerkingsactiviteit a ON a.nummer = c.activiteit
    WHERE c.partijen IS NULL AND a.code = 'medewerker_onthullen'));
CREATE POLICY opzoeken ON bekeken FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY toevoegen ON bekeken FOR INSERT TO geholpen_deur WITH CHECK (true);
CREATE POLICY bijwerken ON bekeken FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);
CREATE POLICY vergeten ON bekeken FOR DELETE TO geholpen_deur USING (true);
CREATE POLICY opzoeken ON veel_inzage FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY toevoegen ON veel_inzage FOR INSERT TO geholpen_deur WITH CHECK (true);
CREATE POLICY bijwerken ON veel_inzage FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);
CREATE POLICY opzoeken ON losse_inzage FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY toevoegen ON losse_inzage FOR INSERT TO geholpen_deur WITH CHECK (true);
CREATE POLICY bijwerken ON losse_inzage FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);
CREATE POLICY opzoeken ON onthulling FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY toevoegen ON onthulling FOR INSERT TO geholpen_deur WITH CHECK (true);
CREATE POLICY bijwerken ON onthulling FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON bekeken TO geholpen_deur;
GRANT SELECT, INSERT, UPDATE ON veel_inzage, losse_inzage, onthulling TO geholpen_deur;
GRANT SELECT (id, afdeling, rol, uur, aantal, laatst_op) ON veel_inzage TO geholpen_app;
GRANT SELECT (id, gesprek_id, partij_id, afdeling, gezien_op, regels, gevraagd_op, beantwoord_op, antwoord, uitkomst,
    bevinding, beoordeeld_op) ON losse_inzage TO geholpen_app;
GRANT SELECT ON onthulling TO geholpen_app;

-- ---- looks at very many customers

-- In: an employee, customers about to be shown, and since when the second factor holds. Out: how many different customers this
-- employee saw in the last hour, and since the second factor. `p_los`: nothing else is in this transaction, so it need not
-- wait for the disk: a count lost in a crash begins again.
CREATE FUNCTION tel_bekeken(p_medewerker uuid, p_partijen uuid[], p_sinds timestamptz, p_los boolean)
RETURNS TABLE (uur integer, sinds integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF p_los THEN PERFORM set_config('synchronous_commit', 'off', true); END IF;
    INSERT INTO bekeken AS b (medewerker_id, partij_id, moment)
    SELECT p_medewerker, p, clock_timestamp() FROM (SELECT DISTINCT unnest(p_partijen) AS p) t ORDER BY p
    ON CONFLICT (medewerker_id, partij_id) DO UPDATE SET moment = excluded.moment WHERE b.moment < now() - interval '1 hour';
    RETURN QUERY SELECT count(*)::integer, (count(*) FILTER (WHERE b.moment > p_sinds))::integer
    FROM bekeken b WHERE b.medewerker_id = p_medewerker AND b.moment > now() - interval '1 hour';
END $$;

-- What the screens of this employee say: the break-glass that runs, how many customers they saw this hour, how many looks they
-- are asked to explain. In one call, because every page asks it.
CREATE FUNCTION toezicht_stand(p_medewerker uuid)
RETURNS TABLE (nood_id uuid, nood_partij uuid, nood_tot timestamptz, gezien integer, gevraagd integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
    SELECT n.id, n.partij_id, n.tot,
        (SELECT count(*)::integer FROM bekeken b WHERE b.medewerker_id = p_medewerker AND b.moment > now() - interval '1 hour'),
        (SELECT count(*)::integer FROM losse_inzage l WHERE l.medewerker_id = p_medewerker AND l.gevraagd_op IS NOT NULL
            AND l.beantwoord_op IS NULL AND l.beoordeeld_op IS NULL)
    FROM (SELECT 1) een LEFT JOIN noodtoegang n
        ON n.medewerker_id = p_medewerker AND n.beeindigd_op IS NULL AND n.tot > now();
END $$;
DROP FUNCTION lopende_noodtoegang(uuid);

-- What is older than an hour is of no use to anybody.
CREATE FUNCTION vergeet_bekeken() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE n integer;
BEGIN
    DELETE FROM bekeken b WHERE b.moment < now() - interval '1 hour';
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

-- Somebody went past the limit of the role: one signal per employee and hour. True when it is a new one.
CREATE FUNCTION alarm_veel_inzage(p_medewerker uuid, p_rol text, p_aantal integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE nieuw boolean;
BEGIN
    INSERT INTO veel_inzage AS v (id, medewerker_id, afdeling, rol, uur, aantal, laatst_op)
    SELECT gen_random_uuid(), m.id, m.afdeling_code, p_rol, date_trunc('hour', now()), p_aantal, now()
    FROM medewerker m WHERE m.id = p_medewerker
    ON CONFLICT (medewerker_id, uur) DO UPDATE SET aantal = greatest(v.aantal, excluded.aantal), laatst_op = now()
    RETURNING xmax = 0 INTO nieuw;
    RETURN coalesce(nieuw, false);
END $$;

-- ---- looks without a conversation

ALTER TABLE losse_inzage
    ADD CONSTRAINT los_antwoord CHECK (beantwoord_op IS NULL OR length(btrim(antwoord)) >= 10),
    ADD CONSTRAINT los_zelf CHECK (beoordeeld_door IS NULL OR beoordeeld_door <> medewerker_id),
    ADD CONSTRAINT los_oordeel CHECK ((beoordeeld_op IS NULL AND uitkomst = '')
        OR (beoordeeld_op IS NOT NULL AND uitkomst IN ('terecht', 'onterecht') AND length(btrim(bevinding)) >= 10));
CREATE INDEX dataverwerking_van_gesprek ON dataverwerking (aanleiding_id) WHERE aanleiding_soort = 'gesprek';
CREATE POLICY losse_inzage ON dataverwerking FOR SELECT TO geholpen_deur USING (aanleiding_soort = 'gesprek');
GRANT SELECT (partij_id, aanleiding_soort, aanleiding_id, afdeling, actor_soort, moment) ON dataverwerking TO geholpen_deur;

-- In: a conversation of which nothing was recorded. Every customer that was looked at under it, half an hour ago or longer,
-- becomes one signal. Out: how many are new.
CREATE FUNCTION merk_losse_inzage(p_gesprek uuid, p_medewerker uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE n integer;
BEGIN
    PERFORM toezichtactor('losse_inzage');
    INSERT INTO losse_inzage (id, gesprek_id, partij_id, medewerker_id, afdeling, gezien_op, regels, antwoord, uitkomst, bevinding)
    SELECT gen_random_uuid(), p_gesprek, d.partij_id, p_medewerker, min(d.afdeling), min(d.moment), count(*), '', '', ''
    FROM dataverwerking d
    WHERE d.aanleiding_soort = 'gesprek' AND d.aanleiding_id = p_gesprek AND d.actor_soort = 'medewerker'
    GROUP BY d.partij_id HAVING max(d.moment) < now() - interval '30 minutes'
    ON CONFLICT (gesprek_id, partij_id) DO NOTHING;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

-- Whether the team lead of that department, or the privacy officer.
CREATE FUNCTION houdt_toezicht(p_wie uuid, p_afdeling text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM medewerker m WHERE m.id = p_wie AND m.actief AND ('fg' = ANY (m.rollen)
        OR ('teamleider' = ANY (m.rollen) AND m.afdeling_code = p_afdeling)));
END $$;

-- Ask whoever looked why; it shows on their own screen, so nobody needs to know who it was. Raises GH024 when there is none.
CREATE FUNCTION vraag_losse_inzage(p_id uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := toezichtactor('losse_inzage');
BEGIN
    UPDATE losse_inzage l SET gevraagd_op = now()
    WHERE l.id = p_id AND l.gevraagd_op IS NULL AND l.beoordeeld_op IS NULL AND houdt_toezicht(wie, l.afdeling);
    IF NOT FOUND THEN RAISE EXCEPTION 'niets te vragen' USING ERRCODE = 'GH024'; END IF;
END $$;

-- What this employee is asked: keys and moments.
CREATE FUNCTION gevraagde_inzage(p_medewerker uuid) RETURNS TABLE (id uuid, gezien_op timestamptz, gevraagd_op timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT l.id, l.gezien_op, l.gevraagd_op FROM losse_inzage l
    WHERE l.medewerker_id = p_medewerker AND l.gevraagd_op IS NOT NULL AND l.beantwoord_op IS NULL AND l.beoordeeld_op IS NULL
    ORDER BY l.gevraagd_op;
END $$;

CREATE FUNCTION beantwoord_losse_inzage(p_id uuid, p_antwoord text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := toezichtactor('inzage_verantwoorden');
BEGIN
    UPDATE losse_inzage l SET beantwoord_op = now(), antwoord = p_antwoord
    WHERE l.id = p_id AND l.medewerker_id = wie AND l.gevraagd_op IS NOT NULL AND l.beantwoord_op IS NULL;
    IF NOT FOUND THEN RAISE EXCEPTION 'niets te beantwoorden' USING ERRCODE = 'GH024'; END IF;
END $$;

CREATE FUNCTION beoordeel_losse_inzage(p_id uuid, p_uitkomst text, p_bevinding text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := toezichtactor('losse_inzage');
BEGIN
    UPDATE losse_inzage l SET beoordeeld_door = wie, beoordeeld_op = now(), uitkomst = p_uitkomst, bevinding = p_bevinding
    WHERE l.id = p_id AND l.beoordeeld_op IS NULL AND houdt_toezicht(wie, l.afdeling);
    IF NOT FOUND THEN RAISE EXCEPTION 'niets te beoordelen' USING ERRCODE = 'GH024'; END IF;
END $$;

-- What the customer in the context may know: after which conversations nothing was recorded, and what came out.
CREATE FUNCTION losse_inzage_voor_klant(p_gesprekken uuid[]) RETURNS TABLE (gesprek_id uuid, uitkomst text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT l.gesprek_id, l.uitkomst::text FROM losse_inzage l WHERE l.gesprek_id = ANY (p_gesprekken) AND EXISTS (
        SELECT 1 FROM kern.ctx(28, false) c WHERE l.partij_id = ANY (c.partijen));
END $$;

-- ---- who it was: two people of different roles, for a week

ALTER TABLE onthulling
    ADD CONSTRAINT onthulling_bron CHECK (bron IN ('weigering', 'veel_inzage', 'losse_inzage')),
    ADD CONSTRAINT onthulling_reden CHECK (length(btrim(reden)) >= 30),
    ADD CONSTRAINT onthulling_twee_mensen CHECK (besloten_door IS NULL
        OR (besloten_door <> gevraagd_door AND besloten_rol <> gevraagd_rol)),
    ADD CONSTRAINT onthulling_besluit CHECK ((besloten_op IS NULL) = (besloten_door IS NULL)
        AND (besloten_op IS NULL) = (akkoord IS NULL));
CREATE POLICY onthullen ON audit FOR SELECT TO geholpen_deur USING (NOT besluit);
GRANT SELECT (id, actor_id, besluit) ON audit TO geholpen_deur;

-- The employee behind a signal; only the functions below use it.
CREATE FUNCTION wie_achter(p_bron text, p_id uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE p_bron
        WHEN 'weigering' THEN (SELECT a.actor_id FROM audit a WHERE a.id = p_id AND NOT a.besluit)
        WHEN 'veel_inzage' THEN (SELECT v.medewerker_id FROM veel_inzage v WHERE v.id = p_id)
        WHEN 'losse_inzage' THEN (SELECT l.medewerker_id FROM losse_inzage l WHERE l.id = p_id)
    END;
END $$;

CREATE FUNCTION vraag_onthulling(p_id uuid, p_bron text, p_bron_id uuid, p_rol text, p_reden text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie constant uuid := toezichtactor('medewerker_onthullen');
    team constant text := (SELECT m.afdeling_code FROM medewerker m WHERE m.id = wie_achter(p_bron, p_bron_id));
BEGIN
    IF team IS NULL OR NOT houdt_toezicht(wie, team)
       OR NOT EXISTS (SELECT 1 FROM medewerker m WHERE m.id = wie AND p_rol = ANY (m.rollen)) THEN
        RAISE EXCEPTION 'geen toezicht op dit signaal' USING ERRCODE = 'GH024';
    END IF;
    INSERT INTO onthulling (id, bron, bron_id, afdeling, reden, gevraagd_door, gevraagd_rol, gevraagd_op, besloten_rol)
    VALUES (p_id, p_bron, p_bron_id, team, p_reden, wie, p_rol, now(), '');
END $$;

CREATE FUNCTION besluit_onthulling(p_id uuid, p_rol text, p_akkoord boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := toezichtactor('medewerker_onthullen');
BEGIN
    UPDATE onthulling o SET besloten_door = wie, besloten_rol = p_rol, besloten_op = now(), akkoord = p_akkoord
    WHERE o.id = p_id AND o.besloten_op IS NULL AND houdt_toezicht(wie, o.afdeling)
      AND EXISTS (SELECT 1 FROM medewerker m WHERE m.id = wie AND p_rol = ANY (m.rollen));
    IF NOT FOUND THEN RAISE EXCEPTION 'niets te besluiten' USING ERRCODE = 'GH024'; END IF;
END $$;

-- The employee, for one of the two people, in the week after the other agreed.
CREATE FUNCTION onthul(p_id uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := toezichtactor('medewerker_onthullen');
BEGIN
    RETURN (SELECT wie_achter(o.bron, o.bron_id) FROM onthulling o
        WHERE o.id = p_id AND o.akkoord AND o.besloten_op > now() - interval '7 days'
          AND wie IN (o.gevraagd_door, o.besloten_door));
END $$;

ALTER FUNCTION tel_bekeken OWNER TO geholpen_deur;
ALTER FUNCTION toezicht_stand OWNER TO geholpen_deur;
ALTER FUNCTION vergeet_bekeken OWNER TO geholpen_deur;
ALTER FUNCTION alarm_veel_inzage OWNER TO geholpen_deur;
ALTER FUNCTION merk_losse_inzage OWNER TO geholpen_deur;
ALTER FUNCTION houdt_toezicht OWNER TO geholpen_deur;
ALTER FUNCTION vraag_losse_inzage OWNER TO geholpen_deur;
ALTER FUNCTION gevraagde_inzage OWNER TO geholpen_deur;
ALTER FUNCTION beantwoord_losse_inzage OWNER TO geholpen_deur;
ALTER FUNCTION beoordeel_losse_inzage OWNER TO geholpen_deur;
ALTER FUNCTION losse_inzage_voor_klant OWNER TO geholpen_deur;
ALTER FUNCTION wie_achter OWNER TO geholpen_deur;
ALTER FUNCTION vraag_onthulling OWNER TO geholpen_deur;
ALTER FUNCTION besluit_onthulling OWNER TO geholpen_deur;
ALTER FUNCTION onthul OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION tel_bekeken, toezicht_stand, vergeet_bekeken, alarm_veel_inzage, merk_losse_inzage,
    houdt_toezicht, vraag_losse_inzage, gevraagde_inzage, beantwoord_losse_inzage, beoordeel_losse_inzage,
    losse_inzage_voor_klant, wie_achter, vraag_onthulling, besluit_onthulling, onthul FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tel_bekeken, toezicht_stand, vergeet_bekeken, alarm_veel_inzage, merk_losse_inzage,
    vraag_losse_inzage, gevraagde_inzage, beantwoord_losse_inzage, beoordeel_losse_inzage, losse_inzage_voor_klant,
    vraag_onthulling, besluit_onthulling, onthul TO geholpen_app;
