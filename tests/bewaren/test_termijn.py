"""The term of a question runs from when it was closed, the last time."""

from __future__ import annotations

import pytest

from geholpen.domain.klantcontacten.commands import close_klantvraag, reopen_klantvraag
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.platform.context import Aanleiding
from tests import bed

TABELLEN = (("klantvraag", "id"), ("klantcontact", "klantvraag_id"), ("klantcontact_inhoud", "klantvraag_id"))
FIRST = "SELECT min(vervalt_op) FROM klantcontact_inhoud WHERE klantvraag_id = %s"
ENDS = "SELECT DISTINCT date_trunc('day', vervalt_op) FROM {} WHERE partij_id = %s AND {} = %s"


@pytest.fixture
def vraag(echte_stad, beheer):
    """An old open question of Elodie that Jolanda works on: (customer, question, context)."""
    klant = echte_stad.stad.partij_id("elodie")
    open_ = next(v for v in vragen_van(bed.klant(klant), klant) if v.open)
    for table, column in TABELLEN:
        beheer.execute(
            f"UPDATE {table} SET vervalt_op = now() + interval '20 days' WHERE partij_id = %s AND {column} = %s",  # noqa: S608
            [klant, open_.klantvraag_id],
        )
    beheer.execute("UPDATE interne_taak SET status = 'verwerkt' WHERE klantvraag_id = %s", [open_.klantvraag_id])
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", klant, open_.klantvraag_id))
    return klant, open_.klantvraag_id, ctx


def _ends(db, klant, vraag_id) -> set:
    found = db.execute(ENDS.format("klantvraag", "id"), [klant, vraag_id]).fetchall()
    for table in ("klantcontact", "klantcontact_inhoud"):
        found += db.execute(ENDS.format(table, "klantvraag_id"), [klant, vraag_id]).fetchall()
    return {end for (end,) in found}


def _expected(db, klant, vraag_id, days_ago: int = 0):
    sql = """SELECT date_trunc('day', now() - make_interval(days => %s) + make_interval(days => a.bewaardagen))
        FROM klantvraag v JOIN verwerkingsactiviteit_versie a ON a.nummer = v.verkregen_voor AND a.status = 'actief'
        WHERE v.partij_id = %s AND v.id = %s"""
    (end,) = db.execute(sql, [days_ago, klant, vraag_id]).fetchone()
    return end


def test_it_ends_a_term_after_it_was_closed(vraag, beheer):
    klant, id, ctx = vraag
    close_klantvraag(ctx, klant, id, "beantwoord")
    bed.deliver_events()
    assert _ends(beheer, klant, id) == {_expected(beheer, klant, id)}


def test_opened_again_counts_from_the_last_closing(vraag, beheer):
    klant, id, ctx = vraag
    close_klantvraag(ctx, klant, id, "beantwoord")
    bed.deliver_events()
    longer = "UPDATE {} SET vervalt_op = vervalt_op - interval '100 days' WHERE partij_id = %s AND {} = %s"
    beheer.execute("UPDATE klantvraag SET afgesloten_op = now() - interval '100 days' WHERE id = %s", [id])
    for table, column in TABELLEN:
        beheer.execute(longer.format(table, column), [klant, id])
    reopen_klantvraag(bed.systeem().over({klant}), klant, id)  # the customer wrote again
    bed.deliver_events()
    assert _ends(beheer, klant, id) == {_expected(beheer, klant, id, 100)}  # open: nothing is counted yet
    close_klantvraag(ctx, klant, id, "beantwoord")
    bed.deliver_events()
    assert _ends(beheer, klant, id) == {_expected(beheer, klant, id)}


def test_what_a_hold_keeps_stays_as_it_is(vraag, beheer):
    klant, id, ctx = vraag
    beheer.execute("UPDATE klantcontact_inhoud SET verkregen_voor = 91 WHERE klantvraag_id = %s", [id])
    (before,) = beheer.execute(
        "SELECT min(vervalt_op) FROM klantcontact_inhoud WHERE klantvraag_id = %s", [id]
    ).fetchone()
    close_klantvraag(ctx, klant, id, "beantwoord")
    bed.deliver_events()
    (after,) = beheer.execute(
        "SELECT min(vervalt_op) FROM klantcontact_inhoud WHERE klantvraag_id = %s", [id]
    ).fetchone()
    assert after == before
