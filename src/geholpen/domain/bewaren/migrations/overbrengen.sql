-- What is on a list of records that are kept for good can be read again, for the purpose *overbrenging* only, until it was
-- transferred. In: a list that was agreed with. GH010 when it is not. Out: how many rows.
CREATE FUNCTION zet_over(p_lijst uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    doel constant smallint := (SELECT v.nummer FROM verwerkingsactiviteit v WHERE v.code = 'overbrenging');
    l vernietigingslijst;
    w record;
    n bigint;
    total bigint := 0;
BEGIN
    SELECT * INTO l FROM vernietigingslijst v WHERE v.id = p_lijst FOR UPDATE;
    IF NOT mag_vernietigen(NULL) THEN
        RAISE EXCEPTION 'geen doel om over te brengen' USING ERRCODE = 'insufficient_privilege';
    ELSIF doel IS NULL OR l.stand IS DISTINCT FROM 'vastgesteld' OR l.waardering <> 'bewaren' OR l.overgebracht_op IS NOT NULL THEN
        RAISE EXCEPTION 'deze lijst is niet over te brengen' USING ERRCODE = 'GH010';
    END IF;
    PERFORM set_config('bewaren.besluit', p_lijst::text, true);
    UPDATE lijstregel r SET verkregen_voor = v.verkregen_voor FROM klantvraag v
    WHERE r.lijst_id = p_lijst AND r.af_op IS NULL AND r.verkregen_voor IS NULL
      AND v.partij_id = r.partij_id AND v.id = r.klantvraag_id;
    FOR w IN SELECT k.tabel, k.volgt FROM kern.wisregel k
        WHERE k.van_klanten AND k.volgt <> '' AND k.tabel <> 'bewaarplicht' LOOP
        EXECUTE format('UPDATE %1$I t SET verkregen_voor = $1, vervalt_op = now() + interval ''90 days'' FROM lijstregel r'
            ' WHERE r.lijst_id = $2 AND r.af_op IS NULL AND t.partij_id = r.partij_id AND t.%2$I = r.klantvraag_id',
            w.tabel, w.volgt) USING doel, p_lijst;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
    END LOOP;
    PERFORM set_config('bewaren.besluit', '', true);
    UPDATE vernietigingslijst SET pakket = jsonb_build_object('stand', 'wacht', 'sinds', now()) WHERE id = p_lijst;
    RETURN total;
END $$;

-- What is off the list, or on a list that went back, is as expired as it was, for what it was obtained for. A package that was made
-- does not count any more. Out: how many questions.
CREATE FUNCTION zet_terug(p_lijst uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    l vernietigingslijst;
    w record;
    n bigint;
BEGIN
    IF NOT mag_vernietigen(NULL) THEN
        RAISE EXCEPTION 'geen doel om over te brengen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO l FROM vernietigingslijst v WHERE v.id = p_lijst FOR UPDATE;
    PERFORM set_config('bewaren.besluit', p_lijst::text, true);
    FOR w IN SELECT k.tabel, k.volgt FROM kern.wisregel k
        WHERE k.van_klanten AND k.volgt <> '' AND k.tabel <> 'bewaarplicht' LOOP
        EXECUTE format('UPDATE %1$I t SET verkregen_voor = r.verkregen_voor, vervalt_op = r.vervalt_op FROM lijstregel r'
            ' WHERE r.lijst_id = $1 AND r.verkregen_voor IS NOT NULL AND (r.af_op IS NOT NULL OR $2)'
            ' AND t.partij_id = r.partij_id AND t.%2$I = r.klantvraag_id', w.tabel, w.volgt)
            USING p_lijst, l.stand <> 'vastgesteld';
    END LOOP;
    PERFORM set_config('bewaren.besluit', '', true);
    UPDATE lijstregel r SET verkregen_voor = NULL
    WHERE r.lijst_id = p_lijst AND r.verkregen_voor IS NOT NULL AND (r.af_op IS NOT NULL OR l.stand <> 'vastgesteld');
    GET DIAGNOSTICS n = ROW_COUNT;
    UPDATE vernietigingslijst SET pakket = '{}' WHERE id = p_lijst AND overgebracht_op IS NULL;
    RETURN n;
END $$;

-- What became of making the package. Only while the list waits for it: one that was changed meanwhile stays without.
CREATE FUNCTION boek_pakket(p_lijst uuid, p_pakket jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT mag_vernietigen(NULL) THEN
        RAISE EXCEPTION 'geen doel om over te brengen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE vernietigingslijst v SET pakket = p_pakket WHERE v.id = p_lijst AND v.stand = 'vastgesteld'
        AND v.overgebracht_op IS NULL AND v.pakket ->> 'stand' = 'wacht';
    RETURN FOUND;
END $$;

-- The statement of the transfer: only for a list of which that was recorded.
CREATE FUNCTION verklaar_overdracht(p_lijst uuid, p_verklaring uuid, p_inhoud jsonb, p_hash text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT mag_vernietigen(NULL) OR NOT EXISTS (SELECT 1 FROM vernietigingslijst v
        WHERE v.id = p_lijst AND v.overgebracht_op IS NOT NULL AND v.pakket ? 'manifest') THEN
        RAISE EXCEPTION 'er is niets overgebracht' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO verklaring (id, lijst_id, soort, inhoud, hash) VALUES (p_verklaring, p_lijst, 'overdracht', p_inhoud, p_hash);
END $$;

-- The term of a question runs from when it was closed, the last time: what is a record of it ends then and not before. What a hold or a
-- transfer keeps is under another purpose and stays as it is. Out: how many rows.
CREATE FUNCTION tel_termijn(p_partij uuid, p_vraag uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    einde timestamptz;
    doel smallint;
    w record;
    n bigint;
    total bigint := 0;
BEGIN
    IF NOT mag_vernietigen(p_partij) THEN
        RAISE EXCEPTION 'geen doel om te bewaren' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT v.verkregen_voor, v.afgesloten_op + make_interval(days => a.bewaardagen) INTO doel, einde
    FROM klantvraag v JOIN verwerkingsactiviteit_versie a ON a.nummer = v.verkregen_voor AND a.status = 'actief'
    WHERE v.partij_id = p_partij AND v.id = p_vraag AND v.status = 'afgehandeld';
    IF einde IS NULL THEN RETURN 0; END IF;
    PERFORM set_config('bewaren.besluit', p_vraag::text, true);
    FOR w IN SELECT k.tabel, k.volgt FROM kern.wisregel k WHERE k.van_klanten AND k.volgt <> '' AND k.termijn = '' LOOP
        EXECUTE format('UPDATE %1$I t SET vervalt_op = $4 WHERE t.partij_id = $1 AND t.%2$I = $2 AND t.verkregen_voor = $3'
            ' AND t.vervalt_op < $4', w.tabel, w.volgt) USING p_partij, p_vraag, doel, einde;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
    END LOOP;
    PERFORM set_config('bewaren.besluit', '', true);
    RETURN total;
END $$;

DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY[
        'zet_over(uuid)', 'zet_terug(uuid)', 'boek_pakket(uuid, jsonb)', 'tel_termijn(uuid, uuid)', 'verklaar_overdracht(uuid, uuid, jsonb, text)'
    ] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_wisser', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO geholpen_app', f);
    END LOOP;
END $$;
