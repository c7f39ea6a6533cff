"""The log cannot be written: nothing is shown, and it is told why (case 22); what a superuser sees (case 35)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.test import Client

from geholpen.domain.doelbinding import hot
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from geholpen.faces import gezond
from tests import cast
from tests.api.oproep import Beller
from tests.faces_werkplek.bureau import Bureau, first_vraag, import_klant, mail, plain

TOKEN = "dicht" + "0" * 35
ZIN = "Wij kunnen nu niet vastleggen wie welke gegevens bekijkt"


@pytest.fixture
def samira(echte_commits, register) -> Iterator[tuple]:
    """Samira with a question by mail, really committed, and an employee."""
    register.forget()
    hot.forget()
    gezond._kept.clear()
    import_klant(cast.SAMIRA)
    mail()
    jolanda = Bureau(cast.JOLANDA.code)
    yield first_vraag(jolanda.get("postvak")), jolanda
    register.forget()
    hot.forget()
    gezond._kept.clear()


@pytest.fixture(params=["dataverwerking", "audit"])
def dicht(samira, request, beheer) -> Iterator[str]:
    """A log that refuses every line, as on a full disk."""
    table = request.param
    beheer.execute(
        "CREATE FUNCTION vol() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$"
    )
    beheer.execute(f"CREATE TRIGGER vol BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION vol()")
    yield table
    beheer.execute("DROP FUNCTION vol CASCADE")


@pytest.fixture
def vol(samira, beheer) -> Iterator[Callable[[], None]]:
    """A full log that has room again when this is called, and at the end of the test in any case."""
    beheer.execute("ALTER TABLE audit ADD CONSTRAINT vol CHECK (false) NOT VALID")
    ruim = partial(beheer.execute, "ALTER TABLE audit DROP CONSTRAINT IF EXISTS vol")
    yield ruim
    ruim()


def closed(html: str) -> None:
    """The page names nobody and no question; it does have a number of its own, that may hold any letters."""
    tekst = plain(html)
    assert ZIN in tekst
    assert "Samira" not in html and "thuiszorg" not in html and not re.search(r"\bWD-", tekst)


@pytest.mark.zaak(22)
def test_pages_show_nothing_and_say_why(samira, dicht):
    vraag, jolanda = samira
    closed(jolanda.get("vraag", *vraag, status=503))
    closed(jolanda.get("postvak", status=503))


def test_the_customer_sees_nothing_either(samira, dicht):
    (partij_id, _), _ = samira
    client = Client()
    session = client.session
    session["wie"] = {"soort": "klant", "id": str(partij_id), "laatst": int(time.time()), "niveau": "authenticated"}
    session.save()
    answer = client.get("/mijn/", follow=True)
    assert answer.status_code == 503
    assert ZIN in plain(answer.content.decode())


@pytest.mark.zaak(22)
def test_the_interfaces_give_no_list_and_no_resource(samira, dicht):
    load_applicatie("Proef van het dichte logboek", ["koppelingen"], TOKEN)
    applicaties.forget()
    try:
        for pad in ("partijen", "klantcontacten", "digitaleadressen"):
            said = Beller(TOKEN).get(pad)
            assert (said.status, said.json["code"]) == (503, "unavailable"), said.lichaam
            assert said.json["detail"].startswith(ZIN)
            assert b"Samira" not in said.lichaam and b"results" not in said.lichaam
    finally:
        applicaties.forget()


def test_the_health_page_says_so(samira, dicht):
    gezond._kept.clear()
    answer = Client().get("/gezond")
    assert answer.status_code == 503
    assert answer.json()["logboek"]["schrijfbaar"] is False


def test_it_all_comes_back_when_there_is_room_again(samira, vol):
    vraag, jolanda = samira
    closed(jolanda.get("vraag", *vraag, status=503))
    vol()
    assert "thuiszorg" in jolanda.get("vraag", *vraag)


def test_a_superuser_reads_names_but_no_citizen_service_number(samira, beheer):
    """Whoever owns the server can read it. Only what was encrypted with the application's key stays closed."""
    ((naam, bsn),) = beheer.execute(
        "SELECT (SELECT string_agg(n::text, ' ') FROM naam n),"
        " (SELECT string_agg(b::text, ' ') FROM burgerservicenummer b)"
    )
    assert cast.SAMIRA.naam.achternaam in naam
    assert cast.SAMIRA.bsn and str(cast.SAMIRA.bsn) not in bsn
    assert bytes(str(cast.SAMIRA.bsn), "ascii").hex() not in bsn
