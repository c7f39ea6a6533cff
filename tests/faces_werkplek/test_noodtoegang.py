"""Break-glass from the refused page to the citizen's page: asked, looked, ended, reviewed."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.urls import reverse

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.rechten.commands import Deel
from tests import browser, cast
from tests.faces_werkplek.bureau import Bureau, plain
from tests.partijen.schilden import personeelslijst
from tests.rechten.verzoek import ask, grant

UITLEG = "De buurvrouw hoort geschreeuw en niemand doet open."
OPEN = {"reden": "gevaar", "toelichting": UITLEG}


@pytest.fixture
def dylan(stad) -> Bureau:
    """A desk employee who gave the second factor a minute ago."""
    return Bureau(cast.DYLAN.code, bevestigd=60)


def opened(bureau: Bureau, partij_id: UUID) -> UUID:
    """Open it; the id of the break-glass."""
    bureau.post("noodtoegang_vragen", partij_id, **OPEN)
    return UUID(bureau.laatste.redirect_chain[-1][0].rstrip("/").rpartition("/")[2])


def review(bureau: Bureau, id: UUID, status: int = 200, **velden: str) -> str:
    url = reverse("beheer:noodtoegang_beoordelen", args=[id])
    velden = velden or {"uitkomst": "terecht", "bevinding": "Gebeld met de wijkagent."}
    return plain(bureau.see(bureau.client.post(url, velden, follow=True), status))


def test_the_refused_page_points_to_break_glass_for_whoever_has_it(stad, dylan):
    html = dylan.get("klant", stad["samira"], status=403)
    assert reverse("werkplek:noodtoegang_vragen", args=[stad["samira"]]) in html
    assert "Vraag noodtoegang" not in Bureau(cast.BRAM.code).get("klant", stad["samira"], status=403)


def test_twenty_minutes_of_one_customer_under_a_red_bar_on_every_screen(stad, dylan):
    id = opened(dylan, stad["samira"])
    page = plain(dylan.laatste.content.decode())
    assert cast.SAMIRA.mail in page.replace(" ", "")
    assert "Niet nodig voor dit doel" in page
    for naam in ("postvak", "taken", "gesprek"):
        balk = plain(dylan.get(naam))
        assert "Noodtoegang loopt" in balk
        assert re.search(r"nog (19|20) minuten", balk)
    dylan.get("noodtoegang", stad["naima"], id, status=403)  # another customer
    Bureau(cast.JOLANDA.code).get("noodtoegang", stad["samira"], id, status=403)  # another employee
    gestopt = plain(dylan.post("noodtoegang_stoppen", id))
    assert "De noodtoegang is beëindigd" in gestopt
    assert "Noodtoegang loopt" not in gestopt
    assert "Deze noodtoegang is voorbij" in plain(dylan.get("noodtoegang", stad["samira"], id, status=403))


def test_who_reviews_after_a_colleague_reads_that_it_does_not_count(stad, dylan):
    """Two see the form at once; the second one's "not in order" vanished, and no word about it."""
    id = opened(dylan, stad["samira"])
    dylan.post("noodtoegang_stoppen", id)
    assert "Uw oordeel is vastgelegd" in review(Bureau(cast.ROBBERT.code), id)
    tweede = {"uitkomst": "onterecht", "bevinding": "De wijkagent wist van niets."}
    page = review(Bureau(cast.CARLIJN.code), id, status=409, **tweede)
    assert "Uw oordeel is niet vastgelegd" in page and "De wijkagent wist van niets." in page
    assert "Gebeld met de wijkagent." in page and "Robbert Kuindersma" in page


def test_back_to_the_form_or_sent_twice_is_the_one_that_runs(stad, dylan):
    id = opened(dylan, stad["samira"])
    form = reverse("werkplek:noodtoegang_vragen", args=[stad["samira"]])
    page = plain(dylan.see(dylan.client.get(form, follow=True), 200))
    assert "Noodtoegang loopt" in page and "Noodtoegang openen" not in page
    assert opened(dylan, stad["samira"]) == id


def test_what_was_typed_for_another_customer_is_there_when_the_first_is_ended(stad, dylan):
    id = opened(dylan, stad["samira"])
    page = plain(dylan.post("noodtoegang_vragen", stad["naima"], status=422, **OPEN))
    assert "U heeft al noodtoegang tot een andere klant. Beëindig die eerst." in page
    assert UITLEG in page
    dylan.post("noodtoegang_stoppen", id)
    assert opened(dylan, stad["naima"]) != id


def test_what_the_customer_asked_not_to_use_is_named_there(stad, dylan):
    """Somebody who sends help must not think that no address is known."""
    id = ask(stad["samira"], "beperking", onderdelen=(G.CONTACTADRESSEN,))
    grant(stad["samira"], id, delen=(Deel(int(G.CONTACTADRESSEN), "toegewezen"),))
    opened(dylan, stad["samira"])
    page = plain(dylan.laatste.content.decode())
    assert cast.SAMIRA.mail not in page.replace(" ", "")
    assert "De klant vroeg om dit niet te gebruiken: telefoon en e-mail." in page


@pytest.mark.parametrize("bevestigd", [0, 400])
def test_without_a_fresh_second_factor_there_is_no_form_and_no_opening(stad, bevestigd):
    bureau = Bureau(cast.DYLAN.code, bevestigd=bevestigd)
    html = bureau.get("noodtoegang_vragen", stad["samira"])
    assert "/inloggen/opnieuw/?next=" in html
    assert "Noodtoegang openen" not in plain(html)
    tekst = plain(bureau.post("noodtoegang_vragen", stad["samira"], status=422, **OPEN))
    assert "Bevestig eerst met uw tweede stap" in tekst
    assert UITLEG in tekst  # what was typed is not thrown away


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"reden": "gevaar", "toelichting": "te kort"}, "Schrijf in minstens 30 tekens"),
        ({"reden": "", "toelichting": UITLEG}, "Kies waarom u met spoed moet kijken"),
        ({"reden": "zomaar", "toelichting": UITLEG}, "Kies waarom u met spoed moet kijken"),
    ],
)
def test_it_needs_a_reason_of_the_list_and_thirty_characters(stad, dylan, velden, zin):
    assert zin in plain(dylan.post("noodtoegang_vragen", stad["samira"], status=422, **velden))


def test_one_customer_at_a_time(stad, dylan):
    opened(dylan, stad["samira"])
    assert "U heeft al noodtoegang" in plain(dylan.post("noodtoegang_vragen", stad["naima"], status=422, **OPEN))


def test_roles_without_it_are_refused(stad):
    for wie in (cast.ANNEKE, cast.CARLIJN, cast.BRAM):
        bureau = Bureau(wie.code, bevestigd=60)
        assert "Uw rol heeft geen noodtoegang" in plain(
            bureau.post("noodtoegang_vragen", stad["samira"], status=403, **OPEN)
        )


def test_somebody_else_reviews_it_and_then_the_citizen_reads_it(stad, dylan):
    client = browser.log_in("klant", stad["samira"])
    before = plain(browser.text(client.get("/mijn/inzage/")))
    assert "met spoed" not in before
    id = opened(dylan, stad["samira"])
    assert "met spoed" not in plain(browser.text(client.get("/mijn/inzage/")))
    robbert = Bureau(cast.ROBBERT.code)
    start = plain(robbert.see(robbert.client.get(reverse("beheer:start")), 200))
    assert "Noodtoegang wacht op een beoordeling" in start
    assert "Kies of het in orde was" in review(robbert, id, 422, uitkomst="", bevinding="Nagevraagd bij Dylan.")
    again = review(robbert, id, 422, uitkomst="terecht", bevinding="ok")
    assert "minstens 10 tekens" in again
    assert "Wat er is gezien" in again and "Uw gegevens en vragen bekeken" in again
    assert "Uw oordeel is vastgelegd" in review(robbert, id)
    page = plain(browser.text(client.get("/mijn/inzage/")))
    assert "Iemand keek met spoed in uw gegevens, omdat er gevaar was." in page
    assert "Een andere medewerker heeft dit achteraf gecontroleerd: in orde." in page
    assert "Dylan" not in page
    # reviewing again changes nothing
    assert "Gebeld met de wijkagent." in review(robbert, id, 409, uitkomst="onterecht", bevinding="Nee toch.")


def test_who_reviews_one_that_showed_nothing_reads_so_and_so_does_nobody_else(stad):
    henk_jan = Bureau(cast.HENK_JAN.code, bevestigd=60)
    personeelslijst((cast.HENK_JAN, cast.SAMIRA))
    henk_jan.post("noodtoegang_vragen", stad["samira"], status=403, **OPEN)
    id = UUID(henk_jan.laatste.redirect_chain[-1][0].rstrip("/").rpartition("/")[2])
    carlijn = Bureau(cast.CARLIJN.code)
    page = plain(carlijn.see(carlijn.client.get(reverse("beheer:noodtoegang_beoordelen", args=[id])), 200))
    assert "Er is niets getoond." in page
    assert "Wat er is gezien" not in page
    assert "Is er iets getoond, dan kan de klant het nu lezen." in review(carlijn, id)
    client = browser.log_in("klant", stad["samira"])
    assert "met spoed" not in plain(browser.text(client.get("/mijn/inzage/")))


def test_nobody_reviews_their_own_and_no_other_team_does(stad):
    robbert = Bureau(cast.ROBBERT.code, bevestigd=60)
    id = opened(robbert, stad["samira"])
    html = plain(robbert.see(robbert.client.get(reverse("beheer:noodtoegang_beoordelen", args=[id])), 200))
    assert "Niemand beoordeelt zichzelf" in html
    assert "Dit heeft u zelf gedaan" in review(robbert, id, 403)
    Bureau(cast.JOLANDA.code).see(
        Bureau(cast.JOLANDA.code).client.post(reverse("beheer:noodtoegang_beoordelen", args=[id])), 403
    )
    assert "Uw oordeel is vastgelegd" in review(Bureau(cast.CARLIJN.code), id)


def test_the_list_names_departments_and_no_employee(stad, dylan):
    opened(dylan, stad["samira"])
    carlijn = Bureau(cast.CARLIJN.code)
    tekst = plain(carlijn.see(carlijn.client.get(reverse("beheer:noodtoegang")), 200))
    assert "Per team in de laatste drie maanden" in tekst
    assert "Dylan" not in tekst
