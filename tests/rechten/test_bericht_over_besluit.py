"""Who asked by letter or telephone hears that there is a decision, or that it takes longer; not what it says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from geholpen.domain.berichten.commands import save_kanaalaccount
from geholpen.domain.berichten.queries import bijlage, gesprek
from geholpen.domain.klantcontacten.queries import regel_van, taken_van
from geholpen.domain.rechten.commands import verleng
from geholpen.domain.rechten.queries import verzoek
from tests import bed, browser, cast
from tests.rechten.toestemming import PARKEREN, aan_het_werk, samira
from tests.rechten.verzoek import ask, fg, grant, run_jobs

__all__ = ["aan_het_werk", "samira"]


def _sent(beheer: Any, id: UUID) -> list[tuple[list[str], str]]:
    """To whom, and the text, of what we mailed in this question, oldest first."""
    return beheer.execute(
        "SELECT i.aan, i.onderwerpregel || i.tekst FROM bericht b JOIN bericht_inhoud i USING (partij_id, id)"
        " WHERE b.klantvraag_id = %s AND b.richting = 'uit' ORDER BY b.volgnummer, b.id",
        [id],
    ).fetchall()


def _known(beheer: Any, partij_id: UUID) -> list[list[str]]:
    kies = "SELECT adres FROM digitaal_adres WHERE partij_id = %s AND soort_digitaal_adres = 'email'"
    return [[adres] for (adres,) in beheer.execute(kies, [partij_id]).fetchall()]


@pytest.mark.parametrize("uitkomst", ["toegewezen", "afgewezen"])
def test_the_known_addresses_hear_that_there_is_a_decision_and_not_which(samira, beheer, uitkomst):
    id = ask(samira)
    assert not _sent(beheer, id)
    grant(samira, id, uitkomst)
    sent = _sent(beheer, id)
    kenmerk = verzoek(bed.klant(samira), samira, id).verzoek.kenmerk
    assert sent and [aan for aan, _tekst in sent] == _known(beheer, samira)[:3]
    for _aan, tekst in sent:
        assert f"Wij hebben besloten over uw verzoek {kenmerk}." in tekst
        assert "Zo is het." not in tekst and cast.SAMIRA.naam.achternaam not in tekst
    assert verzoek(bed.klant(samira), samira, id).verzoek.stand == "besloten"
    gesprek = browser.text(browser.klant("samira").get(f"/mijn/vraag/{id}/"))
    assert "U leest het besluit in Mijn" in gesprek


def test_a_request_whose_question_was_closed_otherwise_is_decided_all_the_same(samira, beheer):
    id = ask(samira)
    beheer.execute(
        "UPDATE klantvraag SET status = 'afgehandeld', uitkomst = 'doorverwezen', afgesloten_op = now() WHERE id = %s",
        [id],
    )
    grant(samira, id)
    assert verzoek(bed.klant(samira), samira, id).verzoek.stand == "besloten"
    assert regel_van(bed.klant(samira), samira, id).uitkomst == "doorverwezen"


def test_they_hear_until_when_it_takes_and_the_reason_stays_in_mijn(samira, beheer):
    id = ask(samira)
    verleng(fg(samira, id), samira, id, "Wij wachten op het archief.")
    sent = _sent(beheer, id)
    assert sent and [aan for aan, _tekst in sent] == _known(beheer, samira)[:3]
    uiterlijk = verzoek(bed.klant(samira), samira, id).verzoek.uiterlijk_op
    for _aan, tekst in sent:
        assert "Wij hebben meer tijd nodig voor uw verzoek" in tekst and f"uiterlijk {uiterlijk.day} " in tekst
        assert "archief" not in tekst


@pytest.mark.parametrize(
    ("soort", "over", "stil"), [("bezwaar", {"activiteit": PARKEREN}, True), ("inzage", {}, False)]
)
def test_who_objects_hears_that_the_data_are_not_used_until_the_decision(samira, beheer, soort, over, stil):
    id = ask(samira, soort, **over)
    assert run_jobs(beheer, "kennisgeving") == 1
    sent = _sent(beheer, id)
    assert sent and all(("Tot wij besluiten, gebruiken wij uw gegevens daar niet voor." in t) == stil for _a, t in sent)


@pytest.fixture
def drukker(echte_stad) -> None:
    """Letters go out here."""
    waarden = {"naam": "Drukker", "url": "https://drukker.example", "sleutel": "s", "geheim": "g", "sluit": "17:30"}
    save_kanaalaccount(bed.medewerker("mdw-007"), "brief", waarden)


@pytest.fixture
def zonder_mail(samira, beheer) -> UUID:
    """Samira, whose mail addresses do not work."""
    beheer.execute("UPDATE digitaal_adres SET onbestelbaar_sinds = now() WHERE partij_id = %s", [samira])
    return samira


def _letters(beheer: Any, id: UUID) -> list[tuple[str, str, list[str]]]:
    """Channel, text and addressee in the conversation, of what we wrote in this question."""
    return beheer.execute(
        "SELECT b.kanaal, i.tekst, i.aan FROM bericht b JOIN bericht_inhoud i USING (partij_id, id)"
        " WHERE b.klantvraag_id = %s AND b.richting = 'uit' ORDER BY b.volgnummer",
        [id],
    ).fetchall()


def test_who_has_no_mail_address_gets_a_letter(zonder_mail, drukker, beheer):
    id = ask(zonder_mail)
    assert run_jobs(beheer, "kennisgeving") == 1
    verleng(fg(zonder_mail, id), zonder_mail, id, "Wij wachten op het archief.")
    grant(zonder_mail, id, "afgewezen")
    sent = _letters(beheer, id)
    assert [kanaal for kanaal, _tekst, _aan in sent] == ["brief", "brief", "brief"]
    assert [aan for _kanaal, _tekst, aan in sent] == [[], [], []], "where somebody lives stands with the delivery only"
    said = " ".join(tekst for _kanaal, tekst, _aan in sent)
    assert "Er is bij ons een verzoek gedaan" in said and "Wij hebben meer tijd nodig" in said
    assert "Wij hebben besloten over uw verzoek" in said and "Zo is het." not in said
    assert not taken_van(bed.klant(zonder_mail), zonder_mail, id)
    assert regel_van(bed.klant(zonder_mail), zonder_mail, id).afgesloten_op


def test_who_cannot_be_written_to_is_told_by_an_employee(zonder_mail, beheer):
    id = ask(zonder_mail)
    run_jobs(beheer, "kennisgeving")
    verleng(fg(zonder_mail, id), zonder_mail, id, "Wij wachten op het archief.")
    grant(zonder_mail, id)
    assert not _letters(beheer, id)
    besloten, duurt = sorted(taken_van(bed.klant(zonder_mail), zonder_mail, id), key=lambda t: t.tekst)
    assert "langer duurt, tot uiterlijk" in duurt.tekst
    assert besloten.tekst.startswith("U laten weten dat er een besluit")
    assert not regel_van(bed.klant(zonder_mail), zonder_mail, id).afgesloten_op, "until somebody told it"
    assert {duurt.afdeling_code, besloten.afdeling_code} == {"privacy"}
    client = browser.medewerker(cast.CARLIJN.code)
    lijst = browser.text(client.get("/werkplek/beloften/"))
    assert lijst.count(verzoek(bed.klant(zonder_mail), zonder_mail, id).verzoek.kenmerk) == 2
    taak = f"/werkplek/belofte/{zonder_mail}/{besloten.taak_id}/"
    assert "U laten weten dat er een besluit is over uw verzoek" in browser.text(client.get(taak))
    client.post(taak, {"actie": "bereikt", "antwoord": "Verteld dat het besluit in Mijn staat."})
    assert [t.taak_id for t in taken_van(bed.klant(zonder_mail), zonder_mail, id) if not t.afgehandeld_op] == [
        duurt.taak_id
    ]


def test_the_letter_to_a_secret_address_is_made_and_not_shown_at_the_desk(echte_stad, drukker, beheer):
    """It goes to her and to nobody else: whoever handles the request sees that it went."""
    nadine = echte_stad.stad.partij_id("nadine")
    beheer.execute("UPDATE digitaal_adres SET onbestelbaar_sinds = now() WHERE partij_id = %s", [nadine])
    id = ask(nadine)
    grant(nadine, id)
    assert run_jobs(beheer, "bezorg") == 1
    (bijlage_id,) = beheer.execute("SELECT id FROM bijlage WHERE partij_id = %s", [nadine]).fetchone()
    wie = fg(nadine, id)
    (brief,) = (b for b in gesprek(wie, nadine, id) if b.kanaal == "brief")
    assert "Wij hebben besloten" in brief.tekst and brief.bijlagen == ()
    assert bijlage(wie, nadine, bijlage_id) is None
    assert bijlage(bed.klant(nadine), nadine, bijlage_id) is None, "not yet: the letter can still be stopped"
    beheer.execute("UPDATE bezorging SET staat = 'verstuurd' WHERE partij_id = %s AND kanaal = 'brief'", [nadine])
    eigen = gesprek(bed.klant(nadine), nadine, id)[-1]
    assert [b.naam for b in eigen.bijlagen] == ["brief.pdf"] and bijlage(bed.klant(nadine), nadine, bijlage_id)
