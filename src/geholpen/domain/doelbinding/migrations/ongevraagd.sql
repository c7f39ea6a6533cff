-- What nobody asked for. There is no gate for profiles yet, so that no purpose may make one; and to write to people out of a
-- list, who asked nothing, is for a purpose that rests on their consent.
ALTER TABLE verwerkingsactiviteit_gegeven
    ADD CONSTRAINT geen_profielen CHECK (NOT 'profileren' = ANY (handelingen));

CREATE FUNCTION benaderen_met_toestemming() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM verwerkingsactiviteit_versie v JOIN verwerkingsactiviteit_gegeven g USING (nummer, versie)
        WHERE v.nummer = NEW.nummer AND v.versie = NEW.versie AND v.grondslag <> 'toestemming'
          AND v.vereist_aanleiding <@ ARRAY['lijst']::varchar[] AND 'benaderen' = ANY (g.handelingen)
    ) THEN
        RAISE EXCEPTION 'uit een lijst benaderen vraagt toestemming' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'benaderen_met_toestemming';
    END IF;
    RETURN NULL;
END $$;
ALTER FUNCTION benaderen_met_toestemming OWNER TO geholpen_deur;
GRANT SELECT ON verwerkingsactiviteit_gegeven TO geholpen_deur;
REVOKE ALL ON FUNCTION benaderen_met_toestemming FROM PUBLIC;
CREATE TRIGGER benaderen_met_toestemming AFTER INSERT OR UPDATE ON verwerkingsactiviteit_gegeven
    FOR EACH ROW EXECUTE FUNCTION benaderen_met_toestemming();
CREATE TRIGGER benaderen_met_toestemming AFTER UPDATE OF grondslag, vereist_aanleiding ON verwerkingsactiviteit_versie
    FOR EACH ROW EXECUTE FUNCTION benaderen_met_toestemming();
