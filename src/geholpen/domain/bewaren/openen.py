"""The rights of the role that destroys: derived from the models and put in the database after every migration.

It reads keys and moments, never what somebody said; it deletes only what the policy of the table lets go: rows that a
decision names which still stands open.
"""

from __future__ import annotations

import hashlib
from typing import Any

from geholpen.domain.bewaren.tabellen import Tabel, forgotten, tabellen, volgorde

ROLE = "geholpen_wisser"
_DECISION = "nullif(current_setting('bewaren.besluit', true), '')::uuid"


class TabelVergeten(RuntimeError):
    """A table has no rule for how its rows end."""


def open_all(cursor: Any) -> None:
    """Give every table its rule and its policy. On a cursor of the owner. Raises TabelVergeten."""
    if wrong := forgotten(personal=True):
        raise TabelVergeten(
            f"Zeg in bewaren/tabellen.py hoe lang deze tabellen blijven: {', '.join(wrong)}. Zonder regel start niets."
        )
    alle = tabellen()
    cursor.execute(f"GRANT SELECT ON abonneestand, overname TO {ROLE}")  # what some conditions look at
    known = _known(cursor)
    for plaats, naam in enumerate(volgorde(alle)):
        tabel = alle[naam]
        statements = _statements(tabel, _protected(cursor, naam))
        print_ = hashlib.sha256("\n".join([*statements, str(plaats), repr(tabel)]).encode()).hexdigest()
        if known.get(naam) != print_:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute(
                "INSERT INTO kern.wisregel (tabel, plaats, soort, van_klanten, sleutel, termijn, zaak, klant, los,"
                " volgt, afdruk)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (tabel) DO UPDATE SET"
                " plaats = excluded.plaats, soort = excluded.soort, van_klanten = excluded.van_klanten,"
                " sleutel = excluded.sleutel, termijn = excluded.termijn, zaak = excluded.zaak, klant = excluded.klant,"
                " los = excluded.los, volgt = excluded.volgt, afdruk = excluded.afdruk",
                [naam, plaats, tabel.soort, tabel.van_klanten, list(tabel.sleutel)]
                + [getattr(tabel, wat).replace("{t}", "t") for wat in ("termijn", "zaak", "klant")]
                + [list(tabel.los), tabel.volgt, print_],
            )
    cursor.execute("DELETE FROM kern.wisregel WHERE NOT tabel = ANY (%s)", [list(alle)])


def _known(cursor: Any) -> dict[str, str]:
    cursor.execute("SELECT tabel, afdruk FROM kern.wisregel")
    return dict(cursor.fetchall())


def _protected(cursor: Any, naam: str) -> bool:
    cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [naam])
    return bool(cursor.fetchone()[0])


def _statements(tabel: Tabel, protected: bool) -> list[str]:
    reads = f"SELECT ({', '.join(tabel.leest)})" if tabel.leest else "SELECT"
    found = [f"GRANT {reads}, DELETE ON {tabel.naam} TO {ROLE}"]
    if tabel.los:
        found.append(f"GRANT UPDATE ({', '.join(tabel.los)}) ON {tabel.naam} TO {ROLE}")
    if tabel.van_klanten:
        found.append(f"GRANT UPDATE (verkregen_voor, vervalt_op) ON {tabel.naam} TO {ROLE}")
    if protected:
        found += _policies(tabel)
    return found


def _policies(tabel: Tabel) -> list[str]:
    """What the role sees (keys, by its grants) and what it may delete."""
    naam = tabel.naam
    cases = " ".join(
        f"WHEN {when} THEN {getattr(tabel, wat).replace('{t}', naam)}"
        for wat, when in (
            ("termijn", "b.soort = 'termijn'"),
            ("zaak", "b.klantvraag_id IS NOT NULL"),
            ("klant", "b.soort IN ('verzoek', 'herstel') AND b.klantvraag_id IS NULL"),
        )
        if getattr(tabel, wat)
    )
    named = f"(cardinality(b.tabellen) = 0 OR '{naam}' = ANY (b.tabellen))"
    rule = (
        f"EXISTS (SELECT 1 FROM vernietigbesluit b WHERE b.id = {_DECISION} AND b.uitgevoerd_op IS NULL AND {named}"
        f" AND CASE {cases} ELSE false END)"
    )
    found = [
        f"DROP POLICY IF EXISTS wissen_lezen ON {naam}",
        f"DROP POLICY IF EXISTS wissen ON {naam}",
        f"CREATE POLICY wissen_lezen ON {naam} FOR SELECT TO {ROLE} USING (true)",
        f"CREATE POLICY wissen ON {naam} FOR DELETE TO {ROLE} USING ({rule})",
    ]
    if tabel.van_klanten:
        found += [
            f"DROP POLICY IF EXISTS wissen_los ON {naam}",
            f"CREATE POLICY wissen_los ON {naam} FOR UPDATE TO {ROLE} USING ({_DECISION} IS NOT NULL)"
            f" WITH CHECK ({_DECISION} IS NOT NULL)",
        ]
    return found
