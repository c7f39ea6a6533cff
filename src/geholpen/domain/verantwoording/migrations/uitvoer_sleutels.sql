-- In: a chain, a place in it, how many at most. Out: the keys of the lines after it, oldest first, also of those that the
-- application may not read now (a confidential activity): so that none is passed over. Keys only, and only under the purpose
-- of the log.
CREATE FUNCTION uitvoer_sleutels(p_keten integer, p_tx text, p_regel uuid, p_partij uuid, p_hoogstens integer)
RETURNS TABLE (tx text, id uuid, partij_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT d.tx::text, d.id, d.partij_id FROM dataverwerking d
    WHERE d.keten = p_keten AND d.tx < pg_snapshot_xmin(pg_current_snapshot()) AND d.vervalt_op > now()
      AND (d.tx, d.id, d.partij_id) > (p_tx::xid8, p_regel, p_partij)
      AND EXISTS (SELECT 1 FROM kern.ctx(28, false) c WHERE c.partijen IS NULL)
    ORDER BY d.tx, d.id, d.partij_id LIMIT p_hoogstens;
END $$
