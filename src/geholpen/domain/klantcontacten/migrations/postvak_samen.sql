-- A question that was postponed is given out later; one that the customer writes in comes back at once.
GRANT SELECT, INSERT, UPDATE, DELETE ON uitgesteld TO geholpen_deur;
GRANT SELECT, DELETE ON volger, genoemd, aanwezig TO geholpen_deur;

CREATE FUNCTION stel_uit(p_partij uuid, p_vraag uuid, p_medewerker uuid, p_tot timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM uitgesteld u WHERE u.klantvraag_id = p_vraag;
    IF p_tot IS NOT NULL THEN
        INSERT INTO uitgesteld (klantvraag_id, partij_id, medewerker_id, tot) VALUES (p_vraag, p_partij, p_medewerker, p_tot);
    END IF;
    UPDATE wachtende_vraag w SET later_tot = p_tot WHERE w.klantvraag_id = p_vraag;
END $$;

CREATE FUNCTION uitstel_voorbij() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM uitgesteld u WHERE u.klantvraag_id = OLD.id AND u.partij_id = OLD.partij_id;
        DELETE FROM volger x WHERE x.klantvraag_id = OLD.id AND x.partij_id = OLD.partij_id;
        DELETE FROM genoemd x WHERE x.klantvraag_id = OLD.id AND x.partij_id = OLD.partij_id;
        DELETE FROM aanwezig x WHERE x.klantvraag_id = OLD.id AND x.partij_id = OLD.partij_id;
    ELSE
        DELETE FROM uitgesteld u WHERE u.klantvraag_id = NEW.id;
        UPDATE wachtende_vraag w SET later_tot = NULL WHERE w.klantvraag_id = NEW.id AND w.later_tot IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;

DO $do$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['stel_uit', 'uitstel_voorbij'] LOOP
        EXECUTE format('ALTER FUNCTION %I OWNER TO geholpen_deur', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', f);
    END LOOP;
END $do$;
GRANT EXECUTE ON FUNCTION stel_uit TO geholpen_app;

CREATE TRIGGER uitstel_voorbij AFTER DELETE ON klantvraag FOR EACH ROW EXECUTE FUNCTION uitstel_voorbij();
CREATE TRIGGER uitstel_voorbij_wijziging AFTER UPDATE ON klantvraag FOR EACH ROW
    WHEN (OLD.laatste_volgnummer IS DISTINCT FROM NEW.laatste_volgnummer OR OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION uitstel_voorbij();
