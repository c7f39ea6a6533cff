-- How a version lives: every step is a row that only these functions write, in the name of whoever the signed context
-- says is acting. The application role can change no state, no person and no content by itself.

-- A purpose made of words that fit everything and say nothing. One rule for the constraint and for the form.
CREATE FUNCTION doel_is_vaag(doel text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT doel ~* ('^\W*(\m(de|het|een|onze|ons|uw|hun|alle|aan|in|naar|van|voor|en|of|met|te|om|op|over|beter|betere|beste|goed|goede'
        || '|integraal|integrale|compleet|complete|volledig|volledige|totaal|totale|algemeen|algemene|360|graden|digitaal|digitale'
        || '|klant|klanten|inwoner|inwoners|burger|burgers|beeld|beelden|klantbeeld|klantbeelden|klantgericht|klantgerichte'
        || '|dienst|diensten|dienstverlening|service|proces|processen|bedrijfsvoering|kwaliteit|inzicht|ervaring|klanttevredenheid'
        || '|beleid|taak|taken|werk|werkzaamheden|doel|doeleinden|gegevens|informatie|data|analyse|analyseren|onderzoek'
        || '|verbeteren|verbetering|optimaliseren|optimalisatie|maken|krijgen|geven|hebben|leveren|bieden|uitvoeren|uitvoering'
        || '|verwerken|verwerking|gebruiken|ondersteunen|ondersteuning|helpen)\M\W*)+$')
$$;

ALTER TABLE verwerkingsactiviteit_versie
    DROP CONSTRAINT doel_is_niet_vaag,
    DROP CONSTRAINT taak_met_artikel,
    ADD CONSTRAINT doel_lengte CHECK (length(doel) BETWEEN 20 AND 300),
    -- The privacy officer may allow this one text, with a reason that everybody can read; nobody allows their own.
    ADD CONSTRAINT doel_is_niet_vaag CHECK (NOT doel_is_vaag(doel) OR (uitzondering_voor = doel
        AND length(uitzondering_reden) >= 40 AND uitzondering_door IS NOT NULL AND uitzondering_door <> opgesteld_door)),
    ADD CONSTRAINT taak_met_artikel CHECK (
        grondslag NOT IN ('publieke_taak', 'wettelijke_verplichting')
        OR (taak_titel <> '' AND taak_artikel ~ '[0-9]' AND length(taak_bijdrage) >= 80 AND length(meetpunt) >= 20)),
    ADD CONSTRAINT naam_genoemd CHECK (length(naam) >= 5),
    ADD CONSTRAINT aanleiding_genoemd CHECK (cardinality(vereist_aanleiding) > 0),
    ADD CONSTRAINT betrokkenen_genoemd CHECK (cardinality(betrokkenen) > 0),
    ADD CONSTRAINT goedgekeurd_na_advies CHECK (goedgekeurd_door IS NULL OR advies_door IS NOT NULL),
    ADD CONSTRAINT niemand_adviseert_over_eigen_werk CHECK (advies_door IS NULL OR advies_door <> opgesteld_door);
ALTER TABLE verwerkingsactiviteit_gegeven
    DROP CONSTRAINT waarom_genoemd,
    ADD CONSTRAINT waarom_genoemd CHECK (length(waarom) >= 20),
    ADD CONSTRAINT handeling_genoemd CHECK (cardinality(handelingen) > 0 AND handelingen <@ ARRAY['zoeken', 'lezen', 'wijzigen',
        'tellen', 'exporteren', 'verstrekken', 'benaderen', 'profileren']::varchar[]),
    ADD CONSTRAINT niveau_bekend CHECK (niveau IN ('asserted', 'matched', 'verified', 'authenticated'));
ALTER TABLE activiteit_stap
    ADD FOREIGN KEY (nummer, versie) REFERENCES verwerkingsactiviteit_versie (nummer, versie),
    ADD CONSTRAINT stap_met_reden CHECK (length(waarom) >= 10);
ALTER TABLE evaluatiebewijs
    ADD FOREIGN KEY (nummer, versie) REFERENCES verwerkingsactiviteit_versie (nummer, versie),
    ADD CONSTRAINT bewijs_zegt_iets CHECK (length(gemeten) >= 20 AND length(uitkomst) >= 10),
    -- Also when the clock is wrong or somebody asks for more: a year is the longest anybody may go on without looking.
    ADD CONSTRAINT hoogstens_een_jaar CHECK (tot <= (moment AT TIME ZONE 'UTC')::date + 367);
ALTER TABLE evaluatiewaarschuwing
    ADD FOREIGN KEY (nummer, versie) REFERENCES verwerkingsactiviteit_versie (nummer, versie);

-- What was there before this register kept steps.
INSERT INTO activiteit_stap (id, nummer, versie, stap, van, naar, waarom)
SELECT gen_random_uuid(), nummer, versie, 'geladen', '', status, 'Meegeleverd met de inrichting'
FROM verwerkingsactiviteit_versie;

-- The application adds versions and warnings; everything else goes through the functions below.
REVOKE UPDATE (status, advies_door, goedgekeurd_door, geactiveerd_door) ON verwerkingsactiviteit_versie FROM geholpen_app;
REVOKE INSERT, UPDATE ON activiteit_stap, evaluatiebewijs FROM geholpen_app;
REVOKE UPDATE ON evaluatiewaarschuwing FROM geholpen_app;
GRANT SELECT ON verwerkingsactiviteit, verwerkingsactiviteit_gegeven, activiteit_stap TO geholpen_deur;
GRANT UPDATE ON verwerkingsactiviteit_versie TO geholpen_deur;
GRANT INSERT, DELETE ON verwerkingsactiviteit_gegeven TO geholpen_deur;
GRANT INSERT ON activiteit_stap, evaluatiebewijs TO geholpen_deur;
GRANT EXECUTE ON FUNCTION kern.velden(text) TO geholpen_deur;

-- Who acts in the register, from the signed context: the id of an employee, NULL for the system. Raises when the door that
-- is open is not one of the register: SQL that slipped in elsewhere changes nothing here.
CREATE FUNCTION registeractor() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE deel text[] := kern.velden(current_setting('app.ctx', true));
BEGIN
    IF deel IS NULL OR deel[4] IS DISTINCT FROM
        (SELECT nummer::text FROM verwerkingsactiviteit WHERE code = 'registerbeheer') THEN
        RAISE EXCEPTION 'het register verandert alleen door zijn eigen deuren' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN deel[3] = 'systeem' THEN NULL ELSE deel[3]::uuid END;
END $$;

-- A new version is a concept of whoever acts. Only a pack may bring one that is active, and only as long as no person ever
-- worked on that activity.
CREATE FUNCTION nieuwe_versie() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status = 'concept' THEN
        NEW.opgesteld_door := registeractor();
        NEW.advies_door := NULL; NEW.goedgekeurd_door := NULL; NEW.geactiveerd_door := NULL;
        NEW.uitzondering_voor := ''; NEW.uitzondering_reden := ''; NEW.uitzondering_door := NULL;
    ELSIF EXISTS (SELECT 1 FROM activiteit_stap WHERE nummer = NEW.nummer AND stap <> 'geladen') THEN
        RAISE EXCEPTION 'een nieuwe versie begint als concept' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION eerste_stap() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO activiteit_stap (id, nummer, versie, stap, van, naar, door, moment, waarom)
    VALUES (gen_random_uuid(), NEW.nummer, NEW.versie, CASE WHEN NEW.status = 'concept' THEN 'opgesteld' ELSE 'geladen' END,
        '', NEW.status, CASE WHEN NEW.status = 'concept' THEN NEW.opgesteld_door END, now(),
        CASE WHEN NEW.status = 'concept' THEN 'Nieuwe versie begonnen' ELSE 'Meegeleverd met de inrichting' END);
    RETURN NULL;
END $$;

-- A category belongs to a concept, or comes with the version of a pack, in the same transaction.
CREATE FUNCTION nieuw_gegeven() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM verwerkingsactiviteit_versie v
               WHERE v.nummer = NEW.nummer AND v.versie = NEW.versie AND v.status = 'concept') THEN
        PERFORM registeractor();
    ELSIF NOT EXISTS (SELECT 1 FROM activiteit_stap s WHERE s.nummer = NEW.nummer AND s.versie = NEW.versie
                      AND s.stap = 'geladen' AND s.moment = now()) THEN
        RAISE EXCEPTION 'alleen een concept verandert' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
ALTER FUNCTION registeractor OWNER TO geholpen_deur;
ALTER FUNCTION nieuwe_versie OWNER TO geholpen_deur;
ALTER FUNCTION eerste_stap OWNER TO geholpen_deur;
ALTER FUNCTION nieuw_gegeven OWNER TO geholpen_deur;
CREATE TRIGGER nieuwe_versie BEFORE INSERT ON verwerkingsactiviteit_versie FOR EACH ROW EXECUTE FUNCTION nieuwe_versie();
CREATE TRIGGER eerste_stap AFTER INSERT ON verwerkingsactiviteit_versie FOR EACH ROW EXECUTE FUNCTION eerste_stap();
CREATE TRIGGER nieuw_gegeven BEFORE INSERT ON verwerkingsactiviteit_gegeven FOR EACH ROW EXECUTE FUNCTION nieuw_gegeven();

-- In: the content of a concept as columns, without its state and its people. Whoever changes it becomes one of its drafters.
CREATE FUNCTION wijzig_concept(p_nummer smallint, p_versie smallint, p_velden jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := registeractor(); v verwerkingsactiviteit_versie;
BEGIN
    SELECT * INTO v FROM verwerkingsactiviteit_versie WHERE nummer = p_nummer AND versie = p_versie FOR UPDATE;
    IF v.status IS DISTINCT FROM 'concept' THEN
        RAISE EXCEPTION 'alleen een concept verandert' USING ERRCODE = 'GH010';
    END IF;
    v := jsonb_populate_record(v, p_velden);
    UPDATE verwerkingsactiviteit_versie SET
        (naam, doel, grondslag, taak_titel, taak_artikel, taak_bijdrage, meetpunt, evaluatiedatum, rollen, afdelingen,
         vereist_aanleiding, ontvangers, derde_landen, betrokkenen, bewaardagen, selectielijst, vertrouwelijk_tot,
         mag_bsn_tonen, mag_geheim_adres, bijzondere_gegevens, verdeelt, gevoelig, leeftijd_zelf, vertegenwoordiging)
        = (v.naam, v.doel, v.grondslag, v.taak_titel, v.taak_artikel, v.taak_bijdrage, v.meetpunt, v.evaluatiedatum,
         v.rollen, v.afdelingen, v.vereist_aanleiding, v.ontvangers, v.derde_landen, v.betrokkenen, v.bewaardagen,
         v.selectielijst, v.vertrouwelijk_tot, v.mag_bsn_tonen, v.mag_geheim_adres, v.bijzondere_gegevens, v.verdeelt,
         v.gevoelig, v.leeftijd_zelf, v.vertegenwoordiging)
    WHERE nummer = p_nummer AND versie = p_versie;
    DELETE FROM verwerkingsactiviteit_gegeven WHERE nummer = p_nummer AND versie = p_versie;
    INSERT INTO activiteit_stap (id, nummer, versie, stap, van, naar, door, moment, waarom)
    VALUES (gen_random_uuid(), p_nummer, p_versie, 'gewijzigd', 'concept', 'concept', wie, clock_timestamp(),
        'Concept gewijzigd');
END $$;

-- In: one step, why, and what goes with it: whether an advice is positive, the text that an exception is for, or until when
-- evidence gives the right to read. Raises GH010 when the step does not fit the state, and check_violation by name.
CREATE FUNCTION zet_stap(p_nummer smallint, p_versie smallint, p_stap text, p_waarom text, p_positief boolean, p_tekst text,
    p_tot date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie constant uuid := registeractor();
    v verwerkingsactiviteit_versie;
    nieuw text;
BEGIN
    PERFORM 1 FROM verwerkingsactiviteit_versie WHERE nummer = p_nummer ORDER BY versie FOR UPDATE;
    SELECT * INTO v FROM verwerkingsactiviteit_versie WHERE nummer = p_nummer AND versie = p_versie;
    SELECT t.naar INTO nieuw FROM (VALUES
        ('uitzondering', 'concept', 'concept'), ('ter_advies', 'concept', 'ter_advies'), ('advies', 'ter_advies', 'ter_advies'),
        ('goedgekeurd', 'ter_advies', 'goedgekeurd'), ('geactiveerd', 'goedgekeurd', 'actief'),
        ('geschorst', 'actief', 'geschorst'), ('hervat', 'geschorst', 'actief'), ('verlopen', 'actief', 'verlopen'),
        ('bewijs', 'actief', 'actief'), ('bewijs', 'geschorst', 'geschorst'), ('bewijs', 'verlopen', 'actief'),
        ('ingetrokken', 'concept', 'ingetrokken'), ('ingetrokken', 'ter_advies', 'ingetrokken'),
        ('ingetrokken', 'goedgekeurd', 'ingetrokken'), ('ingetrokken', 'actief', 'ingetrokken'),
        ('ingetrokken', 'geschorst', 'ingetrokken'), ('ingetrokken', 'verlopen', 'ingetrokken')
    ) t (stap, van, naar) WHERE t.stap = p_stap AND t.van = v.status;
    IF nieuw IS NULL THEN
        RAISE EXCEPTION 'stap % past niet bij stand %', p_stap, v.status USING ERRCODE = 'GH010';
    END IF;
    PERFORM stap_mag(v, p_stap, wie, p_waarom, p_tot);
    IF p_stap = 'geactiveerd' THEN  -- the version that was there makes room in the same transaction
        INSERT INTO activiteit_stap (id, nummer, versie, stap, van, naar, door, moment, waarom)
        SELECT gen_random_uuid(), o.nummer, o.versie, 'vervangen', o.status, 'ingetrokken', wie, clock_timestamp(),
            'Vervangen door versie ' || p_versie
        FROM verwerkingsactiviteit_versie o
        WHERE o.nummer = p_nummer AND o.versie <> p_versie AND o.status IN ('actief', 'geschorst', 'verlopen');
        UPDATE verwerkingsactiviteit_versie SET status = 'ingetrokken'
        WHERE nummer = p_nummer AND versie <> p_versie AND status IN ('actief', 'geschorst', 'verlopen');
    END IF;
    UPDATE verwerkingsactiviteit_versie SET
        status = nieuw,
        advies_door = CASE WHEN p_stap = 'advies' THEN wie ELSE advies_door END,
        goedgekeurd_door = CASE WHEN p_stap = 'goedgekeurd' THEN wie ELSE goedgekeurd_door END,
        geactiveerd_door = CASE WHEN p_stap = 'geactiveerd' THEN wie ELSE geactiveerd_door END,
        geldig_vanaf = CASE WHEN p_stap = 'geactiveerd' THEN now() ELSE geldig_vanaf END,
        evaluatiedatum = CASE WHEN p_stap = 'bewijs' THEN p_tot ELSE evaluatiedatum END,
        doel = CASE WHEN p_stap = 'uitzondering' THEN p_tekst ELSE doel END,
        uitzondering_voor = CASE WHEN p_stap = 'uitzondering' THEN p_tekst ELSE uitzondering_voor END,
        uitzondering_reden = CASE WHEN p_stap = 'uitzondering' THEN p_waarom ELSE uitzondering_reden END,
        uitzondering_door = CASE WHEN p_stap = 'uitzondering' THEN wie ELSE uitzondering_door END
    WHERE nummer = p_nummer AND versie = p_versie;
    INSERT INTO activiteit_stap (id, nummer, versie, stap, van, naar, door, moment, waarom, positief)
    VALUES (gen_random_uuid(), p_nummer, p_versie, p_stap, v.status, nieuw, wie, clock_timestamp(), p_waarom, p_positief);
    IF p_stap = 'bewijs' THEN
        INSERT INTO evaluatiebewijs (id, nummer, versie, gemeten, uitkomst, door, tot)
        VALUES (gen_random_uuid(), p_nummer, p_versie, p_waarom, p_tekst, wie, p_tot);
    END IF;
    RETURN nieuw;
END $$;

-- What a step asks besides the right state: other people, another day, a longer reason.
CREATE FUNCTION stap_mag(v verwerkingsactiviteit_versie, p_stap text, wie uuid, p_waarom text, p_tot date) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    eerder constant text[] := ARRAY(SELECT s.stap::text FROM activiteit_stap s
        WHERE s.nummer = v.nummer AND s.versie = v.versie AND s.door = wie);
    negatief constant boolean := (SELECT NOT s.positief FROM activiteit_stap s WHERE s.nummer = v.nummer
        AND s.versie = v.versie AND s.stap = 'advies' ORDER BY s.moment DESC LIMIT 1);
BEGIN
    IF wie IS NULL AND p_stap <> 'verlopen' THEN
        RAISE EXCEPTION 'een mens zet deze stap' USING ERRCODE = 'insufficient_privilege';
    ELSIF p_stap IN ('advies', 'goedgekeurd', 'geactiveerd', 'uitzondering')
        AND eerder && (ARRAY['opgesteld', 'gewijzigd'] || CASE p_stap WHEN 'goedgekeurd' THEN ARRAY['advies']
            WHEN 'geactiveerd' THEN ARRAY['advies', 'goedgekeurd'] ELSE ARRAY[]::text[] END) THEN
        RAISE EXCEPTION 'dezelfde mens zette al een andere stap' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'drie_verschillende_mensen';
    ELSIF p_stap = 'goedgekeurd' AND negatief AND length(p_waarom) < 80 THEN
        RAISE EXCEPTION 'tegen het advies in vraagt een uitleg' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'afwijken_met_uitleg';
    ELSIF p_stap = 'geactiveerd' AND (v.evaluatiedatum <= (now() AT TIME ZONE 'Europe/Amsterdam')::date OR v.evaluatiedatum > (now() AT TIME ZONE 'Europe/Amsterdam')::date + 367) THEN
        RAISE EXCEPTION 'evaluatiedatum voorbij of te ver weg' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'hoogstens_een_jaar';
    ELSIF p_stap = 'bewijs' AND (p_tot IS NULL OR p_tot <= (now() AT TIME ZONE 'Europe/Amsterdam')::date OR p_tot > (now() AT TIME ZONE 'Europe/Amsterdam')::date + 367) THEN
        RAISE EXCEPTION 'evaluatiedatum voorbij of te ver weg' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'hoogstens_een_jaar';
    ELSIF p_stap = 'verlopen' AND v.evaluatiedatum >= (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
        RAISE EXCEPTION 'de evaluatiedatum is nog niet voorbij' USING ERRCODE = 'GH010';
    ELSIF p_stap IN ('geschorst', 'ingetrokken', 'verlopen') AND v.status IN ('actief', 'geschorst')
        AND v.nummer = (SELECT nummer FROM verwerkingsactiviteit WHERE code = 'registerbeheer') THEN
        RAISE EXCEPTION 'zonder dit doel kan niemand het register nog herstellen' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'register_blijft_open';
    END IF;
END $$;
ALTER FUNCTION wijzig_concept OWNER TO geholpen_deur;
ALTER FUNCTION zet_stap OWNER TO geholpen_deur;
ALTER FUNCTION stap_mag OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION registeractor, nieuwe_versie, eerste_stap, nieuw_gegeven, wijzig_concept, zet_stap, stap_mag, doel_is_vaag
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registeractor, wijzig_concept, zet_stap, doel_is_vaag TO geholpen_app;
GRANT EXECUTE ON FUNCTION doel_is_vaag TO geholpen_deur;
