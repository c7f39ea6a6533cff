"""The inbox costs the same whatever a department has open."""

import psycopg
import pytest

pytestmark = pytest.mark.django_db


def test_the_inbox_is_read_in_the_order_of_its_index(admin_url):
    """No sort over every open question: the first fifty come first. Of a table this small the plan is asked for."""
    with psycopg.connect(admin_url) as link:
        for weg in ("seqscan", "bitmapscan", "sort"):  # so that what the table's statistics say makes no difference
            link.execute(f"SET enable_{weg} = off")
        rows = link.execute(
            """EXPLAIN SELECT * FROM klantvraag WHERE NOT (status = 'afgehandeld') AND afdeling_code IN ('kcc')
                ORDER BY uiterlijk_op, wacht_sinds, id LIMIT 51"""
        ).fetchall()
    plan = " ".join(row[0] for row in rows)
    assert "klantvraag_postvak" in plan
    assert "Sort" not in plan
