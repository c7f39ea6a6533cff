-- The signed, transaction-local context. Nobody but this function can read the keys; the application signs, the
-- database checks. Token: key id | expires (epoch s) | actor | activity | read bits | write bits | customers or *
-- | secret address (t/f, or w: see geheim.sql) | trace | read sources per category ('{1,2};{};…') | write sources {1,2} , then | mac (hex).
CREATE SCHEMA IF NOT EXISTS kern;  -- made by the set-up as well

CREATE TABLE kern.sleutel (
    nummer   smallint PRIMARY KEY,
    binnen   bytea NOT NULL,   -- key xor 0x36, 64 bytes: inner pad of HMAC (RFC 2104)
    buiten   bytea NOT NULL,   -- key xor 0x5c
    stand    bigint NOT NULL DEFAULT 0   -- goes up whenever the rules change; see kern.nieuwe_stand
);
REVOKE ALL ON kern.sleutel FROM PUBLIC;

-- Trigger on every table that says what is allowed (the register, the subjects). A hot door compares the state its order
-- was decided on with this one, in the row it reads anyway, so that a suspension works on the next read.
CREATE FUNCTION kern.nieuwe_stand() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    UPDATE kern.sleutel SET stand = stand + 1;
    RETURN NULL;
END $$;

CREATE FUNCTION kern.stand() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN (SELECT max(k.stand) FROM kern.sleutel k);
END $$;

-- In: a token. Out: its fields, or NULL when there is none. Raises insufficient_privilege on a forged or expired token.
CREATE FUNCTION kern.velden(token text) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    payload text;
    deel text[];
    s kern.sleutel;
BEGIN
    IF token IS NULL OR token = '' THEN RETURN NULL; END IF;
    payload := left(token, -64);   -- keeps the closing bar
    deel := string_to_array(payload, '|');
    SELECT * INTO s FROM kern.sleutel k WHERE k.nummer::text = deel[1];
    IF s.nummer IS NULL OR right(token, 64)
       <> encode(sha256(s.buiten || sha256(s.binnen || convert_to(payload, 'UTF8'))), 'hex') THEN
        RAISE EXCEPTION 'ongeldige context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF deel[2]::bigint < extract(epoch FROM clock_timestamp()) THEN
        RAISE EXCEPTION 'verlopen context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN deel;
END $$;

-- In: category number (0 = any) and whether the row is written. Out: one row with customers (NULL = all), accepted
-- sources, activity and secret-address flag; no row when there is no context or the category is not in it.
-- Raises insufficient_privilege on a forged or expired token.
CREATE FUNCTION kern.ctx(soort integer, schrijven boolean)
RETURNS TABLE (partijen uuid[], bronnen smallint[], activiteit smallint, geheim boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 COST 100
SET search_path = pg_catalog
AS $$
DECLARE
    deel text[] := kern.velden(current_setting('app.ctx', true));
BEGIN
    IF deel IS NULL THEN RETURN; END IF;
    IF soort > 0 AND (deel[CASE WHEN schrijven THEN 6 ELSE 5 END]::bigint & (1::bigint << (soort - 1))) = 0 THEN
        RETURN;
    END IF;
    IF soort = 0 AND schrijven AND deel[6]::bigint = 0 THEN RETURN; END IF;   -- a reading door writes nothing at all
    partijen := CASE WHEN deel[7] = '*' THEN NULL ELSE deel[7]::uuid[] END;
    bronnen := CASE WHEN schrijven THEN deel[11]
                    ELSE (string_to_array(deel[10], ';'))[greatest(soort, 1)] END::smallint[];
    activiteit := deel[4]::smallint;
    geheim := deel[8] = 't';
    RETURN NEXT;
END $$;

CREATE FUNCTION kern.open(token text) RETURNS void
LANGUAGE sql VOLATILE AS $$ SELECT set_config('app.ctx', token, true) $$;

-- Opening is for the application; looking at what is open also for the functions of the door role, one of which proves
-- the orders of hot doors and reads the keys for that.
REVOKE ALL ON FUNCTION kern.velden(text), kern.ctx(integer, boolean), kern.open(text), kern.stand(), kern.nieuwe_stand()
    FROM PUBLIC;
GRANT USAGE ON SCHEMA kern TO geholpen_app, geholpen_deur, geholpen_loket, geholpen_register;
GRANT EXECUTE ON FUNCTION kern.ctx(integer, boolean) TO geholpen_app, geholpen_deur;
GRANT EXECUTE ON FUNCTION kern.stand() TO geholpen_app;
GRANT SELECT ON kern.sleutel TO geholpen_deur;
GRANT EXECUTE ON FUNCTION kern.open(text) TO geholpen_app;
