-- Break-glass. The application reads it under the purpose of reviewing, and writes it only through the functions below, in
-- the name of whoever the signed context says is acting.
REVOKE ALL ON noodtoegang FROM PUBLIC;
ALTER TABLE noodtoegang ENABLE ROW LEVEL SECURITY;
ALTER TABLE noodtoegang FORCE ROW LEVEL SECURITY;
CREATE POLICY lezen ON noodtoegang FOR SELECT TO geholpen_app USING (EXISTS (
    SELECT 1 FROM kern.ctx(28, false) c JOIN verwerkingsactiviteit a ON a.nummer = c.activiteit
    WHERE c.partijen IS NULL AND a.code = 'noodtoegang_beoordelen'));
CREATE POLICY opzoeken ON noodtoegang FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY openen ON noodtoegang FOR INSERT TO geholpen_deur WITH CHECK (true);
CREATE POLICY bijwerken ON noodtoegang FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);
GRANT SELECT ON noodtoegang TO geholpen_app;
GRANT SELECT, INSERT, UPDATE ON noodtoegang TO geholpen_deur;
GRANT SELECT ON medewerker TO geholpen_deur;
ALTER TABLE noodtoegang
    ADD CONSTRAINT nood_reden CHECK (reden IN ('gevaar', 'calamiteit', 'uitval')),
    ADD CONSTRAINT nood_toelichting CHECK (length(btrim(toelichting)) >= 30),
    ADD CONSTRAINT nood_twintig_minuten CHECK (tot = begonnen_op + interval '20 minutes'),
    ADD CONSTRAINT nood_termijnen CHECK (beoordelen_voor <= recht_tot
        AND recht_tot <= (begonnen_op AT TIME ZONE 'UTC')::date + 30),
    ADD CONSTRAINT niemand_beoordeelt_zichzelf CHECK (beoordeeld_door IS NULL OR beoordeeld_door <> medewerker_id),
    ADD CONSTRAINT nood_oordeel CHECK ((beoordeeld_op IS NULL AND uitkomst = '' AND beoordeeld_door IS NULL)
        OR (beoordeeld_op IS NOT NULL AND beoordeeld_door IS NOT NULL AND uitkomst IN ('terecht', 'onterecht')
            AND length(btrim(bevinding)) >= 10));

-- Break-glass is for reading one customer: never for searching, exporting, counting or numbers of citizens. That holds for
-- whatever the register is made to say.
ALTER TABLE verwerkingsactiviteit_versie ADD CONSTRAINT nood_alleen_inzage CHECK (NOT 'noodtoegang' = ANY (vereist_aanleiding)
    OR (cardinality(vereist_aanleiding) = 1 AND NOT mag_bsn_tonen AND NOT verdeelt));
CREATE FUNCTION nood_alleen_lezen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.soort = 6 OR NEW.handelingen <> ARRAY['lezen']::varchar[]) AND EXISTS (
        SELECT 1 FROM verwerkingsactiviteit_versie v WHERE v.nummer = NEW.nummer AND v.versie = NEW.versie
          AND 'noodtoegang' = ANY (v.vereist_aanleiding)) THEN
        RAISE EXCEPTION 'noodtoegang is alleen om te lezen, en nooit voor het BSN' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'nood_alleen_lezen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nood_alleen_lezen BEFORE INSERT OR UPDATE ON verwerkingsactiviteit_gegeven
    FOR EACH ROW EXECUTE FUNCTION nood_alleen_lezen();

-- Who acts under this purpose, from the signed context: NULL for the system. Raises when another door is open.
CREATE FUNCTION toezichtactor(p_code text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE deel text[] := kern.velden(current_setting('app.ctx', true));
BEGIN
    IF deel IS NULL OR deel[4] IS DISTINCT FROM (SELECT nummer::text FROM verwerkingsactiviteit WHERE code = p_code) THEN
        RAISE EXCEPTION 'toezicht verandert alleen door zijn eigen deuren' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN deel[3] = 'systeem' THEN NULL ELSE deel[3]::uuid END;
END $$;

-- Whether break-glass of this team's role is off: one of it is still not reviewed after its last day.
CREATE FUNCTION noodrecht_uit(p_afdeling text, p_rol text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM noodtoegang n WHERE n.afdeling = p_afdeling AND n.rol = p_rol
        AND n.beoordeeld_op IS NULL AND n.recht_tot < (now() AT TIME ZONE 'Europe/Amsterdam')::date);
END $$;

-- In: one customer, the role that is used, why, when the second factor was given, and two days that the calendar of the
-- organisation gives. Raises GH020 when the role has no break-glass, GH021 when it is off, GH022 when the second factor is
-- older than five minutes, GH023 when another one of this employee still runs.
CREATE FUNCTION open_noodtoegang(p_id uuid, p_partij uuid, p_rol text, p_reden text, p_toelichting text,
    p_bevestigd timestamptz, p_beoordelen_voor date, p_recht_tot date) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie constant uuid := toezichtactor('inzage_verantwoorden');
    team constant text := (SELECT m.afdeling_code FROM medewerker m WHERE m.id = wie AND m.actief AND p_rol = ANY (m.rollen));
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(wie::text, 20));
    IF team IS NULL OR NOT EXISTS (
        SELECT 1 FROM verwerkingsactiviteit a JOIN verwerkingsactiviteit_versie v USING (nummer)
        WHERE a.code = 'noodtoegang' AND v.status = 'actief' AND v.evaluatiedatum >= (now() AT TIME ZONE 'Europe/Amsterdam')::date
          AND p_rol = ANY (v.rollen) AND (v.afdelingen = '{}' OR team = ANY (v.afdelingen))) THEN
        RAISE EXCEPTION 'deze rol heeft geen noodtoegang' USING ERRCODE = 'GH020';
    ELSIF noodrecht_uit(team, p_rol) THEN
        RAISE EXCEPTION 'noodtoegang van dit team staat uit' USING ERRCODE = 'GH021';
    ELSIF p_bevestigd IS NULL OR p_bevestigd NOT BETWEEN now() - interval '5 minutes' AND now() + interval '30 seconds' THEN
        RAISE EXCEPTION 'de tweede stap is te oud' USING ERRCODE = 'GH022';
    ELSIF EXISTS (SELECT 1 FROM noodtoegang n WHERE n.medewerker_id = wie AND n.beeindigd_op IS NULL AND n.tot > now()) THEN
        RAISE EXCEPTION 'er loopt al een noodtoegang' USING ERRCODE = 'GH023';
    END IF;
    INSERT INTO noodtoegang (id, medewerker_id, afdeling, rol, partij_id, reden, toelichting, begonnen_op, tot,
        beoordelen_voor, recht_tot, gemeld, uitkomst, bevinding)
    VALUES (p_id, wie, team, p_rol, p_partij, p_reden, p_toelichting, now(), now() + interval '20 minutes',
        p_beoordelen_voor, p_recht_tot, 0, '', '');
    RETURN now() + interval '20 minutes';
END $$;

-- The reason to look: whether it still runs and whose it is. It ends by itself, by hand, and when the right is off.
CREATE FUNCTION reden_noodtoegang(p_partij uuid, p_id uuid) RETURNS TABLE (open boolean, medewerker uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
    SELECT n.beeindigd_op IS NULL AND n.tot > now() AND NOT noodrecht_uit(n.afdeling, n.rol), n.medewerker_id
    FROM noodtoegang n WHERE n.partij_id = p_partij AND n.id = p_id;
END $$;

-- The one that runs for this employee, for the bar on the screen. Keys and a moment.
CREATE FUNCTION lopende_noodtoegang(p_medewerker uuid) RETURNS TABLE (id uuid, partij_id uuid, tot timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT n.id, n.partij_id, n.tot FROM noodtoegang n
    WHERE n.medewerker_id = p_medewerker AND n.beeindigd_op IS NULL AND n.tot > now();
END $$;

-- Only whoever opened it ends it before its time. Ending twice does nothing.
CREATE FUNCTION beeindig_noodtoegang(p_id uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    UPDATE noodtoegang n SET beeindigd_op = now()
    WHERE n.id = p_id AND n.medewerker_id = toezichtactor('inzage_verantwoorden') AND n.beeindigd_op IS NULL AND n.tot > now();
END $$;

-- In: an outcome and what was found. By the privacy officer, or by the team lead of that department; never by whoever
-- opened it (constraint niemand_beoordeelt_zichzelf), and once. Raises GH024 when there is nothing to review.
CREATE FUNCTION beoordeel_noodtoegang(p_id uuid, p_uitkomst text, p_bevinding text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := toezichtactor('noodtoegang_beoordelen');
BEGIN
    UPDATE noodtoegang n SET beoordeeld_door = wie, beoordeeld_op = now(), uitkomst = p_uitkomst, bevinding = p_bevinding,
        beeindigd_op = coalesce(n.beeindigd_op, least(n.tot, now()))
    FROM medewerker m
    WHERE n.id = p_id AND n.beoordeeld_op IS NULL AND m.id = wie AND m.actief
      AND ('fg' = ANY (m.rollen) OR ('teamleider' = ANY (m.rollen) AND m.afdeling_code = n.afdeling));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'niets te beoordelen' USING ERRCODE = 'GH024';
    END IF;
END $$;

-- What must be told now, each once: 1 the review is late, 2 the right of this team's role is off.
CREATE FUNCTION herinner_noodtoegang() RETURNS TABLE (afdeling text, rol text, stap smallint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    PERFORM toezichtactor('noodtoegang_beoordelen');
    RETURN QUERY
    UPDATE noodtoegang n SET gemeld = CASE WHEN n.recht_tot < (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN 2 ELSE 1 END
    WHERE n.beoordeeld_op IS NULL AND n.beoordelen_voor < (now() AT TIME ZONE 'Europe/Amsterdam')::date
      AND n.gemeld < CASE WHEN n.recht_tot < (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN 2 ELSE 1 END
    RETURNING n.afdeling::text, n.rol::text, n.gemeld;
END $$;

-- What the customer in the context may know of these: whether it shows by now, and what came out. Before the review nothing
-- shows; when nobody reviewed it in time it shows all the same.
CREATE FUNCTION noodtoegang_voor_klant(p_ids uuid[]) RETURNS TABLE (id uuid, zichtbaar boolean, reden text, uitkomst text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT n.id, n.beoordeeld_op IS NOT NULL OR n.recht_tot < (now() AT TIME ZONE 'Europe/Amsterdam')::date, n.reden::text, n.uitkomst::text
    FROM noodtoegang n WHERE n.id = ANY (p_ids) AND EXISTS (
        SELECT 1 FROM kern.ctx(28, false) c WHERE c.partijen IS NULL OR n.partij_id = ANY (c.partijen));
END $$;

-- No line, no data: the log takes a look with break-glass only while it runs, of its own customer, by who opened it.
CREATE FUNCTION nood_loopt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE deel constant text[] := kern.velden(current_setting('app.ctx', true));
BEGIN
    IF NOT EXISTS (SELECT 1 FROM noodtoegang n WHERE n.id = NEW.aanleiding_id AND n.partij_id = NEW.partij_id
        AND n.medewerker_id::text = deel[3] AND n.beeindigd_op IS NULL AND n.tot > now()) THEN
        RAISE EXCEPTION 'deze noodtoegang loopt niet' USING ERRCODE = 'GH025';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nood_loopt BEFORE INSERT ON dataverwerking FOR EACH ROW
    WHEN (NEW.aanleiding_soort = 'noodtoegang') EXECUTE FUNCTION nood_loopt();

ALTER FUNCTION nood_alleen_lezen OWNER TO geholpen_deur;
ALTER FUNCTION toezichtactor OWNER TO geholpen_deur;
ALTER FUNCTION noodrecht_uit OWNER TO geholpen_deur;
ALTER FUNCTION open_noodtoegang OWNER TO geholpen_deur;
ALTER FUNCTION reden_noodtoegang OWNER TO geholpen_deur;
ALTER FUNCTION lopende_noodtoegang OWNER TO geholpen_deur;
ALTER FUNCTION beeindig_noodtoegang OWNER TO geholpen_deur;
ALTER FUNCTION beoordeel_noodtoegang OWNER TO geholpen_deur;
ALTER FUNCTION herinner_noodtoegang OWNER TO geholpen_deur;
ALTER FUNCTION noodtoegang_voor_klant OWNER TO geholpen_deur;
ALTER FUNCTION nood_loopt OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION nood_alleen_lezen, toezichtactor, noodrecht_uit, open_noodtoegang, reden_noodtoegang,
    lopende_noodtoegang, beeindig_noodtoegang, beoordeel_noodtoegang, herinner_noodtoegang, noodtoegang_voor_klant, nood_loopt
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION noodrecht_uit, open_noodtoegang, reden_noodtoegang, lopende_noodtoegang, beeindig_noodtoegang,
    beoordeel_noodtoegang, herinner_noodtoegang, noodtoegang_voor_klant TO geholpen_app;
