"""Contacts in whose text something stands, without reading all of them: an index on every three letters in a row.

No extension of the database is needed. What the index finds holds all threes of the words asked; whoever asks still
compares with the text itself, under the policies.
"""

from __future__ import annotations

from geholpen.platform.protection import APP_ROLE, REGISTER_ROLE

TEKST = "onderwerp || E'\\n' || inhoud || E'\\n' || reactie"

FUNCTIE = """
-- Every three characters in a row, in lower case. The index keeps each once.
CREATE OR REPLACE FUNCTION drietallen(p_tekst text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE t constant text[] := string_to_array(lower(p_tekst), NULL);
BEGIN
    RETURN ARRAY(SELECT x.a || x.b || x.c FROM unnest(t, t[2:], t[3:]) AS x (a, b, c) WHERE x.c IS NOT NULL);
END $$
"""

DRIETALLEN = f"""
{FUNCTIE};
CREATE INDEX klantcontact_inhoud_tekst ON klantcontact_inhoud USING gin (drietallen({TEKST}));
GRANT SELECT (id, onderwerp, inhoud, reactie, verkregen_voor) ON klantcontact_inhoud TO geholpen_deur;
"""

VINDEN = f"""
CREATE FUNCTION contacten_met_alle(p_tekst text) RETURNS TABLE (partij_id uuid, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
BEGIN RETURN QUERY
    SELECT i.partij_id, i.id FROM klantcontact_inhoud i WHERE drietallen({TEKST}) @> drietallen(p_tekst);
END $$
"""

VINDEN_MET_DOEL = """
CREATE FUNCTION contacten_met_doel(p_tekst text) RETURNS TABLE (partij_id uuid, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT m.partij_id, m.id FROM contacten_met_alle(p_tekst) m
    WHERE EXISTS (SELECT 1 FROM kern.ctx(10, false) c WHERE c.partijen IS NULL);
END $$
"""

#: The register role proved an order before; the application must have a purpose open.
KIEZEN = f"""
REVOKE ALL ON FUNCTION contacten_met_alle(text) FROM {APP_ROLE};
GRANT EXECUTE ON FUNCTION contacten_met_alle(text) TO {REGISTER_ROLE};
CREATE FUNCTION contacten_met(p_tekst text) RETURNS TABLE (partij_id uuid, id uuid)
LANGUAGE plpgsql STABLE SECURITY INVOKER ROWS 100 AS $$
#variable_conflict use_column
BEGIN
    IF current_user = '{REGISTER_ROLE}' THEN RETURN QUERY SELECT m.partij_id, m.id FROM contacten_met_alle(p_tekst) m;
    ELSE RETURN QUERY SELECT m.partij_id, m.id FROM contacten_met_doel(p_tekst) m;
    END IF;
END $$;
REVOKE ALL ON FUNCTION contacten_met(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contacten_met(text) TO {APP_ROLE}, {REGISTER_ROLE};
"""
