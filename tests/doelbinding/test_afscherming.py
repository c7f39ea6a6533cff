"""Row-level security on the real database, as the application role: without a purpose there are no rows."""

from __future__ import annotations

import hashlib
import time

import pytest
from django.db import DatabaseError, connection, transaction

from geholpen.platform import tokens
from geholpen.platform.keys import key
from tests.doelbinding.catalogus import HISTORY
from tests.doelbinding.proef import (
    ALLES,
    ANDER,
    BRON,
    ELDERS,
    KLANTEN,
    PROTECTED,
    VERLOPEN,
    WITH_CATEGORY,
    WITH_SOURCE,
    A,
    B,
    each,
    open_,
    put,
    seen,
    sql,
    token,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rijen")]
LIVING = {A, B, ELDERS}


TABLES = [(table,) for table in PROTECTED]


def test_there_is_something_to_hide(beheer):
    def check(table):
        assert beheer.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(KLANTEN),)

    each(TABLES, check)


def test_without_a_context_there_are_no_rows_and_with_it_only_this_customer():
    def check(table):
        assert seen(table) == set()
        open_(token())
        assert seen(table) == {A}

    each(TABLES, check)


def test_one_bit_opens_one_category_and_without_it_there_are_no_rows():
    def check(table, soort):
        open_(token(lezen=set(ALLES) - {soort}))
        assert seen(table) == set()
        open_(token(lezen=[soort]))
        assert seen(table) == {A}
        others = {t for t, s in WITH_CATEGORY.items() if s != soort}
        assert all(not seen(other) for other in list(others)[:3])

    each(WITH_CATEGORY.items(), check)


def test_over_all_customers_what_expired_stays_invisible():
    def check(table):
        open_(token(partijen=None, bronnen=f"{{{BRON},{ANDER}}}"))
        assert seen(table) == LIVING
        open_(token(partijen=[VERLOPEN]))
        assert seen(table) == set()

    each(TABLES, check)


def test_what_was_collected_for_something_else_stays_invisible():
    def check(table):
        open_(token(partijen=None))
        assert seen(table) == {A, B}
        open_(token(bronnen="{}"))
        assert seen(table) == set()

    each([(table,) for table in WITH_SOURCE], check)


def test_a_secret_address_only_with_permission(beheer):
    beheer.execute("UPDATE adres SET geheim = true WHERE partij_id = %s", [A])
    try:
        open_(token())
        assert seen("adres") == set()
        open_(token(geheim=True))
        assert seen("adres") == {A}
    finally:
        beheer.execute("UPDATE adres SET geheim = false")


@pytest.mark.parametrize("table", ["envelop", "audit"])
def test_what_has_no_customer_yet_needs_the_widest_scope(table, beheer):
    put(beheer, table, A)
    count = f"SELECT count(*) FROM {table}"
    try:
        assert sql(count) == [(0,)]
        open_(token())
        assert sql(count) == [(0,)]
        open_(token(partijen=None, lezen=set(ALLES) - {10, 28}))
        assert sql(count) == [(0,)]
        open_(token(partijen=None))
        assert sql(count) == [(1,)]
    finally:
        beheer.execute(f"DELETE FROM {table}")


def _refused(statement: str, *params: object) -> str:
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        sql(statement, *params)
    return str(caught.value)


INSERT = "INSERT INTO taalbehoefte (partij_id, taal, toelichting, herkomst, verkregen_voor, vervalt_op)"
VALUES = " VALUES (%s, 'nld', '', 'proef', %s, now() + interval '1 day')"
NIEUW = "00000000-0000-0000-0000-0000000000ff"


@pytest.mark.parametrize(
    ("signed", "partij", "bron"),
    [
        pytest.param("", NIEUW, BRON, id="no context"),
        pytest.param({}, NIEUW, BRON, id="a reading door"),
        pytest.param({"schrijven": [1]}, NIEUW, BRON, id="another category"),
        pytest.param({"schrijven": [21]}, NIEUW, ANDER, id="another label of source"),
        pytest.param({"schrijven": [21], "partijen": [B]}, NIEUW, BRON, id="another customer"),
    ],
)
def test_writing_needs_category_source_and_customer(signed, partij, bron):
    if signed != "":
        open_(token(**{"partijen": [NIEUW], **signed}))
    assert "row-level security" in _refused(INSERT + VALUES, partij, bron)


def test_with_all_three_it_is_written():
    open_(token(schrijven=[21]))
    assert sql("UPDATE taalbehoefte SET taal = 'fry'") == [(1,)]
    assert sql("DELETE FROM taalbehoefte") == [(1,)]
    assert sql(INSERT + VALUES, A, BRON) == [(1,)]


def test_a_row_cannot_be_given_to_another_customer_or_source():
    open_(token(schrijven=[21], partijen=[A, B]))
    assert "row-level security" in _refused("UPDATE taalbehoefte SET verkregen_voor = %s", ANDER)
    assert "row-level security" in _refused("UPDATE taalbehoefte SET partij_id = %s WHERE partij_id = %s", NIEUW, A)


def test_reading_is_no_right_to_change():
    def check(table, soort):
        if table == "dataverwerking":
            assert "permission denied" in _refused(f"UPDATE {table} SET kanaal = 'x'")
        elif table in HISTORY:
            assert "permission denied" in _refused(f"DELETE FROM {table}")
        else:
            open_(token(lezen=[soort]))
            assert sql(f"UPDATE {table} SET herkomst = 'anders'") == [(0,)]
            assert sql(f"DELETE FROM {table}") == [(0,)]

    each(WITH_CATEGORY.items(), check)


def test_a_reading_door_does_not_change_the_bare_customer_either():
    open_(token())
    assert sql("UPDATE partij SET indicatie_actief = false") == [(0,)]
    assert "row-level security" in _refused(
        "INSERT INTO partij (partij_id, soort_partij, indicatie_actief, indicatie_geheimhouding, herkomst,"
        " verkregen_voor, vervalt_op) VALUES (%s, 'onbekend', true, false, 'x', 901, now() + interval '1 day')",
        A,
    )


def _flip(signed: str, position: int) -> str:
    return signed[:position] + ("0" if signed[position] != "0" else "1") + signed[position + 1 :]


FORGED = {
    "garbage": lambda t: "rommel",
    "empty parts": lambda t: "||||||||||" + "0" * 64,
    "only bars": lambda t: "|" * 200,
    "not a number": lambda t: "een" + t,
    "huge number": lambda t: "99999999999999999999" + t,
    "negative key": lambda t: "-" + t,
    "unknown key": lambda t: "2" + t[1:],
    "cut off": lambda t: t[:-1],
    "cut in half": lambda t: t[: len(t) // 2],
    "mac only": lambda t: t[-64:],
    "no mac": lambda t: t[:-64],
    "something after it": lambda t: t + "0",
    "something before it": lambda t: " " + t,
    "last digit of the mac": lambda t: _flip(t, len(t) - 1),
    "mac in capitals": lambda t: t[:-64] + t[-64:].upper(),
    "longer life": lambda t: t.replace(t.split("|")[1], str(int(t.split("|")[1]) + 1)),
    "another customer": lambda t: t.replace(str(A), str(B)),
    "every customer": lambda t: t.replace("{" + str(A) + "}", "*"),
    "more categories": lambda t: t.replace(t.split("|")[4], str(2**41 - 1)),
    "secret address": lambda t: t.replace("|f|", "|t|"),
    "quotes": lambda t: "1|'; DROP TABLE partij; --|" + t,
    "unicode": lambda t: "1|é😀" + t,
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED.keys())
@pytest.mark.parametrize("table", ["partij", "adres"])
def test_a_token_that_was_tampered_with_is_an_error(change, table):
    signed = change(token())
    assert signed != token()
    open_(signed)
    assert "ongeldige context" in _refused(f"SELECT * FROM {table}")


def test_signed_with_another_key_is_an_error():
    open_(token(sleutel=b"een andere sleutel"))
    assert "ongeldige context" in _refused("SELECT * FROM adres")


def test_a_key_longer_than_a_block_is_hashed_like_hmac_says():
    long = b"x" * 100
    binnen, buiten = tokens.pads(long)
    assert (len(binnen), len(buiten)) == (64, 64)
    assert tokens.pads(long) == tokens.pads(hashlib.sha256(long).digest())


def test_an_expired_token_is_an_error():
    open_(token(now=time.time() - tokens.LEVENSDUUR - 1))
    assert "verlopen context" in _refused("SELECT * FROM adres")


def test_injected_sql_cannot_invent_a_purpose():
    """Case 7: whoever can run SQL as the application still has no key."""
    own = f"1|9999999999|x|1|{2**41 - 1}|{2**41 - 1}|*|t|x|{';'.join(['{901}'] * 40)}|{{901}}|"
    sql("SELECT set_config('app.ctx', %s || encode(sha256(%s::bytea), 'hex'), true)", own, own.encode())
    assert "ongeldige context" in _refused("SELECT * FROM adres")


def test_a_context_does_not_reach_the_next_transaction(rijen, django_db_blocker):
    """Case 8, on a connection of its own with real transactions."""
    import psycopg  # noqa: PLC0415

    params = connection.get_connection_params()
    keep = {k: params[k] for k in ("dbname", "user", "password", "host", "port") if params.get(k)}
    with psycopg.connect(**keep) as link:
        link.execute("SELECT kern.open(%s)", [token()])
        assert link.execute("SELECT count(*), pg_backend_pid() FROM adres").fetchone()[0] == 1
        link.commit()
        assert link.execute("SELECT count(*) FROM adres").fetchone() == (0,)
        link.rollback()
        link.execute("SELECT kern.open(%s)", [token()])
        link.rollback()
        assert link.execute("SELECT count(*) FROM adres").fetchone() == (0,)


def test_the_database_reads_from_a_token_what_was_signed():
    open_(
        tokens.sign(
            key("context"),
            actor="iemand",
            activiteit=20,
            lezen=tokens.bits([1, 3]),
            schrijven=tokens.bits([3]),
            partijen=[A, B],
            geheim=True,
            trace="t",
            lees_bronnen=tokens.sources({1: "{1,2}", 3: "{5}"}),
            schrijf_bronnen="{7}",
        )
    )
    ctx = "SELECT partijen, bronnen, activiteit, geheim FROM kern.ctx(%s, %s)"
    assert sql(ctx, 1, False) == [([A, B], [1, 2], 20, True)]
    assert sql(ctx, 3, False) == [([A, B], [5], 20, True)]
    assert sql(ctx, 3, True) == [([A, B], [7], 20, True)]
    assert sql(ctx, 0, True) == [([A, B], [7], 20, True)]
    assert sql(ctx, 1, True) == []
    assert sql(ctx, 2, False) == []
