"""A limit follows what was said: the same number in a row that is added later is not used either."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.partijen.commands import add_identiteit
from geholpen.domain.partijen.queries import adressering, te_beperken, te_verbeteren
from geholpen.domain.rechten.commands import Deel, hef_grens_op
from geholpen.domain.rechten.queries import rijen_met_grens
from geholpen.packs.waterdam.vullen.catalogi import TOKEN
from geholpen.platform import doors
from geholpen.platform.context import system
from geholpen.platform.doors import backstage
from tests import bed, browser, cast
from tests.api.oproep import Beller
from tests.doelbinding.proef import put
from tests.rechten.test_grens_per_rij import mails, restrict
from tests.rechten.toestemming import aan_het_werk, samira
from tests.rechten.verzoek import ask, grant

__all__ = ["aan_het_werk", "samira"]
OUD, NUMMER = "samira@oud.example", "+31850000187"


ANDER_ADRES = {"email": "samira@nog-een.example", "telefoonnummer": "0850000188"}


@pytest.fixture
def erbij(samira: UUID, beheer: psycopg.Connection) -> Any:
    """Adds a row of one of the four tables to Samira, or to somebody else; returns its key."""

    def add(tabel: str, wie: UUID = samira, **kolommen: object) -> str:
        bron = "SELECT verkregen_voor, vervalt_op FROM digitaal_adres WHERE partij_id = %s LIMIT 1"
        doel, einde = beheer.execute(bron, [samira]).fetchone()
        id = uuid4()
        basis = {"id": id, "verkregen_voor": doel, "vervalt_op": einde, "herkomst": "proef", "niveau": "verified"}
        basis |= {"identiteitsoort": "", "onbestelbaar_sinds": None, "afgemeld_op": None, "betrokkene_id": None}
        basis |= {"referentie": str(id), "sub_identificator_van_id": None, "nummeraanduiding_id": "", "woord": b"niets"}
        put(beheer, tabel, wie, **(basis | kolommen))
        return str(id)

    return add


def mail(erbij: Any, adres: str = OUD, **kolommen: object) -> str:
    return erbij("digitaal_adres", adres=adres, soort_digitaal_adres="email", **kolommen)


def test_who_writes_in_whatsapp_from_it_later_gets_no_answer_there(samira, aan_het_werk, erbij):
    doel = erbij("digitaal_adres", adres=NUMMER, soort_digitaal_adres="telefoonnummer")
    restrict(samira, doel)
    machine = system("whatsapp", oorsprong="test").over({samira})
    assert add_identiteit(machine, samira, "whatsapp", NUMMER[1:])
    for ctx in (aan_het_werk, machine):
        assert adressering(ctx, samira).van("whatsapp") == ()
    assert NUMMER[1:] not in {a.adres for a in klantbeeld(aan_het_werk, samira).digitale_adressen}
    assert len(rijen_met_grens(samira)) == 2
    mine = browser.text(browser.klant("samira").get("/mijn/contact/"))
    assert mine.count("gebruiken wij niet, omdat u dat vroeg") == 2, "the customer sees both, and why"


@pytest.mark.parametrize(
    ("soort", "al", "opnieuw"),
    [("email", OUD, "Samira@OUD.example"), ("telefoonnummer", NUMMER, "0850000187")],
)
def test_other_software_that_adds_it_once_more_hears_why_not(samira, aan_het_werk, erbij, soort, al, opnieuw):
    restrict(samira, erbij("digitaal_adres", adres=al, soort_digitaal_adres=soort))
    software = Beller(TOKEN)
    nieuw = {
        "verstrektDoorBetrokkene": None,
        "verstrektDoorPartij": {"uuid": str(samira)},
        "adres": opnieuw,
        "soortDigitaalAdres": soort,
        "omschrijving": "Opnieuw",
    }
    answer = software.post("digitaleadressen", nieuw)
    assert answer.status == 400, answer.json
    assert [(p["name"], p["code"]) for p in answer.json["invalidParams"]] == [("adres", "restricted")]
    assert software.post("digitaleadressen", nieuw | {"adres": ANDER_ADRES[soort]}).status == 201
    listed = software.get("digitaleadressen", {"verstrektDoorPartij__uuid": str(samira)})
    assert {al, opnieuw} & {r["adres"] for r in listed.json["results"]} == set()
    ways = adressering(aan_het_werk, samira)
    assert {al, opnieuw} & {*ways.emailadressen, *ways.telefoonnummers} == set()
    assert {al, opnieuw} & {a.adres for a in klantbeeld(aan_het_werk, samira).digitale_adressen} == set()


def test_a_row_that_comes_to_say_something_else_is_free_and_one_that_comes_to_say_it_is_not(
    samira, aan_het_werk, erbij, beheer
):
    doel, ander = mail(erbij), mail(erbij, "samira@werk.example")
    restrict(samira, doel)
    change = "UPDATE digitaal_adres SET adres = %s WHERE id = %s"
    beheer.execute(change, ["samira@nieuw.example", doel])
    assert "samira@nieuw.example" in mails(aan_het_werk, samira)
    beheer.execute(change, [f" {OUD.upper()}", ander])
    assert {a.strip().lower() for a in mails(aan_het_werk, samira)} & {OUD, "samira@werk.example"} == set()


def test_it_is_of_one_customer_and_ends_when_it_is_lifted(samira, aan_het_werk, erbij, echte_stad):
    roos = echte_stad.stad.partij_id("roos")
    id = restrict(samira, mail(erbij))
    mail(erbij, wie=roos)
    assert rijen_met_grens(roos) == []
    mail(erbij)
    assert OUD not in mails(aan_het_werk, samira)
    hef_grens_op(bed.medewerker(cast.CARLIJN.code).over({samira}), samira, id)
    assert OUD in mails(aan_het_werk, samira)


ANDERS: list[tuple[str, G, dict[str, object], dict[str, object]]] = [
    (
        "adres",
        G.ADRES,
        {"soort": "correspondentieadres", "straatnaam": "Turfkade", "huisnummer": 4, "postcode": "9999 AB"},
        {"postcode": "9999ab"},
    ),
    ("rekeningnummer", G.FINANCIEEL, {"iban": "NL91ABNA0417164300"}, {"iban": "nl91 abna 0417 1643 00"}),
    ("partij_identificator", G.RECHTSPERSOON, {"code_soort_object_id": "kvk_nummer", "object_id": "90001354"}, {}),
]


@pytest.mark.parametrize(("tabel", "soort", "eerst", "later"), ANDERS)
def test_an_account_a_letter_box_and_a_company_number_too(samira, erbij, beheer, tabel, soort, eerst, later):
    doel = erbij(tabel, huisnummertoevoeging="", **eerst)
    id = ask(samira, "beperking", rijen=(doel,))
    grant(samira, id, delen=(Deel(int(soort), "toegewezen"),))
    opnieuw, anders = erbij(tabel, huisnummertoevoeging="", **(eerst | later)), erbij(tabel)
    found = {r.rij for r in rijen_met_grens(samira)}
    assert found == {doel, opnieuw}
    assert anders in {v.doel for v in te_beperken(bed.klant(samira), samira)} or tabel == "partij_identificator"


def test_the_database_keeps_to_it_when_the_decision_is_older(samira, aan_het_werk, erbij):
    """The row is added between the decision and the read."""
    restrict(samira, mail(erbij))
    granted = doors.guard.decide(aan_het_werk, klantbeeld.door)
    seen = []
    for _ in range(2):
        with backstage(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT kern.open(%s)", [granted.token])
            cursor.execute("SELECT count(*) FROM digitaal_adres WHERE partij_id = %s", [samira])
            seen.append(cursor.fetchone()[0])
        mail(erbij, OUD.upper())
    assert seen[0] == seen[1] > 0


def test_nobody_writes_the_key_of_a_row_or_of_a_limit_themselves(samira, erbij, beheer):
    """What a row says is worked out by the database: another key given with it does not hide it from its limit."""
    doel = mail(erbij)
    restrict(samira, doel)
    beheer.execute("UPDATE digitaal_adres SET woord = 'anders' WHERE id = %s", [doel])
    mail(erbij, woord=b"anders")
    rows = beheer.execute(
        "SELECT woord FROM digitaal_adres WHERE adres = %s UNION ALL SELECT woord FROM grens WHERE partij_id = %s",
        [OUD, samira],
    ).fetchall()
    assert len(rows) == 3 and len({bytes(w) for (w,) in rows}) == 1
    assert b"anders" not in bytes(rows[0][0]) and len(bytes(rows[0][0])) == 32
    with backstage(), connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("SELECT woord_van('digitaal_adres', '{}')")


def test_a_correction_of_what_is_not_used_is_used(samira, aan_het_werk, erbij):
    doel = mail(erbij)
    restrict(samira, doel)
    assert doel in {v.doel for v in te_verbeteren(bed.klant(samira), samira)}, "one's own look goes on"
