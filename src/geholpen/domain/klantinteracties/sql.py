"""The functions of the database that show a resource, made of its Weergave.

`lees_<resource>` finds a page and shows it, under the policies of whoever calls it: inside an open door that is the
application. `register_<resource>` is the hot form: it proves the order, calls the first under the policies of the
register role, and logs every customer that is in the answer.

Both give rows (pad, ouder, id, partij_id, doc): first "#" with the number of rows there are in all, then the resources
themselves (pad ""), then what was expanded, with the id of the row it belongs to. The caller puts them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from geholpen.domain.klantinteracties.weergave import Filter, Weergave

ARGUMENTEN = "p_filters text[], p_waarden text[], p_van integer, p_aantal integer, p_basis text, p_uit text[]"
TYPES = "text[], text[], integer, integer, text, text[]"
DOORGEVEN = "p_filters, p_waarden, p_van, p_aantal, p_basis, p_uit"
RIJ = "pad text, ouder uuid, id uuid, partij_id uuid, doc text"


def lees(w: Weergave, alle: Mapping[str, Weergave]) -> str:
    """CREATE FUNCTION lees_<resource>."""
    return f"""
CREATE OR REPLACE FUNCTION lees_{w.functie}({ARGUMENTEN}) RETURNS TABLE ({RIJ})
LANGUAGE plpgsql STABLE SECURITY INVOKER SET plan_cache_mode = force_generic_plan AS $lees$
#variable_conflict use_column
DECLARE
    ids uuid[];
    totaal bigint;
    waar text := '';
    stuk text;
    groep text;
    groepen jsonb := '{{}}';
{_declaraties(w)}
BEGIN
{_vinden(w)}
    IF totaal IS NULL THEN totaal := coalesce(p_van + cardinality(ids), 0); END IF;
    RETURN QUERY SELECT '#', NULL::uuid, NULL::uuid, NULL::uuid, totaal::text;
    RETURN QUERY SELECT '', NULL::uuid, {w.id}, {w.partij}, ({document(w)})::text
        FROM unnest(ids) WITH ORDINALITY AS w (w_id, w_nr) {_met_id(w)}
        {w.erbij} ORDER BY w.w_nr;
{_uitklappen(w, alle)}
END $lees$;
REVOKE ALL ON FUNCTION lees_{w.functie}({TYPES}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lees_{w.functie}({TYPES}) TO geholpen_app, geholpen_register;
"""


def register(w: Weergave) -> str:
    """CREATE FUNCTION register_<resource>, without its owner and grants."""
    return f"""
CREATE FUNCTION register_{w.functie}(p_opdracht text, p_zegel bytea, {ARGUMENTEN}) RETURNS TABLE ({RIJ})
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $register$
DECLARE rijen klantinteractie_rij[];
BEGIN
    PERFORM begin_register(p_opdracht, p_zegel);
    rijen := ARRAY(SELECT (l.*)::klantinteractie_rij FROM lees_{w.functie}({DOORGEVEN}) l);
    PERFORM log_register(p_opdracht, ARRAY(SELECT DISTINCT x.partij_id FROM unnest(rijen) x));
    RETURN QUERY SELECT x.pad, x.ouder, x.id, x.partij_id, x.doc FROM unnest(rijen) x;
END $register$;
"""


def register_handtekening(w: Weergave) -> str:
    """Name and types of the hot function."""
    return f"register_{w.functie}(text, bytea, {TYPES})"


def document(w: Weergave, anders: Mapping[str, str] = MappingProxyType({})) -> str:
    """SQL for the JSON of one row; `anders`: other SQL for some of its members."""
    leden = ", ".join(f"'{naam}', {anders.get(naam, sql)}" for naam, sql in w.velden)
    return f"json_build_object({leden})"


def _met_id(w: Weergave) -> str:
    if w.samengesteld:
        return f"CROSS JOIN LATERAL (SELECT r.* FROM {w.tabel} r WHERE {w.id} = w.w_id OFFSET 0) r"
    return f"JOIN {w.tabel} r ON {w.id} = w.w_id"


def _declaraties(w: Weergave) -> str:
    return "\n".join(f"    u{nr} uuid[];" for nr, _ in enumerate(w.uitklap))


def _vinden(w: Weergave) -> str:
    zoek = f"SELECT {w.id} FROM {w.tabel} r WHERE {w.zichtbaar}"
    orde = f"ORDER BY {w.volgorde}"
    telling = w.telling or f"(SELECT count(*) FROM {w.tabel} r WHERE {w.zichtbaar})"
    return f"""
    IF p_filters = '{{}}' THEN
        ids := {w.bladzijde or f"ARRAY({zoek} {orde} LIMIT p_aantal OFFSET p_van)"};
        totaal := {telling};
    ELSIF p_filters = '{{uuid}}' THEN
        ids := ARRAY({zoek} AND {w.id} = p_waarden[1]::uuid);
{_vaak(w, zoek, orde)}
    ELSE
        FOR n IN 1 .. cardinality(p_filters) LOOP
            stuk := CASE p_filters[n]
{_stukken(w)}
                END;
            IF stuk IS NULL THEN RAISE EXCEPTION 'onbekend filter'; END IF;
            stuk := replace(stuk, '%', '$1[' || n || ']');
            groep := CASE p_filters[n]
{_groepen_van(w)}
                ELSE '' END;
            IF groep = '' THEN
                waar := waar || ' AND ' || stuk;
            ELSE
                groepen := jsonb_set(groepen, ARRAY[groep],
                    to_jsonb(coalesce(groepen ->> groep || ' AND ', '') || stuk));
            END IF;
        END LOOP;
{_groepen(w)}
{_zoeken(w, zoek, orde)}
    END IF;"""


def _zoeken(w: Weergave, zoek: str, orde: str) -> str:
    """Finds the page and, when it is full, the number of rows; for the group `ineens` both from all rows at once."""
    return f"""        IF groepen ? '{w.ineens}' THEN
            EXECUTE 'SELECT ARRAY(' || $q${zoek}$q$ || waar || $q$ {orde})$q$ INTO ids USING p_waarden;
            totaal := cardinality(ids);
            ids := ids[p_van + 1 : p_van + p_aantal];
        ELSE
            EXECUTE 'SELECT ARRAY(' || $q${zoek}$q$ || waar || $q$ {orde} LIMIT $2 OFFSET $3)$q$
                INTO ids USING p_waarden, p_aantal, p_van;
            IF cardinality(ids) = p_aantal OR (p_van > 0 AND ids = '{{}}') THEN
                EXECUTE $q$SELECT count(*) FROM {w.tabel} r WHERE {w.zichtbaar}$q$ || waar INTO totaal USING p_waarden;
            END IF;
        END IF;"""


def _vaak(w: Weergave, zoek: str, orde: str) -> str:
    """Branches with a plan of their own; the number of rows is counted only when the page is full."""
    takken = []
    for namen in w.vaak:
        waar = _voorwaarde(w, namen)
        lang = "".join(f" AND length(lower(p_waarden[{nr}])) > 2" for nr, n in enumerate(namen, 1) if w.filters[n].kort)
        gevraagd = ", ".join(f"'{n}'" for n in namen)
        tak = f"    ELSIF p_filters = ARRAY[{gevraagd}]{lang} THEN"
        if w.ineens and w.ineens in {w.filters[n].groep for n in namen}:
            takken.append(f"""{tak}
        ids := ARRAY({zoek} AND {waar} {orde});
        totaal := cardinality(ids);
        ids := ids[p_van + 1 : p_van + p_aantal];""")
            continue
        takken.append(f"""{tak}
        ids := ARRAY({zoek} AND {waar} {orde} LIMIT p_aantal OFFSET p_van);
        IF cardinality(ids) = p_aantal OR (p_van > 0 AND ids = '{{}}') THEN
            totaal := (SELECT count(*) FROM {w.tabel} r WHERE {w.zichtbaar} AND {waar});
        END IF;""")
    return "\n".join(takken)


def _voorwaarde(w: Weergave, namen: Iterable[str]) -> str:
    """The condition of these filters together, values by their place in `p_waarden`."""
    los: list[str] = []
    per_groep: dict[str, list[str]] = {}
    for nr, naam in enumerate(namen, 1):
        f = w.filters[naam]
        stuk = f.sql.replace("%", f"p_waarden[{nr}]")
        if f.groep:
            per_groep.setdefault(f.groep, []).append(stuk)
        else:
            los.append(stuk)
    for naam, sql in w.groepen.items():
        if naam in per_groep:
            boven = naam.rpartition(".")[0]
            geheel = sql.replace("{}", " AND ".join(per_groep[naam]))
            (per_groep.setdefault(boven, []) if boven else los).append(geheel)
    return " AND ".join(los)


def _stukken(w: Weergave) -> str:
    regels = [f"                WHEN '{naam}' THEN {_stuk(f)}" for naam, f in w.filters.items()]
    return "\n".join(regels or ["                WHEN '' THEN NULL"])


def _stuk(f: Filter) -> str:
    if f.kort:
        return f"CASE WHEN length(lower(p_waarden[n])) < 3 THEN $f${f.kort}$f$ ELSE $f${f.sql}$f$ END"
    return f"$f${f.sql}$f$"


def _groepen_van(w: Weergave) -> str:
    regels = [f"                WHEN '{naam}' THEN '{f.groep}'" for naam, f in w.filters.items() if f.groep]
    return "\n".join(regels or ["                WHEN '' THEN ''"])


def _groepen(w: Weergave) -> str:
    return "\n".join(_groep(naam, sql) for naam, sql in w.groepen.items())


def _groep(naam: str, sql: str) -> str:
    """Puts what was asked of this group into the group it is part of, or into the whole."""
    geheel = f"replace($g${sql}$g$, '{{}}', groepen ->> '{naam}')"
    boven = naam.rpartition(".")[0]
    erin = f"waar := waar || ' AND ' || {geheel};"
    if boven:
        erin = (
            f"groepen := jsonb_set(groepen, '{{{boven}}}',"
            f" to_jsonb(coalesce(groepen ->> '{boven}' || ' AND ', '') || {geheel}));"
        )
    return f"        IF groepen ? '{naam}' THEN {erin} END IF;"


def _uitklappen(w: Weergave, alle: Mapping[str, Weergave]) -> str:
    nummers = {pad: nr for nr, pad in enumerate(w.uitklap)}
    regels = []
    for pad, u in w.uitklap.items():
        doel, nr = alle[u.doel], nummers[pad]
        boven = pad.rpartition(".")[0]
        ouders = f"u{nummers[boven]}" if boven else "ids"
        waar = f"{u.ouder} = ANY ({ouders}) AND {doel.zichtbaar}"
        regels.append(f"""
    IF '{pad}' = ANY (p_uit) THEN
        u{nr} := ARRAY(SELECT {doel.id} FROM {u.van} WHERE {waar});
        RETURN QUERY SELECT '{pad}', {u.ouder}, {doel.id}, {doel.partij}, ({document(doel)})::text
            FROM {u.van} {doel.erbij} WHERE {waar} ORDER BY {doel.volgorde};
    END IF;""")
    return "".join(regels)
