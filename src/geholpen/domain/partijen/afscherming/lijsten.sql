-- For lists, row by row: whether a file is not for this employee or application. Most files have neither a label nor
-- anything to do with the staff list, and that is seen with three look-ups in indexes; only then the whole rule is asked.
CREATE FUNCTION is_dicht(p_partij uuid, p_actor uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (EXISTS (SELECT 1 FROM afscherming x WHERE x.partij_id = p_partij AND x.beeindigd_op IS NULL)
        OR EXISTS (SELECT 1 FROM burgerservicenummer b JOIN personeelssleutel s ON s.sleutel = b.sleutel
                   WHERE b.partij_id = p_partij)
        OR EXISTS (SELECT 1 FROM adres a CROSS JOIN unnest(a.woonplek) w(sleutel)
                   JOIN personeelssleutel s ON s.sleutel = w.sleutel AND s.medewerker_id = p_actor
                   WHERE a.partij_id = p_partij)) THEN
        RETURN false;
    END IF;
    RETURN afscherming_code(p_partij, p_actor) IN ('EIGEN_DOSSIER', 'HUISGENOOT', 'COLLEGA', 'AFGESCHERMD');
END $$;
