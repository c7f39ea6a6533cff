"""Case 15: the export of somebody else's data, by changing the address or by using it after its term."""

from __future__ import annotations

from uuid import uuid4

import pytest

from geholpen.domain.rechten.commands import Besluit, NieuwVerzoek, besluit_verzoek, doe_verzoek
from geholpen.platform.context import Aanleiding
from tests import bed, browser, cast


@pytest.fixture
def klaar(echte_stad):
    """Samira's package is ready: (her key, the request)."""
    samira = echte_stad.stad.partij_id("samira")
    id = doe_verzoek(bed.klant(samira), samira, NieuwVerzoek("inzage", "Graag alles."))
    carlijn = bed.medewerker(cast.CARLIJN.code).voor(Aanleiding("klantvraag", samira, id))
    besluit_verzoek(carlijn, samira, id, Besluit("toegewezen", "Het staat klaar."))
    return samira, id


def refusals(db, actor):
    rows = db.execute("SELECT resultaat FROM audit WHERE actor_id = %s AND handeling LIKE '%%pakket'", [actor])
    return [code for (code,) in rows]


@pytest.mark.parametrize("vorm", ["json", "document"])
@pytest.mark.geval("A13")
def test_only_who_asked_gets_it(klaar, beheer, echte_stad, vorm):
    samira, id = klaar
    wouter = echte_stad.stad.partij_id("wouter")
    own = browser.klant("samira").get(f"/mijn/rechten/{id}/pakket/{vorm}/")
    assert own.status_code == 200
    assert cast.SAMIRA.naam.achternaam in browser.text(own)
    other = browser.klant("wouter").get(f"/mijn/rechten/{id}/pakket/{vorm}/")
    assert other.status_code == 403
    assert cast.SAMIRA.naam.achternaam not in browser.text(other)
    assert browser.klant("wouter").get(f"/mijn/rechten/{id}/").status_code == 404
    assert refusals(beheer, wouter) == ["GEEN_PAKKET"]
    assert refusals(beheer, samira)[0] in {"geleverd", "deels"}


@pytest.mark.geval("A9")
def test_a_guessed_name_is_nothing(klaar, beheer, echte_stad):
    samira, id = klaar
    client = browser.klant("samira")
    assert client.get(f"/mijn/rechten/{uuid4()}/pakket/json/").status_code == 403
    assert refusals(beheer, samira) == ["GEEN_PAKKET"]
    assert client.get(f"/mijn/rechten/{id}/pakket/zip/").status_code == 404
    assert client.get(f"/mijn/rechten/{id}/alles-over-mij.json").status_code == 404


def test_after_its_term_it_is_gone(klaar, beheer):
    samira, id = klaar
    beheer.execute("UPDATE rechtenverzoek SET besloten_op = now() - interval '31 days' WHERE id = %s", [id])
    gone = browser.klant("samira").get(f"/mijn/rechten/{id}/pakket/json/")
    assert gone.status_code == 403
    assert "Vraag uw gegevens opnieuw aan." in browser.text(gone)
    assert refusals(beheer, samira) == ["PAKKET_VERLOPEN"]


def test_nobody_who_is_not_logged_in(klaar):
    from django.test import Client  # noqa: PLC0415

    _samira, id = klaar
    answer = Client().get(f"/mijn/rechten/{id}/pakket/json/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/")


def test_the_log_as_a_file_is_the_askers_own(klaar, echte_stad):
    wouter = echte_stad.stad.partij_id("wouter")
    samira, _id = klaar
    said = browser.text(browser.klant("wouter").get(f"/mijn/inzage/bestand/ldv/?partij_id={samira}&id={samira}"))
    assert str(samira) not in said
    assert str(wouter) not in said
