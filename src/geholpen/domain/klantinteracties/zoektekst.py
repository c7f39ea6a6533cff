"""Contacts in whose text something stands, without reading all of them: an index on every three letters in a row.

No extension of the database is needed. A three is one number: which text it stands in and its characters. What the
index finds holds some of the threes that were asked for; whoever asks compares with the text itself, under the
policies.
"""

from __future__ import annotations

from geholpen.platform.protection import APP_ROLE, REGISTER_ROLE, door_function

#: The texts of a contact, by their number in the index.
KOLOMMEN = ("onderwerp", "inhoud", "reactie")
#: So many threes are looked up, spread over the words asked. More find little less and cost a list each.
HOOGSTENS = 6
#: One more than the highest character of Unicode.
_TEKENS = 0x110000

FUNCTIE = f"""
-- Every three characters in a row, in lower case, of the text with this number. The index keeps each once.
CREATE OR REPLACE FUNCTION drietallen(p_kolom bigint, p_tekst text) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE t text[];
BEGIN
    IF p_tekst = '' THEN RETURN '{{}}'; END IF;
    t := string_to_array(lower(p_tekst), NULL);
    RETURN ARRAY(SELECT ((p_kolom * {_TEKENS} + ascii(x.a)) * {_TEKENS} + ascii(x.b)) * {_TEKENS} + ascii(x.c)
        FROM unnest(t, t[2:], t[3:]) AS x (a, b, c) WHERE x.c IS NOT NULL);
END $$;
"""

_ALLE = " || ".join(f"drietallen({nr}, {kolom})" for nr, kolom in enumerate(KOLOMMEN))

INDEX = f"""
CREATE INDEX klantcontact_inhoud_tekst ON klantcontact_inhoud USING gin (({_ALLE}));
GRANT SELECT (id, onderwerp, inhoud, reactie, verkregen_voor) ON klantcontact_inhoud TO geholpen_deur;
"""

#: What is found is told by its place in the table: whoever asks reads it there, under the policies, in the same
#: statement, without looking it up once more by its key.
PLEK = "GRANT SELECT (ctid) ON klantcontact_inhoud TO geholpen_deur"

VINDEN = f"""
CREATE OR REPLACE FUNCTION contacten_met_alle(p_kolom integer, p_tekst text) RETURNS TABLE (plek tid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET enable_seqscan = off AS $$
DECLARE
    alle constant bigint[] := drietallen(p_kolom, p_tekst);
    laatste constant numeric := cardinality(alle) - 1;
    gespreid bigint[] := ARRAY(SELECT DISTINCT alle[1 + round(i * laatste / {HOOGSTENS - 1})::integer]
        FROM generate_series(0, {HOOGSTENS - 1}) i);
BEGIN RETURN QUERY
    SELECT i.ctid FROM klantcontact_inhoud i WHERE {_ALLE} @> gespreid;
END $$
"""

VINDEN_MET_DOEL = """
CREATE OR REPLACE FUNCTION contacten_met_doel(p_kolom integer, p_tekst text) RETURNS TABLE (plek tid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 AS $$
BEGIN RETURN QUERY
    SELECT m.plek FROM contacten_met_alle(p_kolom, p_tekst) m
    WHERE EXISTS (SELECT 1 FROM kern.ctx(10, false) c WHERE c.partijen IS NULL);
END $$
"""

#: The register role proved an order before; the application must have a purpose open.
KIEZEN = f"""
REVOKE ALL ON FUNCTION contacten_met_alle(integer, text) FROM {APP_ROLE};
GRANT EXECUTE ON FUNCTION contacten_met_alle(integer, text) TO {REGISTER_ROLE};
CREATE OR REPLACE FUNCTION contacten_met(p_kolom integer, p_tekst text) RETURNS TABLE (plek tid)
LANGUAGE plpgsql STABLE SECURITY INVOKER ROWS 100 AS $$
BEGIN
    IF current_user = '{REGISTER_ROLE}' THEN
        RETURN QUERY SELECT m.plek FROM contacten_met_alle(p_kolom, p_tekst) m;
    ELSE
        RETURN QUERY SELECT m.plek FROM contacten_met_doel(p_kolom, p_tekst) m;
    END IF;
END $$;
REVOKE ALL ON FUNCTION contacten_met(integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contacten_met(integer, text) TO {APP_ROLE}, {REGISTER_ROLE};
"""

#: What an installation from before threes were numbers has.
WEG = """
DROP INDEX IF EXISTS klantcontact_inhoud_tekst;
DROP FUNCTION IF EXISTS contacten_met(text), contacten_met_doel(text), contacten_met_alle(text), drietallen(text);
"""


#: They gave keys at first; what a function gives cannot be changed.
VORIGE = """
DROP FUNCTION IF EXISTS contacten_met(integer, text), contacten_met_doel(integer, text),
    contacten_met_alle(integer, text)
"""


def statements() -> list[str]:
    """All that makes the index and what looks into it."""
    return [WEG, FUNCTIE, INDEX, *functions()]


def functions() -> list[str]:
    """What looks into the index."""
    return [
        VORIGE,
        PLEK,
        *door_function("contacten_met_alle(integer, text)", VINDEN),
        *door_function("contacten_met_doel(integer, text)", VINDEN_MET_DOEL),
        KIEZEN,
    ]


def gevonden(kolom: str) -> str:
    """SQL: the places of the texts whose `kolom` may hold the value asked (%)."""
    return f"SELECT z.plek FROM contacten_met({KOLOMMEN.index(kolom)}, %) z"
