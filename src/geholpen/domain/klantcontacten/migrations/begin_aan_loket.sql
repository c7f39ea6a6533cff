-- How every function of the counter role begins, since files can be shielded: as in `loket.sql`, with one more proof.

-- In: an order of the application (`doelbinding/opdracht.py` lists its fields), its seal, and the one customer. Proves the
-- seal, that the order is for this customer and not too old, that the rules are still those it was decided on and
-- that its reason brings the same right now, and that nothing shields this customer from who asks (a member of a group takes
-- the ordinary way, which tells the owner); then writes the log and leaves, until the end of the transaction, in
-- `loket.*` what the policies of the counter compare rows with. Anybody can set those settings, but only the functions
-- of the counter read by them, and they all begin here. There is no way past it but an exception.
--
-- One statement, because each costs more than what it does: on top of a read that takes 400 us, five cost 400 and one 200.
-- A reason is compared as one text, that of `Reden.stempel`: subject, open, department, who handles it, how sure we are.
CREATE OR REPLACE FUNCTION begin_aan_loket(p_opdracht text, p_zegel bytea, p_partij uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    WITH o AS MATERIALIZED (
        SELECT d, set_config('loket.partij', d[18], true), set_config('loket.lezen', d[5], true),
               set_config('loket.schrijven', d[6], true)
        FROM (SELECT string_to_array(p_opdracht, E'\x1f') AS d OFFSET 0) t
        JOIN kern.sleutel k ON k.nummer = t.d[1]::smallint
        WHERE CASE
            WHEN sha256(k.buiten || sha256(k.binnen || convert_to(p_opdracht, 'UTF8'))) <> p_zegel THEN false
            WHEN t.d[17]::bigint < extract(epoch FROM clock_timestamp()) OR t.d[18]::uuid <> p_partij THEN false
            WHEN t.d[2]::bigint <> k.stand THEN false
            WHEN t.d[14] IN ('medewerker', 'applicatie') AND afscherming_code(p_partij, t.d[23]::uuid) <> '' THEN false
            WHEN t.d[11] = 'klantvraag' THEN t.d[25] = (
                SELECT concat(v.onderwerp_code, '|', v.status <> 'afgehandeld'
                              OR v.afgesloten_op > now() - interval '1 day', '|',
                              v.afdeling_code, '|', v.behandelaar_id, '|', v.niveau)
                FROM klantvraag v WHERE v.partij_id = p_partij AND v.id = t.d[21]::uuid)
            WHEN t.d[11] = 'taak' THEN t.d[25] = (
                SELECT concat(v.onderwerp_code, '|', i.status = 'te_verwerken'
                              OR i.afgehandeld_op > now() - interval '1 day', '|',
                              v.afdeling_code, '|', v.behandelaar_id, '|', v.niveau)
                FROM interne_taak i JOIN klantvraag v ON v.partij_id = i.partij_id AND v.id = i.klantvraag_id
                WHERE i.partij_id = p_partij AND i.id = t.d[21]::uuid)
            ELSE true END
    ), regel AS (
        INSERT INTO dataverwerking (partij_id, id, trace, deur, naam, activiteit, versie, soorten, handeling,
            aanleiding_soort, aanleiding_id, kanaal, actor_soort, afdeling, uitkomst, vervalt_op)
        SELECT p_partij, d[19]::uuid, d[20]::uuid, d[8], d[9], d[3]::smallint, d[4]::smallint, d[7]::bigint, d[10],
            d[11], nullif(d[21], '')::uuid, d[22], d[14], d[15], d[12], now() + make_interval(days => d[16]::integer)
        FROM o
    )
    INSERT INTO audit (id, trace, actor_soort, actor_id, handeling, object_soort, object_id, resultaat, oorsprong,
        activiteit, versie, toegestaan, geweigerd, besluit)
    SELECT d[19]::uuid, d[20]::uuid, d[14], nullif(d[23], '')::uuid, d[8], d[11], nullif(d[21], '')::uuid, d[12], d[24],
        d[3]::smallint, d[4]::smallint, d[7]::bigint, d[13]::jsonb, true
    FROM o;
    IF NOT FOUND THEN PERFORM weiger_aan_loket(p_opdracht, p_zegel, p_partij); END IF;
END $$;

