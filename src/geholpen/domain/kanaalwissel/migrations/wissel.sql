-- A one-time link is taken once: the row that proves it goes. Only inside an open door.
CREATE FUNCTION neem_wisselbewijs(p_sleutel bytea) RETURNS TABLE (partij_id uuid, wissel_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 1 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(0, false)) THEN RETURN; END IF;
    RETURN QUERY DELETE FROM wisselbewijs b WHERE b.sleutel = p_sleutel AND b.verloopt_op > now()
    RETURNING b.partij_id, b.wissel_id;
END $$;
