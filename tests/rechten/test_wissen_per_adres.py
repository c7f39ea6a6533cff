"""Erasing one address or number, and what an erasure does to questions that still run."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from geholpen.domain.bewaren.boek import behind
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import close_klantvraag
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.domain.partijen.queries import Zoekvraag, find_personen
from geholpen.domain.rechten.commands import Besluit, Deel, Opname, besluit_verzoek, neem_op
from geholpen.domain.rechten.queries import gevolgen_van_wissen, verzoek
from geholpen.domain.rechten.tasks import look_at_verzoeken
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid
from tests import bed, browser, cast
from tests.rechten.test_grens_op_woord import erbij
from tests.rechten.test_opnemen_per_rij import NUMMER, OUD, gemaild
from tests.rechten.toestemming import samira
from tests.rechten.verzoek import ask, fg, grant, run_jobs

__all__ = ["erbij", "gemaild", "samira"]
JA = (Deel(int(G.CONTACTADRESSEN), "toegewezen"),)


def adressen(beheer: Any, partij_id: UUID) -> set[str]:
    rows = beheer.execute("SELECT adres FROM digitaal_adres WHERE partij_id = %s", [partij_id]).fetchall()
    return {adres for (adres,) in rows}


def _uitvoering(partij_id: UUID, id: UUID) -> tuple[str, str]:
    found = verzoek(bed.klant(partij_id), partij_id, id).verzoek
    return found.uitvoering, found.uitvoering_grond


def test_the_one_number_goes_everywhere_it_stands_and_nothing_else(samira, erbij, beheer):
    doel = erbij("digitaal_adres", adres=NUMMER, soort_digitaal_adres="telefoonnummer")
    erbij("digitaal_adres", adres=NUMMER[1:], soort_digitaal_adres="overig", identiteitsoort="whatsapp")
    erbij("digitaal_adres", adres=NUMMER, soort_digitaal_adres="telefoonnummer", los=True)
    client = browser.klant("samira")
    page = client.get("/mijn/rechten/vragen/verwijdering/")
    assert "Gaat het om één adres of nummer?" in browser.text(page) and doel in page.content.decode()
    assert "Uw rekeningnummer" not in browser.text(page)
    answer = client.post("/mijn/rechten/vragen/verwijdering/", {"rijen": doel, "tekst": "Oud nummer."}, follow=True)
    assert "Alleen deze" in browser.text(answer)
    (id,) = beheer.execute("SELECT id FROM rechtenverzoek WHERE partij_id = %s", [samira]).fetchone()
    before = adressen(beheer, samira)
    beheer.execute("UPDATE partij SET voorkeurs_digitaal_adres_id = %s WHERE partij_id = %s", [doel, samira])
    grant(samira, id, delen=JA)
    run_jobs(beheer, "voer_besluit_uit")
    assert adressen(beheer, samira) == before - {NUMMER, NUMMER[1:]}
    assert _uitvoering(samira, id) == ("gedaan", "")
    voorkeur = "SELECT voorkeurs_digitaal_adres_id FROM partij WHERE partij_id = %s"
    assert beheer.execute(voorkeur, [samira]).fetchone() == (None,), "what is gone is no preferred address"
    zoeker = bed.medewerker("mdw-001")
    assert find_personen(zoeker, Zoekvraag(email=cast.SAMIRA.mail)).hits
    assert not [h for h in find_personen(zoeker, Zoekvraag(telefoon=NUMMER)).hits if h.partij_id == samira]
    (rijen,) = beheer.execute("SELECT cardinality(rijen) FROM vernietigbesluit").fetchone()
    assert rijen == 3 and not behind()


def test_an_address_of_somebody_else_or_a_house_is_not_taken(samira, erbij, echte_stad, beheer):
    roos = echte_stad.stad.partij_id("roos")
    vreemd = erbij("digitaal_adres", wie=roos, adres=OUD, soort_digitaal_adres="email")
    huis = erbij("rekeningnummer", iban="NL91ABNA0417164300")
    for doel, zin in ((vreemd, "staat er niet meer"), (huis, "kunt u apart laten wissen")):
        with pytest.raises(Invalid, match=zin):
            ask(samira, "verwijdering", rijen=(doel,))


def _open_by_mail(samira: UUID, beheer: Any) -> UUID:
    """One question of hers runs, over mail; all others are done."""
    vraag = next(v for v in vragen_van(bed.klant(samira), samira) if v.open and v.onderwerp_code == "parkeervergunning")
    beheer.execute(
        "UPDATE klantvraag SET status = 'afgehandeld', uitkomst = 'beantwoord', afgesloten_op = now()"
        " WHERE partij_id = %s AND id <> %s AND status <> 'afgehandeld'",
        [samira, vraag.klantvraag_id],
    )
    beheer.execute("UPDATE interne_taak SET status = 'verwerkt' WHERE partij_id = %s", [samira])
    beheer.execute("UPDATE klantvraag SET laatste_kanaal = 'email' WHERE id = %s", [vraag.klantvraag_id])
    return vraag.klantvraag_id


def test_the_address_that_a_running_question_needs_stays_until_it_is_done(samira, beheer):
    vraag = _open_by_mail(samira, beheer)
    kies = "SELECT id FROM digitaal_adres WHERE partij_id = %s AND soort_digitaal_adres = 'email'"
    mails = tuple(str(id) for (id,) in beheer.execute(kies, [samira]).fetchall())
    id = ask(samira, "verwijdering", rijen=mails)
    officer = browser.medewerker(cast.CARLIJN.code)
    page = browser.text(officer.get(f"/beheer/rechten/{samira}/{id}/"))
    (kenmerk,) = beheer.execute("SELECT kenmerk FROM klantvraag WHERE id = %s", [vraag]).fetchone()
    assert "Een open vraag heeft dit adres of nummer nodig" in page and kenmerk in page
    grant(samira, id, delen=JA)
    run_jobs(beheer, "voer_besluit_uit")
    assert cast.SAMIRA.mail in adressen(beheer, samira) and _uitvoering(samira, id) == ("aangehouden", "open_vraag")
    assert "AVG, artikel 17, lid 3" in browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    assert "nog antwoord krijgt op een vraag" in browser.text(browser.klant("samira").get(f"/mijn/vraag/{id}/"))
    assert "Wacht tot een open vraag klaar is" in browser.text(officer.get("/beheer/rechten/"))
    assert look_at_verzoeken() == 0

    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", samira, vraag))
    close_klantvraag(ctx, samira, vraag, "beantwoord")
    assert look_at_verzoeken() == 1
    run_jobs(beheer, "voer_besluit_uit")
    assert cast.SAMIRA.mail not in adressen(beheer, samira) and _uitvoering(samira, id) == ("gedaan", "")


def test_an_erasure_does_not_wait_for_a_question_that_nobody_may_read(samira, beheer):
    """Erasure waits for the question, and the question for the end of the restriction: neither would ever come."""
    _open_by_mail(samira, beheer)
    stil = ask(samira, "beperking", onderdelen=(G.CONTACTINHOUD,))
    wissen = ask(samira, "verwijdering", onderdelen=(G.CONTACTADRESSEN,))
    grant(samira, wissen, delen=JA)
    run_jobs(beheer, "voer_besluit_uit")
    assert _uitvoering(samira, wissen) == ("aangehouden", "open_vraag")
    assert look_at_verzoeken() == 0
    grant(samira, stil, delen=(Deel(int(G.CONTACTINHOUD), "toegewezen"),))
    assert not gevolgen_van_wissen(fg(samira, wissen), samira, wissen).nodig
    assert look_at_verzoeken() == 1
    run_jobs(beheer, "voer_besluit_uit")
    assert not adressen(beheer, samira) and _uitvoering(samira, wissen) == ("gedaan", "")


def test_all_of_the_kind_waits_for_a_running_question_as_one_address_does(samira, beheer):
    vraag = _open_by_mail(samira, beheer)
    id = ask(samira, "verwijdering", onderdelen=(G.CONTACTADRESSEN,))
    found = gevolgen_van_wissen(fg(samira, id), samira, id)
    assert [v.klantvraag_id for v in found.nodig] == [vraag] and found.laatste
    page = browser.text(browser.medewerker(cast.CARLIJN.code).get(f"/beheer/rechten/{samira}/{id}/"))
    assert "Een open vraag heeft dit adres of nummer nodig" in page
    grant(samira, id, delen=JA)
    run_jobs(beheer, "voer_besluit_uit")
    assert cast.SAMIRA.mail in adressen(beheer, samira) and _uitvoering(samira, id) == ("aangehouden", "open_vraag")
    assert look_at_verzoeken() == 0

    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", samira, vraag))
    close_klantvraag(ctx, samira, vraag, "beantwoord")
    found = gevolgen_van_wissen(fg(samira, id), samira, id)
    assert not found.nodig and found.laatste
    assert look_at_verzoeken() == 1
    run_jobs(beheer, "voer_besluit_uit")
    assert not adressen(beheer, samira) and _uitvoering(samira, id) == ("gedaan", "")


def test_one_address_and_all_of_its_kind_is_asked_back(samira, beheer):
    kies = "SELECT id FROM digitaal_adres WHERE partij_id = %s AND soort_digitaal_adres = 'email'"
    (mail,) = beheer.execute(kies, [samira]).fetchone()
    sent = {"rijen": str(mail), "onderdelen": str(int(G.CONTACTADRESSEN)), "tekst": "Weg ermee."}
    answer = browser.klant("samira").post("/mijn/rechten/vragen/verwijdering/", sent)
    assert answer.status_code == 422 and "of alles van dat soort? Kies één." in browser.text(answer)
    assert beheer.execute("SELECT count(*) FROM rechtenverzoek WHERE partij_id = %s", [samira]).fetchone() == (0,)


def test_one_number_in_a_mail_can_be_written_down_to_erase(samira, gemaild, beheer):
    with pytest.raises(Invalid, match="Kies één van de twee"):
        neem_op(fg(samira, gemaild), samira, gemaild, Opname("verwijdering", (int(G.CONTACTADRESSEN),), (OUD,)))
    with pytest.raises(Invalid, match="kan apart worden gewist"):
        neem_op(fg(samira, gemaild), samira, gemaild, Opname("verwijdering", (), ("NL91 ABNA 0417 1643 00",)))
    neem_op(fg(samira, gemaild), samira, gemaild, Opname("verwijdering", (), (OUD,)))
    before = adressen(beheer, samira)
    grant(samira, gemaild, delen=JA)
    run_jobs(beheer, "voer_besluit_uit")
    assert adressen(beheer, samira) == before - {OUD}


def test_nobody_erases_the_text_of_a_running_question_unaware(samira, beheer):
    open_ = {v.klantvraag_id for v in vragen_van(bed.klant(samira), samira) if v.open}
    id = ask(samira, "verwijdering", onderdelen=(G.CONTACTINHOUD,))
    assert {v.klantvraag_id for v in gevolgen_van_wissen(fg(samira, id), samira, id).verliest} == open_ != set()
    officer, adres = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{id}/"
    page = officer.get(adres)
    for vraag in (v for v in vragen_van(bed.klant(samira), samira) if v.klantvraag_id != id):
        assert (vraag.kenmerk in browser.text(page)) == (vraag.klantvraag_id in open_)
    sent = {
        "doe": "besluit",
        "uitkomst": "toegewezen",
        "tekst": "Wij wissen het.",
        f"deel_{int(G.CONTACTINHOUD)}": "toegewezen",
    }
    getoond = {"getoond": [str(id) for id in open_]}
    answer = officer.post(adres, sent | getoond)
    assert answer.status_code == 422 and "Kijk welke dat zijn en vink aan dat u dat weet." in browser.text(answer)
    some = {"getoond": getoond["getoond"][1:], "gezien": "on"}  # one more came in after the page was shown
    assert officer.post(adres, sent | some).status_code == 422
    assert officer.post(adres, sent | getoond | {"gezien": "on"}).status_code == 302
    assert not verzoek(bed.klant(samira), samira, id).verzoek.open


def test_a_no_asks_nothing_about_running_questions(samira):
    id = ask(samira, "verwijdering", onderdelen=(G.CONTACTINHOUD,))
    nee = Deel(int(G.CONTACTINHOUD), "afgewezen", "Wij moeten dit bewaren.", "Archiefwet 1995, artikel 3")
    besluit_verzoek(fg(samira, id), samira, id, Besluit("afgewezen", "Zo is het.", (nee,)))
    assert not verzoek(bed.klant(samira), samira, id).verzoek.open
