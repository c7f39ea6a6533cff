-- A setting changes by two functions only, in the name of whoever the signed context says is acting. A room that owns settings
-- of a kind `x` brings four functions:
--   wijziging_wie_x()                    who acts, raises outside the doors of its purpose
--   wijziging_nu_x(sleutel)              the setting as it is now, as one level of JSON
--   wijziging_mag_x(sleutel, was, wordt) roles that may propose, and roles of the second person (none: one is enough)
--   wijziging_doe_x(sleutel, wordt, wie) make it so
ALTER TABLE wijziging
    ADD CONSTRAINT soort_bekend CHECK (soort IN ('organisatie', 'bewaartermijn', 'selectieregel')),
    ADD CONSTRAINT stand_bekend CHECK (stand IN ('open', 'toegepast', 'afgewezen', 'ingetrokken')),
    ADD CONSTRAINT waarom_gezegd CHECK (length(waarom) BETWEEN 10 AND 1000),
    ADD CONSTRAINT een_ander_beslist CHECK (stand NOT IN ('toegepast', 'afgewezen') OR cardinality(beslissers) = 0
        OR (besloten_door IS NOT NULL AND besloten_door <> voorgesteld_door)),
    ADD CONSTRAINT zelf_ingetrokken CHECK (stand <> 'ingetrokken' OR besloten_door = voorgesteld_door);
REVOKE INSERT, UPDATE ON wijziging FROM geholpen_app;
GRANT SELECT, INSERT, UPDATE ON wijziging TO geholpen_deur;
GRANT SELECT ON medewerker TO geholpen_deur;
GRANT SELECT, UPDATE ON organisatie TO geholpen_deur;

-- Roles of an employee who works here now.
CREATE FUNCTION rollen_van(p_wie uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT m.rollen::text[] FROM medewerker m WHERE m.id = p_wie AND m.actief), '{}')
$$;

-- In: what a setting becomes, and why. Out: 'toegepast', or 'open' when a second person has to agree.
-- GH030: nothing changes. GH031: a proposal for it waits already. GH033: there is no such setting.
-- GH034: another role proposes this.
CREATE FUNCTION stel_wijziging_voor(p_id uuid, p_soort text, p_sleutel text, p_wordt jsonb, p_waarom text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie uuid;
    was jsonb;
    wordt jsonb;
    voorstellers text[];
    beslissers text[];
BEGIN
    IF p_soort NOT IN ('organisatie', 'bewaartermijn', 'selectieregel') THEN
        RAISE EXCEPTION 'geen instelling' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('SELECT wijziging_wie_%s()', p_soort) INTO wie;
    PERFORM pg_advisory_xact_lock(hashtextextended('wijziging/' || p_soort || '/' || p_sleutel, 0));
    EXECUTE format('SELECT wijziging_nu_%s($1)', p_soort) INTO was USING p_sleutel;
    IF was IS NULL THEN RAISE EXCEPTION 'geen instelling' USING ERRCODE = 'GH033'; END IF;
    SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}') INTO wordt FROM jsonb_each(p_wordt) e
    WHERE e.value IS DISTINCT FROM was -> e.key;
    SELECT coalesce(jsonb_object_agg(e.key, was -> e.key), '{}') INTO was FROM jsonb_each(wordt) e;
    IF wordt = '{}' THEN RAISE EXCEPTION 'er verandert niets' USING ERRCODE = 'GH030'; END IF;
    IF EXISTS (SELECT 1 FROM wijziging w WHERE w.soort = p_soort AND w.sleutel = p_sleutel AND w.stand = 'open') THEN
        RAISE EXCEPTION 'er wacht al een voorstel' USING ERRCODE = 'GH031';
    END IF;
    EXECUTE format('SELECT m.voorstellers, m.beslissers FROM wijziging_mag_%s($1, $2, $3) m', p_soort)
        INTO voorstellers, beslissers USING p_sleutel, was, wordt;
    IF wie IS NULL OR NOT rollen_van(wie) && voorstellers THEN
        RAISE EXCEPTION 'deze rol stelt dit niet voor' USING ERRCODE = 'GH034';
    END IF;
    INSERT INTO wijziging (id, soort, sleutel, was, wordt, waarom, beslissers, stand, voorgesteld_door, besluit)
    VALUES (p_id, p_soort, p_sleutel, was, wordt, p_waarom, beslissers,
        CASE WHEN cardinality(beslissers) = 0 THEN 'toegepast' ELSE 'open' END, wie, '');
    IF cardinality(beslissers) = 0 THEN
        EXECUTE format('SELECT wijziging_doe_%s($1, $2, $3)', p_soort) USING p_sleutel, wordt, wie;
        RETURN 'toegepast';
    END IF;
    RETURN 'open';
END $$;

-- In: a proposal that waits, yes or no, and why. Out: where it stands then. Who proposed it can only take it back.
-- GH010: it waits no more. GH034: another role decides this. GH032: the setting is no longer what it was when this was proposed.
CREATE FUNCTION besluit_wijziging(p_id uuid, p_ja boolean, p_waarom text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    w wijziging;
    wie uuid;
    nu jsonb;
    nieuw text;
BEGIN
    SELECT * INTO w FROM wijziging v WHERE v.id = p_id FOR UPDATE;
    IF w.stand IS DISTINCT FROM 'open' THEN RAISE EXCEPTION 'dit voorstel wacht niet' USING ERRCODE = 'GH010'; END IF;
    EXECUTE format('SELECT wijziging_wie_%s()', w.soort) INTO wie;
    nieuw := CASE WHEN p_ja THEN 'toegepast' WHEN wie = w.voorgesteld_door THEN 'ingetrokken' ELSE 'afgewezen' END;
    IF nieuw = 'toegepast' AND wie = w.voorgesteld_door THEN
        RAISE EXCEPTION 'iemand anders beslist' USING ERRCODE = 'check_violation';
    ELSIF wie IS NULL OR (nieuw <> 'ingetrokken' AND NOT rollen_van(wie) && w.beslissers::text[]) THEN
        RAISE EXCEPTION 'deze rol beslist hier niet over' USING ERRCODE = 'GH034';
    END IF;
    UPDATE wijziging SET stand = nieuw, besloten_door = wie, besloten_op = clock_timestamp(), besluit = p_waarom WHERE id = p_id;
    IF p_ja THEN
        EXECUTE format('SELECT wijziging_nu_%s($1)', w.soort) INTO nu USING w.sleutel;
        IF EXISTS (SELECT 1 FROM jsonb_each(w.was) e WHERE e.value IS DISTINCT FROM coalesce(nu -> e.key, 'null')) THEN
            RAISE EXCEPTION 'de instelling is intussen anders' USING ERRCODE = 'GH032';
        END IF;
        EXECUTE format('SELECT wijziging_doe_%s($1, $2, $3)', w.soort) USING w.sleutel, w.wordt, w.voorgesteld_door;
    END IF;
    RETURN nieuw;
END $$;

-- Settings of the organisation: who we are, our number with the government, and where the system writes to colleagues. The last
-- two say to the outside who answers for the data, and who hears it when something is wrong: the privacy officer agrees.
CREATE FUNCTION wijziging_wie_organisatie() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT registeractor() $$;
CREATE FUNCTION instellingen_van(p_sleutel text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE p_sleutel
        WHEN 'gegevens' THEN ARRAY['naam', 'mailadres', 'telefoon', 'website', 'snel_weg', 'adres']
        WHEN 'nummer' THEN ARRAY['oin']
        WHEN 'post' THEN ARRAY['register_mail', 'controle_mail', 'toezicht_mail', 'afdeling_mail'] END
$$;
CREATE FUNCTION wijziging_nu_organisatie(p_sleutel text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_object_agg(k, CASE WHEN k IN ('naam', 'mailadres', 'telefoon') THEN to_jsonb(o) -> k ELSE o.instellingen -> k END)
    FROM organisatie o, unnest(instellingen_van(p_sleutel)) k HAVING instellingen_van(p_sleutel) IS NOT NULL
$$;
CREATE FUNCTION wijziging_mag_organisatie(p_sleutel text, p_was jsonb, p_wordt jsonb,
    OUT voorstellers text[], OUT beslissers text[]) LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['functioneel_beheerder'], CASE WHEN p_sleutel = 'gegevens' THEN '{}' ELSE ARRAY['fg'] END
$$;
CREATE FUNCTION wijziging_doe_organisatie(p_sleutel text, p_wordt jsonb, p_wie uuid) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF NOT coalesce(ARRAY(SELECT jsonb_object_keys(p_wordt)) <@ instellingen_van(p_sleutel), false) THEN
        RAISE EXCEPTION 'deze instelling hoort hier niet' USING ERRCODE = 'insufficient_privilege';
    ELSIF p_wordt ? 'oin' AND p_wordt ->> 'oin' !~ '^[0-9]{20}$' THEN
        RAISE EXCEPTION 'een OIN heeft twintig cijfers' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE organisatie SET
        naam = coalesce(p_wordt ->> 'naam', naam),
        mailadres = coalesce(p_wordt ->> 'mailadres', mailadres),
        telefoon = coalesce(p_wordt ->> 'telefoon', telefoon),
        instellingen = instellingen || (p_wordt - ARRAY['naam', 'mailadres', 'telefoon']);
END $$;

-- The application itself changes hours, closing days and the texts of waiting; nothing else of who we are.
CREATE FUNCTION alleen_uren() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE vrij constant text[] := ARRAY['openingstijden', 'sluitingsdagen', 'feestdagen', 'wachtteksten'];
BEGIN
    IF current_user = 'geholpen_app' AND (NEW.code, NEW.naam, NEW.mailadres, NEW.telefoon, NEW.instellingen - vrij)
        IS DISTINCT FROM (OLD.code, OLD.naam, OLD.mailadres, OLD.telefoon, OLD.instellingen - vrij) THEN
        RAISE EXCEPTION 'instellingen veranderen alleen door een wijziging' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alleen_uren BEFORE UPDATE ON organisatie FOR EACH ROW EXECUTE FUNCTION alleen_uren();

DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['stel_wijziging_voor(uuid, text, text, jsonb, text)', 'besluit_wijziging(uuid, boolean, text)'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_deur', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO geholpen_app', f);
    END LOOP;
    ALTER FUNCTION rollen_van(uuid) OWNER TO geholpen_deur;
    REVOKE ALL ON FUNCTION rollen_van(uuid) FROM PUBLIC;
END $$;
