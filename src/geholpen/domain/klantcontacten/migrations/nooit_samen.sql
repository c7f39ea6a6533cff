-- Two people are never made one. A question gets another customer only when it was nobody's yet: whoever it was of until now is
-- unknown, and has no citizen service number. Also for a function that moves, and for an administrator.
GRANT SELECT (partij_id) ON burgerservicenummer TO geholpen_deur;
CREATE FUNCTION nooit_samen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM burgerservicenummer b WHERE b.partij_id = OLD.partij_id)
        OR NOT EXISTS (SELECT 1 FROM partij p WHERE p.partij_id = OLD.partij_id AND p.soort_partij = 'onbekend') THEN
        RAISE EXCEPTION 'deze vraag is al van een klant' USING ERRCODE = 'check_violation', CONSTRAINT = 'nooit_samen';
    END IF;
    RETURN NEW;
END $$;
ALTER FUNCTION nooit_samen OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION nooit_samen FROM PUBLIC;
CREATE TRIGGER nooit_samen BEFORE UPDATE OF partij_id ON klantvraag FOR EACH ROW
    WHEN (NEW.partij_id <> OLD.partij_id) EXECUTE FUNCTION nooit_samen();
