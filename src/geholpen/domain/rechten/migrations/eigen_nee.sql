-- Somebody's own "no" stands against who acts for them, unless the law gives the decision to the representative.

-- Kinds of representation in which the law gives the decision to who represents.
CREATE FUNCTION beslist_door_wet(p_soort text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT p_soort IN ('curatele', 'mentorschap', 'bewind', 'gezag', 'voogdij')
$$;

-- As before; who may decide by law and has a mandate as well, answers by law.
CREATE OR REPLACE FUNCTION toestemming_als(p_partij uuid, p_wie uuid, p_activiteit integer) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT coalesce((
        SELECT v.soort::text FROM vertegenwoordiging v
        WHERE v.partij_id = p_partij AND v.kant = 'vertegenwoordigd' AND v.andere_partij_id = p_wie
          AND p_activiteit = ANY (toestemming_bereik(v.partij_id, v.id))
        ORDER BY beslist_door_wet(v.soort) DESC, v.id LIMIT 1), '')
$$;

REVOKE ALL ON FUNCTION beslist_door_wet(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION beslist_door_wet(text) TO geholpen_app, geholpen_deur;

-- A yes by somebody else, after an own no: only by who decides by law.
CREATE FUNCTION eigen_nee_blijft() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE laatste record;
BEGIN
    SELECT t.staat, t.ingetrokken_door INTO laatste FROM toestemming t
    WHERE t.partij_id = NEW.partij_id AND t.activiteit = NEW.activiteit
      AND (t.gegeven_door IS NULL OR (t.staat = 'ingetrokken' AND t.ingetrokken_door IS NULL))
    ORDER BY t.moment DESC, t.id DESC LIMIT 1;
    IF FOUND AND (laatste.staat = 'geweigerd' OR (laatste.staat = 'ingetrokken' AND laatste.ingetrokken_door IS NULL)) THEN
        RAISE EXCEPTION 'the customer said no' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
-- Its name comes after toestemming_wie, which writes who answers and as what.
CREATE TRIGGER toestemming_wie_nee BEFORE INSERT ON toestemming FOR EACH ROW
    WHEN (NEW.staat = 'gegeven' AND NEW.gegeven_door IS NOT NULL AND NOT beslist_door_wet(NEW.gegeven_als))
    EXECUTE FUNCTION eigen_nee_blijft();
