-- A secret address in the token: t (is shown), w (may be changed unseen, by software that keeps addresses), f (not there).
CREATE OR REPLACE FUNCTION kern.ctx(soort integer, schrijven boolean)
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
    geheim := deel[8] <> 'f';
    RETURN NEXT;
END $$;

-- Whether what is secret may become public by what is done now: only under a purpose that may see it. The application
-- without a purpose may not either; who migrates or destroys may.
CREATE FUNCTION kern.mag_onthullen() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    deel constant text[] := kern.velden(current_setting('app.ctx', true));
BEGIN
    RETURN CASE WHEN deel IS NULL THEN session_user <> 'geholpen_app' ELSE deel[8] = 't' END;
END $$;
REVOKE ALL ON FUNCTION kern.mag_onthullen() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kern.mag_onthullen() TO geholpen_deur;
