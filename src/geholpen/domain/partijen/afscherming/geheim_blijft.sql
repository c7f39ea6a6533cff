-- What is secret becomes public only by a purpose that may see it. A move, a merge of lists or an ended flag by anybody
-- else leaves the secrecy where it was: with the row (geheim_eigen), with the house-mates, with the customer.

GRANT SELECT (geheim_eigen) ON digitaal_adres TO geholpen_deur;

-- Whoever gets a secret telephone or mail address handed over gets it as secret.
CREATE OR REPLACE FUNCTION neem_geheim_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.partij_id <> OLD.partij_id THEN
        NEW.geheim_eigen := OLD.geheim AND NOT kern.mag_onthullen();
    END IF;
    NEW.geheim := NEW.geheim_eigen OR EXISTS (
        SELECT 1 FROM partij p WHERE p.partij_id = NEW.partij_id AND p.adres_geheim);
    RETURN NEW;
END $$;

-- As in geheim.sql, and sticky for who may not see.
CREATE OR REPLACE FUNCTION stel_geheim_vast(p_partijen uuid[], p_plekken bytea[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    onthullen constant boolean := kern.mag_onthullen();
    plekken constant bytea[] := ARRAY(SELECT unnest(p_plekken)
        UNION SELECT w FROM adres a, unnest(a.woonplek) w WHERE a.partij_id = ANY (p_partijen));
    kring constant uuid[] := ARRAY(SELECT unnest(p_partijen)
        UNION SELECT a.partij_id FROM adres a WHERE a.woonplek && plekken);
BEGIN
    UPDATE adres a SET geheim = n.geheim FROM (
        SELECT r.partij_id, r.id, (r.geheim AND NOT onthullen) OR r.geheim_eigen
            OR coalesce(p.indicatie_geheimhouding, false)
            OR p.soort_partij IS DISTINCT FROM 'organisatie' AND EXISTS (
                SELECT 1 FROM adres b LEFT JOIN partij q ON q.partij_id = b.partij_id
                WHERE b.woonplek && r.woonplek AND b.soort = 'bezoekadres' AND b.vervalt_op > now()
                  AND q.soort_partij IS DISTINCT FROM 'organisatie'
                  AND (b.geheim_eigen OR q.indicatie_geheimhouding)) AS geheim
        FROM adres r LEFT JOIN partij p ON p.partij_id = r.partij_id WHERE r.partij_id = ANY (kring)) n
    WHERE a.partij_id = n.partij_id AND a.id = n.id AND a.geheim <> n.geheim;

    WITH veranderd AS (
        UPDATE partij p SET adres_geheim = n.geheim FROM (
            SELECT r.partij_id, (r.adres_geheim AND NOT onthullen) OR coalesce(r.indicatie_geheimhouding, false)
                OR r.soort_partij <> 'organisatie'
                AND EXISTS (SELECT 1 FROM adres a WHERE a.partij_id = r.partij_id AND a.geheim) AS geheim
            FROM partij r WHERE r.partij_id = ANY (kring)) n
        WHERE p.partij_id = n.partij_id AND p.adres_geheim <> n.geheim
        RETURNING p.partij_id
    )
    INSERT INTO gebeurtenis (id, soort, partij_id, gegevens)
    SELECT kern.tijdsleutel(clock_timestamp()), 'GeheimChanged', v.partij_id, jsonb_build_object('partij_id', v.partij_id)
    FROM veranderd v;

    UPDATE digitaal_adres d SET geheim = p.adres_geheim OR d.geheim_eigen FROM partij p
    WHERE d.partij_id = ANY (kring) AND p.partij_id = d.partij_id AND d.geheim <> (p.adres_geheim OR d.geheim_eigen);
    UPDATE vertegenwoordiging v SET geheim = n.geheim FROM (
        SELECT r.partij_id, r.id, EXISTS (SELECT 1 FROM partij p
            WHERE p.partij_id IN (r.partij_id, r.andere_partij_id) AND p.adres_geheim) AS geheim
        FROM vertegenwoordiging r WHERE r.partij_id = ANY (kring) OR r.andere_partij_id = ANY (kring)) n
    WHERE v.partij_id = n.partij_id AND v.id = n.id AND v.geheim <> n.geheim;
END $$;

CREATE OR REPLACE FUNCTION geheim_na_vlag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.indicatie_geheimhouding AND NEW.indicatie_geheimhouding IS NOT TRUE
       AND kern.mag_onthullen() THEN
        UPDATE adres a SET geheim_eigen = false WHERE a.partij_id = NEW.partij_id AND a.geheim_eigen;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.indicatie_geheimhouding IS NOT TRUE
       AND NOT EXISTS (SELECT 1 FROM adres a WHERE a.partij_id = NEW.partij_id) THEN
        RETURN NULL;
    END IF;
    PERFORM stel_geheim_vast(ARRAY[NEW.partij_id], '{}');
    RETURN NULL;
END $$;
