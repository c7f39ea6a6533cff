"""Calls on the database: whose screen, whose log, and who is called back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import lopende_gesprekken, taken_van, vragen_van
from geholpen.domain.oproepen.commands import close_silent, promise_callback, record_nieuws
from geholpen.domain.oproepen.ports import Oproepnieuws, Wat
from geholpen.domain.oproepen.queries import Oproepstand, kandidaten, mijn_oproepen, recente_oproepen, wachtende_gemist
from geholpen.domain.partijen.queries import te_beperken
from geholpen.domain.rechten.commands import Deel
from geholpen.platform.telefoonnummer import leesbaar
from tests import bed, browser
from tests.rechten.verzoek import ask, grant

pytestmark = pytest.mark.django_db
ACCOUNT = "0192f000-0000-7000-8000-000000000001"
ROOS, SAMIRA, GEDEELD = "+31850000121", "+31850000111", "+31850000191"


def tell(wat: Wat, sleutel: str = "c1", **velden: object) -> UUID:
    return record_nieuws(bed.systeem("telefoon"), ACCOUNT, Oproepnieuws(wat, sleutel, **velden))  # type: ignore[arg-type]


def row(id: UUID) -> Oproepstand:
    return next(o for o in recente_oproepen(bed.systeem("telefoon")) if o.id == id)


def missed(nummer: str, sleutel: str) -> UUID:
    tell(Wat.AANGEBODEN, sleutel, nummer=nummer)
    return tell(Wat.BEEINDIGD, sleutel, oorzaak="cancel")


def test_a_call_comes_up_at_exactly_who_answered(waterdam):
    tell(Wat.AANGEBODEN, nummer=SAMIRA)
    tell(Wat.GAAT_OVER, toestel="201")
    assert mijn_oproepen(bed.medewerker("mdw-001")) == []
    tell(Wat.OPGENOMEN, toestel="PJSIP/201-00000012")
    [mijn] = mijn_oproepen(bed.medewerker("mdw-001"))
    assert (mijn.nummer, mijn.stand) == (SAMIRA, "in_gesprek")
    assert [g.id for g in lopende_gesprekken(bed.medewerker("mdw-001"))] == [mijn.gesprek_id]
    assert mijn_oproepen(bed.medewerker("mdw-002")) == []
    assert lopende_gesprekken(bed.medewerker("mdw-002")) == []


def test_a_double_answer_starts_one_conversation(waterdam):
    for _ in range(3):
        tell(Wat.OPGENOMEN, toestel="201", nummer=SAMIRA)
    assert len(lopende_gesprekken(bed.medewerker("mdw-001"))) == 1


def test_who_it_is_passed_to_gets_it_too(waterdam):
    tell(Wat.OPGENOMEN, toestel="201", nummer=SAMIRA, volgorde=1)
    tell(Wat.DOORVERBONDEN, toestel="202", volgorde=2)
    assert [o.nummer for o in mijn_oproepen(bed.medewerker("mdw-002"))] == [SAMIRA]


def test_who_passed_a_call_on_is_told_that_it_is_theirs_no_more(waterdam):
    """Their screen would go on saying that somebody is on the line."""
    id = tell(Wat.OPGENOMEN, toestel="201", nummer=SAMIRA, volgorde=1)
    tell(Wat.DOORVERBONDEN, toestel="202", volgorde=2)
    asked = "SELECT gegevens ->> 'medewerker_id', gegevens ->> 'wat' FROM gebeurtenis WHERE soort = 'OproepGewijzigd'"
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} AND gegevens ->> 'oproep_id' = %s ORDER BY id", [str(id)])
        told = cursor.fetchall()
    een, twee = (str(bed.medewerker(code).actor.id) for code in ("mdw-001", "mdw-002"))
    assert told == [(een, "opgenomen"), (een, "doorgegeven"), (twee, "opgenomen")]
    assert mijn_oproepen(bed.medewerker("mdw-001")) == []


def test_a_number_that_is_not_used_finds_nobody_and_nothing_untrue_is_said(waterdam):
    """The desk says the same of every number it does not find: it tells about nobody that they asked for this."""
    samira, desk = waterdam.stad.partij_id("samira"), browser.medewerker("mdw-001")
    rijen = [v for v in te_beperken(bed.klant(samira), samira) if v.tekst in (SAMIRA, leesbaar(SAMIRA))]
    id = ask(samira, "beperking", rijen=tuple(v.doel for v in rijen))
    grant(samira, id, delen=(Deel(int(G.CONTACTADRESSEN), "toegewezen"),))
    for sleutel, nummer in (("c1", SAMIRA), ("c2", "+31850000999")):
        tell(Wat.OPGENOMEN, sleutel, toestel="201", nummer=nummer)
    page = browser.text(desk.get("/werkplek/oproep/"))
    assert page.count("Misschien vroeg een klant ons om het niet te gebruiken.") == 2
    assert "Wij kennen niemand" not in page
    tell(Wat.OPGENOMEN, "c3", toestel="201")
    assert browser.text(desk.get("/werkplek/oproep/")).count("Wij vinden niemand") == 2, (
        "without a number nobody looked"
    )


def test_candidates_have_a_level_and_no_name(waterdam):
    stad = waterdam.stad
    found = kandidaten(bed.medewerker("mdw-001"), SAMIRA)
    assert [(k.partij_id, k.niveau) for k in found] == [(stad.partij_id("samira"), "verified")]
    assert not hasattr(found[0], "naam")
    assert kandidaten(bed.medewerker("mdw-001"), "") == []


def test_a_missed_call_of_somebody_known_becomes_a_promise(waterdam):
    roos = waterdam.stad.partij_id("roos")
    before = len(vragen_van(bed.systeem().over({roos}), roos))
    oproep = missed(ROOS, "m1")
    assert promise_callback(bed.systeem("telefoon"), oproep) == roos
    taak = taken_van(bed.systeem().over({roos}), roos)[0]
    assert (taak.soort, taak.status, taak.telefoonnummer) == ("terugbellen", "te_verwerken", ROOS)
    assert len(vragen_van(bed.systeem().over({roos}), roos)) == before + 1
    assert row(oproep).afgehandeld == "beloofd"


@pytest.mark.geval("A5")
def test_calling_again_is_one_promise(waterdam):
    roos = waterdam.stad.partij_id("roos")
    promise_callback(bed.systeem("telefoon"), missed(ROOS, "m1"))
    taken = len(taken_van(bed.systeem().over({roos}), roos))
    for sleutel in ("m2", "m3"):
        oproep = missed(ROOS, sleutel)
        promise_callback(bed.systeem("telefoon"), oproep)
        promise_callback(bed.systeem("telefoon"), oproep)
        assert row(oproep).afgehandeld == "al_beloofd"
    assert len(taken_van(bed.systeem().over({roos}), roos)) == taken


def test_a_promise_to_call_that_stands_already_is_enough(waterdam):
    samira = waterdam.stad.partij_id("samira")
    before = len(taken_van(bed.systeem().over({samira}), samira))
    oproep = missed(SAMIRA, "m1")
    assert promise_callback(bed.systeem("telefoon"), oproep) == samira
    assert row(oproep).afgehandeld == "al_beloofd"
    assert len(taken_van(bed.systeem().over({samira}), samira)) == before


def test_somebody_unknown_is_one_customer_however_often_they_try(waterdam):
    first = promise_callback(bed.systeem("telefoon"), missed("0850000999", "m1"))
    again = promise_callback(bed.systeem("telefoon"), missed("+31850000999", "m2"))
    assert first == again
    assert first is not None
    assert len(taken_van(bed.systeem().over({first}), first)) == 1


def test_a_hidden_number_cannot_be_called_back(waterdam):
    oproep = missed("anonymous", "m1")
    assert promise_callback(bed.systeem("telefoon"), oproep) is None
    assert row(oproep).afgehandeld == "anoniem"


def test_who_was_helped_meanwhile_is_not_called_back(waterdam):
    oproep = missed(SAMIRA, "m1")
    tell(Wat.OPGENOMEN, "m2", nummer=SAMIRA, toestel="201")
    assert promise_callback(bed.systeem("telefoon"), oproep) is None
    assert row(oproep).afgehandeld == "gesproken"


def test_a_number_that_several_have_opens_nobody(waterdam):
    """A household shares a number: nobody of them gets a promise on the strength of it alone."""
    stad = waterdam.stad
    assert len(kandidaten(bed.medewerker("mdw-001"), GEDEELD)) == 2
    who = promise_callback(bed.systeem("telefoon"), missed(GEDEELD, "m1"))
    assert who not in {None, stad.partij_id("cornelis"), stad.partij_id("ineke")}
    assert len(kandidaten(bed.medewerker("mdw-001"), GEDEELD)) == 3


def test_what_stays_silent_is_closed_as_unknown(waterdam):
    oproep = tell(Wat.OPGENOMEN, nummer=SAMIRA, toestel="201")
    assert close_silent(bed.systeem("telefoon"), timezone.now() + timedelta(hours=3)) == 0
    assert close_silent(bed.systeem("telefoon"), timezone.now() + timedelta(hours=5)) == 1
    assert (row(oproep).stand, row(oproep).uitkomst) == ("beeindigd", "gesproken")
    wachtend = tell(Wat.WACHTRIJ, "c2", nummer=SAMIRA)
    assert close_silent(bed.systeem("telefoon"), timezone.now() + timedelta(hours=1)) == 1
    assert row(wachtend).uitkomst == "onbekend"
    assert close_silent(bed.systeem("telefoon")) == 0


def test_a_flood_of_unknown_numbers_waits_for_a_person_and_who_we_know_is_promised_all_the_same(waterdam, settings):
    settings.STORM_GEMIST = 1
    ctx = bed.systeem("telefoon")
    assert promise_callback(ctx, missed("+31850000901", "s1")) is not None
    held = [missed(f"+3185000090{n}", f"s{n}") for n in (2, 3)]
    assert [promise_callback(ctx, id) for id in held] == [None, None]
    assert wachtende_gemist(ctx) == 2
    assert promise_callback(ctx, missed(ROOS, "s9")) == waterdam.stad.partij_id("roos")
    client = browser.medewerker("mdw-007")
    assert "2 gemiste oproepen wachten op u" in browser.text(client.get("/beheer/telefoon/"))
    assert client.post("/beheer/telefoon/", {"actie": "beloven"}).status_code == 302
    assert wachtende_gemist(ctx) == 0
    assert all(promise_callback(ctx, id, toch=True) for id in held)
