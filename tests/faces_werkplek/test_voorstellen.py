"""The first page of management: what waits for whom."""

import pytest

from geholpen.domain.bewaren.commands import load_bewaartermijn, propose_termijn
from geholpen.domain.organisatie.commands import decide_instelling, propose_instelling
from geholpen.domain.organisatie.models import Wijziging
from geholpen.faces.beheer.organisatie.view import nu
from geholpen.faces.beheer.organisatie.woorden import plat
from tests import bed, browser, cast

pytestmark = pytest.mark.django_db
BEHEERDER, FG, ARCHIVARIS = "mdw-007", cast.CARLIJN.code, "mdw-020"


def waits(code: str) -> bool:
    return "1 voorstel wacht op u" in browser.text(browser.medewerker(code).get("/beheer/"))


def test_a_proposal_waits_for_who_may_agree_and_did_not_propose_it(waterdam):
    changed = plat(nu("post")) | {"toezicht_mail.fg": "anders@waterdam.example"}
    propose_instelling(bed.medewerker(BEHEERDER), "post", changed, "De functionaris heeft een ander adres.")
    assert waits(FG) and not waits(BEHEERDER) and not waits(ARCHIVARIS)
    page = browser.text(browser.medewerker(FG).get("/beheer/")).partition("Wacht op u")[2]
    assert 'href="/beheer/organisatie/"' in page.partition("</ul>")[0]
    decide_instelling(bed.medewerker(FG), Wijziging.objects.get(stand="open").id, True, "")
    assert not waits(FG)


def test_a_term_that_was_proposed_too(waterdam):
    load_bewaartermijn("envelop", 90, "Alleen nodig om een fout in het lezen te vinden.")
    why = "Zo lang is het nodig om terug te kijken."
    assert propose_termijn(bed.medewerker(ARCHIVARIS), "envelop", 1000, why, "De selectielijst is herzien.") == "open"
    assert not waits(ARCHIVARIS)
    assert waits(FG)
    page = browser.text(browser.medewerker(FG).get("/beheer/")).partition("Wacht op u")[2]
    assert 'href="/beheer/bewaartermijnen/"' in page.partition("</ul>")[0]
