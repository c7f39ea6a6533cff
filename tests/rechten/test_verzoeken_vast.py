"""Requests about one's own data on really committed rows: terms that pass, tables that are added."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import connection, models

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.rechten.commands import Deel, verleng
from geholpen.domain.rechten.queries import meenemen, open_verzoeken, pakket
from geholpen.platform.errors import Invalid
from geholpen.platform.models import EenPerPartij
from geholpen.platform.protection import protection_sql
from tests import bed, browser, cast
from tests.rechten.verzoek import ask, fg, grant, run_jobs


def test_after_the_first_month_it_cannot_take_longer(echte_stad, beheer):
    samira = echte_stad.stad.partij_id("samira")
    id = ask(samira)
    beheer.execute("UPDATE rechtenverzoek SET uiterlijk_op = current_date - 1 WHERE id = %s", [id])
    with pytest.raises(Invalid, match="De eerste maand is voorbij"):
        verleng(fg(samira, id), samira, id, "Te laat bedacht.")
    assert open_verzoeken(bed.medewerker(cast.CARLIJN.code))[0].te_laat
    assert "Dat is niet gelukt" in browser.text(browser.klant("samira").get("/mijn/rechten/"))


def test_a_table_that_is_added_is_in_the_package(echte_stad, beheer):
    """Nobody has to think of the package: the list of tables is the list of models."""
    samira = echte_stad.stad.partij_id("samira")
    id = ask(samira)
    grant(samira, id)

    class Schoenmaat(EenPerPartij):
        gegevenssoort = G.GROEPSKENMERK
        maat = models.IntegerField()

        class Meta:
            app_label, db_table = "rechten", "schoenmaat"

    try:
        made = connection.schema_editor(collect_sql=True)
        with made:
            made.create_model(Schoenmaat)
        for statement in [*made.collected_sql, *protection_sql(Schoenmaat)]:
            beheer.execute(statement)
        beheer.execute(
            "INSERT INTO schoenmaat (herkomst, verkregen_voor, verkregen_op, vervalt_op, partij_id, maat)"
            " VALUES ('balie', 20, now(), now() + interval '1 year', %s, 38)",
            [samira],
        )
        found = {t.naam: t for t in pakket(bed.klant(samira), samira, id).tabellen}["schoenmaat"]
        assert [(r.waarden, r.doel) for r in found.rijen] == [({"maat": 38}, "Parkeervergunningen")]
    finally:
        del apps.all_models["rechten"]["schoenmaat"]
        apps.clear_cache()
        beheer.execute("DROP TABLE IF EXISTS schoenmaat")


def test_what_was_given_with_consent_can_be_taken_along_and_nothing_else(echte_stad, beheer):
    samira = echte_stad.stad.partij_id("samira")
    assert meenemen(bed.klant(samira), samira) == ()
    leeg = json.loads(browser.klant("samira").get("/mijn/rechten/meenemen/").content)
    assert "niets dat u ons gaf" in leeg["uitleg"]  # never an empty file without a word
    beheer.execute("SET session_replication_role = replica")
    beheer.execute(
        "UPDATE verwerkingsactiviteit_versie SET grondslag = 'toestemming', alternatief = %s WHERE nummer = 20",
        ["Bel ons, dan helpen wij u net zo goed."],
    )
    found = meenemen(bed.klant(samira), samira)
    assert found
    assert {rij.doel for t in found for rij in t.rijen} == {"Parkeervergunningen"}
    taken = json.loads(browser.klant("samira").get("/mijn/rechten/meenemen/").content)
    assert len(taken["tabellen"]) == len(found)


def test_what_was_decided_to_be_erased_is_erased_and_what_was_refused_stays(echte_stad, beheer):
    samira = echte_stad.stad.partij_id("samira")
    count = {t: f"SELECT count(*) FROM {t} WHERE partij_id = %s" for t in ("digitaal_adres", "adres")}
    assert all(beheer.execute(sql, [samira]).fetchone()[0] for sql in count.values())
    klaar = "UPDATE klantvraag SET status = 'afgehandeld', uitkomst = 'beantwoord', afgesloten_op = now()"
    beheer.execute("UPDATE interne_taak SET status = 'verwerkt' WHERE partij_id = %s", [samira])
    beheer.execute(f"{klaar} WHERE partij_id = %s AND status <> 'afgehandeld'", [samira])  # nothing waits for an answer
    id = ask(samira, "verwijdering", onderdelen=(G.CONTACTADRESSEN, G.ADRES))
    nee = Deel(int(G.ADRES), "afgewezen", "Dit moeten wij bewaren.", "Wet basisregistratie personen, artikel 2.39")
    grant(samira, id, "deels", (Deel(int(G.CONTACTADRESSEN), "toegewezen"), nee))
    assert run_jobs(beheer, "voer_besluit_uit") == 1
    assert beheer.execute(count["digitaal_adres"], [samira]).fetchone() == (0,)
    assert beheer.execute(count["adres"], [samira]).fetchone()[0]
    page = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    assert "Wet basisregistratie personen, artikel 2.39" in page
