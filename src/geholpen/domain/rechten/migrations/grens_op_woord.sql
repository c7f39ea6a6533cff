-- A limit on one row is a limit on what it says: a row of the same customer that is added later and says the same is limited
-- too, and a row that comes to say something else is free.
GRANT SELECT (woord) ON grens TO geholpen_deur;

-- What there is of a customer with words of its own: keys and keyed hashes.
CREATE FUNCTION rijen_met_woord(p_partij uuid, p_woord bytea) RETURNS TABLE (gegeven integer, rij uuid, geheim boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
    SELECT 2, d.id, d.geheim FROM digitaal_adres d WHERE d.partij_id = p_partij AND d.woord = p_woord
    UNION ALL SELECT 3, a.id, a.geheim FROM adres a WHERE a.partij_id = p_partij AND a.woord = p_woord
    UNION ALL SELECT 14, r.id, false FROM rekeningnummer r WHERE r.partij_id = p_partij AND r.woord = p_woord
    UNION ALL SELECT 7, i.id, false FROM partij_identificator i WHERE i.partij_id = p_partij AND i.woord = p_woord;
END $$;

-- Writes down with a new limit what its row says.
CREATE FUNCTION grens_krijgt_woord() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    NEW.woord := coalesce((
        SELECT d.woord FROM digitaal_adres d WHERE d.partij_id = NEW.partij_id AND d.id = NEW.rij
        UNION ALL SELECT a.woord FROM adres a WHERE a.partij_id = NEW.partij_id AND a.id = NEW.rij
        UNION ALL SELECT r.woord FROM rekeningnummer r WHERE r.partij_id = NEW.partij_id AND r.id = NEW.rij
        UNION ALL SELECT i.woord FROM partij_identificator i WHERE i.partij_id = NEW.partij_id AND i.id = NEW.rij
        LIMIT 1), '');
    RETURN NEW;
END $$;
CREATE TRIGGER grens_krijgt_woord BEFORE INSERT ON grens FOR EACH ROW
    WHEN (NEW.rij IS NOT NULL AND NEW.soort = 'beperking') EXECUTE FUNCTION grens_krijgt_woord();

-- The rows that limits are about now, of these customers (NULL: of all; there are few). One without words is about its row.
CREATE FUNCTION begrensd_nu(p_partijen uuid[])
RETURNS TABLE (partij uuid, soort text, gegeven integer, rij uuid, uitgezonderd smallint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT g.partij_id, g.soort::text, g.gegeven::integer, g.rij, g.uitgezonderd FROM grens g
    WHERE g.opgeheven_op IS NULL AND g.rij IS NOT NULL AND g.woord = ''
      AND (p_partijen IS NULL OR g.partij_id = ANY (p_partijen))
    UNION ALL
    SELECT g.partij_id, g.soort::text, g.gegeven::integer, r.rij, g.uitgezonderd FROM grens g
    CROSS JOIN LATERAL rijen_met_woord(g.partij_id, g.woord) r
    WHERE g.opgeheven_op IS NULL AND g.rij IS NOT NULL AND g.woord <> ''
      AND (p_partijen IS NULL OR g.partij_id = ANY (p_partijen));
END $$;

CREATE OR REPLACE FUNCTION begrensde_rijen(p_activiteit integer, p_partijen uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT b.rij FROM begrensd_nu(p_partijen) b
                 WHERE b.soort = 'beperking' AND NOT p_activiteit = ANY (b.uitgezonderd));
END $$;

CREATE OR REPLACE FUNCTION rijen_met_grens(p_partij uuid) RETURNS TABLE (soort text, gegeven integer, rij uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT DISTINCT b.soort, b.gegeven, b.rij FROM begrensd_nu(ARRAY[p_partij]) b
$$;

-- In: a customer, and what somebody wrote in the forms it can have ([{"tabel": …, a row}]). Out: keys of the rows that say so.
-- Only in a context that writes down limits of that customer; a secret address is not there.
CREATE FUNCTION herken_rijen(p_partij uuid, p_vormen jsonb) RETURNS TABLE (gegeven integer, rij uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(20, false) c WHERE p_partij = ANY (c.partijen)) THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT DISTINCT r.gegeven, r.rij FROM jsonb_array_elements(p_vormen) v
        CROSS JOIN LATERAL woord_van(v ->> 'tabel', v || jsonb_build_object('partij_id', p_partij)) w
        CROSS JOIN LATERAL rijen_met_woord(p_partij, w) r
        WHERE w <> '' AND NOT r.geheim;
END $$;

DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['rijen_met_woord(uuid, bytea)', 'grens_krijgt_woord()', 'begrensd_nu(uuid[])',
        'herken_rijen(uuid, jsonb)'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_deur', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
    GRANT EXECUTE ON FUNCTION herken_rijen(uuid, jsonb) TO geholpen_app;
END $$;
