-- Destruction lists of records, and legal hold. Every step is a row that only these functions write, in the name of whoever the signed
-- context says is acting.
ALTER TABLE kern.wisregel ADD COLUMN volgt text NOT NULL DEFAULT '';
REVOKE ALL ON selectieregel, vernietigingslijst, lijststap, lijstregel FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON selectieregel TO geholpen_app;
GRANT SELECT ON vernietigingslijst, lijststap, lijstregel TO geholpen_app;
GRANT SELECT, INSERT, UPDATE ON vernietigingslijst, lijstregel TO geholpen_wisser;
GRANT DELETE ON lijstregel TO geholpen_wisser;
GRANT SELECT, INSERT ON lijststap TO geholpen_wisser;
GRANT SELECT ON selectieregel, verwerkingsactiviteit_versie TO geholpen_wisser;
GRANT UPDATE (opgeheven_op) ON bewaarplicht TO geholpen_wisser;

ALTER TABLE lijststap ADD FOREIGN KEY (lijst_id) REFERENCES vernietigingslijst (id);
ALTER TABLE lijstregel ADD FOREIGN KEY (lijst_id) REFERENCES vernietigingslijst (id);
ALTER TABLE vernietigingslijst
    ADD CONSTRAINT drie_mensen_op_een_lijst CHECK (
        (beoordeeld_door IS NULL OR beoordeeld_door IS DISTINCT FROM opgesteld_door)
        AND (vastgesteld_door IS NULL OR (beoordeeld_door IS NOT NULL AND vastgesteld_door <> beoordeeld_door
             AND vastgesteld_door IS DISTINCT FROM opgesteld_door))),
    ADD CONSTRAINT vastgesteld_door_een_mens CHECK (stand NOT IN ('vastgesteld', 'vernietigd') OR vastgesteld_door IS NOT NULL),
    ADD CONSTRAINT zeven_dagen_bedenktijd CHECK (stand NOT IN ('vastgesteld', 'vernietigd')
        OR vernietigen_na >= vastgesteld_op + interval '7 days');

-- Who acts, from the signed context: an employee, or NULL for the system. Raises outside the doors of destroying.
CREATE FUNCTION wie_vernietigt() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE deel text[] := kern.velden(current_setting('app.ctx', true));
BEGIN
    IF deel IS NULL OR deel[4] IS DISTINCT FROM
        (SELECT nummer::text FROM verwerkingsactiviteit WHERE code = 'vernietiging') THEN
        RAISE EXCEPTION 'geen doel om te vernietigen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN deel[3] = 'systeem' THEN NULL ELSE deel[3]::uuid END;
END $$;
ALTER FUNCTION wie_vernietigt() OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION wie_vernietigt() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wie_vernietigt() TO geholpen_wisser;

-- Closed questions whose time is over, that no hold keeps and that are on no list: what the next list can hold.
CREATE FUNCTION toe_aan_lijst() RETURNS TABLE (selectielijst text, partij_id uuid, klantvraag_id uuid, onderwerp_code text,
    gestart_op timestamptz, afgesloten_op timestamptz, vervalt_op timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT a.selectielijst::text, v.partij_id, v.id, v.onderwerp_code::text, v.gestart_op, v.afgesloten_op, v.vervalt_op
    FROM klantvraag v JOIN verwerkingsactiviteit_versie a ON a.nummer = v.verkregen_voor AND a.status = 'actief'
    WHERE v.vervalt_op <= now() AND v.status = 'afgehandeld'
      AND NOT EXISTS (SELECT 1 FROM klantcontact k WHERE k.partij_id = v.partij_id AND k.klantvraag_id = v.id
                      AND k.vervalt_op > now())
      AND NOT EXISTS (SELECT 1 FROM bewaarplicht h WHERE h.partij_id = v.partij_id AND h.opgeheven_op IS NULL
                      AND h.tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date AND (h.klantvraag_id IS NULL OR h.klantvraag_id = v.id))
      AND NOT EXISTS (SELECT 1 FROM lijstregel r JOIN vernietigingslijst l ON l.id = r.lijst_id
                      WHERE r.klantvraag_id = v.id AND r.partij_id = v.partij_id
                        AND (CASE WHEN r.af_op IS NULL THEN l.stand <> 'ingetrokken' ELSE r.af_op > now() - interval '1 year' END))
$$;
CREATE FUNCTION lijsten_te_maken() RETURNS TABLE (selectielijst text, aantal bigint, oudste timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT t.selectielijst, count(*), min(t.vervalt_op) FROM toe_aan_lijst() t
    WHERE EXISTS (SELECT 1 FROM kern.ctx(0, false) c JOIN verwerkingsactiviteit v ON v.nummer = c.activiteit AND v.code = 'vernietiging')
    GROUP BY t.selectielijst
$$;

-- GH021: nobody recorded what the selection list says. Out: how many questions are on the new list.
CREATE FUNCTION stel_lijst_op(p_id uuid, p_selectielijst text, p_hoogstens integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie constant uuid := wie_vernietigt();
    w text := (SELECT s.waardering FROM selectieregel s WHERE s.selectielijst = p_selectielijst);
    n integer;
BEGIN
    IF w IS NULL THEN RAISE EXCEPTION 'geen waardering' USING ERRCODE = 'GH021'; END IF;
    INSERT INTO vernietigingslijst (id, selectielijst, waardering, stand, aantal, opgesteld_door, overgebracht_naar)
    VALUES (p_id, p_selectielijst, w, 'opgesteld', 0, wie, '');
    INSERT INTO lijstregel (id, lijst_id, partij_id, klantvraag_id, onderwerp_code, gestart_op, afgesloten_op, vervalt_op, af_reden)
    SELECT gen_random_uuid(), p_id, t.partij_id, t.klantvraag_id, t.onderwerp_code, t.gestart_op, t.afgesloten_op, t.vervalt_op, ''
    FROM toe_aan_lijst() t WHERE t.selectielijst = p_selectielijst ORDER BY t.vervalt_op LIMIT p_hoogstens;
    GET DIAGNOSTICS n = ROW_COUNT;
    UPDATE vernietigingslijst SET aantal = n WHERE id = p_id;
    INSERT INTO lijststap (id, lijst_id, stap, door, waarom) VALUES (gen_random_uuid(), p_id, 'opgesteld', wie, '');
    RETURN n;
END $$;

-- One step of a list. GH010 when it does not fit the state. The constraints say that people differ.
CREATE FUNCTION zet_lijst(p_lijst uuid, p_stap text, p_waarom text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie constant uuid := wie_vernietigt();
    l vernietigingslijst;
    nieuw text;
BEGIN
    SELECT * INTO l FROM vernietigingslijst v WHERE v.id = p_lijst FOR UPDATE;
    SELECT t.naar INTO nieuw FROM (VALUES
        ('beoordeeld', 'opgesteld', 'beoordeeld'), ('vastgesteld', 'beoordeeld', 'vastgesteld'),
        ('terug', 'beoordeeld', 'opgesteld'), ('terug', 'vastgesteld', 'opgesteld'), ('ingetrokken', 'opgesteld', 'ingetrokken'),
        ('overgebracht', 'vastgesteld', 'vastgesteld')
    ) t (stap, van, naar) WHERE t.stap = p_stap AND t.van = l.stand;
    IF nieuw IS NULL OR (p_stap = 'overgebracht' AND l.waardering <> 'bewaren') THEN
        RAISE EXCEPTION 'stap % past niet bij stand %', p_stap, l.stand USING ERRCODE = 'GH010';
    ELSIF wie IS NULL THEN
        RAISE EXCEPTION 'een mens zet deze stap' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE vernietigingslijst SET
        stand = nieuw,
        beoordeeld_door = CASE WHEN p_stap = 'beoordeeld' THEN wie WHEN p_stap = 'terug' THEN NULL ELSE beoordeeld_door END,
        vastgesteld_door = CASE WHEN p_stap = 'vastgesteld' THEN wie WHEN p_stap = 'terug' THEN NULL ELSE vastgesteld_door END,
        vastgesteld_op = CASE WHEN p_stap = 'vastgesteld' THEN now() WHEN p_stap = 'terug' THEN NULL ELSE vastgesteld_op END,
        vernietigen_na = CASE WHEN p_stap = 'vastgesteld' THEN now() + interval '7 days' WHEN p_stap = 'terug' THEN NULL
                         ELSE vernietigen_na END,
        overgebracht_op = CASE WHEN p_stap = 'overgebracht' THEN now() ELSE overgebracht_op END,
        overgebracht_naar = CASE WHEN p_stap = 'overgebracht' THEN left(p_waarom, 200) ELSE overgebracht_naar END
    WHERE id = p_lijst;
    INSERT INTO lijststap (id, lijst_id, stap, door, waarom) VALUES (gen_random_uuid(), p_lijst, p_stap, wie, p_waarom);
    RETURN nieuw;
END $$;

-- Take one question off a list that is not carried out yet, with a reason. Out: whether it was on it.
CREATE FUNCTION haal_van_lijst(p_lijst uuid, p_regel uuid, p_reden text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := wie_vernietigt();
BEGIN
    IF wie IS NULL OR length(trim(p_reden)) < 10 THEN
        RAISE EXCEPTION 'een mens geeft een reden' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE lijstregel r SET af_door = wie, af_op = now(), af_reden = p_reden
    FROM vernietigingslijst l
    WHERE r.id = p_regel AND r.lijst_id = p_lijst AND l.id = p_lijst AND r.af_op IS NULL
      AND l.stand IN ('opgesteld', 'beoordeeld', 'vastgesteld');
    IF FOUND THEN
        INSERT INTO lijststap (id, lijst_id, stap, door, waarom) VALUES (gen_random_uuid(), p_lijst, 'afgehaald', wie, p_reden);
        RETURN true;
    END IF;
    RETURN false;
END $$;

-- A decision of a list: only for a question that is on it, after the days to reconsider, and when it must be kept for good only
-- after it was transferred.
CREATE FUNCTION besluit_van_lijst() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM lijstregel r JOIN vernietigingslijst l ON l.id = r.lijst_id
        WHERE l.id = NEW.lijst_id AND r.partij_id = NEW.partij_id AND r.klantvraag_id = NEW.klantvraag_id AND r.af_op IS NULL
          AND l.stand = 'vastgesteld' AND l.vernietigen_na <= now()
          AND (l.waardering = 'vernietigen' OR l.overgebracht_op IS NOT NULL)) THEN
        RAISE EXCEPTION 'deze vraag staat niet op een vastgestelde lijst' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
ALTER FUNCTION besluit_van_lijst() OWNER TO geholpen_wisser;
REVOKE ALL ON FUNCTION besluit_van_lijst() FROM PUBLIC;
CREATE TRIGGER besluit_van_lijst BEFORE INSERT ON vernietigbesluit FOR EACH ROW WHEN (NEW.soort = 'lijst')
    EXECUTE FUNCTION besluit_van_lijst();

CREATE FUNCTION sluit_lijst(p_lijst uuid, p_verklaring uuid, p_inhoud jsonb, p_hash text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT mag_vernietigen(NULL) THEN
        RAISE EXCEPTION 'geen doel om te vernietigen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE vernietigingslijst SET stand = 'vernietigd' WHERE id = p_lijst AND stand = 'vastgesteld' AND vernietigen_na <= now();
    IF FOUND THEN
        INSERT INTO verklaring (id, lijst_id, soort, inhoud, hash) VALUES (p_verklaring, p_lijst, 'lijst', p_inhoud, p_hash);
        INSERT INTO lijststap (id, lijst_id, stap, door, waarom) VALUES (gen_random_uuid(), p_lijst, 'vernietigd', NULL, '');
    END IF;
END $$;

-- Under a legal hold what has expired stays, but only for the purposes that have *bewaarplicht* among their sources. When no hold
-- runs any more it ends at once. In: the decision of this night's round. Out: how many rows were put aside, and let go.
CREATE FUNCTION zet_apart(p_besluit uuid) RETURNS TABLE (apart bigint, vrij bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    doel constant smallint := (SELECT v.nummer FROM verwerkingsactiviteit v WHERE v.code = 'bewaarplicht');
    w record;
    held text;
    n bigint;
BEGIN
    apart := 0; vrij := 0;
    IF NOT mag_vernietigen(NULL) THEN
        RAISE EXCEPTION 'geen doel om te vernietigen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('bewaren.besluit', p_besluit::text, true);
    FOR w IN SELECT r.tabel, r.volgt FROM kern.wisregel r WHERE r.van_klanten AND r.tabel <> 'bewaarplicht' LOOP
        held := format('SELECT max(h.tot) FROM bewaarplicht h WHERE h.partij_id = t.partij_id AND h.opgeheven_op IS NULL'
            ' AND h.tot >= (now() AT TIME ZONE ''Europe/Amsterdam'')::date %s',
            CASE WHEN w.volgt = '' THEN '' ELSE format('AND (h.klantvraag_id IS NULL OR h.klantvraag_id = t.%I)', w.volgt) END);
        EXECUTE format('UPDATE %I t SET verkregen_voor = $1, vervalt_op = (%s) + interval ''1 day'''
            ' WHERE t.vervalt_op <= now() AND (%s) IS NOT NULL', w.tabel, held, held) USING doel;
        GET DIAGNOSTICS n = ROW_COUNT;
        apart := apart + n;
        EXECUTE format('UPDATE %I t SET vervalt_op = now() WHERE t.verkregen_voor = $1 AND t.vervalt_op > now()'
            ' AND (%s) IS NULL', w.tabel, held) USING doel;
        GET DIAGNOSTICS n = ROW_COUNT;
        vrij := vrij + n;
    END LOOP;
    PERFORM set_config('bewaren.besluit', '', true);
    RETURN NEXT;
END $$;

DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY[
        'lijsten_te_maken()', 'stel_lijst_op(uuid, text, integer)', 'zet_lijst(uuid, text, text)', 'haal_van_lijst(uuid, uuid, text)',
        'sluit_lijst(uuid, uuid, jsonb, text)', 'zet_apart(uuid)'
    ] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_wisser', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO geholpen_app', f);
    END LOOP;
    ALTER FUNCTION toe_aan_lijst() OWNER TO geholpen_wisser;
    REVOKE ALL ON FUNCTION toe_aan_lijst() FROM PUBLIC;
END $$;
