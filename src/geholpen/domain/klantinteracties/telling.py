"""How many contacts there are, kept per day and activity: a list of half a million is counted at once, and a page far
into it begins at the right day.

Writers add to a slot of their own (`vak`): two who write at the same moment seldom wait for each other. Rows that have
expired and are not removed yet are counted too; there are few, and they are taken off when asked.
"""

from __future__ import annotations

from geholpen.platform.limits import LEZERS
from geholpen.platform.protection import APP_ROLE, REGISTER_ROLE

#: Day `infinity` holds the sum of all days.
TABEL = f"""
CREATE TABLE klantcontact_telling (
    dag date NOT NULL,
    verkregen_voor smallint NOT NULL,
    vak smallint NOT NULL,
    aantal bigint NOT NULL,
    PRIMARY KEY (dag, verkregen_voor, vak)
);
REVOKE ALL ON klantcontact_telling FROM PUBLIC;
ALTER TABLE klantcontact_telling ENABLE ROW LEVEL SECURITY;
ALTER TABLE klantcontact_telling FORCE ROW LEVEL SECURITY;
GRANT SELECT ON klantcontact_telling TO {APP_ROLE}, {REGISTER_ROLE};
GRANT SELECT, INSERT, UPDATE ON klantcontact_telling TO geholpen_deur;
CREATE POLICY lezen ON klantcontact_telling FOR SELECT TO {APP_ROLE} USING (EXISTS (SELECT 1 FROM kern.ctx(9, false) c
    WHERE c.partijen IS NULL AND klantcontact_telling.verkregen_voor = ANY (c.bronnen)));
CREATE POLICY register_lezen ON klantcontact_telling FOR SELECT TO {REGISTER_ROLE} USING (
    verkregen_voor = ANY ((SELECT split_part(current_setting('loket.lezen'), ';', 10)::smallint[])::smallint[]));
CREATE POLICY tellen ON klantcontact_telling TO geholpen_deur USING (true) WITH CHECK (true);
CREATE INDEX klantcontact_vervalt ON klantcontact (vervalt_op);
GRANT SELECT (vervalt_op, verkregen_voor) ON klantcontact TO geholpen_deur;
"""

_TEL_BIJ = """
    INSERT INTO klantcontact_telling AS t (dag, verkregen_voor, vak, aantal)
    SELECT x.dag, x.verkregen_voor, (pg_backend_pid() % 32)::smallint, x.aantal FROM (
        SELECT coalesce((g.plaatsgevonden_op AT TIME ZONE 'UTC')::date, 'infinity') AS dag, g.verkregen_voor,
            sum(g.n) AS aantal
        FROM ({rijen}) g (plaatsgevonden_op, verkregen_voor, n)
        GROUP BY GROUPING SETS (((g.plaatsgevonden_op AT TIME ZONE 'UTC')::date, g.verkregen_voor), (g.verkregen_voor))
        HAVING sum(g.n) <> 0
        ORDER BY 1, 2) x
    ON CONFLICT (dag, verkregen_voor, vak) DO UPDATE SET aantal = t.aantal + excluded.aantal;
"""
_ERBIJ = "SELECT plaatsgevonden_op, verkregen_voor, 1 AS n FROM erbij"
_ERAF = "SELECT plaatsgevonden_op, verkregen_voor, -1 AS n FROM eraf"
#: Per change the rows that are counted, and when. One that gets another customer (as all do that were nobody's) stays
#: what it was.
_ANDERS = "OLD.plaatsgevonden_op <> NEW.plaatsgevonden_op OR OLD.verkregen_voor <> NEW.verkregen_voor"
_SOORTEN = {
    "INSERT": (_ERBIJ, "REFERENCING NEW TABLE AS erbij FOR EACH STATEMENT"),
    "DELETE": (_ERAF, "REFERENCING OLD TABLE AS eraf FOR EACH STATEMENT"),
    "UPDATE": (
        "VALUES (NEW.plaatsgevonden_op, NEW.verkregen_voor, 1), (OLD.plaatsgevonden_op, OLD.verkregen_voor, -1)",
        f"FOR EACH ROW WHEN ({_ANDERS})",
    ),
}


def triggers() -> list[str]:
    """One function and one trigger for each way in which the number of contacts changes."""
    return [
        statement
        for wijze, (rijen, wanneer) in _SOORTEN.items()
        for statement in (
            f"""CREATE OR REPLACE FUNCTION tel_klantcontact_{wijze.lower()}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN{_TEL_BIJ.format(rijen=rijen)}    RETURN NULL;
END $$""",
            f"ALTER FUNCTION tel_klantcontact_{wijze.lower()}() OWNER TO geholpen_deur",
            f"REVOKE ALL ON FUNCTION tel_klantcontact_{wijze.lower()}() FROM PUBLIC",
            f"CREATE OR REPLACE TRIGGER tel_{wijze.lower()} AFTER {wijze} ON klantcontact {wanneer}"
            f" EXECUTE FUNCTION tel_klantcontact_{wijze.lower()}()",
        )
    ]


VERLOPEN = """
-- Contacts whose time is over and that are not removed yet, per activity.
CREATE FUNCTION verlopen_klantcontacten() RETURNS TABLE (verkregen_voor smallint, aantal bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT k.verkregen_voor, count(*) FROM klantcontact k WHERE k.vervalt_op <= now() GROUP BY k.verkregen_voor
$$
"""

VERBORGEN = """
-- Contacts that are counted and that nobody is shown, per activity: those whose time is over, and those of a file
-- with a label. The number of a list would else tell that there is one.
CREATE OR REPLACE FUNCTION verlopen_klantcontacten() RETURNS TABLE (verkregen_voor smallint, aantal bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
    SELECT x.verkregen_voor, count(*) FROM (
        SELECT k.verkregen_voor FROM klantcontact k WHERE k.vervalt_op <= now()
        UNION ALL
        SELECT k.verkregen_voor FROM klantcontact k
        WHERE k.vervalt_op > now()
          AND k.partij_id IN (SELECT a.partij_id FROM afscherming a WHERE a.beeindigd_op IS NULL)
    ) x GROUP BY x.verkregen_voor
$$
"""

TEL = f"""
-- Whose contacts the caller may not read because of what they do not want; mostly nobody's.
CREATE OR REPLACE FUNCTION begrensd_in_lijst() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
BEGIN
    IF current_user = '{REGISTER_ROLE}' THEN RETURN (SELECT {LEZERS["register_lezen"][2].format(soort=9)}); END IF;
    RETURN {LEZERS["lezen"][2].format(soort=9)};
END $$;
-- How many contacts the caller may see. Where a customer objects they are counted one by one.
CREATE OR REPLACE FUNCTION tel_klantcontacten() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
BEGIN
    IF begrensd_in_lijst() IS DISTINCT FROM '{{}}' THEN RETURN (SELECT count(*) FROM klantcontact); END IF;
    RETURN (SELECT coalesce(sum(t.aantal), 0) FROM klantcontact_telling t WHERE t.dag = 'infinity')
        - (SELECT coalesce(sum(v.aantal), 0) FROM verlopen_klantcontacten() v WHERE v.verkregen_voor IN
            (SELECT t.verkregen_voor FROM klantcontact_telling t WHERE t.dag = 'infinity'));
END $$;
-- The ids of a page of all contacts, newest first: far into the list it begins at the day in which the page falls.
CREATE OR REPLACE FUNCTION bladzijde_klantcontacten(p_van integer, p_aantal integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
    d record;
    overslaan bigint := p_van;
    tot timestamptz := 'infinity';
BEGIN
    IF p_van > 500 AND begrensd_in_lijst() = '{{}}' AND NOT EXISTS (SELECT 1 FROM verlopen_klantcontacten()) THEN
        SELECT s.dag, s.tot_en_met - s.aantal AS ervoor INTO d FROM (
            SELECT t.dag, sum(t.aantal) AS aantal, sum(sum(t.aantal)) OVER (ORDER BY t.dag DESC) AS tot_en_met
            FROM klantcontact_telling t WHERE t.dag < 'infinity' GROUP BY t.dag) s
        WHERE s.tot_en_met > p_van ORDER BY s.dag DESC LIMIT 1;
        IF NOT FOUND THEN RETURN '{{}}'; END IF;
        overslaan := p_van - d.ervoor;
        tot := (d.dag + 1)::timestamp AT TIME ZONE 'UTC';
    END IF;
    RETURN ARRAY(SELECT r.id FROM klantcontact r WHERE r.plaatsgevonden_op < tot
        ORDER BY r.plaatsgevonden_op DESC, r.verkregen_op DESC, r.id DESC LIMIT p_aantal OFFSET overslaan);
END $$;
REVOKE ALL ON FUNCTION begrensd_in_lijst(), tel_klantcontacten(), bladzijde_klantcontacten(integer, integer)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begrensd_in_lijst(), tel_klantcontacten(), bladzijde_klantcontacten(integer, integer),
    verlopen_klantcontacten() TO {APP_ROLE}, {REGISTER_ROLE};
"""
