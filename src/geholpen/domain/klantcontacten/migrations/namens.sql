-- A conversation in which one customer speaks for another: whose work it is, whether it runs, who speaks and on what
-- strength. Looked up before there is a purpose; keys only.
CREATE FUNCTION reden_namens(p_partij uuid, p_id uuid)
RETURNS TABLE (gesprek uuid, medewerker uuid, loopt boolean, vertegenwoordiger uuid, vertegenwoordiging uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT g.id, g.medewerker_id, g.geeindigd_op IS NULL AND g.begonnen_op > now() - interval '4 hours',
           n.andere_partij_id, n.vertegenwoordiging_id
    FROM gesprek_namens n JOIN gesprek g ON g.id = n.gesprek_id
    WHERE n.partij_id = p_partij AND n.id = p_id AND n.kant = 'vertegenwoordigd';
END $$;

-- Whoever is written down as speaking for another on the strength of a representation must have it, today, and for the
-- activity that the contact is kept for: whatever the application thinks.
CREATE FUNCTION vertegenwoordiger_mag() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.was_partij_id IS DISTINCT FROM OLD.was_partij_id THEN  -- somebody else, or nobody any more: no such ground
            NEW.vertegenwoordiging_id := NULL;
            RETURN NEW;
        ELSIF NEW.vertegenwoordiging_id IS NOT DISTINCT FROM OLD.vertegenwoordiging_id THEN
            RETURN NEW;  -- it held when it was written down
        END IF;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM reden_machtiging(NEW.partij_id, NEW.vertegenwoordiging_id) r
        WHERE r.code = '' AND r.vertegenwoordiger = NEW.was_partij_id AND NEW.verkregen_voor = ANY (r.activiteiten)
    ) THEN
        RAISE EXCEPTION 'geen geldige vertegenwoordiging voor dit onderwerp' USING ERRCODE = 'GH004';
    END IF;
    RETURN NEW;
END $$;
