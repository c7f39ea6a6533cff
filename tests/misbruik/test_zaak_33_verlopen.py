"""Case 33: retention as theatre. What has expired is gone at once, in every way, long before it is destroyed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction

from geholpen.domain.berichten.queries import kwarantaine
from geholpen.domain.bewaren.tabellen import tabellen
from geholpen.domain.doelbinding import hot
from geholpen.domain.doelbinding.register import register as compiled
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import zoek_kenmerk
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from geholpen.domain.partijen.queries import Zoekvraag, find_personen
from geholpen.packs.waterdam.vullen.stad import partij_id
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from tests import bed, browser, cast
from tests.api.conftest import TOKEN
from tests.api.oproep import Beller
from tests.bewaren.rijen import count, fill_every_table, only_of
from tests.doelbinding.proef import open_, sql, token
from tests.faces_werkplek.bureau import mail

SAMIRA = partij_id("samira")
JOLANDA, HENK_JAN = "mdw-001", "mdw-003"


@pytest.fixture
def stad(echte_stad, beheer, register):
    """The town, with the caches of a process empty."""
    hot.forget()
    compiled.forget()
    yield beheer
    hot.forget()
    applicaties.forget()


@pytest.fixture
def vraag(stad) -> Aanleiding:
    """An open question of SAMIRA."""
    (id,) = stad.execute(
        "SELECT v.id FROM klantvraag v JOIN onderwerp o ON o.code = v.onderwerp_code AND NOT o.gevoelig"
        " WHERE v.partij_id = %s AND v.status <> 'afgehandeld' LIMIT 1",
        [SAMIRA],
    ).fetchone()
    return Aanleiding("klantvraag", SAMIRA, id)


def expire(db: psycopg.Connection, klant: UUID = SAMIRA) -> set[str]:
    """Everything of this customer is over since a second. Returns the texts that were in it."""
    texts = only_of(db, klant)
    for naam in (naam for naam, t in tabellen().items() if t.van_klanten):
        db.execute(f"UPDATE {naam} SET vervalt_op = now() - interval '1 second' WHERE partij_id = %s", [klant])
    return texts


def test_no_table_gives_an_expired_row_to_any_role_that_reads(echte_commits, beheer, register):
    """Every table with a row that has expired, under a context that may read everything."""
    oud, nieuw = uuid4(), uuid4()
    names = fill_every_table(beheer, oud, vervalt_over=-timedelta(seconds=1))
    fill_every_table(beheer, nieuw, vervalt_over=timedelta(days=1))
    for naam in names:
        with transaction.atomic():
            open_(token(partijen=None, bronnen="{20}", geheim=True))
            seen = {row[0] for row in sql(f"SELECT partij_id FROM {naam}")}
        assert seen == {nieuw}, naam
    rows = beheer.execute(
        "SELECT c.relname, p.polname, pg_get_expr(p.polqual, p.polrelid) FROM pg_policy p"
        " JOIN pg_class c ON c.oid = p.polrelid WHERE p.polcmd = 'r' AND p.polpermissive"
        " AND p.polroles && ARRAY(SELECT oid FROM pg_roles"
        " WHERE rolname IN ('geholpen_app', 'geholpen_loket', 'geholpen_register'))"
    ).fetchall()
    assert {r[0] for r in rows} >= set(names)
    assert [r[:2] for r in rows if r[0] in names and "vervalt_op > now()" not in r[2]] == []


def test_an_expired_question_is_no_reason_and_shows_nothing_also_the_hot_way(stad, vraag):
    jolanda = bed.medewerker(JOLANDA).voor(vraag)
    assert klantbeeld(jolanda, SAMIRA).naam  # and remembered, for the hot way
    expire(stad)
    with pytest.raises(Refused) as refused:
        klantbeeld(jolanda, SAMIRA)
    assert refused.value.code == "GEEN_AANLEIDING"
    line = stad.execute("SELECT resultaat FROM audit WHERE NOT besluit ORDER BY id DESC LIMIT 1").fetchone()
    assert line == ("GEEN_AANLEIDING",)


def test_the_desk_finds_nobody_and_counts_nobody(stad, vraag):
    mail = next(d.waarde for d in cast.SAMIRA.digitale_adressen if d.soort == "email")
    jolanda = bed.medewerker(JOLANDA)
    vraagt = Zoekvraag(email=mail)
    assert find_personen(jolanda, vraagt).hits
    before = _open_questions()
    expire(stad)
    assert not find_personen(jolanda, vraagt).hits
    assert before - _open_questions() <= 10
    (kenmerk,) = stad.execute("SELECT kenmerk FROM klantvraag WHERE id = %s", [vraag.id]).fetchone()
    page = browser.text(browser.medewerker(JOLANDA).get("/werkplek/"))
    assert kenmerk not in page
    found = zoek_kenmerk(jolanda, kenmerk)
    answer = browser.medewerker(JOLANDA).get(f"/werkplek/vraag/{SAMIRA}/{vraag.id}/")
    assert answer.status_code in {403, 404}, found


def _open_questions() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tel_open_vragen(ARRAY(SELECT code::text FROM onderwerp))")
        return int(cursor.fetchone()[0])


def test_the_customers_own_pages_and_file_are_empty(stad, vraag):
    texts = expire(stad)
    client = browser.klant("samira")
    for adres in ("/mijn/", "/mijn/contact/", "/mijn/inzage/", f"/mijn/vraag/{vraag.id}/"):
        page = browser.text(client.get(adres, follow=True))
        assert [t for t in texts if t in page] == [], adres


def test_the_interfaces_neither_list_count_nor_give_it(stad, vraag):
    load_applicatie("Proef van de koppeling", ["koppelingen"], TOKEN)
    applicaties.forget()
    beller = Beller(TOKEN)
    before = {wat: _telling(beller, wat) for wat in ("partijen", "klantcontacten", "digitaleadressen", "betrokkenen")}
    contacten = count(stad, "klantcontact", SAMIRA)
    texts = expire(stad)
    after = {wat: _telling(beller, wat) for wat in before}
    assert before["partijen"] - after["partijen"] == 1
    assert before["klantcontacten"] - after["klantcontacten"] <= contacten
    for wat in before:
        whole = str(beller.get(wat, {"pageSize": 100}).json)
        assert str(SAMIRA) not in whole, wat
        assert [t for t in texts if t in whole] == [], wat
    assert beller.get(f"partijen/{SAMIRA}").status == 404


def _telling(beller: Beller, wat: str) -> int:
    return int(beller.get(wat).json["count"])


def test_a_mail_that_answers_an_expired_question_begins_a_new_one(stad, vraag):
    (kenmerk,) = stad.execute("SELECT kenmerk FROM klantvraag WHERE id = %s", [vraag.id]).fetchone()
    expire(stad)
    before = count(stad, "bericht", SAMIRA)
    adres = next(d.waarde for d in cast.SAMIRA.digitale_adressen if d.soort == "email")
    mail("Hoe staat het ermee?", onderwerp=f"Re: uw vraag {kenmerk}", van=f"Samira <{adres}>")
    assert stad.execute("SELECT count(*) FROM envelop WHERE staat = 'verwerkt'").fetchone() == (1,)
    assert count(stad, "bericht", SAMIRA) == before


def test_raw_mail_whose_days_are_over_is_not_seen_in_the_hours_until_the_night(echte_commits, beheer, register):
    for dagen in (1, 89, 91):
        beheer.execute(
            "INSERT INTO envelop (id, kanaal, account, sleutel, ruw, ontvangers, vertrouwd, te_groot, grootte, staat,"
            " uitleg, pogingen, ontvangen_op) VALUES (gen_random_uuid(), 'email', 'a', %s, 'x', '[]', false, false, 1,"
            " 'kwarantaine', '', 0, now() - make_interval(days => %s))",
            [str(dagen), dagen],
        )
    assert len(kwarantaine(bed.medewerker("mdw-007"), 10)) == 2
