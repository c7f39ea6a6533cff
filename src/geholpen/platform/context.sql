-- The signed, transaction-local context. Nobody but this function can read the keys; the application signs, the
-- database checks. Token: key id | expires (epoch s) | actor | activity | read bits | write bits | customers or *
-- | secret address ok (t/f) | trace | read sources per category ('{1,2};{};…') | write sources {1,2} , then | mac (hex).
CREATE SCHEMA IF NOT EXISTS kern;  -- made by the set-up as well

CREATE TABLE kern.sleutel (
    nummer   smallint PRIMARY KEY,
    binnen   bytea NOT NULL,   -- key xor 0x36, 64 bytes: inner pad of HMAC (RFC 2104)
    buiten   bytea NOT NULL    -- key xor 0x5c
);
REVOKE ALL ON kern.sleutel FROM PUBLIC;

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

-- For the functions of the counter role (hot doors). In: a token and the one customer it must be for. Checks the token
-- once and leaves what it says, until the end of the transaction, in the settings that the counter's policies compare
-- with. Anybody can set those settings, but only the counter's functions read by them, and they all begin here.
-- Out: the activity. Raises insufficient_privilege without a good token for this customer. One statement, because in
-- PL/pgSQL every expression is made ready again in every transaction; only a refusal takes the long way, to say why.
CREATE FUNCTION kern.bewijs(token text, partij uuid) RETURNS smallint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE r record;
BEGIN
    SELECT t.deel[4]::smallint AS activiteit,
           set_config('loket.partij', partij::text, true), set_config('loket.lezen', t.deel[5], true),
           set_config('loket.schrijven', t.deel[6], true), set_config('loket.geheim', t.deel[8], true),
           set_config('loket.bronnen', t.deel[10], true), set_config('loket.bron', t.deel[11], true)
    INTO r
    FROM (SELECT left(token, -64) AS payload, string_to_array(left(token, -64), '|') AS deel OFFSET 0) t
    JOIN kern.sleutel k ON k.nummer::text = t.deel[1]
    WHERE CASE WHEN right(token, 64)
                    = encode(sha256(k.buiten || sha256(k.binnen || convert_to(t.payload, 'UTF8'))), 'hex')
               THEN t.deel[2]::bigint >= extract(epoch FROM clock_timestamp())
                    AND CASE WHEN t.deel[7] = '*' THEN false ELSE partij = ANY (t.deel[7]::uuid[]) END
               ELSE false END;
    IF FOUND THEN RETURN r.activiteit; END IF;
    PERFORM kern.velden(token);
    RAISE EXCEPTION 'geen context voor deze klant' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION kern.open(token text) RETURNS void
LANGUAGE sql VOLATILE AS $$ SELECT set_config('app.ctx', token, true) $$;

-- Opening is for the application; looking at what is open also for the functions of the door role; proving for those of
-- the counter role.
REVOKE ALL ON FUNCTION kern.velden(text), kern.ctx(integer, boolean), kern.bewijs(text, uuid), kern.open(text) FROM PUBLIC;
GRANT USAGE ON SCHEMA kern TO geholpen_app, geholpen_deur, geholpen_loket;
GRANT EXECUTE ON FUNCTION kern.ctx(integer, boolean) TO geholpen_app, geholpen_deur;
GRANT EXECUTE ON FUNCTION kern.bewijs(text, uuid) TO geholpen_loket;
GRANT EXECUTE ON FUNCTION kern.open(text) TO geholpen_app;
