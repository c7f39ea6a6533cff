-- Gives a question to the customer who proved in its chat to have asked it, or back to where it came from: nobody else's and
-- no other. For a caller who works for both. False: something that stays here refers to it, and nothing was changed.
CREATE FUNCTION verhuis_naar_klant(p_van uuid, p_vraag uuid, p_naar uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(9, true) c WHERE p_van = ANY (c.partijen) AND p_naar = ANY (c.partijen)) THEN
        RAISE EXCEPTION 'geen recht om deze vraag te verhuizen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM chatbezoek b WHERE b.klantvraag_id = p_vraag AND b.partij_id = p_van AND b.bewezen_partij_id = p_naar)
        AND NOT EXISTS (SELECT 1 FROM vraagverhuizing h WHERE h.partij_id = p_van AND h.klantvraag_id = p_vraag
            AND h.van_partij_id = p_naar AND h.terug_op IS NULL) THEN
        RAISE EXCEPTION 'deze vraag is niet van die klant' USING ERRCODE = 'insufficient_privilege';
    END IF;
    BEGIN
        IF NOT verhuis_alles(p_van, p_vraag, p_naar) THEN RETURN false; END IF;
        SET CONSTRAINTS ALL IMMEDIATE;
    EXCEPTION WHEN foreign_key_violation THEN
        RETURN false;
    END;
    SET CONSTRAINTS ALL DEFERRED;
    -- what finds or hands out the question without being a row of the customer
    UPDATE bericht_opzoek SET partij_id = p_naar WHERE partij_id = p_van AND klantvraag_id = p_vraag;
    UPDATE bezorging_opzoek o SET partij_id = p_naar FROM bezorging z
        WHERE z.partij_id = p_naar AND z.klantvraag_id = p_vraag AND o.bezorging_id = z.id;
    UPDATE wisselbewijs o SET partij_id = p_naar FROM wissel w
        WHERE w.partij_id = p_naar AND w.klantvraag_id = p_vraag AND o.wissel_id = w.id;
    UPDATE toewijzing SET partij_id = p_naar WHERE klantvraag_id = p_vraag AND partij_id = p_van;
    UPDATE uitgesteld SET partij_id = p_naar WHERE klantvraag_id = p_vraag AND partij_id = p_van;
    UPDATE volger SET partij_id = p_naar WHERE klantvraag_id = p_vraag AND partij_id = p_van;
    UPDATE genoemd SET partij_id = p_naar WHERE klantvraag_id = p_vraag AND partij_id = p_van;
    DELETE FROM aanwezig WHERE klantvraag_id = p_vraag AND partij_id = p_van;
    RETURN true;
END $$;

-- Whose a question of the chat is now: a key for who still has its old address.
CREATE FUNCTION plek_van_chatvraag(p_vraag uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT v.partij_id FROM chatbezoek b JOIN klantvraag v ON v.partij_id = b.partij_id AND v.id = b.klantvraag_id
    WHERE b.klantvraag_id = p_vraag LIMIT 1
$$;

-- Whether this is somebody nobody knows: unknown, and without a citizen service number.
CREATE FUNCTION is_niemand(p_partij uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM partij p WHERE p.partij_id = p_partij AND p.soort_partij = 'onbekend')
        AND NOT EXISTS (SELECT 1 FROM burgerservicenummer b WHERE b.partij_id = p_partij)
$$;

-- Two people are never made one. A question gets another customer only when it was nobody's yet; and one that was given to a
-- customer in a chat goes back to nobody, where it came from. Also for a function that moves, and for an administrator.
CREATE OR REPLACE FUNCTION nooit_samen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF is_niemand(OLD.partij_id) THEN RETURN NEW; END IF;
    IF is_niemand(NEW.partij_id) AND EXISTS (SELECT 1 FROM vraagverhuizing h WHERE h.klantvraag_id = OLD.id
        AND h.partij_id IN (OLD.partij_id, NEW.partij_id) AND h.van_partij_id = NEW.partij_id AND h.terug_op IS NULL) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'deze vraag is al van een klant' USING ERRCODE = 'check_violation', CONSTRAINT = 'nooit_samen';
END $$;
