-- Register one contact moment of the klantvraag that is the reason: the hot form of `register_klantcontact`.
-- p_ids: keys for the contact, the conversation, two people involved, the switch of channel and the event.
-- Raises GH003 when it is not for here (the klantvraag is another one, or not to be seen): take the ordinary way.
CREATE FUNCTION leg_contact_vast(
    p_opdracht text, p_zegel bytea, p_partij uuid, p_vraag uuid, p_ids uuid[], p_kanaal text,
    p_initiatief text, p_moment timestamptz, p_medewerker uuid, p_gelukt boolean, p_onderwerp text, p_inhoud text,
    p_namens uuid, p_vervalt timestamptz)
RETURNS uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    opdracht constant text[] := string_to_array(p_opdracht, E'\x1f');
    voor constant smallint := opdracht[3];
    bron constant text := opdracht[22];
    vraag record;
    vorig record;
BEGIN
    PERFORM begin_aan_loket(p_opdracht, p_zegel, p_partij);
    IF p_vraag::text IS DISTINCT FROM opdracht[21] THEN
        RAISE EXCEPTION 'een andere klantvraag' USING ERRCODE = 'GH003';
    END IF;
    SELECT v.afdeling_code, v.status, o.gevoelig INTO vraag
    FROM klantvraag v JOIN onderwerp o ON o.code = v.onderwerp_code
    WHERE v.partij_id = p_partij AND v.id = p_vraag FOR UPDATE OF v;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'geen klantvraag' USING ERRCODE = 'GH003';
    END IF;
    SELECT k.id, k.kanaal INTO vorig FROM klantcontact k
    WHERE k.partij_id = p_partij AND k.klantvraag_id = p_vraag ORDER BY k.id DESC LIMIT 1;
    INSERT INTO klantcontact (partij_id, id, klantvraag_id, gesprek_id, kanaal, initiatief, plaatsgevonden_op,
        medewerker_id, indicatie_contact_gelukt, taal, vertrouwelijk, herkomst, verkregen_voor, verkregen_op, vervalt_op)
    VALUES (p_partij, p_ids[1], p_vraag, p_ids[2], p_kanaal, p_initiatief, p_moment,
        p_medewerker, p_gelukt, 'nld', false, bron, voor, now(), p_vervalt);
    IF p_inhoud <> '' OR p_onderwerp <> '' THEN
        INSERT INTO klantcontact_inhoud (partij_id, id, klantvraag_id, onderwerp, inhoud,
            herkomst, verkregen_voor, verkregen_op, vervalt_op)
        VALUES (p_partij, p_ids[1], p_vraag, p_onderwerp, p_inhoud, bron, voor, now(), p_vervalt);
    END IF;
    INSERT INTO betrokkene (partij_id, id, klantvraag_id, klantcontact_id, rol, was_partij_id, initiator,
        herkomst, verkregen_voor, verkregen_op, vervalt_op)
    SELECT p_partij, b.id, p_vraag, p_ids[1], b.rol, b.wie, b.begon, bron, voor, now(), p_vervalt
    FROM (VALUES (p_ids[3], CASE WHEN p_namens IS NULL THEN 'klant' ELSE 'vertegenwoordiger' END, p_partij,
                  p_initiatief = 'klant'),
                 (p_ids[4], 'klant', p_namens, false)) b (id, rol, wie, begon)
    WHERE b.wie IS NOT NULL;
    IF vorig.kanaal <> p_kanaal THEN
        INSERT INTO kanaalwissel (partij_id, id, klantvraag_id, van_klantcontact_id, naar_klantcontact_id, initiatief,
            herkomst, verkregen_voor, verkregen_op, vervalt_op)
        VALUES (p_partij, p_ids[5], p_vraag, vorig.id, p_ids[1], p_initiatief, bron, voor, now(), p_vervalt);
    END IF;
    IF p_inhoud <> '' AND p_kanaal IN ('telefoon', 'balie') THEN
        UPDATE klantvraag v SET laatste_kanaal = p_kanaal,
            status = CASE WHEN v.status = 'nieuw' THEN 'in_behandeling' ELSE v.status END
        WHERE v.partij_id = p_partij AND v.id = p_vraag;
    END IF;
    INSERT INTO gebeurtenis (id, soort, partij_id, gegevens)
    VALUES (p_ids[6], 'KlantvraagChanged', p_partij, jsonb_build_object('partij_id', p_partij, 'klantvraag_id', p_vraag,
        'afdeling', vraag.afdeling_code, 'gevoelig', vraag.gevoelig, 'wat', 'contact'));
    RETURN p_ids[1];
END $$
