-- The functions that begin the hot ways learn of limits, whatever else they have learned since they were made: a customer
-- with a limit takes the ordinary way, which says why; a list for other software says under which activity it is read.
DO $do$
DECLARE
    oud text := pg_get_functiondef('begin_aan_loket(text, bytea, uuid)'::regprocedure);
    nieuw text := replace(oud, 'WHEN t.d[2]::bigint <> k.stand THEN false',
        'WHEN t.d[2]::bigint <> k.stand THEN false
            WHEN EXISTS (SELECT 1 FROM grens g WHERE g.partij_id = p_partij AND g.opgeheven_op IS NULL
                         AND g.soort <> ''onderzoek'') THEN false');
BEGIN
    IF nieuw = oud THEN RAISE EXCEPTION 'begin_aan_loket is anders dan verwacht'; END IF;
    EXECUTE nieuw;
    oud := pg_get_functiondef('begin_register(text, bytea)'::regprocedure);
    nieuw := replace(oud, 'set_config(''loket.partij'', '''', true)',
        'set_config(''loket.partij'', '''', true), set_config(''loket.activiteit'', d[3], true)');
    IF nieuw = oud THEN RAISE EXCEPTION 'begin_register is anders dan verwacht'; END IF;
    EXECUTE nieuw;
END $do$;
