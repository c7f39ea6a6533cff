"""Which day it is: that of the Netherlands, in the database as in the application, whose sessions keep time in UTC."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg

from geholpen.domain.klantinteracties import migrations

SRC = Path(__file__).parents[2] / "src" / "geholpen"
UTC_DAY = re.compile(r"\bcurrent_date\b", re.IGNORECASE)
DAG = (Path(str(migrations.__path__[0])) / "dag.sql").read_text(encoding="utf-8")
OLD = """
CREATE FUNCTION public.proef_dag() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE later text := format('SELECT 1 WHERE now()::date >= current_date %s', 'AND true');
BEGIN EXECUTE later; RETURN current_date::text; END $$"""


def test_no_statement_of_ours_asks_the_database_for_its_own_day():
    files = [p for kind in ("*.py", "*.sql") for p in SRC.rglob(kind) if p.name != "dag.sql"]
    assert len(files) > 800
    assert [str(p.relative_to(SRC)) for p in files if UTC_DAY.search(p.read_text(encoding="utf-8"))] == []


def test_a_function_of_before_gets_the_day_of_the_netherlands(admin_url: str):
    with psycopg.connect(admin_url) as db:
        db.execute(OLD)
        db.execute(DAG)
        [source] = db.execute("SELECT prosrc FROM pg_proc WHERE proname = 'proef_dag'").fetchone()
        assert "current_date" not in source
        [said] = db.execute("SELECT public.proef_dag()").fetchone()
        assert said == db.execute("SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date::text").fetchone()[0]
        db.rollback()
