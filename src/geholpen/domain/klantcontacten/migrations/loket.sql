-- How every function of the counter role (a hot door) begins, and what it needs for that.

-- In: a reason that is a klantvraag or taak. Out: what it brings right now, as one text that the application made of the
-- reason it remembers (ports.Reden.stempel): activity, open, department, who handles it, how sure we are who asks.
CREATE FUNCTION reden_stempel(p_soort text, p_partij uuid, p_id uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE stempel text;
BEGIN
    IF p_soort = 'klantvraag' THEN
        SELECT concat(o.activiteit, '|', v.status <> 'afgehandeld' OR v.afgesloten_op > now() - interval '1 day', '|',
                      v.afdeling_code, '|', v.behandelaar_id, '|', v.niveau)
        INTO stempel FROM klantvraag v JOIN onderwerp o ON o.code = v.onderwerp_code
        WHERE v.partij_id = p_partij AND v.id = p_id;
    ELSE
        SELECT concat(o.activiteit, '|', t.status = 'te_verwerken' OR t.afgehandeld_op > now() - interval '1 day', '|',
                      v.afdeling_code, '|', v.behandelaar_id, '|', v.niveau)
        INTO stempel FROM interne_taak t
        JOIN klantvraag v ON v.partij_id = t.partij_id AND v.id = t.klantvraag_id
        JOIN onderwerp o ON o.code = v.onderwerp_code
        WHERE t.partij_id = p_partij AND t.id = p_id;
    END IF;
    RETURN stempel;
END $$;
ALTER FUNCTION reden_stempel OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION reden_stempel FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reden_stempel TO geholpen_loket;

-- In: the token, the log line, the reason as the application remembers it, and the one customer. Proves the token,
-- refuses a log line that says something else than the token or another customer, refuses a reason that brings
-- something else by now (GH002: decide again), and writes the log. Raises; there is no way past it but an exception.
CREATE FUNCTION begin_aan_loket(p_token text, p_regel verwerkingsregel, p_reden text, p_partij uuid) RETURNS smallint
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
DECLARE
    activiteit constant smallint := kern.bewijs(p_token, p_partij);
BEGIN
    IF p_regel.activiteit IS DISTINCT FROM activiteit OR p_regel.partijen IS DISTINCT FROM ARRAY[p_partij]
       OR p_regel.uitkomst = 'geweigerd' THEN
        RAISE EXCEPTION 'de logregel past niet bij de context' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF p_regel.aanleiding_soort IN ('klantvraag', 'taak') AND (
        p_reden IS DISTINCT FROM reden_stempel(p_regel.aanleiding_soort, p_partij, p_regel.aanleiding_id)
        OR p_regel.actor_soort = 'medewerker' AND split_part(p_reden, '|', 1) <> activiteit::text) THEN
        RAISE EXCEPTION 'de aanleiding is veranderd' USING ERRCODE = 'GH002';
    END IF;
    IF log_verwerking(p_regel) THEN RETURN activiteit; END IF;   -- it is true or it raises
END $$;
ALTER FUNCTION begin_aan_loket OWNER TO geholpen_loket;
REVOKE ALL ON FUNCTION begin_aan_loket FROM PUBLIC;

GRANT SELECT ON onderwerp TO geholpen_loket;
GRANT INSERT ON gebeurtenis TO geholpen_loket;
