"""Everything that helps a customer in one answer: the record with its numbers, addresses, last contacts and open tasks.

Not a resource of the standard. It is put together of the same Weergaven, so that each part looks as it does under its
own address, by one function of the database under one signed order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.klantinteracties.nummers import open_nummers
from geholpen.domain.klantinteracties.samenstellen import Antwoord, Rij, compose
from geholpen.domain.klantinteracties.sql import RIJ, document
from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.domain.partijen.queries import registersleutel
from geholpen.platform.context import Context

#: Customers with one number, open tasks of a customer: never more than this.
KLANTEN, TAKEN = 10, 100
TYPES = "uuid, text[], integer, text"
ARGUMENTEN = "p_partij uuid, p_nummer text[], p_contacten integer, p_basis text"
DELEN = ("code_objecttype", "code_register", "code_soort_object_id")
UITKLAP = (
    "digitaleAdressen",
    "klantcontacten",
    "klantcontacten.hadBetrokkenen",
    "klantcontacten.gingOverOnderwerpobjecten",
    "internetaken",
)


@dataclass(frozen=True, slots=True)
class VanWie:
    """One customer by uuid, or those with a number; with how many of the last contacts."""

    basis: str
    partij_id: UUID | None = None
    nummer: Mapping[str, str] | None = None  # object_id, and of DELEN what is known
    contacten: int = 20


def values(_ctx: Context, wie: VanWie) -> tuple[Any, ...]:
    """What the functions take. The number travels as a keyed hash."""
    nummer: list[str] = []
    if wie.nummer is not None:
        nummer = [*(wie.nummer.get(deel, "") for deel in DELEN), registersleutel(wie.nummer["object_id"]).hex()]
    return wie.partij_id, nummer, wie.contacten, wie.basis


def result(ctx: Context, rijen: list[Rij], _wie: VanWie) -> Antwoord:
    """The documents, with everything under `_expand`."""
    return compose(open_nummers(ctx, rijen), UITKLAP, dict.fromkeys(UITKLAP, True))


def read(ctx: Context, wie: VanWie) -> Antwoord:
    """The same inside an open door, under the policies of the application."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lees_klantbeelden(%s::uuid, %s::text[], %s, %s)", [*values(ctx, wie)])
        rows = cursor.fetchall()
    return result(ctx, [(p.encode(), _b(o), _b(i), _b(k), d.encode()) for p, o, i, k, d in rows], wie)


def _b(id: UUID | None) -> bytes | None:
    return id.bytes if id else None


_PARTIJ, _CONTACT, _TAAK = ALLE["partijen"], ALLE["klantcontacten"], ALLE["internetaken"]
_MET_NUMMER = """SELECT DISTINCT i.partij_id FROM identificator i
    WHERE i.sleutel = decode(p_nummer[4], 'hex') AND p_nummer[1] IN ('', i.code_objecttype)
        AND p_nummer[2] IN ('', i.code_register) AND p_nummer[3] IN ('', i.code_soort_object_id)"""


def _rijen(pad: str, ouder: str, naam: str, van: str, waar: str = "true") -> str:
    """RETURN QUERY for one part: `r` are its rows."""
    w = ALLE[naam]
    return f"""
    RETURN QUERY SELECT '{pad}', {ouder}, {w.id}, {w.partij}, ({document(w)})::text
        FROM {van} {w.erbij} WHERE {waar} AND {w.zichtbaar} ORDER BY {w.volgorde};"""


_TAKEN = f"""unnest(v_wie) p (id) CROSS JOIN LATERAL (
        SELECT r.* FROM interne_taak r
        WHERE r.klantcontact_id IN (SELECT b.klantcontact_id FROM betrokkene b WHERE b.was_partij_id = p.id)
            AND r.status = 'te_verwerken' ORDER BY {_TAAK.volgorde} LIMIT {TAKEN}) r"""
_VAN_WIE, _ERBIJ = "r.partij_id = ANY (v_wie)", "r.klantcontact_id = ANY (v_contact)"
_CONTACTEN = "unnest(v_van, v_contact) u (partij, id) JOIN klantcontact r ON r.id = u.id"
_OBJECTEN = "klantcontacten.gingOverOnderwerpobjecten"
_DELEN = "".join(
    (
        _rijen("", "NULL::uuid", "partijen", "partij r", _VAN_WIE),
        _rijen("digitaleAdressen", "r.partij_id", "digitaleadressen", "digitaal_adres r", f"{_VAN_WIE} AND NOT r.los"),
        _rijen("klantcontacten", "u.partij", "klantcontacten", _CONTACTEN),
        _rijen("klantcontacten.hadBetrokkenen", "r.klantcontact_id", "betrokkenen", "betrokkene r", _ERBIJ),
        _rijen(_OBJECTEN, "r.klantcontact_id", "onderwerpobjecten", "onderwerpobject_regel r", _ERBIJ),
        _rijen("internetaken", "p.id", "internetaken", _TAKEN),
    )
)

LEES = f"""
CREATE FUNCTION lees_klantbeelden({ARGUMENTEN}) RETURNS TABLE ({RIJ})
LANGUAGE plpgsql STABLE SECURITY INVOKER SET plan_cache_mode = force_generic_plan AS $lees$
#variable_conflict use_column
DECLARE
    v_wie uuid[] := ARRAY[p_partij];
    v_van uuid[];
    v_contact uuid[];
BEGIN
    IF p_partij IS NULL THEN v_wie := ARRAY({_MET_NUMMER} LIMIT {KLANTEN}); END IF;
    v_wie := ARRAY(SELECT {_PARTIJ.id} FROM partij r WHERE {_PARTIJ.id} = ANY (v_wie) AND {_PARTIJ.zichtbaar});
    SELECT array_agg(p.id), array_agg(k.id) INTO v_van, v_contact
        FROM unnest(v_wie) p (id) CROSS JOIN LATERAL (
            SELECT r.id FROM klantcontact r
            WHERE r.id IN (SELECT b.klantcontact_id FROM betrokkene b WHERE b.was_partij_id = p.id)
            ORDER BY {_CONTACT.volgorde} LIMIT p_contacten) k;
    RETURN QUERY SELECT '#', NULL::uuid, NULL::uuid, NULL::uuid, cardinality(v_wie)::text;
{_DELEN}
END $lees$;
REVOKE ALL ON FUNCTION lees_klantbeelden({TYPES}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lees_klantbeelden({TYPES}) TO geholpen_app, geholpen_register;
"""

REGISTER = f"""
CREATE FUNCTION register_klantbeelden(p_opdracht text, p_zegel bytea, {ARGUMENTEN}) RETURNS TABLE ({RIJ})
LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $register$
DECLARE rijen klantinteractie_rij[];
BEGIN
    PERFORM begin_register(p_opdracht, p_zegel);
    rijen := ARRAY(SELECT (l.*)::klantinteractie_rij
        FROM lees_klantbeelden(p_partij, p_nummer, p_contacten, p_basis) l);
    PERFORM log_register(p_opdracht, ARRAY(SELECT DISTINCT x.partij_id FROM unnest(rijen) x));
    RETURN QUERY SELECT x.pad, x.ouder, x.id, x.partij_id, x.doc FROM unnest(rijen) x;
END $register$;
"""
HANDTEKENING = f"register_klantbeelden(text, bytea, {TYPES})"
