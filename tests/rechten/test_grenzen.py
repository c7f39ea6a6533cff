"""Consent, objection and restriction: the guard says it in words, the database keeps to it at the next read."""

from __future__ import annotations

import json

import jsonschema_rs
import psycopg
import pytest
from django.db import connection, transaction

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import regel_van, werkvoorraad
from geholpen.domain.rechten.commands import (
    Antwoord,
    Deel,
    antwoord_toestemming,
    hef_grens_op,
    trek_toestemming_in,
)
from geholpen.domain.rechten.queries import in_onderzoek, toestemming_bewijs, toestemmingen_van
from geholpen.platform import doors
from geholpen.platform.doors import backstage
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser, cast
from tests.opstelling import ROOT
from tests.rechten.toestemming import ANDERS, PARKEREN, aan_het_werk, op_toestemming, samira, say
from tests.rechten.verzoek import ask, grant

__all__ = ["aan_het_werk", "op_toestemming", "samira"]
SCHEMA = ROOT.parent / "shared" / "standards" / "eigen" / "consent-ts27560.schema.json"


def code_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.code


def test_without_consent_nothing_is_read_and_with_it_something_is(samira, aan_het_werk, op_toestemming):
    look = lambda: klantbeeld(aan_het_werk, samira)  # noqa: E731
    assert code_of(look) == "TOESTEMMING_ONTBREEKT"
    say(samira, "nee")
    assert code_of(look) == "TOESTEMMING_ONTBREEKT"
    say(samira)
    assert look().naam
    trek_toestemming_in(bed.klant(samira), samira, PARKEREN)
    assert code_of(look) == "TOESTEMMING_ONTBREEKT"


def test_a_consent_ends_after_a_year(samira, aan_het_werk, op_toestemming, beheer):
    say(samira)
    assert klantbeeld(aan_het_werk, samira).naam
    beheer.execute("UPDATE toestemming SET geldig_tot = now() - interval '1 second'")
    assert code_of(lambda: klantbeeld(aan_het_werk, samira)) == "TOESTEMMING_ONTBREEKT"


def test_silence_and_another_text_are_no_answer(samira, op_toestemming):
    with pytest.raises(Invalid, match="Kies ja of nee"):
        say(samira, "")
    with pytest.raises(Invalid, match="De tekst is veranderd"):
        antwoord_toestemming(bed.klant(samira), samira, Antwoord(PARKEREN, "ja", "0" * 64))
    with pytest.raises(Invalid, match="vragen wij geen toestemming"):
        antwoord_toestemming(bed.klant(samira), samira, Antwoord(21, "ja", "0" * 64))


def test_the_record_and_the_receipt_are_what_the_standard_says(samira, op_toestemming):
    if not SCHEMA.exists():
        pytest.skip("left out: the schema of TS 27560 is not beside this checkout")
    schema = json.loads(SCHEMA.read_text())
    id = say(samira)
    trek_toestemming_in(bed.klant(samira), samira, PARKEREN)
    for ontvangst in (False, True):
        made = toestemming_bewijs(bed.klant(samira), samira, id, ontvangst=ontvangst)
        jsonschema_rs.validate(schema, made, validate_formats=True)
        assert ("receipt_id" in made["header"]) == ontvangst
        assert [e["event_state"] for e in made["events"]] == ["gegeven", "ingetrokken"]
        assert str(samira) not in json.dumps(made)


def test_an_objection_stops_its_purpose_at_once_and_no_other(samira, aan_het_werk):
    assert klantbeeld(aan_het_werk, samira).naam
    id = ask(samira, "bezwaar", activiteit=PARKEREN)
    assert code_of(lambda: klantbeeld(aan_het_werk, samira)) == "BEZWAAR"
    assert klantbeeld(bed.klant(samira), samira, 5).naam  # one's own look goes on
    grant(samira, id, "afgewezen")
    assert klantbeeld(aan_het_werk, samira).naam


def test_an_objection_that_was_granted_stays_until_it_is_lifted(samira, aan_het_werk):
    id = ask(samira, "bezwaar", activiteit=PARKEREN)
    grant(samira, id)
    assert code_of(lambda: klantbeeld(aan_het_werk, samira)) == "BEZWAAR"
    hef_grens_op(bed.medewerker(cast.CARLIJN.code).over({samira}), samira, id)
    assert klantbeeld(aan_het_werk, samira).naam


def test_a_restricted_category_is_withheld_and_the_rest_is_not(samira, aan_het_werk):
    before = klantbeeld(aan_het_werk, samira)
    assert before.digitale_adressen
    id = ask(samira, "beperking", onderdelen=(G.CONTACTADRESSEN,))
    assert klantbeeld(aan_het_werk, samira).digitale_adressen  # asked is not decided
    grant(samira, id, delen=(Deel(int(G.CONTACTADRESSEN), "toegewezen"),))
    after = klantbeeld(aan_het_werk, samira)
    assert after.naam == before.naam
    assert after.digitale_adressen == ()
    assert klantbeeld(bed.klant(samira), samira, 5).digitale_adressen


def test_lists_leave_a_restricted_customer_out(samira, aan_het_werk):
    desk = bed.medewerker("mdw-001")
    listed = lambda: {r.vraag.partij_id for r in werkvoorraad(desk, frozenset({"kcc"})).regels}  # noqa: E731
    assert samira in listed()
    id = ask(samira, "beperking", onderdelen=(G.CONTACTHISTORIE,))
    grant(samira, id, delen=(Deel(int(G.CONTACTHISTORIE), "toegewezen"),))
    assert samira not in listed()
    assert regel_van(bed.klant(samira), samira, id).klantvraag_id == id


def test_the_database_keeps_to_it_when_the_decision_is_older(samira, aan_het_werk):
    """Between the decision and the read somebody objects: the signed context is good, the row is not there."""
    granted = doors.guard.decide(aan_het_werk, regel_van.door)
    read = "SELECT count(*) FROM klantvraag WHERE partij_id = %s"
    for expected in (True, False):
        with backstage(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT kern.open(%s)", [granted.token])
            cursor.execute(read, [samira])
            assert (cursor.fetchone()[0] > 0) == expected
        if expected:
            ask(samira, "bezwaar", activiteit=PARKEREN)


def test_a_correction_marks_what_is_being_looked_into(samira, aan_het_werk):
    id = ask(samira, "correctie", onderdelen=(G.ADRES,), moet="Turfkade 21")
    desk = browser.medewerker("mdw-001")
    page = browser.text(desk.get(f"/werkplek/vraag/{samira}/{aan_het_werk.aanleiding.id}/"))
    assert "De klant zegt dat dit misschien niet klopt: adres." in page
    assert in_onderzoek(samira) == (G.ADRES,)
    grant(samira, id, delen=(Deel(int(G.ADRES), "toegewezen"),))
    assert in_onderzoek(samira) == ()


def test_a_purpose_on_consent_must_name_another_way(beheer):
    """Also raw SQL of the owner of the tables cannot save it."""
    for alternatief in ("", "Bel ons"):
        with pytest.raises(psycopg.errors.CheckViolation, match="toestemming_met_alternatief"):
            beheer.execute(
                "UPDATE verwerkingsactiviteit_versie SET grondslag = 'toestemming', alternatief = %s WHERE nummer = 20",
                [alternatief],
            )


def test_consent_on_the_page_has_nothing_ticked_and_stops_as_easily(samira, op_toestemming):
    client = browser.klant("samira")
    page = browser.text(client.get("/mijn/rechten/"))
    assert ANDERS in page
    form = page[page.index("toestemming_20") :]
    assert "checked" not in form
    nothing = client.post("/mijn/rechten/toestemming/20/", {"tekst_hash": "x"})
    assert nothing.status_code == 422
    (vraag,) = [t for t in toestemmingen_van(bed.klant(samira), samira) if t.vraag.nummer == PARKEREN]
    client.post("/mijn/rechten/toestemming/20/", {"antwoord_20": "ja", "tekst_hash": vraag.vraag.hash})
    page = browser.text(client.get("/mijn/rechten/"))
    assert "U zei ja" in page
    client.post("/mijn/rechten/toestemming/20/", {"stop": "1"})
    assert "U zei ja" not in browser.text(client.get("/mijn/rechten/"))
    connection.close()
