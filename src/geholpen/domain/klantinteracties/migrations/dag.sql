-- A session of the application keeps its time in UTC, so the day of the database was yesterday's for an hour or two after
-- midnight. Functions of before this are made again with the day of the Netherlands; a new installation has them already.
DO $dag$
DECLARE
    f record;
    dag constant text := '(now() AT TIME ZONE ''Europe/Amsterdam'')::date';
BEGIN
    FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace IN ('public'::regnamespace, 'kern'::regnamespace)
        AND p.prosrc ~ '\mcurrent_date\M' LOOP
        -- first where it stands in a text that is run later
        EXECUTE replace(replace(pg_get_functiondef(f.oid),
            'current_date %s''', replace(dag, '''', '''''') || ' %s'''), 'current_date', dag);
    END LOOP;
END $dag$;
