"""What a customer objects to, restricts or takes back stops their own open questions: every page says so."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from geholpen.domain.doelbinding.commands import resume, suspend
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.rechten.commands import Deel, hef_grens_op, trek_toestemming_in
from geholpen.domain.rechten.queries import stil_door, verzoek
from geholpen.platform.context import Context
from tests import bed, browser, cast
from tests.faces_werkplek.bureau import plain
from tests.rechten.toestemming import PARKEREN, aan_het_werk, op_toestemming, samira, say
from tests.rechten.verzoek import ask, fg, grant

__all__ = ["aan_het_werk", "op_toestemming", "samira"]
STIL = "kan niemand van ons deze vraag nu lezen"


def test_the_page_still_knows_when_to_warn_before_logging_out(samira, aan_het_werk):
    ask(samira, "bezwaar", activiteit=PARKEREN)
    page = browser.text(browser.klant("samira").get(f"/mijn/vraag/{aan_het_werk.aanleiding.id}/"))
    assert re.search(r'data-sessie="\d+"', page)


def _mijn(werk: Context) -> tuple[str, str]:
    """What Samira reads at the question and on her first page."""
    client = browser.klant("samira")
    paths = (f"/mijn/vraag/{werk.aanleiding.id}/", "/mijn/")
    bladzij, overzicht = (plain(browser.text(client.get(pad))) for pad in paths)
    return bladzij, overzicht


def _desk(samira: UUID, werk: Context) -> str:
    answer = browser.medewerker(cast.JOLANDA.code).get(f"/werkplek/vraag/{samira}/{werk.aanleiding.id}/")
    assert answer.status_code == 403
    return plain(browser.text(answer))


def _fg(samira: UUID, id: UUID) -> str:
    return plain(browser.text(browser.medewerker(cast.CARLIJN.code).get(f"/beheer/rechten/{samira}/{id}/")))


def _restrict(samira: UUID) -> UUID:
    id = ask(samira, "beperking", onderdelen=(G.CONTACTINHOUD,))
    grant(samira, id, delen=(Deel(int(G.CONTACTINHOUD), "toegewezen"),))
    return id


def test_nothing_stands_still_of_itself(samira, aan_het_werk):
    bladzij, overzicht = _mijn(aan_het_werk)
    assert STIL not in bladzij
    assert "staat stil" not in overzicht.lower()
    assert "Wij bellen u terug: houd uw telefoon bij u" in overzicht


def test_an_objection_ends_what_was_promised_until_the_decision(samira, aan_het_werk):
    id = ask(samira, "bezwaar", activiteit=PARKEREN)
    bladzij, overzicht = _mijn(aan_het_werk)
    assert STIL in bladzij
    assert "Schrijf dat bij uw bezwaar." in bladzij
    assert "Deze vraag staat stil. U maakte bezwaar" in overzicht
    assert "U hoort uiterlijk" not in bladzij
    assert "Zolang deze vraag stilstaat, leest niemand van ons het." in bladzij
    assert "U krijgt antwoord op de manier" not in bladzij
    assert "houd uw telefoon bij u" not in overzicht
    desk = _desk(samira, aan_het_werk)
    assert "De klant leest in Mijn welke vragen daardoor stilstaan." in desk
    assert "Vraag het uw teamleider." not in desk
    kenmerk = verzoek(fg(samira, id), samira, id).verzoek.kenmerk
    fg_leest = _fg(samira, id)
    assert "Open vragen staan stil" in fg_leest
    assert fg_leest.count(kenmerk) == 1, "the request itself is answered as ever"
    grant(samira, id, "afgewezen")
    bladzij, overzicht = _mijn(aan_het_werk)
    assert STIL not in bladzij
    assert "houd uw telefoon bij u" in overzicht


def test_a_restriction_of_what_was_said_stops_every_question_until_it_is_lifted(samira, aan_het_werk):
    id = ask(samira, "beperking", onderdelen=(G.CONTACTINHOUD,))
    assert STIL not in _mijn(aan_het_werk)[0], "asked is not decided"
    stil = {v.klantvraag_id for v in stil_door(fg(samira, id), samira, id)}
    assert aan_het_werk.aanleiding.id in stil
    assert id not in stil
    assert "Zegt u ja, dan kan niemand deze vragen lezen of beantwoorden" in _fg(samira, id)
    grant(samira, id, delen=(Deel(int(G.CONTACTINHOUD), "toegewezen"),))
    bladzij, overzicht = _mijn(aan_het_werk)
    assert STIL in bladzij
    assert "Deze vraag staat stil. U vroeg ons" in overzicht
    assert STIL not in plain(browser.text(browser.klant("samira").get(f"/mijn/vraag/{id}/")))
    assert "De klant leest in Mijn welke vragen daardoor stilstaan." in _desk(samira, aan_het_werk)
    hef_grens_op(bed.medewerker(cast.CARLIJN.code).over({samira}), samira, id)
    assert STIL not in _mijn(aan_het_werk)[0]


@pytest.mark.parametrize("soort", [G.ADRES, G.CONTACTADRESSEN])
def test_a_restriction_of_something_else_stops_no_question(samira, aan_het_werk, soort):
    id = ask(samira, "beperking", onderdelen=(soort,))
    assert stil_door(fg(samira, id), samira, id) == ()
    grant(samira, id, delen=(Deel(int(soort), "toegewezen"),))
    assert STIL not in _mijn(aan_het_werk)[0]


def test_a_consent_that_ends_while_a_question_runs_stops_it(samira, aan_het_werk, op_toestemming):
    say(samira)
    assert STIL not in _mijn(aan_het_werk)[0]
    trek_toestemming_in(bed.klant(samira), samira, PARKEREN)
    bladzij, overzicht = _mijn(aan_het_werk)
    assert STIL in bladzij
    assert "Geef dan toestemming." in bladzij
    assert "Deze vraag staat stil. U gaf hiervoor geen toestemming" in overzicht
    say(samira)
    assert STIL not in _mijn(aan_het_werk)[0]


def test_a_purpose_that_is_suspended_is_told_to_who_waits(samira, aan_het_werk):
    carlijn = bed.medewerker(cast.CARLIJN.code)
    suspend(carlijn, "parkeren", 1, "De parkeerverordening is vernietigd door de rechter.")
    bladzij, overzicht = _mijn(aan_het_werk)
    assert STIL in bladzij and "Dat ligt aan ons." in bladzij
    assert "Deze vraag staat stil. Wij mogen uw gegevens hier nu niet voor gebruiken." in overzicht
    resume(carlijn, "parkeren", 1, "De parkeerverordening geldt weer, zegt de rechter.")
    assert STIL not in _mijn(aan_het_werk)[0]


@pytest.mark.parametrize("soort", ["bezwaar", "beperking"])
def test_the_form_says_so_before_somebody_asks(samira, soort):
    form = plain(browser.text(browser.klant("samira").get(f"/mijn/rechten/vragen/{soort}/")))
    assert "stil" in form


def test_the_customer_is_not_told_of_data_that_a_refused_page_never_showed(samira, aan_het_werk, beheer):
    """One door says no: the doors beside it are not opened for a page that nobody gets to see."""
    _restrict(samira)
    beheer.execute("DELETE FROM dataverwerking WHERE partij_id = %s", [samira])
    _desk(samira, aan_het_werk)
    read = "SELECT deur FROM dataverwerking WHERE partij_id = %s AND aanleiding_id = %s"
    rows = beheer.execute(read, [samira, aan_het_werk.aanleiding.id]).fetchall()
    assert [deur for (deur,) in rows] == ["klantcontacten.queries.regel_van"]
