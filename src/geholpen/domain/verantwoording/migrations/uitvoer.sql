-- The place where a chain stopped is (transaction, id, customer), in the order in which the sealer takes lines: a
-- transaction that commits late is never behind it.
-- In: a chain, its place, how many to count at most. Out: how many lines wait, and how long (seconds) the oldest. Numbers only.
CREATE FUNCTION uitvoer_wacht(p_keten integer, p_tx text, p_regel uuid, p_partij uuid, p_hoogstens integer)
RETURNS TABLE (aantal bigint, seconden double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 AS $$
BEGIN RETURN QUERY
    SELECT count(*), extract(epoch FROM clock_timestamp() - min(w.moment))::double precision FROM (
        SELECT d.moment FROM dataverwerking d
        WHERE d.keten = p_keten AND d.tx < pg_snapshot_xmin(pg_current_snapshot()) AND d.vervalt_op > now()
          AND (d.tx, d.id, d.partij_id) > (p_tx::xid8, p_regel, p_partij)
        ORDER BY d.tx, d.id, d.partij_id LIMIT p_hoogstens) w;
END $$
