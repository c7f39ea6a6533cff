-- Giving out questions. Everything here is done by the door role: the application sees no row of the queue itself.
-- Locks are taken in one order: klantvraag, employee, queue, assignment.
REVOKE ALL ON wachtende_vraag, toewijzing FROM PUBLIC;
GRANT INSERT ON gebeurtenis TO geholpen_deur;
GRANT SELECT, INSERT, UPDATE, DELETE ON wachtende_vraag, toewijzing TO geholpen_deur;
GRANT SELECT, UPDATE ON beschikbaarheid TO geholpen_deur;
GRANT SELECT ON kanaal_werk, verdeelregel, werkprofiel TO geholpen_deur;
GRANT SELECT (partij_id, id, status, afdeling_code, behandelaar_id, onderwerp_code, laatste_kanaal, uiterlijk_op, wacht_sinds,
    gestart_op) ON klantvraag TO geholpen_deur;
GRANT SELECT (partij_id, klantvraag_id, id, taal) ON klantcontact TO geholpen_deur;

INSERT INTO verdeelregel (afdeling_code, aanbieden, onderwerp_na, taal_na, vaste_minuten) VALUES ('', true, 30, 240, 30);
INSERT INTO kanaal_werk (kanaal, gewicht, alleen, levend, aanbod_seconden, voorsprong_minuten) VALUES
    ('telefoon', 100, true, true, 20, 240), ('video', 100, true, true, 30, 240), ('balie', 100, true, true, 60, 240),
    ('chat', 35, false, true, 45, 120), ('whatsapp', 20, false, false, 120, 60), ('sms', 20, false, false, 300, 30),
    ('email', 15, false, false, 300, 0), ('mijn', 15, false, false, 300, 0), ('webformulier', 15, false, false, 300, 0),
    ('berichtenbox', 15, false, false, 300, 0), ('brief', 10, false, false, 300, 0);

-- A question is (again) in the queue, with the moment since when it could be taken.
CREATE FUNCTION zet_in_wachtrij(p_partij uuid, p_vraag uuid, p_sinds timestamptz, p_voorkeur uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO wachtende_vraag AS w (klantvraag_id, partij_id, afdeling_code, onderwerp_code, kanaal, taal, gevoelig,
        klaar_sinds, rang, voorkeur_id, voorkeur_tot)
    SELECT v.id, v.partij_id, v.afdeling_code, v.onderwerp_code, v.laatste_kanaal,
        coalesce((SELECT c.taal FROM klantcontact c WHERE c.partij_id = v.partij_id AND c.klantvraag_id = v.id
            ORDER BY c.id DESC LIMIT 1), 'nld'),
        coalesce((SELECT o.gevoelig FROM onderwerp o WHERE o.code = v.onderwerp_code), true),
        s.sinds,
        -- what is due tomorrow stands where what waits since now does; what is late stands before it
        least(s.sinds, v.uiterlijk_op::timestamptz - interval '1 day')
            - make_interval(mins => coalesce((SELECT k.voorsprong_minuten FROM kanaal_werk k WHERE k.kanaal = v.laatste_kanaal), 0)),
        p_voorkeur,
        CASE WHEN p_voorkeur IS NOT NULL THEN now() + make_interval(mins => (SELECT r.vaste_minuten FROM verdeelregel r
            WHERE r.afdeling_code IN (v.afdeling_code, '') ORDER BY r.afdeling_code DESC LIMIT 1)) END
    FROM klantvraag v CROSS JOIN LATERAL (SELECT coalesce(p_sinds, v.wacht_sinds, v.gestart_op) AS sinds) s
    WHERE v.partij_id = p_partij AND v.id = p_vraag AND v.status IN ('nieuw', 'in_behandeling')
    ON CONFLICT (klantvraag_id) DO UPDATE SET partij_id = excluded.partij_id, afdeling_code = excluded.afdeling_code,
        onderwerp_code = excluded.onderwerp_code, kanaal = excluded.kanaal, taal = excluded.taal,
        gevoelig = excluded.gevoelig, rang = least(w.rang, excluded.rang),
        voorkeur_id = CASE WHEN w.afdeling_code = excluded.afdeling_code THEN coalesce(excluded.voorkeur_id, w.voorkeur_id)
            ELSE excluded.voorkeur_id END,
        voorkeur_tot = coalesce(excluded.voorkeur_tot, w.voorkeur_tot);
END $$;

-- The queue follows the question itself, in the same transaction: nothing gets lost between two programs.
CREATE FUNCTION volg_klantvraag() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    vast uuid;
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM wachtende_vraag w WHERE w.klantvraag_id = OLD.id AND w.partij_id = OLD.partij_id;
        DELETE FROM toewijzing t WHERE t.klantvraag_id = OLD.id AND t.partij_id = OLD.partij_id;
        RETURN NULL;
    END IF;
    IF NEW.status NOT IN ('nieuw', 'in_behandeling') THEN
        IF TG_OP = 'UPDATE' THEN PERFORM uit_wachtrij(NEW.id, NULL); END IF;
        RETURN NULL;
    END IF;
    IF NEW.behandelaar_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.behandelaar_id IS DISTINCT FROM OLD.behandelaar_id) THEN
        PERFORM neem_zelf(NEW.partij_id, NEW.id, NEW.behandelaar_id, NEW.onderwerp_code, NEW.laatste_kanaal,
            coalesce(NEW.wacht_sinds, NEW.gestart_op));
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.behandelaar_id IS DISTINCT FROM OLD.behandelaar_id OR NEW.afdeling_code <> OLD.afdeling_code) THEN
        -- put back, or gone to colleagues who do other work: whoever had it is done with it
        UPDATE toewijzing t SET stand = 'teruggegeven', einde_op = now(), verloopt_op = NULL
        WHERE t.klantvraag_id = NEW.id AND t.einde_op IS NULL;
    ELSIF EXISTS (SELECT 1 FROM toewijzing t WHERE t.klantvraag_id = NEW.id AND t.einde_op IS NULL) THEN
        RETURN NULL; -- at hand, or on somebody's screen: that comes back by itself when it is not taken
    END IF;
    IF TG_OP = 'INSERT' OR NEW.afdeling_code = OLD.afdeling_code THEN
        vast := coalesce(NEW.behandelaar_id, (SELECT t.medewerker_id FROM toewijzing t
            WHERE t.partij_id = NEW.partij_id AND t.stand IN ('aanvaard', 'klaar')
                AND t.aangeboden_op > now() - interval '1 day'
            ORDER BY t.aangeboden_op DESC LIMIT 1));
    END IF;
    PERFORM zet_in_wachtrij(NEW.partij_id, NEW.id, NULL, vast);
    RETURN NULL;
END $$;

-- Out of the queue, and no longer with anybody but `p_medewerker`. The queue is looked at twice: a round that offered it, or
-- one that brought it back, may just have been busy with it.
CREATE FUNCTION uit_wachtrij(p_vraag uuid, p_medewerker uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM wachtende_vraag w WHERE w.klantvraag_id = p_vraag;
    UPDATE toewijzing t SET verloopt_op = NULL,
        stand = CASE WHEN t.medewerker_id = p_medewerker THEN 'aanvaard' WHEN p_medewerker IS NULL THEN 'klaar'
            ELSE 'overgenomen' END,
        einde_op = CASE WHEN t.medewerker_id = p_medewerker THEN NULL ELSE now() END
    WHERE t.klantvraag_id = p_vraag AND t.einde_op IS NULL;
    DELETE FROM wachtende_vraag w WHERE w.klantvraag_id = p_vraag;
END $$;

-- Somebody has it now, however that came: it counts for their load, and nobody else is offered it.
CREATE FUNCTION neem_zelf(p_partij uuid, p_vraag uuid, p_medewerker uuid, p_onderwerp text, p_kanaal text, p_sinds timestamptz)
RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    PERFORM uit_wachtrij(p_vraag, p_medewerker);
    INSERT INTO toewijzing (id, partij_id, klantvraag_id, medewerker_id, onderwerp_code, kanaal, gewicht, alleen, stand, hoe,
        waarom, klaar_sinds)
    SELECT gen_random_uuid(), p_partij, p_vraag, p_medewerker, p_onderwerp, p_kanaal,
        coalesce((SELECT k.gewicht FROM kanaal_werk k WHERE k.kanaal = p_kanaal), 15), false, 'aanvaard', 'zelf',
        ARRAY['zelf'], p_sinds
    WHERE NOT EXISTS (SELECT 1 FROM toewijzing t WHERE t.klantvraag_id = p_vraag AND t.einde_op IS NULL);
END $$;

CREATE FUNCTION meld_aanbod(p_medewerker uuid, p_wat text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = public, pg_catalog, pg_temp AS $$
    INSERT INTO gebeurtenis (id, soort, gegevens) VALUES (gen_random_uuid(), 'AanbodChanged',
        jsonb_build_object('medewerker_id', p_medewerker, 'wat', p_wat))
$$;

-- What an employee has open, in points; NULL when nothing may come beside it.
CREATE FUNCTION werklast(p_medewerker uuid) RETURNS integer
LANGUAGE sql STABLE SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT CASE WHEN bool_or(t.alleen) THEN NULL ELSE coalesce(sum(t.gewicht), 0)::integer END
    FROM toewijzing t WHERE t.medewerker_id = p_medewerker AND t.einde_op IS NULL
$$;

-- The next question for one employee, or NULL. `p_hoe`: aangeboden (push) or volgende (asked for).
-- The employee's row is locked first and the load is added up after that, in a statement of its own: two rounds at the same
-- time would else each see room for one.
CREATE FUNCTION neem_vraag(p_medewerker uuid, p_hoe text, p_kanalen text[], p_onderwerp_tot timestamptz,
    p_taal_tot timestamptz) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie record;
    last integer;
    gevraagd text[];
    w record;
    nieuw uuid;
BEGIN
    PERFORM 1 FROM beschikbaarheid b WHERE b.medewerker_id = p_medewerker FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN RETURN NULL; END IF;
    SELECT m.id, m.afdeling_code, m.rollen, b.stand, b.teken_tot, coalesce(p.capaciteit, 100) AS capaciteit,
        coalesce(p.onderwerpen, '{}') AS onderwerpen, coalesce(p.talen, '{}') AS talen, coalesce(p.kanalen, '{}') AS kanalen
    INTO wie FROM medewerker m JOIN beschikbaarheid b ON b.medewerker_id = m.id
        LEFT JOIN werkprofiel p ON p.medewerker_id = m.id WHERE m.id = p_medewerker AND m.actief;
    IF NOT FOUND THEN RETURN NULL; END IF;
    IF p_hoe = 'aangeboden' AND (wie.stand <> 'beschikbaar' OR wie.teken_tot <= now() OR EXISTS (
            SELECT 1 FROM toewijzing t WHERE t.medewerker_id = p_medewerker AND t.stand = 'aangeboden')) THEN
        RETURN NULL;
    END IF;
    last := werklast(p_medewerker);
    IF last IS NULL OR last >= wie.capaciteit THEN RETURN NULL; END IF;
    gevraagd := ARRAY(SELECT DISTINCT o FROM werkprofiel x JOIN medewerker y ON y.id = x.medewerker_id AND y.actief
        CROSS JOIN unnest(x.onderwerpen) o WHERE y.afdeling_code = wie.afdeling_code);
    FOR ronde IN 1..2 LOOP -- first what is kept for this employee, then the rest
        SELECT q.*, coalesce(k.gewicht, 15) AS gewicht, coalesce(k.alleen, false) AS alleen,
            coalesce(k.aanbod_seconden, 300) AS seconden INTO w
        FROM wachtende_vraag q LEFT JOIN kanaal_werk k ON k.kanaal = q.kanaal
        WHERE q.afdeling_code = wie.afdeling_code
            AND (ronde = 2 OR q.voorkeur_id = p_medewerker)
            AND (NOT q.gevoelig OR 'specialist' = ANY (wie.rollen))
            AND (q.later_tot IS NULL OR q.later_tot <= now())
            AND q.kanaal = ANY (p_kanalen)
            AND (cardinality(wie.kanalen) = 0 OR q.kanaal = ANY (wie.kanalen))
            AND CASE WHEN coalesce(k.alleen, false) THEN last = 0 ELSE last + coalesce(k.gewicht, 15) <= wie.capaciteit END
            AND (q.taal IN ('nld', 'nl', '') OR q.taal = ANY (wie.talen) OR q.klaar_sinds <= p_taal_tot)
            AND (q.onderwerp_code = ANY (wie.onderwerpen) OR NOT q.onderwerp_code = ANY (gevraagd)
                OR q.klaar_sinds <= p_onderwerp_tot)
            AND (q.voorkeur_id IS NULL OR q.voorkeur_id = p_medewerker OR q.voorkeur_tot <= now() OR NOT EXISTS (
                SELECT 1 FROM beschikbaarheid v JOIN medewerker mv ON mv.id = v.medewerker_id
                WHERE v.medewerker_id = q.voorkeur_id AND v.stand IN ('beschikbaar', 'bezet') AND v.teken_tot > now()
                    AND mv.afdeling_code = q.afdeling_code))
            AND NOT EXISTS (SELECT 1 FROM toewijzing t WHERE t.klantvraag_id = q.klantvraag_id
                AND t.medewerker_id = p_medewerker AND t.stand IN ('teruggegeven', 'verlopen')
                AND t.einde_op > now() - interval '5 minutes')
            AND NOT is_dicht(q.partij_id, p_medewerker)
        ORDER BY q.rang, q.klantvraag_id LIMIT 1 FOR UPDATE OF q SKIP LOCKED;
        EXIT WHEN FOUND;
    END LOOP;
    IF w.klantvraag_id IS NULL THEN RETURN NULL; END IF;
    nieuw := gen_random_uuid();
    DELETE FROM wachtende_vraag q WHERE q.klantvraag_id = w.klantvraag_id;
    INSERT INTO toewijzing (id, partij_id, klantvraag_id, medewerker_id, onderwerp_code, kanaal, gewicht, alleen, stand, hoe,
        waarom, klaar_sinds, verloopt_op)
    VALUES (nieuw, w.partij_id, w.klantvraag_id, p_medewerker, w.onderwerp_code, w.kanaal, w.gewicht, w.alleen, 'aangeboden',
        p_hoe, array_remove(ARRAY[
            CASE WHEN w.voorkeur_id = p_medewerker THEN 'vast' END,
            CASE WHEN w.onderwerp_code = ANY (wie.onderwerpen) THEN 'onderwerp'
                WHEN w.onderwerp_code = ANY (gevraagd) THEN 'onderwerp_los' END,
            CASE WHEN w.taal IN ('nld', 'nl', '') THEN NULL WHEN w.taal = ANY (wie.talen) THEN 'taal' ELSE 'taal_los' END,
            CASE WHEN w.voorkeur_id <> p_medewerker THEN 'vaste_weg' END,
            'wacht', CASE WHEN p_hoe = 'aangeboden' THEN 'ruimte' ELSE 'gevraagd' END], NULL),
        w.klaar_sinds, now() + make_interval(secs => w.seconden));
    UPDATE beschikbaarheid b SET laatst_aangeboden_op = now() WHERE b.medewerker_id = p_medewerker;
    PERFORM meld_aanbod(p_medewerker, 'nieuw');
    RETURN nieuw;
END $$;

-- One round over who has room: whoever has least, and waits longest for work, first. At most `p_max` offers.
CREATE FUNCTION verdeel_ronde(p_kanalen text[], p_afdelingen text[], p_onderwerp timestamptz[], p_taal timestamptz[],
    p_max integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie record;
    gedaan integer := 0;
BEGIN
    FOR wie IN
        SELECT b.medewerker_id, a.onderwerp, a.taal
        FROM unnest(p_afdelingen, p_onderwerp, p_taal) AS a(code, onderwerp, taal)
            JOIN medewerker m ON m.afdeling_code = a.code AND m.actief
            JOIN beschikbaarheid b ON b.medewerker_id = m.id AND b.stand = 'beschikbaar' AND b.teken_tot > now()
            LEFT JOIN werkprofiel p ON p.medewerker_id = m.id
            CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE t.stand = 'aangeboden') AS open, bool_or(t.alleen) AS alleen,
                coalesce(sum(t.gewicht), 0) AS last FROM toewijzing t
                WHERE t.medewerker_id = m.id AND t.einde_op IS NULL) l
        WHERE EXISTS (SELECT 1 FROM wachtende_vraag w WHERE w.afdeling_code = a.code)
            AND l.open = 0 AND l.alleen IS NOT TRUE AND l.last < coalesce(p.capaciteit, 100)
        ORDER BY l.last::numeric / coalesce(nullif(p.capaciteit, 0), 100), b.laatst_aangeboden_op NULLS FIRST, m.id
    LOOP
        IF neem_vraag(wie.medewerker_id, 'aangeboden', p_kanalen, wie.onderwerp, wie.taal) IS NOT NULL THEN
            gedaan := gedaan + 1;
            EXIT WHEN gedaan >= p_max;
        END IF;
    END LOOP;
    RETURN gedaan;
END $$;

-- An assignment ends and the question goes back where it stood. Returns whether it was still open.
CREATE FUNCTION breng_terug(p_toewijzing uuid, p_was text, p_stand text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    t record;
BEGIN
    UPDATE toewijzing x SET stand = p_stand, einde_op = now(), verloopt_op = NULL
    WHERE x.id = p_toewijzing AND x.einde_op IS NULL AND x.stand = p_was RETURNING x.* INTO t;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM zet_in_wachtrij(t.partij_id, t.klantvraag_id, t.klaar_sinds, NULL);
    PERFORM meld_aanbod(t.medewerker_id, p_stand);
    RETURN true;
END $$;

-- The employee does not want this one, or not now.
CREATE FUNCTION geef_terug(p_medewerker uuid, p_toewijzing uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM toewijzing t WHERE t.id = p_toewijzing AND t.medewerker_id = p_medewerker AND t.stand = 'aangeboden';
    RETURN FOUND AND breng_terug(p_toewijzing, 'aangeboden', 'teruggegeven');
END $$;

-- The employee takes it on; the question itself was put in their name just before. False when the offer is over.
CREATE FUNCTION neem_aan(p_medewerker uuid, p_toewijzing uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    UPDATE toewijzing t SET stand = 'aanvaard', verloopt_op = NULL
    WHERE t.id = p_toewijzing AND t.medewerker_id = p_medewerker AND t.einde_op IS NULL;
    IF NOT FOUND THEN RETURN false; END IF;
    UPDATE beschikbaarheid b SET gemist = 0 WHERE b.medewerker_id = p_medewerker AND b.gemist > 0;
    PERFORM meld_aanbod(p_medewerker, 'aangenomen');
    RETURN true;
END $$;

-- What was not answered in time, and what somebody had who is gone, goes back. Two offers missed: away.
CREATE FUNCTION ruim_aanbod_op() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    wie record;
    t record;
    terug integer := 0;
BEGIN
    FOR wie IN
        SELECT b.medewerker_id, b.teken_tot <= now() AS weg FROM beschikbaarheid b
        WHERE (b.teken_tot <= now() AND (b.stand <> 'afwezig' OR EXISTS (SELECT 1 FROM toewijzing x
                WHERE x.medewerker_id = b.medewerker_id AND x.stand = 'aangeboden')))
            OR EXISTS (SELECT 1 FROM toewijzing x WHERE x.medewerker_id = b.medewerker_id AND x.stand = 'aangeboden'
                AND x.verloopt_op <= now())
        ORDER BY b.medewerker_id FOR UPDATE SKIP LOCKED
    LOOP
        FOR t IN SELECT x.id, x.stand FROM toewijzing x LEFT JOIN kanaal_werk k ON k.kanaal = x.kanaal
            WHERE x.medewerker_id = wie.medewerker_id AND x.einde_op IS NULL
                AND (x.stand = 'aangeboden' AND (wie.weg OR x.verloopt_op <= now())
                    OR wie.weg AND coalesce(k.levend, false)) -- written work stays with whoever has it
        LOOP
            IF breng_terug(t.id, t.stand, CASE WHEN wie.weg THEN 'weg' ELSE 'verlopen' END) THEN terug := terug + 1; END IF;
            UPDATE beschikbaarheid b SET gemist = b.gemist + 1 WHERE b.medewerker_id = wie.medewerker_id AND NOT wie.weg;
        END LOOP;
        UPDATE beschikbaarheid b SET stand = 'afwezig', sinds = now(), gemist = 0,
            reden = CASE WHEN wie.weg THEN 'verbinding' ELSE 'niet_opgenomen' END
        WHERE b.medewerker_id = wie.medewerker_id AND b.stand <> 'afwezig' AND (wie.weg OR b.gemist >= 2);
    END LOOP;
    RETURN terug;
END $$;

-- What this employee has on offer and at hand; without a purpose no more than subject, channel and how long it waits.
CREATE FUNCTION aanbod_van(p_medewerker uuid) RETURNS TABLE (id uuid, partij_id uuid, klantvraag_id uuid, onderwerp_code text,
    kanaal text, stand text, waarom text[], klaar_sinds timestamptz, verloopt_op timestamptz, gewicht integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT t.id, t.partij_id, t.klantvraag_id, t.onderwerp_code::text, t.kanaal::text, t.stand::text, t.waarom::text[],
        t.klaar_sinds, t.verloopt_op, t.gewicht::integer
    FROM toewijzing t WHERE t.medewerker_id = p_medewerker AND t.einde_op IS NULL ORDER BY t.stand, t.aangeboden_op, t.id LIMIT 200;
END $$;

-- Why this question is with this employee now; NULL when it is not.
CREATE FUNCTION waarom_bij(p_medewerker uuid, p_vraag uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT t.waarom::text[] FROM toewijzing t
    WHERE t.klantvraag_id = p_vraag AND t.medewerker_id = p_medewerker AND t.einde_op IS NULL
$$;

-- For whoever leads a department: how much waits per channel, and who has how much. No customer in it.
CREATE FUNCTION wachtrij_stand(p_afdeling text) RETURNS TABLE (kanaal text, aantal integer, oudste timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT w.kanaal::text, count(*)::integer, min(w.klaar_sinds) FROM wachtende_vraag w
    WHERE w.afdeling_code = p_afdeling GROUP BY w.kanaal ORDER BY 2 DESC, 1;
END $$;

CREATE FUNCTION werklasten(p_medewerkers uuid[]) RETURNS TABLE (medewerker_id uuid, last integer, aantal integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT t.medewerker_id, sum(t.gewicht)::integer, count(*)::integer FROM toewijzing t
    WHERE t.medewerker_id = ANY (p_medewerkers) AND t.einde_op IS NULL GROUP BY t.medewerker_id;
END $$;

-- What is open already; the owner of the tables sees no row.
CREATE FUNCTION vul_wachtrij() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    PERFORM zet_in_wachtrij(v.partij_id, v.id, NULL, NULL) FROM klantvraag v
    WHERE v.status IN ('nieuw', 'in_behandeling') AND v.behandelaar_id IS NULL;
END $$;
ALTER FUNCTION vul_wachtrij OWNER TO geholpen_deur;
SELECT vul_wachtrij();
DROP FUNCTION vul_wachtrij;

DO $do$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['zet_in_wachtrij', 'volg_klantvraag', 'uit_wachtrij', 'neem_zelf', 'meld_aanbod', 'werklast', 'breng_terug',
        'neem_aan', 'neem_vraag', 'verdeel_ronde', 'geef_terug', 'ruim_aanbod_op', 'aanbod_van', 'waarom_bij', 'wachtrij_stand', 'werklasten']
    LOOP
        EXECUTE format('ALTER FUNCTION %I OWNER TO geholpen_deur', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', f);
    END LOOP;
    FOREACH f IN ARRAY ARRAY['neem_vraag', 'neem_aan', 'verdeel_ronde', 'geef_terug', 'ruim_aanbod_op', 'aanbod_van', 'waarom_bij',
        'wachtrij_stand', 'werklasten']
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO geholpen_app', f);
    END LOOP;
END $do$;

CREATE TRIGGER volg_klantvraag AFTER INSERT OR DELETE ON klantvraag FOR EACH ROW EXECUTE FUNCTION volg_klantvraag();
CREATE TRIGGER volg_klantvraag_wijziging AFTER UPDATE ON klantvraag FOR EACH ROW
    WHEN ((OLD.status, OLD.behandelaar_id, OLD.afdeling_code, OLD.onderwerp_code, OLD.laatste_kanaal, OLD.uiterlijk_op, OLD.partij_id)
        IS DISTINCT FROM
        (NEW.status, NEW.behandelaar_id, NEW.afdeling_code, NEW.onderwerp_code, NEW.laatste_kanaal, NEW.uiterlijk_op, NEW.partij_id))
    EXECUTE FUNCTION volg_klantvraag();
