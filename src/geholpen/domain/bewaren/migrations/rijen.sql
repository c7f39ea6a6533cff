-- In: a decision as before, and the keys of single addresses that it is about (none: all there are). The policy of the table
-- of addresses looks at them (`domain/bewaren/openen.py`).
DROP FUNCTION besluit_vernietiging(uuid, text, uuid, uuid, text[], uuid, uuid, uuid);
CREATE FUNCTION besluit_vernietiging(p_id uuid, p_soort text, p_partij uuid, p_zaak uuid, p_tabellen text[], p_door uuid,
    p_trace uuid, p_lijst uuid, p_rijen uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT mag_vernietigen(p_partij) THEN
        RAISE EXCEPTION 'geen doel om te vernietigen' USING ERRCODE = 'insufficient_privilege';
    ELSIF p_soort = 'herstel' THEN  -- the hold in a copy that was put back is older than the decision
        PERFORM set_config('bewaren.besluit', p_id::text, true);
        UPDATE bewaarplicht h SET opgeheven_op = now() WHERE h.partij_id = p_partij AND h.opgeheven_op IS NULL;
        PERFORM set_config('bewaren.besluit', '', true);
    ELSIF EXISTS (SELECT 1 FROM bewaarplicht h WHERE h.partij_id = p_partij AND h.opgeheven_op IS NULL
        AND h.tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date AND (p_zaak IS NULL OR h.klantvraag_id IS NULL OR h.klantvraag_id = p_zaak)) THEN
        RAISE EXCEPTION 'er geldt een bewaarplicht' USING ERRCODE = 'GH020';
    END IF;
    INSERT INTO vernietigbesluit (id, soort, partij_id, klantvraag_id, lijst_id, tabellen, besloten_door, trace, rijen)
    VALUES (p_id, p_soort, p_partij, p_zaak, p_lijst, p_tabellen, p_door, p_trace, p_rijen) ON CONFLICT (id) DO NOTHING;
END $$;
ALTER FUNCTION besluit_vernietiging(uuid, text, uuid, uuid, text[], uuid, uuid, uuid, uuid[]) OWNER TO geholpen_wisser;
REVOKE ALL ON FUNCTION besluit_vernietiging(uuid, text, uuid, uuid, text[], uuid, uuid, uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION besluit_vernietiging(uuid, text, uuid, uuid, text[], uuid, uuid, uuid, uuid[]) TO geholpen_app;
