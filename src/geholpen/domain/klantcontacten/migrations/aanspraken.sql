-- Ending a representation at one customer ends it at the other: a customer can only write at themselves.
GRANT UPDATE (beeindigd_op, beeindigd_waarom) ON vertegenwoordiging TO geholpen_deur;
CREATE FUNCTION eindigt_aan_beide_kanten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    UPDATE vertegenwoordiging v SET beeindigd_op = NEW.beeindigd_op, beeindigd_waarom = NEW.beeindigd_waarom
    WHERE v.partij_id = NEW.andere_partij_id AND v.id = NEW.id AND v.beeindigd_op IS NULL;
    RETURN NULL;
END $$;
ALTER FUNCTION eindigt_aan_beide_kanten() OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION eindigt_aan_beide_kanten() FROM PUBLIC;
CREATE TRIGGER eindigt_aan_beide_kanten AFTER UPDATE OF beeindigd_op ON vertegenwoordiging FOR EACH ROW
    WHEN (OLD.beeindigd_op IS NULL AND NEW.beeindigd_op IS NOT NULL) EXECUTE FUNCTION eindigt_aan_beide_kanten();

-- Out: claims that wait for a person, the oldest first: whose, which kinds, since when there are two, and a question of that
-- customer that still runs. By an index of running claims: nothing of customers with one is read.
GRANT SELECT (verkregen_op) ON vertegenwoordiging TO geholpen_deur;
CREATE INDEX vertegenwoordiging_loopt ON vertegenwoordiging (partij_id)
    WHERE kant = 'vertegenwoordigd' AND beeindigd_op IS NULL AND besluit <> 'geldt_niet';
CREATE FUNCTION wachtende_aanspraken(p_hoogstens integer)
RETURNS TABLE (partij_id uuid, soorten text[], sinds timestamptz, klantvraag_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT v.partij_id, array_agg(DISTINCT v.soort::text ORDER BY v.soort::text), max(v.verkregen_op),
        (SELECT q.id FROM klantvraag q WHERE q.partij_id = v.partij_id AND q.status <> 'afgehandeld'
         ORDER BY q.id DESC LIMIT 1)
    FROM (SELECT w.partij_id FROM vertegenwoordiging w
          WHERE w.kant = 'vertegenwoordigd' AND w.beeindigd_op IS NULL AND w.besluit <> 'geldt_niet'
          GROUP BY w.partij_id HAVING count(*) > 1) t
    JOIN vertegenwoordiging v ON v.partij_id = t.partij_id AND v.kant = 'vertegenwoordigd'
        AND v.beeindigd_op IS NULL AND v.besluit <> 'geldt_niet'
    CROSS JOIN LATERAL reden_machtiging(v.partij_id, v.id) r
    WHERE r.code = 'tegenstrijdig'
    GROUP BY v.partij_id ORDER BY 3 LIMIT p_hoogstens;
END $$;
ALTER FUNCTION wachtende_aanspraken(integer) OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION wachtende_aanspraken(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wachtende_aanspraken(integer) TO geholpen_app;
