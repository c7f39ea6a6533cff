-- What the door role needs to move one message: keys, and where a question stands; no text, name or address.
GRANT SELECT (id, klantcontact_id), UPDATE (klantvraag_id, volgnummer) ON bericht TO geholpen_deur;
GRANT SELECT (id), UPDATE (klantvraag_id) ON bericht_inhoud, bezorg_inhoud, klantcontact, klantcontact_inhoud, betrokkene_naam
    TO geholpen_deur;
GRANT SELECT (bericht_id), UPDATE (klantvraag_id) ON bijlage, herziening, verstrekking TO geholpen_deur;
GRANT SELECT (id, bericht_id), UPDATE (klantvraag_id) ON bezorging TO geholpen_deur;
GRANT SELECT (bezorging_id), UPDATE (klantvraag_id) ON bezorggebeurtenis TO geholpen_deur;
GRANT UPDATE (klantvraag_id) ON bericht_opzoek TO geholpen_deur;
GRANT SELECT (klantcontact_id), UPDATE (klantvraag_id) ON betrokkene, actor_klantcontact, bijlage_verwijzing, onderwerpobject
    TO geholpen_deur;
GRANT SELECT (betrokkene_id), UPDATE (klantvraag_id) ON betrokkene_adres TO geholpen_deur;
GRANT SELECT (klantcontact_id), UPDATE (klantcontact_id) ON interne_taak TO geholpen_deur;
GRANT SELECT (laatste_volgnummer), UPDATE (status, uitkomst, wacht_sinds, afgesloten_op) ON klantvraag TO geholpen_deur;
-- ----
-- One message goes to another question of the same customer, with its files, what became of it, and the contact in which it
-- was said. Promises that hang on that contact stay, at the contact before. The caller must work for this customer with the
-- right to change contact history; nothing is read out. Which purpose the rows are kept for, `verplaats_klantvraag` says.
CREATE FUNCTION verhuis_bericht(p_partij uuid, p_bericht uuid, p_naar uuid, p_volgnummer integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    van uuid;
    contact uuid;
    vorige uuid;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(9, true) c WHERE p_partij = ANY (c.partijen)) THEN
        RAISE EXCEPTION 'geen recht om dit bericht te verhuizen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT b.klantvraag_id, b.klantcontact_id INTO STRICT van, contact FROM bericht b
    WHERE b.partij_id = p_partij AND b.id = p_bericht;
    SELECT k.id INTO vorige FROM klantcontact k WHERE k.partij_id = p_partij AND k.klantvraag_id = van AND k.id <> contact
    ORDER BY k.id < contact DESC, k.id DESC LIMIT 1;
    IF FOUND THEN
        UPDATE interne_taak SET klantcontact_id = vorige WHERE partij_id = p_partij AND klantcontact_id = contact;
    END IF;

    UPDATE betrokkene_naam SET klantvraag_id = p_naar WHERE partij_id = p_partij AND id IN
        (SELECT b.id FROM betrokkene b WHERE b.partij_id = p_partij AND b.klantcontact_id = contact);
    UPDATE betrokkene_adres SET klantvraag_id = p_naar WHERE partij_id = p_partij AND betrokkene_id IN
        (SELECT b.id FROM betrokkene b WHERE b.partij_id = p_partij AND b.klantcontact_id = contact);
    UPDATE betrokkene SET klantvraag_id = p_naar WHERE partij_id = p_partij AND klantcontact_id = contact;
    UPDATE actor_klantcontact SET klantvraag_id = p_naar WHERE partij_id = p_partij AND klantcontact_id = contact;
    UPDATE bijlage_verwijzing SET klantvraag_id = p_naar WHERE partij_id = p_partij AND klantcontact_id = contact;
    UPDATE onderwerpobject SET klantvraag_id = p_naar WHERE partij_id = p_partij AND klantcontact_id = contact;
    UPDATE klantcontact_inhoud SET klantvraag_id = p_naar WHERE partij_id = p_partij AND id = contact;
    UPDATE klantcontact SET klantvraag_id = p_naar WHERE partij_id = p_partij AND id = contact;

    UPDATE bezorggebeurtenis SET klantvraag_id = p_naar WHERE partij_id = p_partij AND bezorging_id IN
        (SELECT z.id FROM bezorging z WHERE z.partij_id = p_partij AND z.bericht_id = p_bericht);
    UPDATE bezorg_inhoud SET klantvraag_id = p_naar WHERE partij_id = p_partij AND id IN
        (SELECT z.id FROM bezorging z WHERE z.partij_id = p_partij AND z.bericht_id = p_bericht);
    UPDATE bezorging SET klantvraag_id = p_naar WHERE partij_id = p_partij AND bericht_id = p_bericht;
    UPDATE verstrekking SET klantvraag_id = p_naar WHERE partij_id = p_partij AND bericht_id = p_bericht;
    UPDATE herziening SET klantvraag_id = p_naar WHERE partij_id = p_partij AND bericht_id = p_bericht;
    UPDATE bijlage SET klantvraag_id = p_naar WHERE partij_id = p_partij AND bericht_id = p_bericht;
    UPDATE bericht_inhoud SET klantvraag_id = p_naar WHERE partij_id = p_partij AND id = p_bericht;
    UPDATE bericht SET klantvraag_id = p_naar, volgnummer = p_volgnummer WHERE partij_id = p_partij AND id = p_bericht;
    UPDATE bericht_opzoek SET klantvraag_id = p_naar WHERE bericht_id = p_bericht AND partij_id = p_partij;
END $$
-- ----
-- Whether nothing happened yet in a question that was made of a message, but for what p_medewerker did.
CREATE FUNCTION is_onaangeroerd(p_partij uuid, p_vraag uuid, p_bericht uuid, p_medewerker uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM klantvraag v WHERE v.partij_id = p_partij AND v.id = p_vraag AND v.laatste_volgnummer = 1
            AND v.status IN ('nieuw', 'in_behandeling') AND coalesce(v.behandelaar_id, p_medewerker) = p_medewerker)
        AND EXISTS (SELECT 1 FROM bericht b WHERE b.partij_id = p_partij AND b.id = p_bericht AND b.klantvraag_id = p_vraag)
        AND (SELECT count(*) FROM klantcontact k WHERE k.partij_id = p_partij AND k.klantvraag_id = p_vraag) = 1
        AND NOT EXISTS (SELECT 1 FROM interne_taak t WHERE t.partij_id = p_partij AND t.klantvraag_id = p_vraag)
        AND NOT EXISTS (SELECT 1 FROM interne_notitie n WHERE n.partij_id = p_partij AND n.klantvraag_id = p_vraag)
        AND NOT EXISTS (SELECT 1 FROM correctie c WHERE c.partij_id = p_partij AND c.klantvraag_id = p_vraag)
        AND NOT EXISTS (SELECT 1 FROM concept c WHERE c.partij_id = p_partij AND c.klantvraag_id = p_vraag);
END $$
-- ----
-- A message (as p_volgnummer, written at p_moment) that became a question of its own (p_van) goes back to the one where it
-- came in (p_naar), when nothing happened since. The empty question is closed, the other one waits again. Everything of both
-- is kept for its own purpose, also what was just written there. Out: both questions; no row: too late.
-- The caller must work for this customer with the right to change contact history; no text is read out.
CREATE FUNCTION zet_bericht_terug(p_partij uuid, p_van uuid, p_naar uuid, p_bericht uuid, p_volgnummer integer,
    p_moment timestamptz, p_medewerker uuid)
RETURNS TABLE (vraag uuid, afdeling text, onderwerp_code text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 2 SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(9, true) c WHERE p_partij = ANY (c.partijen)) THEN
        RAISE EXCEPTION 'geen recht om dit bericht terug te zetten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM 1 FROM klantvraag v WHERE v.partij_id = p_partij AND v.id IN (p_van, p_naar) ORDER BY v.id FOR UPDATE;
    IF NOT is_onaangeroerd(p_partij, p_van, p_bericht, p_medewerker)
        OR NOT EXISTS (SELECT 1 FROM klantvraag v WHERE v.partij_id = p_partij AND v.id = p_naar) THEN RETURN; END IF;
    PERFORM verhuis_bericht(p_partij, p_bericht, p_naar, p_volgnummer);
    PERFORM verplaats_klantvraag(p_partij, p_naar);
    PERFORM verplaats_klantvraag(p_partij, p_van);
    UPDATE klantvraag v SET status = CASE v.status WHEN 'nieuw' THEN v.status ELSE 'in_behandeling' END, uitkomst = '',
        afgesloten_op = NULL, wacht_sinds = least(coalesce(v.wacht_sinds, p_moment), p_moment)
    WHERE v.partij_id = p_partij AND v.id = p_naar;
    UPDATE klantvraag v SET status = 'afgehandeld', uitkomst = 'doorverwezen', afgesloten_op = now(), wacht_sinds = NULL
    WHERE v.partij_id = p_partij AND v.id = p_van;
    RETURN QUERY SELECT v.id, v.afdeling_code::text, v.onderwerp_code::text FROM klantvraag v
        WHERE v.partij_id = p_partij AND v.id IN (p_van, p_naar);
END $$
