"""The functions of the database behind the three writes that other software does all day: a contact, who took part, and
both at once.

Each proves the order, checks, writes all rows with the event, logs, and gives back what was made as the interface shows
it: one statement, one durable transaction. They belong to the register role, whose policies say what may be added. What
is not plainly good (an unknown customer, a number that is taken, a contact of another purpose) raises GH003: the
ordinary way looks again and says what is wrong.

Rows come as `prepared.as_json` gives them; which there are, and what is in them, is decided in one place, in Python.
"""

from __future__ import annotations

from geholpen.domain.klantinteracties.sql import document
from geholpen.domain.klantinteracties.weergave import url
from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.platform.protection import APP_ROLE, REGISTER_ROLE

#: What the doors add rows to; the other tables are not open to this role.
TABELLEN = (
    *("partij", "klantvraag", "klantcontact", "klantcontact_inhoud", "betrokkene", "betrokkene_naam"),
    *("betrokkene_adres", "onderwerpobject"),
)
#: Lists that a new row cannot have anything in: nobody knew its key before.
_LEEG = ("hadBetrokkenActoren", "omvatteBijlagen", "leiddeTotInterneTaken", "digitaleAdressen")
#: Lists of a contact that have what is made with it, and nothing else.
_MEE = {"hadBetrokkenen": "betrokkene", "gingOverOnderwerpobjecten": "onderwerpobject"}
_MEERVOUD = {"klantcontact": "klantcontacten", "betrokkene": "betrokkenen", "onderwerpobject": "onderwerpobjecten"}

RECHTEN = f"""
GRANT INSERT ON gebeurtenis, klantvraag_opzoek TO {REGISTER_ROLE};
GRANT SELECT ON onderwerp TO {REGISTER_ROLE};
"""

BEGIN = """
-- As before, with what the order lets a function of this role write, and which files it never sees: looked up once.
CREATE OR REPLACE FUNCTION begin_register(p_opdracht text, p_zegel bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE stand bigint;
BEGIN
    SELECT k.stand, set_config('loket.lezen', d[5], true), set_config('loket.schrijven', d[6], true),
        set_config('loket.partij', '', true),
        set_config('loket.verborgen', ARRAY(SELECT v FROM verborgen_partijen() v)::text, true)
    INTO stand
    FROM (SELECT string_to_array(p_opdracht, E'\\x1f') AS d OFFSET 0) t
    JOIN kern.sleutel k ON k.nummer = t.d[1]::smallint
    WHERE CASE WHEN sha256(k.buiten || sha256(k.binnen || convert_to(p_opdracht, 'UTF8'))) <> p_zegel THEN false
               ELSE t.d[17]::bigint >= extract(epoch FROM clock_timestamp()) AND t.d[18] = '*' END;
    IF stand IS NULL THEN
        RAISE EXCEPTION 'ongeldige of verlopen opdracht' USING ERRCODE = 'insufficient_privilege';
    ELSIF stand <> split_part(p_opdracht, E'\\x1f', 2)::bigint THEN
        RAISE EXCEPTION 'de regels zijn veranderd' USING ERRCODE = 'GH001';
    END IF;
END $$
"""


def rijen() -> str:
    """CREATE FUNCTION schrijf_rijen: the rows in `p_rijen` by table; columns they do not name are as in `p_over`."""
    takken = "".join(
        f"""    IF p_rijen ? '{tabel}' THEN
        INSERT INTO {tabel} SELECT * FROM jsonb_populate_recordset(
            jsonb_populate_record(NULL::{tabel}, p_over), p_rijen -> '{tabel}');
    END IF;
"""
        for tabel in TABELLEN
    )
    return f"""
CREATE OR REPLACE FUNCTION schrijf_rijen(p_rijen jsonb, p_over jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
BEGIN
{takken}    IF p_rijen ? 'klantvraag_opzoek' THEN
        INSERT INTO klantvraag_opzoek
        SELECT * FROM jsonb_populate_recordset(NULL::klantvraag_opzoek, p_rijen -> 'klantvraag_opzoek')
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN RAISE EXCEPTION 'dit kenmerk is er al' USING ERRCODE = 'GH003'; END IF;
    END IF;
    IF p_rijen ? 'gebeurtenis' THEN
        INSERT INTO gebeurtenis (id, soort, partij_id, gegevens) SELECT r.id, r.soort, r.partij_id, r.gegevens
        FROM jsonb_populate_recordset(NULL::gebeurtenis, p_rijen -> 'gebeurtenis') r;
    END IF;
END $$
"""


NUMMERS = """
-- Raises GH003 when another contact has one of the numbers of this one; who gives the same number at once takes turns.
CREATE FUNCTION neem_nummers(p_contact jsonb) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
DECLARE
    een constant text := p_contact ->> 'nummer';
    ander constant text := p_contact ->> 'referentienummer';
BEGIN
    IF een <> '' THEN PERFORM pg_advisory_xact_lock(hashtext('klantcontact.nummer:' || een)); END IF;
    IF ander <> '' THEN PERFORM pg_advisory_xact_lock(hashtext('klantcontact.referentienummer:' || ander)); END IF;
    IF (een <> '' AND EXISTS (SELECT 1 FROM klantcontact k WHERE k.nummer = een AND k.nummer <> ''))
       OR (ander <> ''
           AND EXISTS (SELECT 1 FROM klantcontact k WHERE k.referentienummer = ander AND k.referentienummer <> '')) THEN
        RAISE EXCEPTION 'dit nummer is er al' USING ERRCODE = 'GH003';
    END IF;
END $$
"""


#: Whether callers may know the customer they name.
BEKEND = "EXISTS (SELECT 1 FROM partij p WHERE p.partij_id = p_klant AND p.soort_partij <> 'onbekend')"


def _gemaakt(soort: str, rijen: str, daarna: str = "", over: str = "'{}'") -> str:
    """PL/pgSQL for one row of the answer: what was made, its key, whose it is, and how the interface shows it.

    It is shown as it was given and not read back: `r` is the row, `rijen` declares the others that its members need,
    and `daarna` fills them. Reading it under the policies costs more than writing it.
    """
    w = ALLE[_MEERVOUD[soort]]
    leden = dict.fromkeys(_LEEG, "'[]'::json") | {naam: _ref(mee) for naam, mee in _MEE.items()}
    return f"""DECLARE
        r {soort} := jsonb_populate_record(jsonb_populate_record(NULL::{soort}, {over}), p_rijen -> '{soort}' -> 0);
        {rijen}
    BEGIN
        {daarna}
        RETURN QUERY SELECT '{soort}', r.id, r.partij_id, ({document(w, leden)})::text;
    END"""


def _eerste(naam: str, tabel: str) -> str:
    """A declaration: the first row that was given for this table; all NULL when there is none."""
    return f"{naam} {tabel} := jsonb_populate_record(NULL::{tabel}, p_rijen -> '{tabel}' -> 0);"


def _ref(soort: str) -> str:
    """SQL for the list of references to what is made along with a contact."""
    naam = _MEERVOUD[soort]
    een = f"json_build_object('uuid', x.id, 'url', {url(naam, 'x.id')})"
    return f"""CASE WHEN p_rijen ? '{soort}' THEN (SELECT json_agg({een})
            FROM jsonb_to_recordset(p_rijen -> '{soort}') AS x (id uuid)) ELSE '[]'::json END"""


_GEMAAKT_CONTACT = _gemaakt("klantcontact", _eerste("ki", "klantcontact_inhoud"))
_GEMAAKT_OBJECT = _gemaakt("onderwerpobject", "")


def _gemaakt_betrokkene(over: str) -> str:
    """The same for who took part; whether that is a customer whom callers may know has been looked at."""
    adres = """SELECT a.* INTO {0}
                FROM jsonb_populate_recordset(NULL::betrokkene_adres, p_rijen -> 'betrokkene_adres') a
                WHERE a.soort = '{1}';"""
    rijen = f"""{_eerste("bn", "betrokkene_naam")}
        ba betrokkene_adres;
        ca betrokkene_adres;
        wp partij;"""
    daarna = f"""wp.partij_id := p_klant;
        IF p_rijen ? 'betrokkene_adres' THEN
            {adres.format("ba", "bezoekadres")}
            {adres.format("ca", "correspondentieadres")}
        END IF;"""
    return _gemaakt("betrokkene", rijen, daarna, over)


CONTACT = f"""
CREATE OR REPLACE FUNCTION schrijf_klantcontact(p_opdracht text, p_zegel bytea, p_rijen jsonb, p_basis text)
RETURNS TABLE (soort text, id uuid, partij_id uuid, doc text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    contact constant jsonb := p_rijen -> 'klantcontact' -> 0;
    v_eigenaar constant uuid := (contact ->> 'partij_id')::uuid;
BEGIN
    PERFORM begin_register(p_opdracht, p_zegel);
    PERFORM zwijg_zonder_abonnee();
    IF contact ->> 'nummer' <> '' OR contact ->> 'referentienummer' <> '' THEN PERFORM neem_nummers(contact); END IF;
    PERFORM schrijf_rijen(p_rijen, '{{}}');
    PERFORM log_register(p_opdracht, ARRAY[v_eigenaar]);
    {_GEMAAKT_CONTACT};
END $$
"""

#: `p_voor`: the purpose the rows were made for. A contact that is kept for another one is not for here.
#: A contact that was nobody's goes to the customer who is named; who kept it until then is swept later (KlantVerlaten).
BETROKKENE = f"""
CREATE OR REPLACE FUNCTION schrijf_betrokkene(p_opdracht text, p_zegel bytea, p_rijen jsonb, p_basis text,
    p_contact uuid, p_klant uuid, p_voor smallint, p_gebeurtenissen uuid[])
RETURNS TABLE (soort text, id uuid, partij_id uuid, doc text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    k record;
    v_eigenaar uuid;
    v_over jsonb;
BEGIN
    PERFORM begin_register(p_opdracht, p_zegel);
    PERFORM zwijg_zonder_abonnee();
    SELECT x.partij_id, x.klantvraag_id, q.afdeling_code, o.gevoelig,
        p.soort_partij = 'onbekend' AND p_klant IS NOT NULL AS verhuist INTO k
    FROM klantcontact x JOIN partij p ON p.partij_id = x.partij_id
    JOIN klantvraag q ON q.partij_id = x.partij_id AND q.id = x.klantvraag_id
    JOIN onderwerp o ON o.code = q.onderwerp_code
    WHERE x.id = p_contact AND x.verkregen_voor = p_voor AND (p_klant IS NULL OR {BEKEND});
    IF NOT FOUND THEN RAISE EXCEPTION 'geen contact van dit doel' USING ERRCODE = 'GH003'; END IF;
    IF k.verhuist THEN
        IF NOT verhuis_alles(k.partij_id, k.klantvraag_id, p_klant) THEN
            RAISE EXCEPTION 'dit contact is net verhuisd' USING ERRCODE = 'GH003';
        END IF;
        INSERT INTO gebeurtenis (id, soort, partij_id, gegevens)
        VALUES (p_gebeurtenissen[1], 'KlantvraagChanged', p_klant, jsonb_build_object('partij_id', p_klant,
            'klantvraag_id', k.klantvraag_id, 'afdeling', k.afdeling_code, 'gevoelig', k.gevoelig,
            'wat', 'identiteit')),
            (p_gebeurtenissen[2], 'KlantVerlaten', k.partij_id, jsonb_build_object('partij_id', k.partij_id));
        k.partij_id := p_klant;
    END IF;
    v_eigenaar := k.partij_id;
    v_over := jsonb_build_object('partij_id', v_eigenaar, 'klantvraag_id', k.klantvraag_id);
    PERFORM schrijf_rijen(p_rijen, v_over);
    PERFORM log_register(p_opdracht, ARRAY[v_eigenaar, p_klant]);
    {_gemaakt_betrokkene("v_over")};
END $$
"""

VOLLEDIG = f"""
CREATE OR REPLACE FUNCTION schrijf_volledig_contact(p_opdracht text, p_zegel bytea, p_rijen jsonb, p_basis text,
    p_klant uuid)
RETURNS TABLE (soort text, id uuid, partij_id uuid, doc text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    contact constant jsonb := p_rijen -> 'klantcontact' -> 0;
    v_eigenaar constant uuid := (contact ->> 'partij_id')::uuid;
BEGIN
    PERFORM begin_register(p_opdracht, p_zegel);
    PERFORM zwijg_zonder_abonnee();
    IF p_klant IS NOT NULL AND NOT {BEKEND} THEN
        RAISE EXCEPTION 'onbekende klant' USING ERRCODE = 'GH003';
    END IF;
    IF contact ->> 'nummer' <> '' OR contact ->> 'referentienummer' <> '' THEN PERFORM neem_nummers(contact); END IF;
    PERFORM schrijf_rijen(p_rijen, '{{}}');
    PERFORM log_register(p_opdracht, ARRAY[v_eigenaar]);
    {_GEMAAKT_CONTACT};
    IF p_rijen ? 'betrokkene' THEN
        {_gemaakt_betrokkene("'{}'")};
    END IF;
    IF p_rijen ? 'onderwerpobject' THEN
        {_GEMAAKT_OBJECT};
    END IF;
END $$
"""
DEUREN = {
    "schrijf_klantcontact(text, bytea, jsonb, text)": CONTACT,
    "schrijf_betrokkene(text, bytea, jsonb, text, uuid, uuid, smallint, uuid[])": BETROKKENE,
    "schrijf_volledig_contact(text, bytea, jsonb, text, uuid)": VOLLEDIG,
}
OPEN = f"""
REVOKE ALL ON FUNCTION schrijf_rijen(jsonb, jsonb), neem_nummers(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION schrijf_rijen(jsonb, jsonb), neem_nummers(jsonb) TO {REGISTER_ROLE};
REVOKE ALL ON FUNCTION verhuis_alles(uuid, uuid, uuid) FROM {APP_ROLE};
GRANT EXECUTE ON FUNCTION verhuis_alles(uuid, uuid, uuid) TO {REGISTER_ROLE};
"""
