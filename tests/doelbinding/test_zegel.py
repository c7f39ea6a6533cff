"""Tampering with the logs is found and called by its name (cases 21, 34 and 35), with checkpoints kept outside."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from geholpen.config import opzet
from geholpen.domain.doelbinding.commands import wis_logregels
from geholpen.domain.doelbinding.zegel.controle import check
from geholpen.domain.doelbinding.zegel.keten import seal
from geholpen.platform.errors import Refused
from tests import bed
from tests.doelbinding.zegelproef import KLANT, checkpoint, found, lines_of, seal_all, write

KETEN = 1


@pytest.fixture
def buiten(tmp_path, settings) -> Path:
    """A folder outside the database."""
    settings.ZEGEL_MAP = str(tmp_path / "buiten")
    settings.ZEGEL_MAIL = ""
    return tmp_path / "buiten"


@pytest.fixture
def verzegeld(echte_commits, beheer, buiten, register) -> psycopg.Connection:
    """240 lines of one customer and 240 of the audit, sealed in two goes, with two checkpoints outside."""
    for minuut in (0, 2):
        write(beheer, 120)
        seal_all(beheer)
        checkpoint(minuut)
    return beheer


def test_logs_that_nobody_touched_are_whole(verzegeld, buiten):
    uitslag = check(stuk=64)
    assert uitslag.bevindingen == []
    assert (uitslag.regels, uitslag.totaal, uitslag.controlepunten) == (480, 480, 2)
    assert len(lines_of(buiten)) == 2


@pytest.mark.zaak(21)
def test_a_changed_line_is_named(verzegeld):
    verzegeld.execute(
        "UPDATE dataverwerking d SET naam = 'iets anders' FROM schakel s"
        " WHERE s.keten = %s AND s.nummer = 100 AND s.regel_id = d.id",
        [KETEN],
    )
    uitslag = check(stuk=64)
    assert found(uitslag) == ["regel_gewijzigd"]
    assert (uitslag.bevindingen[0].keten, uitslag.bevindingen[0].van, uitslag.bevindingen[0].tot) == (KETEN, 100, 100)


def test_a_changed_line_of_the_audit_is_named(verzegeld):
    verzegeld.execute(
        "UPDATE audit SET oorsprong = 'elders' WHERE id = (SELECT regel_id FROM schakel WHERE keten = 0 AND nummer = 1)"
    )
    assert found() == ["regel_gewijzigd"]


@pytest.mark.zaak(21)
def test_a_line_deleted_in_the_middle_is_named(verzegeld):
    delete(verzegeld, 50, 52)
    uitslag = check(stuk=64)
    assert found(uitslag) == ["regel_verwijderd"]
    assert (uitslag.bevindingen[0].van, uitslag.bevindingen[0].aantal) == (50, 3)


def test_a_line_deleted_with_its_seal_is_named(verzegeld):
    delete(verzegeld, 50, 50)
    verzegeld.execute("DELETE FROM schakel WHERE keten = %s AND nummer = 50", [KETEN])
    assert found() == ["zegel_verwijderd"]


def test_a_deleted_line_whose_seals_were_renumbered_breaks_the_chain(verzegeld):
    delete(verzegeld, 50, 50)
    verzegeld.execute("DELETE FROM schakel WHERE keten = %s AND nummer = 50", [KETEN])
    verzegeld.execute("UPDATE schakel SET nummer = nummer - 1000 WHERE keten = %s AND nummer > 50", [KETEN])
    verzegeld.execute("UPDATE schakel SET nummer = nummer + 999 WHERE keten = %s AND nummer < 0", [KETEN])
    assert set(found()) == {"keten_gebroken", "staart_afgekapt"}


@pytest.mark.zaak(21)
def test_a_tail_that_was_cut_is_named(verzegeld):
    delete(verzegeld, 200, 240)
    verzegeld.execute("DELETE FROM schakel WHERE keten = %s AND nummer >= 200", [KETEN])
    uitslag = check(stuk=64)
    assert found(uitslag) == ["staart_afgekapt"]
    assert (uitslag.bevindingen[0].van, uitslag.bevindingen[0].tot) == (200, 240)


@pytest.mark.zaak(21)
def test_a_chain_that_was_rewritten_as_a_whole_is_named(verzegeld):
    verzegeld.execute("UPDATE dataverwerking SET afdeling = 'elders' WHERE soorten = 7")
    rewrite(verzegeld)
    uitslag = check(stuk=64)
    assert found(uitslag) == ["keten_herschreven"]
    assert (uitslag.bevindingen[0].van, uitslag.bevindingen[0].tot) == (1, 120)


def test_a_tail_that_was_rewritten_is_told_from_which_point(verzegeld):
    verzegeld.execute("UPDATE dataverwerking SET afdeling = 'elders' WHERE id = (%s)", [line(verzegeld, 180)])
    rewrite(verzegeld, na=120)
    uitslag = check(stuk=64)
    assert found(uitslag) == ["keten_herschreven"]
    assert (uitslag.bevindingen[0].van, uitslag.bevindingen[0].tot) == (121, 240)


def test_without_a_checkpoint_outside_a_rewritten_chain_adds_up(verzegeld, buiten, settings):
    """Why there must be a place outside: an honest limit."""
    settings.ZEGEL_MAP = ""
    verzegeld.execute("UPDATE dataverwerking SET afdeling = 'elders' WHERE soorten = 7")
    rewrite(verzegeld)
    verzegeld.execute("DELETE FROM controlepunt")
    assert found() == []


@pytest.mark.zaak(21)
def test_a_dropped_range_is_named(verzegeld):
    delete(verzegeld, 30, 180)
    uitslag = check(stuk=64)
    assert found(uitslag) == ["bereik_verwijderd"]
    assert (uitslag.bevindingen[0].van, uitslag.bevindingen[0].tot) == (30, 180)


def test_a_line_put_in_afterwards_is_named(verzegeld):
    write(verzegeld, 1)
    verzegeld.execute("UPDATE dataverwerking SET tx = '4' WHERE id NOT IN (SELECT regel_id FROM schakel)")
    seal()
    uitslag = check()
    assert [b.code for b in uitslag.bevindingen if b.keten == KETEN] == ["regel_ingevoegd"]
    assert uitslag.bevindingen[0].aantal == 1


def test_a_checkpoint_that_is_gone_outside_is_named(verzegeld, buiten):
    for minuut in (4, 6):
        write(verzegeld, 3)
        seal_all(verzegeld)
        checkpoint(minuut)
    path = next(buiten.glob("*.jsonl"))
    path.write_text("".join(f"{text}\n" for n, text in enumerate(lines_of(buiten)) if n != 1))
    uitslag = check(stuk=64)
    assert [(b.code, b.van, b.waar) for b in uitslag.bevindingen] == [("controlepunt_ontbreekt", 2, "buiten")]


def test_a_folder_that_was_emptied_is_noticed(verzegeld, buiten):
    for minuut in range(4, 16, 2):
        write(verzegeld, 1)
        seal_all(verzegeld)
        checkpoint(minuut)
    for path in buiten.glob("*.jsonl"):
        path.unlink()
    assert found() == ["controlepunt_ontbreekt"]


def test_a_forged_checkpoint_is_named(verzegeld, buiten):
    path = next(buiten.glob("*.jsonl"))
    first, second = (json.loads(text) for text in lines_of(buiten))
    second["punt"]["ketens"][KETEN]["nummer"] = 120
    second["punt"]["ketens"][KETEN]["wortel"] = first["punt"]["ketens"][KETEN]["wortel"]
    path.write_text(f"{lines_of(buiten)[0]}\n{json.dumps(second)}\n")
    uitslag = check(stuk=64)
    assert [(b.code, b.van, b.waar) for b in uitslag.bevindingen] == [("controlepunt_vervalst", 2, "buiten")]


def test_a_checkpoint_forged_in_the_database_is_named(verzegeld):
    verzegeld.execute(
        "UPDATE controlepunt SET punt = replace(punt, '\"regels\":480', '\"regels\":12') WHERE nummer = 2"
    )
    assert [(b.code, b.van, b.waar) for b in check(stuk=64).bevindingen] == [("controlepunt_vervalst", 2, "database")]


def test_a_line_that_a_crash_cut_off_is_no_finding(verzegeld, buiten):
    path = next(buiten.glob("*.jsonl"))
    path.write_text(path.read_text() + '{"handtekening":"half')
    write(verzegeld, 3)
    seal_all(verzegeld)
    checkpoint(4)
    uitslag = check(stuk=64)
    assert (found(uitslag), uitslag.controlepunten) == ([], 3)


def test_checkpoints_from_elsewhere_prove_it_when_ours_were_rewritten_too(verzegeld, buiten):
    """What a mail to the auditor is good for: the folder was on the same machine."""
    mailed = lines_of(buiten)[-1:]
    verzegeld.execute("UPDATE dataverwerking SET afdeling = 'elders' WHERE soorten = 7")
    rewrite(verzegeld)
    verzegeld.execute("DELETE FROM controlepunt; DELETE FROM bewaring")
    for path in buiten.glob("*.jsonl"):
        path.unlink()
    checkpoint(10)
    assert found() == []
    assert "keten_herschreven" in found(check(bestanden=[mailed], stuk=64))


def test_erased_lines_are_known_as_erased_and_the_chain_still_adds_up(verzegeld):
    anders = UUID(int=KLANT.int + 4)  # the same chain
    write(verzegeld, 10, anders)
    seal_all(verzegeld)
    assert wis_logregels(bed.systeem(), "verzoek", KLANT) == 240
    assert verzegeld.execute("SELECT count(*) FROM dataverwerking").fetchone() == (10,)
    uitslag = check(stuk=64)
    assert (found(uitslag), uitslag.gewist) == ([], 240)
    rows = verzegeld.execute("SELECT keten, van, tot, reden FROM gewiste_regels").fetchall()
    assert rows == [(KETEN, 1, 240, "verzoek")]


def test_what_is_over_its_term_is_erased_and_told(verzegeld):
    verzegeld.execute("UPDATE dataverwerking SET tx = tx")
    write(verzegeld, 5, oud=3 * 365 * 86400)
    seal_all(verzegeld)
    assert wis_logregels(bed.systeem()) == 5
    uitslag = check(stuk=64)
    assert (found(uitslag), uitslag.gewist) == ([], 5)


def test_an_erasure_that_no_audit_line_knows_is_named(verzegeld):
    delete(verzegeld, 10, 12)
    verzegeld.execute(
        "INSERT INTO gewiste_regels (keten, van, tot, reden, trace) VALUES (%s, 10, 12, 'verzoek', gen_random_uuid())",
        [KETEN],
    )
    assert found() == ["wissen_zonder_besluit"]


def test_only_the_system_erases_and_only_under_its_purpose(verzegeld):
    with pytest.raises(Refused):
        wis_logregels(bed.medewerker("mdw-008"), "verzoek", KLANT)
    with connection.cursor() as cursor, pytest.raises(Exception, match="geen doel om logregels te wissen"):
        cursor.execute("SELECT wis_logregels(1, NULL, 'termijn', NULL, gen_random_uuid(), 1)")


def test_a_transaction_that_commits_late_is_not_skipped(echte_commits, beheer, admin_url, buiten):
    with psycopg.connect(admin_url) as late:
        write(late, 1)  # has its number, is not committed
        write(beheer, 2)
        seal()
        assert beheer.execute("SELECT count(*) FROM schakel").fetchone() == (0,), "those after it wait for it"
        late.commit()
    seal_all(beheer)
    assert beheer.execute("SELECT count(*) FROM schakel WHERE keten = 1").fetchone() == (3,)
    assert found() == []


def test_a_hash_can_be_computed_by_anybody_from_the_published_form(verzegeld):
    """A second opinion: the canonical JSON of a line, made by another program, gives the same hashes."""
    with psycopg.connect(verzegeld.info.dsn + f" password={verzegeld.info.password}", autocommit=True) as link:
        link.execute("SET timezone = 'UTC'")
        for keten, table in ((0, "audit"), (KETEN, "dataverwerking")):
            link_before = hashlib.sha256(f"geholpen keten {keten}".encode()).digest()
            rows = link.execute(
                f"SELECT to_jsonb(r) || jsonb_build_object('zout', zout), s.blad, s.schakel FROM schakel s"
                f" JOIN {table} r ON r.id = s.regel_id WHERE s.keten = %s ORDER BY s.nummer LIMIT 20",
                [keten],
            ).fetchall()
            assert len(rows) == 20
            for said, blad, schakel in rows:
                salt = UUID(said["zout"]).bytes
                leaf = hashlib.sha256(salt + canonical(said).encode()).digest()
                link_before = hashlib.sha256(link_before + leaf).digest()
                assert (leaf, link_before) == (bytes(blad), bytes(schakel))


def test_every_column_of_a_log_is_under_the_seal(beheer):
    for table in ("dataverwerking", "audit"):
        columns = {
            name
            for (name,) in beheer.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
                [table],
            )
        }
        ((source,),) = beheer.execute(
            "SELECT prosrc FROM pg_proc WHERE oid = ('zegel_regel(' || %s || ')')::regprocedure", [table]
        )
        missing = {c for c in columns - {"zout", "tx", "keten"} if f'"{c}":' not in source}
        assert not missing, f"{table}: {missing} can be changed without anybody noticing: make a new form"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM schakel",
        "INSERT INTO schakel SELECT * FROM schakel",
        "UPDATE schakel SET nummer = 1",
        "DELETE FROM schakel",
        "DELETE FROM controlepunt",
        "UPDATE controlepunt SET punt = ''",
        "INSERT INTO controlepunt (nummer, punt, handtekening, sleutel) VALUES (9, '', '', '')",
        "INSERT INTO gewiste_regels (keten, van, tot, reden, trace) VALUES (1, 1, 1, 'verzoek', gen_random_uuid())",
    ],
)
def test_the_application_cannot_touch_the_hashes(db, statement):
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute(statement)


def test_the_sealer_can_only_add(beheer):
    every = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    for table in ("schakel", "gewiste_regels", "controlepunt"):
        rights = {r for r in every if has_right(beheer, table, r)}
        assert rights == {"SELECT", "INSERT"}, table
    for table in ("dataverwerking", "audit"):
        assert {r for r in every if has_right(beheer, table, r)} == {"SELECT", "DELETE"}, table


def has_right(beheer, table: str, right: str) -> bool:
    return beheer.execute("SELECT has_table_privilege('geholpen_zegel', %s, %s)", [table, right]).fetchone()[0]


def test_a_restored_database_does_not_seal_until_it_is_put_right(verzegeld):
    """Its transaction numbers are those of another server: going on would skip lines in silence."""
    write(verzegeld, 2)
    verzegeld.execute("UPDATE dataverwerking SET tx = (tx::text::bigint + 1000000000)::text::xid8")
    verzegeld.execute("UPDATE schakel SET tx = (tx::text::bigint + 1000000000)::text::xid8")
    with pytest.raises(Exception, match="teruggezet"):
        seal()
    connection.close()
    opzet.finish()
    seal_all(verzegeld)
    assert verzegeld.execute("SELECT count(*) FROM schakel WHERE keten = 1").fetchone() == (242,)
    assert found() == []


def canonical(line: dict) -> str:
    """As docs/decisions/the-log-is-sealed-behind-the-write.md says it."""
    from datetime import datetime  # noqa: PLC0415

    said = {k: v for k, v in line.items() if k not in {"zout", "tx", "keten"}}
    for name in said.keys() & {"moment", "vervalt_op"}:
        moment = datetime.fromisoformat(said[name])
        since = moment - datetime(1970, 1, 1, tzinfo=moment.tzinfo)
        said[name] = (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def delete(beheer, van: int, tot: int) -> None:
    """Take lines away, past every rule; the seals stay."""
    beheer.execute(
        "DELETE FROM dataverwerking d USING schakel s"
        " WHERE s.keten = %s AND s.nummer BETWEEN %s AND %s AND s.regel_id = d.id",
        [KETEN, van, tot],
    )


def line(beheer, nummer: int) -> UUID:
    return beheer.execute("SELECT regel_id FROM schakel WHERE keten = %s AND nummer = %s", [KETEN, nummer]).fetchone()[
        0
    ]


def rewrite(beheer, na: int = 0) -> None:
    """What an attacker with every right does: throw the seals away and have them made again."""
    beheer.execute("DELETE FROM schakel WHERE keten = %s AND nummer > %s", [KETEN, na])
    seal_all(beheer)
