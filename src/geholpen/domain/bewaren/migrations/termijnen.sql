-- What `organisatie/migrations/wijziging.sql` asks of a room with settings, for terms of raw rows and for the selection list.
REVOKE UPDATE ON selectieregel FROM geholpen_app;
GRANT SELECT, UPDATE (dagen, waarom) ON bewaartermijn TO geholpen_deur;
GRANT SELECT, INSERT, UPDATE ON selectieregel TO geholpen_deur;
GRANT EXECUTE ON FUNCTION wie_vernietigt() TO geholpen_deur;
ALTER TABLE bewaartermijn ADD CONSTRAINT dagen_redelijk CHECK (dagen BETWEEN 1 AND 3650);

CREATE FUNCTION wijziging_wie_bewaartermijn() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT wie_vernietigt() $$;
CREATE FUNCTION wijziging_nu_bewaartermijn(p_sleutel text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('dagen', b.dagen, 'waarom', b.waarom) FROM bewaartermijn b WHERE b.tabel = p_sleutel
$$;
-- Shorter: more is destroyed, and nobody brings it back. Longer: people's data stays longer than was said.
CREATE FUNCTION wijziging_mag_bewaartermijn(p_sleutel text, p_was jsonb, p_wordt jsonb,
    OUT voorstellers text[], OUT beslissers text[]) LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['functioneel_beheerder', 'archivaris'], CASE
        WHEN NOT p_wordt ? 'dagen' THEN '{}'
        WHEN (p_wordt ->> 'dagen')::int < (p_was ->> 'dagen')::int THEN ARRAY['archivaris', 'fg']
        ELSE ARRAY['fg'] END
$$;
CREATE FUNCTION wijziging_doe_bewaartermijn(p_sleutel text, p_wordt jsonb, p_wie uuid) RETURNS void LANGUAGE sql VOLATILE AS $$
    UPDATE bewaartermijn SET dagen = coalesce((p_wordt ->> 'dagen')::int, dagen), waarom = coalesce(p_wordt ->> 'waarom', waarom)
    WHERE tabel = p_sleutel
$$;

CREATE FUNCTION wijziging_wie_selectieregel() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT wie_vernietigt() $$;
CREATE FUNCTION wijziging_nu_selectieregel(p_sleutel text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('waardering', (SELECT s.waardering FROM selectieregel s WHERE s.selectielijst = p_sleutel))
$$;
-- What was to be kept for good and may go after all is looked at by somebody else first.
CREATE FUNCTION wijziging_mag_selectieregel(p_sleutel text, p_was jsonb, p_wordt jsonb,
    OUT voorstellers text[], OUT beslissers text[]) LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['archivaris'],
        CASE WHEN p_was ->> 'waardering' = 'bewaren' THEN ARRAY['gegevenseigenaar', 'fg'] ELSE '{}' END
$$;
CREATE FUNCTION wijziging_doe_selectieregel(p_sleutel text, p_wordt jsonb, p_wie uuid) RETURNS void LANGUAGE sql VOLATILE AS $$
    INSERT INTO selectieregel (selectielijst, waardering, vastgelegd_door) VALUES (p_sleutel, p_wordt ->> 'waardering', p_wie)
    ON CONFLICT (selectielijst) DO UPDATE SET waardering = excluded.waardering, vastgelegd_door = excluded.vastgelegd_door
$$;

-- A pack brings a term or a rule only as long as nobody here ever decided about it.
CREATE FUNCTION alleen_nieuw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'geholpen_app' AND EXISTS (SELECT 1 FROM wijziging w WHERE w.soort = TG_TABLE_NAME
        AND w.sleutel = CASE TG_TABLE_NAME WHEN 'bewaartermijn' THEN to_jsonb(NEW) ->> 'tabel' ELSE to_jsonb(NEW) ->> 'selectielijst' END)
    THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alleen_nieuw BEFORE INSERT ON bewaartermijn FOR EACH ROW EXECUTE FUNCTION alleen_nieuw();
CREATE TRIGGER alleen_nieuw BEFORE INSERT ON selectieregel FOR EACH ROW EXECUTE FUNCTION alleen_nieuw();

-- How many rows of a table the next night takes with this many days, counted up to a limit. Nobody's row is shown.
CREATE FUNCTION tel_bij_termijn(p_tabel text, p_dagen integer, p_hoogstens integer) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    regel text := (SELECT r.termijn FROM kern.wisregel r JOIN bewaartermijn b ON b.tabel = r.tabel WHERE r.tabel = p_tabel);
    n bigint;
BEGIN
    PERFORM wie_vernietigt();
    IF regel IS NULL OR regel = '' THEN RETURN 0; END IF;
    regel := replace(regel, format('(SELECT x.dagen FROM bewaartermijn x WHERE x.tabel = %L)', p_tabel), '$1');
    EXECUTE format('SELECT count(*) FROM (SELECT 1 FROM %I t WHERE %s LIMIT $2) x', p_tabel, regel) INTO n USING p_dagen, p_hoogstens;
    RETURN n;
END $$;
ALTER FUNCTION tel_bij_termijn(text, integer, integer) OWNER TO geholpen_wisser;
REVOKE ALL ON FUNCTION tel_bij_termijn(text, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tel_bij_termijn(text, integer, integer) TO geholpen_app;
