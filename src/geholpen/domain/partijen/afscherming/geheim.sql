-- A secret address: whoever lives at the same place gets the same shielding, and loses it when the reason is gone.
-- All of it in the transaction that changes an address or a flag, whoever does that: a page, an interface, a takeover.

GRANT SELECT (indicatie_geheimhouding, adres_geheim, soort_partij), UPDATE (adres_geheim) ON partij TO geholpen_deur;
GRANT SELECT (id, soort, vervalt_op, geheim, geheim_eigen), UPDATE (geheim, geheim_eigen) ON adres TO geholpen_deur;
GRANT SELECT (partij_id, geheim), UPDATE (geheim) ON digitaal_adres TO geholpen_deur;
GRANT SELECT (geheim), UPDATE (geheim) ON vertegenwoordiging TO geholpen_deur;
CREATE POLICY afschermen ON partij FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);
CREATE POLICY afschermen ON adres FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);
CREATE POLICY afschermen ON vertegenwoordiging FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);

-- An address that comes in as secret is so by itself; whatever comes in for somebody with a secret address is secret.
CREATE FUNCTION nieuw_adres_geheim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.geheim_eigen := NEW.geheim;
    RETURN NEW;
END $$;

CREATE FUNCTION neem_geheim_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    NEW.geheim := EXISTS (SELECT 1 FROM partij p WHERE p.partij_id = NEW.partij_id AND p.adres_geheim);
    RETURN NEW;
END $$;

CREATE FUNCTION neem_geheim_over_relatie() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    NEW.geheim := EXISTS (SELECT 1 FROM partij p
        WHERE p.partij_id IN (NEW.partij_id, NEW.andere_partij_id) AND p.adres_geheim);
    RETURN NEW;
END $$;

-- In: customers, and places they left. Settles what is secret for them and for whoever lives with them: addresses,
-- telephone and mail, and relations that lead to one of them. An office is no place to live: organisations are left out.
CREATE FUNCTION stel_geheim_vast(p_partijen uuid[], p_plekken bytea[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    plekken constant bytea[] := ARRAY(SELECT unnest(p_plekken)
        UNION SELECT w FROM adres a, unnest(a.woonplek) w WHERE a.partij_id = ANY (p_partijen));
    kring constant uuid[] := ARRAY(SELECT unnest(p_partijen)
        UNION SELECT a.partij_id FROM adres a WHERE a.woonplek && plekken);
BEGIN
    UPDATE adres a SET geheim = n.geheim FROM (
        SELECT r.partij_id, r.id, r.geheim_eigen OR coalesce(p.indicatie_geheimhouding, false)
            OR p.soort_partij IS DISTINCT FROM 'organisatie' AND EXISTS (
                SELECT 1 FROM adres b LEFT JOIN partij q ON q.partij_id = b.partij_id
                WHERE b.woonplek && r.woonplek AND b.soort = 'bezoekadres' AND b.vervalt_op > now()
                  AND q.soort_partij IS DISTINCT FROM 'organisatie'
                  AND (b.geheim_eigen OR q.indicatie_geheimhouding)) AS geheim
        FROM adres r LEFT JOIN partij p ON p.partij_id = r.partij_id WHERE r.partij_id = ANY (kring)) n
    WHERE a.partij_id = n.partij_id AND a.id = n.id AND a.geheim <> n.geheim;

    WITH veranderd AS (
        UPDATE partij p SET adres_geheim = n.geheim FROM (
            SELECT r.partij_id, coalesce(r.indicatie_geheimhouding, false) OR r.soort_partij <> 'organisatie'
                AND EXISTS (SELECT 1 FROM adres a WHERE a.partij_id = r.partij_id AND a.geheim) AS geheim
            FROM partij r WHERE r.partij_id = ANY (kring)) n
        WHERE p.partij_id = n.partij_id AND p.adres_geheim <> n.geheim
        RETURNING p.partij_id
    )
    INSERT INTO gebeurtenis (id, soort, partij_id, gegevens)
    SELECT kern.tijdsleutel(clock_timestamp()), 'GeheimChanged', v.partij_id, jsonb_build_object('partij_id', v.partij_id)
    FROM veranderd v;

    UPDATE digitaal_adres d SET geheim = p.adres_geheim FROM partij p
    WHERE d.partij_id = ANY (kring) AND p.partij_id = d.partij_id AND d.geheim <> p.adres_geheim;
    UPDATE vertegenwoordiging v SET geheim = n.geheim FROM (
        SELECT r.partij_id, r.id, EXISTS (SELECT 1 FROM partij p
            WHERE p.partij_id IN (r.partij_id, r.andere_partij_id) AND p.adres_geheim) AS geheim
        FROM vertegenwoordiging r WHERE r.partij_id = ANY (kring) OR r.andere_partij_id = ANY (kring)) n
    WHERE v.partij_id = n.partij_id AND v.id = n.id AND v.geheim <> n.geheim;
END $$;

CREATE FUNCTION geheim_na_nieuw() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM nieuw) THEN
        PERFORM stel_geheim_vast(ARRAY(SELECT DISTINCT n.partij_id FROM nieuw n), '{}');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION geheim_na_weg() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM oud) THEN
        PERFORM stel_geheim_vast(ARRAY(SELECT DISTINCT o.partij_id FROM oud o),
            ARRAY(SELECT DISTINCT w FROM oud o, unnest(o.woonplek) w));
    END IF;
    RETURN NULL;
END $$;

-- Only when somebody moved; the settling itself changes addresses too.
CREATE FUNCTION geheim_na_verhuizing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie constant uuid[] := ARRAY(SELECT DISTINCT u.partij_id FROM (
        SELECT n.partij_id FROM nieuw n JOIN oud o ON o.id = n.id WHERE (o.partij_id, o.woonplek) <> (n.partij_id, n.woonplek)
        UNION SELECT o.partij_id FROM nieuw n JOIN oud o ON o.id = n.id
            WHERE (o.partij_id, o.woonplek) <> (n.partij_id, n.woonplek)) u);
BEGIN
    IF cardinality(wie) > 0 THEN
        PERFORM stel_geheim_vast(wie, ARRAY(SELECT DISTINCT w FROM oud o, unnest(o.woonplek) w));
    END IF;
    RETURN NULL;
END $$;

-- The flag of the customer itself: when it ends, what came in as secret with it is not secret any more. A new customer whose
-- address is there already (it may come in first) is settled too.
CREATE FUNCTION geheim_na_vlag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.indicatie_geheimhouding AND NEW.indicatie_geheimhouding IS NOT TRUE THEN
        UPDATE adres a SET geheim_eigen = false WHERE a.partij_id = NEW.partij_id AND a.geheim_eigen;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.indicatie_geheimhouding IS NOT TRUE
       AND NOT EXISTS (SELECT 1 FROM adres a WHERE a.partij_id = NEW.partij_id) THEN
        RETURN NULL;
    END IF;
    PERFORM stel_geheim_vast(ARRAY[NEW.partij_id], '{}');
    RETURN NULL;
END $$;
