-- Destroying is done by functions of a role that cannot log in. It sees keys and moments; what it may delete stands in the policy
-- of each table (`domain/bewaren/openen.py`), which looks at the decision that is being carried out.
CREATE TABLE kern.wisregel (
    tabel       text PRIMARY KEY,
    plaats      integer NOT NULL,    -- what refers to others goes first
    soort       integer NOT NULL,
    van_klanten boolean NOT NULL,
    sleutel     text[] NOT NULL,
    termijn     text NOT NULL,       -- conditions on a row `t` and a decision `b`; empty: never on such a decision
    zaak        text NOT NULL,
    klant       text NOT NULL,
    los         text[] NOT NULL,     -- columns that may name another customer
    afdruk      text NOT NULL
);
REVOKE ALL ON kern.wisregel, bewaartermijn, vernietigbesluit, vernietigd, verklaring, onderdrukking FROM PUBLIC;
GRANT SELECT ON kern.wisregel TO geholpen_wisser;
GRANT USAGE ON SCHEMA kern TO geholpen_wisser;
GRANT EXECUTE ON FUNCTION kern.ctx(integer, boolean) TO geholpen_wisser;
GRANT SELECT ON verwerkingsactiviteit, bewaartermijn TO geholpen_wisser;
GRANT SELECT (partij_id, klantvraag_id, opgeheven_op, tot), UPDATE (opgeheven_op) ON bewaarplicht TO geholpen_wisser;
GRANT SELECT, INSERT, UPDATE (uitgevoerd_op) ON vernietigbesluit TO geholpen_wisser;
GRANT SELECT, INSERT ON vernietigd, verklaring TO geholpen_wisser;
GRANT SELECT, INSERT ON onderdrukking TO geholpen_wisser;
GRANT SELECT, INSERT ON bewaartermijn TO geholpen_app;
GRANT SELECT ON vernietigbesluit, vernietigd, verklaring TO geholpen_app;
GRANT UPDATE (buiten_op) ON vernietigbesluit TO geholpen_app;

ALTER TABLE vernietigbesluit ADD CHECK (CASE soort WHEN 'termijn' THEN partij_id IS NULL
    WHEN 'lijst' THEN partij_id IS NOT NULL AND klantvraag_id IS NOT NULL ELSE partij_id IS NOT NULL END);
ALTER TABLE vernietigd ADD FOREIGN KEY (besluit_id) REFERENCES vernietigbesluit (id), ADD CHECK (aantal > 0);

-- Whether the open purpose is that of destroying, for this customer (none: for all).
CREATE FUNCTION mag_vernietigen(p_partij uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM kern.ctx(28, true) c JOIN verwerkingsactiviteit v ON v.nummer = c.activiteit
        WHERE v.code = 'vernietiging' AND (c.partijen IS NULL OR p_partij = ANY (c.partijen)))
$$;

-- In: what was decided. Writes the decision down; from then on the tables let its rows go. GH020: a legal hold says no.
CREATE FUNCTION besluit_vernietiging(p_id uuid, p_soort text, p_partij uuid, p_zaak uuid, p_tabellen text[], p_door uuid,
    p_trace uuid, p_lijst uuid) RETURNS void
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
    INSERT INTO vernietigbesluit (id, soort, partij_id, klantvraag_id, lijst_id, tabellen, besloten_door, trace)
    VALUES (p_id, p_soort, p_partij, p_zaak, p_lijst, p_tabellen, p_door, p_trace) ON CONFLICT (id) DO NOTHING;
END $$;

-- In: a decision that stands open, a table, how many rows at most. Out: how many went. What went is counted in `vernietigd`.
CREATE FUNCTION vernietig(p_besluit uuid, p_tabel text, p_hoogstens integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    b vernietigbesluit;
    w kern.wisregel;
    regel text;
    n bigint;
    k text;
BEGIN
    SELECT * INTO STRICT b FROM vernietigbesluit v WHERE v.id = p_besluit AND v.uitgevoerd_op IS NULL;
    SELECT * INTO STRICT w FROM kern.wisregel r WHERE r.tabel = p_tabel;
    IF NOT mag_vernietigen(b.partij_id) THEN
        RAISE EXCEPTION 'geen doel om te vernietigen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    regel := CASE WHEN b.soort = 'termijn' THEN w.termijn WHEN b.klantvraag_id IS NOT NULL THEN w.zaak ELSE w.klant END;
    IF regel = '' OR NOT (cardinality(b.tabellen) = 0 OR p_tabel = ANY (b.tabellen)) THEN RETURN 0; END IF;
    PERFORM set_config('bewaren.besluit', p_besluit::text, true);
    EXECUTE format('WITH weg AS (DELETE FROM %1$I d USING (SELECT %2$s FROM %1$I t, vernietigbesluit b'
        ' WHERE b.id = $1 AND (%4$s) LIMIT $2) t WHERE %3$s RETURNING concat_ws(''/'', %5$s) AS sleutel)'
        ' SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(sleutel, '','' ORDER BY sleutel), ''''), ''UTF8'')),'
        ' ''hex'') FROM weg',
        p_tabel, (SELECT string_agg('t.' || s, ', ') FROM unnest(w.sleutel) s),
        (SELECT string_agg(format('d.%1$I = t.%1$I', s), ' AND ') FROM unnest(w.sleutel) s), regel,
        (SELECT string_agg('d.' || s, ', ') FROM unnest(w.sleutel) s))
    INTO n, k USING p_besluit, p_hoogstens;
    PERFORM set_config('bewaren.besluit', '', true);
    IF n > 0 THEN
        INSERT INTO vernietigd (id, besluit_id, tabel, aantal, kenmerk) VALUES (gen_random_uuid(), p_besluit, p_tabel, n, k);
    END IF;
    RETURN n;
END $$;

-- Other customers' rows that name this one (who was called for, who represented) name nobody any more. Out: how many.
CREATE FUNCTION maak_los(p_besluit uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    b vernietigbesluit;
    w record;
    n bigint;
    total bigint := 0;
BEGIN
    SELECT * INTO STRICT b FROM vernietigbesluit v WHERE v.id = p_besluit AND v.uitgevoerd_op IS NULL;
    IF b.soort NOT IN ('verzoek', 'herstel') OR NOT mag_vernietigen(b.partij_id) THEN
        RAISE EXCEPTION 'geen doel om te vernietigen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('bewaren.besluit', p_besluit::text, true);
    FOR w IN SELECT r.tabel, kolom FROM kern.wisregel r, unnest(r.los) kolom LOOP
        EXECUTE format('UPDATE %1$I SET %2$I = NULL WHERE %2$I = $1', w.tabel, w.kolom) USING b.partij_id;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
    END LOOP;
    PERFORM set_config('bewaren.besluit', '', true);
    RETURN total;
END $$;

-- The search keys of the customer of a decision, for the list of people who want no messages.
CREATE FUNCTION zoeksleutels_bij_besluit(p_besluit uuid) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT o.sleutel FROM vernietigbesluit b JOIN partij_opzoek o ON o.partij_id = b.partij_id
    WHERE b.id = p_besluit AND b.soort IN ('verzoek', 'herstel') AND b.uitgevoerd_op IS NULL AND mag_vernietigen(b.partij_id)
$$;
CREATE FUNCTION onderdruk(p_besluit uuid, p_sleutels bytea[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    INSERT INTO onderdrukking (sleutel) SELECT s FROM vernietigbesluit b, unnest(p_sleutels) s
    WHERE b.id = p_besluit AND b.uitgevoerd_op IS NULL AND mag_vernietigen(b.partij_id) ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION is_onderdrukt(p_sleutels bytea[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM onderdrukking o WHERE o.sleutel = ANY (p_sleutels))
$$;

-- In: a decision to destroy everything of a customer. Out: the tables that still hold a row of theirs, asked of the database
-- itself and of no list: a table that nobody thought of is in it.
CREATE FUNCTION resten(p_besluit uuid) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    b vernietigbesluit;
    naam text;
    found_ boolean;
BEGIN
    SELECT * INTO STRICT b FROM vernietigbesluit v WHERE v.id = p_besluit;
    FOR naam IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'partij_id' AND NOT a.attisdropped
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
          AND c.relname NOT IN ('schakel', 'vernietigbesluit', 'dataverwerking', 'gebeurtenis') LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE partij_id = $1)', naam) INTO found_ USING b.partij_id;
        IF found_ THEN RETURN NEXT naam; END IF;
    END LOOP;
END $$;

-- The statement of what was done; with it the decision is carried out and nothing more can go under it.
CREATE FUNCTION sluit_besluit(p_besluit uuid, p_verklaring uuid, p_inhoud jsonb, p_hash text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE b vernietigbesluit;
BEGIN
    SELECT * INTO STRICT b FROM vernietigbesluit v WHERE v.id = p_besluit AND v.uitgevoerd_op IS NULL;
    IF NOT mag_vernietigen(b.partij_id) THEN
        RAISE EXCEPTION 'geen doel om te vernietigen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE vernietigbesluit SET uitgevoerd_op = now() WHERE id = p_besluit;
    IF p_verklaring IS NOT NULL THEN
        INSERT INTO verklaring (id, besluit_id, soort, inhoud, hash) VALUES (p_verklaring, p_besluit, b.soort, p_inhoud, p_hash);
    END IF;
END $$;

DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY[
        'besluit_vernietiging(uuid, text, uuid, uuid, text[], uuid, uuid, uuid)', 'vernietig(uuid, text, integer)',
        'maak_los(uuid)', 'zoeksleutels_bij_besluit(uuid)', 'onderdruk(uuid, bytea[])', 'is_onderdrukt(bytea[])',
        'resten(uuid)', 'sluit_besluit(uuid, uuid, jsonb, text)'
    ] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO geholpen_wisser', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO geholpen_app', f);
    END LOOP;
    ALTER FUNCTION mag_vernietigen(uuid) OWNER TO geholpen_wisser;
    REVOKE ALL ON FUNCTION mag_vernietigen(uuid) FROM PUBLIC;
END $$;
