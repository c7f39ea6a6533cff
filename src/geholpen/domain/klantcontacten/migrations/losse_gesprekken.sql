-- Conversations of which nothing was recorded half an hour later, of which somebody looked at a customer: each is given again as
-- long as it may still go on, and once after that.
CREATE INDEX klantcontact_van_gesprek ON klantcontact (gesprek_id) WHERE gesprek_id IS NOT NULL;
CREATE INDEX gesprek_begin ON gesprek (begonnen_op);
GRANT SELECT (gesprek_id) ON klantcontact TO geholpen_deur;
GRANT SELECT, UPDATE ON gesprek TO geholpen_deur;

CREATE FUNCTION losse_gesprekken() RETURNS TABLE (gesprek_id uuid, medewerker_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    UPDATE gesprek g SET nagekeken_op = now()
    WHERE g.begonnen_op BETWEEN now() - interval '3 days' AND now() - interval '30 minutes'
      AND (g.nagekeken_op IS NULL OR (g.nagekeken_op < now() - interval '30 minutes'
          AND g.nagekeken_op < coalesce(g.geeindigd_op, g.begonnen_op + interval '4 hours') + interval '30 minutes'))
      AND NOT EXISTS (SELECT 1 FROM klantcontact k WHERE k.gesprek_id = g.id)
      AND EXISTS (SELECT 1 FROM dataverwerking d WHERE d.aanleiding_soort = 'gesprek' AND d.aanleiding_id = g.id)
    RETURNING g.id, g.medewerker_id;
END $$;
ALTER FUNCTION losse_gesprekken OWNER TO geholpen_deur;
REVOKE ALL ON FUNCTION losse_gesprekken FROM PUBLIC;
GRANT EXECUTE ON FUNCTION losse_gesprekken TO geholpen_app;
