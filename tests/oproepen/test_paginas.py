"""Calling from a number at the desk, and the telephone in management."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from geholpen.domain.berichten.commands import record_kanaalstand, save_kanaalaccount, switch_kanaalaccount
from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.domain.klantcontacten.queries import lopende_gesprekken, vragen_van
from geholpen.domain.oproepen import tasks
from geholpen.domain.oproepen.commands import keep_oproep, link_oproep, promise_callback, record_nieuws
from geholpen.domain.oproepen.commands.vastleggen import Gebeld
from geholpen.domain.oproepen.ports import Oproepnieuws, Wat
from geholpen.domain.oproepen.queries import gevraagd, oproepen_van, recente_oproepen, toestellen, toestellen_van
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.platform.context import Aanleiding
from geholpen.platform.models import uuid7
from tests import bed, browser
from tests.oproepen.test_oproepen import missed

pytestmark = pytest.mark.django_db


def exchange() -> str:
    """An exchange that can call for us; nobody answers there. Returns its account."""
    waarden = {"naam": "Centrale", "token": "t" * 32, "bel_adres": "http://127.0.0.1:1/bel", "bel_token": "b"}
    return str(save_kanaalaccount(bed.medewerker("mdw-007", "beheer"), "telefonie", waarden))


def test_a_number_that_is_shown_can_be_called_and_no_other(waterdam):
    client, samira = browser.medewerker("mdw-001"), waterdam.stad.partij_id("samira")
    vraag = f"/werkplek/vraag/{samira}/{key('gesprek', 'samira-kenteken')}/"
    bel = f"{vraag}bel/"
    assert bel not in browser.text(client.get(vraag)), "there is no exchange yet"
    exchange()
    assert bel in browser.text(client.get(vraag))
    assert client.post(bel, {"nummer": "+31612345678"}).status_code == 404
    antwoord = client.post(bel, {"nummer": "+31850000111", "terug": "https://elders.example/"})
    assert (antwoord.status_code, antwoord["Location"]) == (302, vraag)
    assert "Uw telefoon gaat zo over." in browser.text(client.get(vraag))


def test_calling_in_a_conversation_gets_its_question_when_that_is_written_down(waterdam):
    account, jolanda = exchange(), bed.medewerker("mdw-001")
    client, samira = browser.medewerker("mdw-001"), waterdam.stad.partij_id("samira")
    hier = f"{client.post('/werkplek/gesprek/', {'kanaal': 'balie'})['Location']}klant/{samira}/"
    assert f"{hier}bel/" not in browser.text(client.get(hier)), "first we know who it is"
    assert client.post(f"{hier}bel/", {"nummer": "+31850000111"}).status_code == 404
    client.post(hier, {"actie": "controle", "aantal": "1", "c_bewijs": "on"})
    assert f"{hier}bel/" in browser.text(client.get(hier))
    assert client.post(f"{hier}bel/", {"nummer": "+31612345678"}).status_code == 404
    antwoord = client.post(f"{hier}bel/", {"nummer": "+31850000111"}, headers={"HX-Request": "true"})
    assert "Uw telefoon gaat zo over." in browser.text(antwoord)
    assert "<html" not in browser.text(antwoord), "what was typed on the page stays"
    [oproep] = [o for o in recente_oproepen(bed.systeem("telefoon")) if o.richting == "uit"]
    vraag = gevraagd(bed.systeem("telefoon"), oproep.id)
    assert vraag is not None
    assert vraag.nummer == "+31850000111"
    for wat in (Wat.OPGENOMEN, Wat.BEEINDIGD):
        nieuws = Oproepnieuws(wat, "uit1", richting="uit", ref=oproep.id, toestel="201")
        assert record_nieuws(bed.systeem("telefoon"), account, nieuws) == oproep.id
    assert "aan de telefoon" not in browser.text(client.get("/werkplek/oproep/")), "we called them"
    vraag_id, [gesprek] = key("gesprek", "samira-kenteken"), lopende_gesprekken(jolanda)
    assert oproepen_van(jolanda.voor(Aanleiding("klantvraag", samira, vraag_id)), samira) == []
    link_oproep(bed.systeem("telefoon"), gesprek.id, samira, vraag_id)
    tasks.leg_oproep_vast(bed.systeem("telefoon"), str(oproep.id))
    [regel] = oproepen_van(jolanda.voor(Aanleiding("klantvraag", samira, vraag_id)), samira)
    assert (regel.richting, regel.gesprek_id, regel.klantvraag_id) == ("uit", gesprek.id, vraag_id)


def test_calling_about_a_closed_question_begins_a_conversation(waterdam):
    exchange()
    client, roos, jolanda = browser.medewerker("mdw-001"), waterdam.stad.partij_id("roos"), bed.medewerker("mdw-001")
    hier = f"{client.post('/werkplek/gesprek/', {'kanaal': 'balie'})['Location']}klant/{roos}/"
    client.post(hier, {"actie": "controle", "aantal": "1", "c_bewijs": "on"})
    gesproken = {"v0_waarover": "nieuw:afval", "v0_inhoud": "Container gemist.", "v0_uitkomst": "beantwoord"}
    assert client.post(hier, {"actie": "afronden", "aantal": "1", **gesproken}).status_code == 302
    dicht = max((v for v in vragen_van(bed.systeem().over({roos}), roos) if not v.open), key=lambda v: v.gestart_op)
    vraag = f"/werkplek/vraag/{roos}/{dicht.klantvraag_id}/"
    assert f"{vraag}bel/" in browser.text(client.get(vraag))
    antwoord = client.post(f"{vraag}bel/", {"nummer": "+31850000121"})
    [gesprek] = lopende_gesprekken(jolanda)
    assert antwoord["Location"] == f"/werkplek/gesprek/{gesprek.id}/klant/{roos}/"
    assert "Wie is er aan de lijn?" in browser.text(client.get(antwoord["Location"]))
    [oproep] = [o for o in recente_oproepen(bed.systeem("telefoon")) if o.richting == "uit"]
    assert gevraagd(bed.systeem("telefoon"), oproep.id) is not None


def test_who_is_on_the_line_already_is_asked_first(waterdam):
    account, client, samira = exchange(), browser.medewerker("mdw-001"), waterdam.stad.partij_id("samira")
    vraag = f"/werkplek/vraag/{samira}/{key('gesprek', 'samira-kenteken')}/"
    systeem, bel = bed.systeem("telefoon"), {"nummer": "+31850000111", "terug": vraag}
    for wat in (Wat.AANGEBODEN, Wat.OPGENOMEN):
        record_nieuws(systeem, account, Oproepnieuws(wat, "in1", nummer="+31850000121", toestel="201"))
    antwoord = browser.text(client.post(f"{vraag}bel/", bel, headers={"HX-Request": "true"}))
    assert "U heeft nu iemand aan de telefoon. Hang eerst op." in antwoord
    assert "gh-fout" not in antwoord, "it is a question, and nothing went wrong"
    assert "Toch bellen" in antwoord
    assert 'name="nummer" value="+31850000111"' in antwoord, "the button that comes instead calls the same number"
    assert client.post(f"{vraag}bel/", bel).status_code == 302
    assert "U heeft nu iemand aan de telefoon." in browser.text(client.get(vraag))
    assert [o for o in recente_oproepen(systeem) if o.richting == "uit"] == []
    antwoord = browser.text(client.post(f"{vraag}bel/", bel | {"toch": "ja"}, headers={"HX-Request": "true"}))
    assert "Uw telefoon gaat zo over." in antwoord
    record_nieuws(systeem, account, Oproepnieuws(Wat.BEEINDIGD, "in1", toestel="201"))
    antwoord = browser.text(client.post(f"{vraag}bel/", bel, headers={"HX-Request": "true"}))
    assert "Uw telefoon gaat zo over." in antwoord, "the other end is known"


def test_a_question_with_a_call_in_its_log_opens_at_the_desk(waterdam):
    samira, vraag_id = waterdam.stad.partij_id("samira"), key("gesprek", "samira-kenteken")
    now = timezone.now()
    gebeld = Gebeld(uuid7(), samira, vraag_id, None, "in", now, now, now + timedelta(seconds=75), "gesproken")
    keep_oproep(bed.systeem("telefoon").over({samira}), gebeld)
    page = browser.text(browser.medewerker("mdw-001").get(f"/werkplek/vraag/{samira}/{vraag_id}/"))
    assert "Telefoongesprek van 1:15 minuten" in page


def test_a_call_that_we_missed_is_one_line_for_the_desk_and_for_the_customer(waterdam):
    roos, systeem = waterdam.stad.partij_id("roos"), bed.systeem("telefoon")
    oproep = missed("+31850000121", "m1")
    assert promise_callback(systeem, oproep) == roos
    tasks.leg_oproep_vast(systeem, str(oproep))
    regel = max(vragen_van(bed.systeem().over({roos}), roos), key=lambda v: v.gestart_op)
    desk = browser.text(browser.medewerker("mdw-001").get(f"/werkplek/vraag/{roos}/{regel.klantvraag_id}/"))
    mijn = browser.text(browser.klant("roos").get(f"/mijn/vraag/{regel.klantvraag_id}/"))
    for page in (desk, mijn):
        assert "U belde ons, maar kreeg niemand te spreken." in page
        assert "Gebeld, maar niemand te spreken gekregen" not in page


def test_how_an_exchange_is_doing_stands_under_its_name_until_it_is_switched_off(waterdam):
    beheer = bed.medewerker("mdw-007", "beheer")
    waarden = {"naam": "Onze centrale", "api": "http://127.0.0.1:1/ari", "gebruiker": "g", "wachtwoord": "w"}
    id = save_kanaalaccount(beheer, "asterisk", waarden)
    zin = "Luistert naar de centrale."
    record_kanaalstand(bed.systeem("asterisk"), str(id), "asterisk", stand="goed", uitleg=zin)
    client, kanalen = browser.medewerker("mdw-007"), "/beheer/kanalen/"
    stand = browser.text(client.get(kanalen)).split("Berichten per kanaal")[0]
    assert zin in stand
    assert "Onze centrale" in stand
    assert str(id) not in stand
    switch_kanaalaccount(beheer, id, False)
    assert zin not in browser.text(client.get(kanalen))


def test_management_says_whose_an_extension_is(waterdam):
    client, jolanda = browser.medewerker("mdw-007"), bed.medewerker("mdw-001").actor.id
    assert client.post("/beheer/telefoon/", {"toestel": "299", "medewerker": ""}).status_code == 422
    client.post("/beheer/telefoon/", {"toestel": "PJSIP/299", "medewerker": str(jolanda)})
    assert "299" in toestellen_van(jolanda)
    client.post("/beheer/telefoon/", {"toestel": "299", "actie": "weg"})
    assert "299" not in dict(toestellen())
    assert browser.medewerker("mdw-001").get("/beheer/telefoon/").status_code == 403


def test_what_callers_hear_is_changed_and_the_secret_stays(waterdam):
    waarden = {"naam": "Menulijn", "account_sid": "AC1", "token": "t" * 32, "wachtrij": "k", "begroeting": "Waterdam"}
    id = save_kanaalaccount(bed.medewerker("mdw-007", "beheer"), "spraak", waarden)
    client, menu = browser.medewerker("mdw-007"), f"/beheer/telefoon/menu/{id}/"
    assert "Paspoort of identiteitskaart" in browser.text(client.get(menu))
    assert client.post(menu, {"begroeting": "Waterdam", "onderwerp_1": "afval"}).status_code == 422
    keuze = {"onderwerp_2": "afval", "naam_2": "Afval: en meer", "woorden_2": "afval, container"}
    assert client.post(menu, {"begroeting": "Waterdam", **keuze}).status_code == 302
    [account] = [a for a in kanaalaccounts("spraak") if a.id == id]
    assert account.instellingen["menu"] == "2 afval Afval en meer: afval, container"
    assert "token" in account.ingevuld
    kanaal = f"/beheer/kanalen/{id}/"
    assert "Stelt u in bij Telefoon" in browser.text(client.get(kanaal)), "no box for what has a page of its own"
    leeg = client.post(kanaal, {**waarden, "account_sid": ""})
    assert leeg.status_code == 422
    assert 'href="#id_account_sid"' in browser.text(leeg), "what is wrong stands above a long form too"
    assert client.post(kanaal, {**waarden, "wachtrij": "ander"}).status_code == 302
    [account] = [a for a in kanaalaccounts("spraak") if a.id == id]
    assert account.instellingen["menu"] == "2 afval Afval en meer: afval, container", "it stays with the rest"
