"""The functions of the database that give a question another customer: everything about it, in every room, at once.

They are made of what the models say (`volgt`), as the policies are.
"""

from __future__ import annotations

from collections.abc import Iterable

from geholpen.platform.models import MetHerkomst

#: What the door role may see and change for it, besides what it may for every table that follows a klantvraag: keys.
RECHTEN = """
GRANT SELECT (partij_id, betrokkene_id, los), UPDATE (partij_id) ON digitaal_adres TO geholpen_deur;
GRANT SELECT (id) ON betrokkene TO geholpen_deur;
GRANT UPDATE (partij_id), DELETE ON klantvraag_opzoek TO geholpen_deur;
CREATE POLICY volgen ON digitaal_adres FOR SELECT TO geholpen_deur USING (true);
CREATE POLICY verplaatsen ON digitaal_adres FOR UPDATE TO geholpen_deur USING (true) WITH CHECK (true);
"""

KLANT_BEKEND = """
-- Whether this is a customer whom other software may know of.
CREATE FUNCTION klant_bekend(p_partij uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY INVOKER AS $$
    SELECT EXISTS (SELECT 1 FROM partij p WHERE p.partij_id = p_partij AND p.soort_partij <> 'onbekend')
$$
"""

LEG_BIJ_KLANT = """
-- In: a contact, and the customer who turns out to have been in it (or NULL). A contact that nobody's was yet goes to
-- that customer, with everything about its klantvraag; one that is somebody's stays. Out: whose it is now; no row when
-- there is no such contact under the open purpose.
CREATE FUNCTION leg_bij_klant(p_contact uuid, p_partij uuid) RETURNS TABLE (klant_bekend boolean, eigenaar uuid,
    vraag uuid, voor smallint, verplaatst boolean, afdeling text, onderwerp_code text)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER ROWS 1 AS $$
#variable_conflict use_column
DECLARE
    k record;
    v record;
    bekend boolean := p_partij IS NULL OR klant_bekend(p_partij);
BEGIN
    LOOP
        SELECT x.partij_id, x.klantvraag_id, x.verkregen_voor, p.soort_partij INTO k
        FROM klantcontact x JOIN partij p ON p.partij_id = x.partij_id
        WHERE x.id = p_contact;
        IF NOT FOUND THEN RETURN; END IF;
        IF NOT bekend OR p_partij IS NULL OR k.soort_partij <> 'onbekend' THEN
            RETURN QUERY SELECT bekend, k.partij_id, k.klantvraag_id, k.verkregen_voor, false, ''::text, ''::text;
            RETURN;
        END IF;
        SELECT q.afdeling_code, q.onderwerp_code INTO v FROM klantvraag q
        WHERE q.partij_id = k.partij_id AND q.id = k.klantvraag_id FOR UPDATE;
        -- Somebody else may have moved it while we waited: then it is looked up again.
        EXIT WHEN FOUND;
    END LOOP;
    PERFORM verhuis_klantvraag(k.partij_id, k.klantvraag_id, p_partij);
    PERFORM ruim_na_contact(k.partij_id, k.klantvraag_id);
    RETURN QUERY SELECT true, p_partij, k.klantvraag_id, k.verkregen_voor, true, v.afdeling_code::text,
        v.onderwerp_code::text;
END $$
"""

RUIM_OP = """
-- A klantvraag went away from this customer: its reference is forgotten when it is gone altogether, and a customer
-- nobody knows, made for it by other software, goes when nothing is left of it.
CREATE FUNCTION ruim_na_contact(p_partij uuid, p_vraag uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
BEGIN
    PERFORM vergeet_kenmerk(p_partij, p_vraag);
    IF EXISTS (SELECT 1 FROM partij p WHERE p.partij_id = p_partij AND p.soort_partij = 'onbekend'
               AND p.herkomst = 'api')
       AND NOT EXISTS (SELECT 1 FROM klantvraag q WHERE q.partij_id = p_partij) THEN
        BEGIN
            DELETE FROM partij WHERE partij_id = p_partij;
            SET CONSTRAINTS ALL IMMEDIATE;
        EXCEPTION WHEN foreign_key_violation THEN NULL;  -- something else still is theirs
        END;
        SET CONSTRAINTS ALL DEFERRED;
    END IF;
END $$
"""

VERGEET = """
-- Forgets by which reference a klantvraag is found that is not (or no longer) of this customer.
CREATE FUNCTION vergeet_kenmerk(p_partij uuid, p_vraag uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(9, true) c WHERE c.partijen IS NULL) THEN
        RAISE EXCEPTION 'geen recht om op te ruimen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM klantvraag_opzoek o WHERE o.klantvraag_id = p_vraag AND o.partij_id = p_partij
        AND NOT EXISTS (SELECT 1 FROM klantvraag q WHERE q.partij_id = p_partij AND q.id = p_vraag);
END $$
"""

BEWAAR_NAMEN = """
-- A customer is about to be removed from the register: whoever was on the line stays known by name, in that contact.
CREATE FUNCTION bewaar_wie_erbij_was(p_partij uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY INVOKER AS $$
    INSERT INTO betrokkene_naam (partij_id, id, klantvraag_id, voorletters, voornaam, voorvoegsel_achternaam,
        achternaam, organisatienaam, herkomst, verkregen_voor, verkregen_op, vervalt_op)
    SELECT b.partij_id, b.id, b.klantvraag_id, n.voorletters, n.voornaam, n.voorvoegsel_achternaam, n.achternaam,
        n.organisatienaam, b.herkomst, b.verkregen_voor, now(), b.vervalt_op
    FROM betrokkene b JOIN naam n ON n.partij_id = b.was_partij_id
    WHERE b.was_partij_id = p_partij
    ON CONFLICT DO NOTHING;
    UPDATE betrokkene SET was_partij_id = NULL WHERE was_partij_id = p_partij;
$$
"""


OPEN = """
REVOKE ALL ON FUNCTION klant_bekend(uuid), ruim_na_contact(uuid, uuid), leg_bij_klant(uuid, uuid),
    bewaar_wie_erbij_was(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION klant_bekend(uuid), ruim_na_contact(uuid, uuid), leg_bij_klant(uuid, uuid),
    bewaar_wie_erbij_was(uuid) TO geholpen_app;
"""


#: The rooms whose tables were there when this was written; those of later rooms are added by later migrations.
EERST = frozenset({"partijen", "klantcontacten", "berichten"})
#: Tables of these rooms that came later; a migration that depends on theirs adds them.
LATER = frozenset({"bezorg_inhoud", "herziening", "verstrekking", "splitsing"})


#: Nothing of a question that is nobody's yet is in these: whoever has one corrected is known.
NIET_VAN_NIEMAND = frozenset({"correctie"})


def following(modellen: Iterable[type[MetHerkomst]], kamers: frozenset[str] = EERST) -> list[type[MetHerkomst]]:
    """The tables of these rooms that follow a klantvraag, by name."""
    mine = (m for m in modellen if m.volgt and m._meta.app_label in kamers)
    found = (m for m in mine if m._meta.db_table not in NIET_VAN_NIEMAND)
    if kamers == EERST:
        found = (m for m in found if m._meta.db_table not in LATER)
    return sorted(found, key=lambda m: m._meta.db_table)


def rechten(modellen: list[type[MetHerkomst]]) -> str:
    """The right to give rows another customer, for every table that follows a klantvraag."""
    return "".join(f"GRANT UPDATE (partij_id) ON {m._meta.db_table} TO geholpen_deur;\n" for m in modellen) + RECHTEN


#: What a contact that nobody's is yet always has; it seldom has more.
VAST = ("klantvraag", "klantcontact", "klantcontact_inhoud")

VERHUIS = """
-- Gives a klantvraag another customer, with all rows about it, for a caller who may change contacts of everybody.
CREATE OR REPLACE FUNCTION verhuis_klantvraag(p_van uuid, p_vraag uuid, p_naar uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern.ctx(9, true) c WHERE c.partijen IS NULL) THEN
        RAISE EXCEPTION 'geen recht om deze vraag te verhuizen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM verhuis_alles(p_van, p_vraag, p_naar);
END $$
"""


def verhuis_alles(modellen: list[type[MetHerkomst]]) -> str:
    """CREATE FUNCTION verhuis_alles: the same without asking who calls; false when it is not there (any more).

    What there seldom is, is looked for in one statement: twenty that find nothing cost more than all the rest. A row
    that refers to one of another table here is there only when that one is.
    """
    meer = [m for m in modellen if m._meta.db_table not in VAST]
    zoek = "\n        OR ".join(
        f"EXISTS (SELECT 1 FROM {m._meta.db_table} WHERE partij_id = p_van AND {m.volgt} = p_vraag)"
        for m in meer
        if not _hangt_aan(m, {x._meta.db_table for x in meer})
    )
    regels = "".join(_regel(m._meta.db_table, m.volgt) for m in meer)
    vast = "".join(_regel(m._meta.db_table, m.volgt) for m in modellen if m._meta.db_table in VAST)
    return f"""
CREATE FUNCTION verhuis_alles(p_van uuid, p_vraag uuid, p_naar uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM klantvraag WHERE partij_id = p_van AND id = p_vraag FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    IF {zoek} THEN
        UPDATE digitaal_adres a SET partij_id = p_naar WHERE a.partij_id = p_van AND a.los AND a.betrokkene_id IN
            (SELECT b.id FROM betrokkene b WHERE b.partij_id = p_van AND b.klantvraag_id = p_vraag);
{regels}    END IF;
    UPDATE klantvraag_opzoek SET partij_id = p_naar WHERE klantvraag_id = p_vraag AND partij_id = p_van;
{vast}    RETURN true;
END $$
"""


def _hangt_aan(model: type[MetHerkomst], tabellen: set[str]) -> bool:
    """Whether each of its rows refers to a row of one of these tables."""
    return any(naar in tabellen and not model._meta.get_field(k).null for k, naar in model.verwijst_naar.items())


def _regel(tabel: str, volgt: str) -> str:
    return f"    UPDATE {tabel} SET partij_id = p_naar WHERE partij_id = p_van AND {volgt} = p_vraag;\n"
