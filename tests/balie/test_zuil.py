"""The ticket column, and the bookings of which another agenda said nothing: what a visitor and a colleague settle."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from geholpen.adapters.koppelingen.jcc.twin import Jcc
from geholpen.domain.balie import tasks
from geholpen.domain.balie.agenda import NL
from geholpen.domain.balie.codes import zuil_sleutel
from geholpen.domain.balie.commands import Aanvraag, book_afspraak, draw_zelf, report_in
from geholpen.domain.balie.models import Locatie
from geholpen.domain.balie.plaatsen import is_open
from geholpen.domain.balie.queries import afspraken_van, wachtrij
from geholpen.platform.errors import Invalid
from geholpen.platform.tweeling import Storing
from tests import bed, browser
from tests.balie.test_balie import PASPOORT, STADHUIS, first_time
from tests.balie.test_koppelingen import booked, fresh, stand  # noqa: F401  the fixture lets us call our own twin

pytestmark = pytest.mark.django_db
KERST = datetime(2026, 12, 25, 12, tzinfo=NL)  # a Friday
ADRES = f"/zuil/{STADHUIS}/"


@pytest.fixture(autouse=True)
def always_open(monkeypatch):
    """At whatever hour this runs, the counter is open; one test below looks at the clock itself."""
    monkeypatch.setattr("geholpen.domain.balie.commands.zuil.is_open", lambda *_: True)


def zuil() -> str:
    return f"{ADRES}{zuil_sleutel(STADHUIS)}/"


def test_a_visitor_takes_a_number_without_a_script_and_the_screen_starts_again(waterdam):
    client = Client(enforce_csrf_checks=True)
    assert client.get(f"{ADRES}geraden/").status_code == 404
    begin = client.get(zuil())
    assert "Refresh" not in begin
    stap = client.get(f"{zuil()}?stap=waarvoor")
    assert stap["Refresh"].startswith("60; url=/zuil/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', stap.content.decode())[1]
    post = {"csrfmiddlewaretoken": token, "soort": PASPOORT}
    klaar = client.get(client.post(f"{zuil()}?stap=waarvoor", post)["Location"])
    [ticket] = wachtrij(bed.medewerker("mdw-001"), STADHUIS)
    assert ticket.code in browser.text(klaar)
    tik = {**post, "id": re.search(r'name="id" value="([^"]+)"', stap.content.decode())[1]}
    een, twee = (client.post(f"{zuil()}?stap=waarvoor", tik)["Location"] for _ in range(2))
    assert een == twee, "touched twice is one ticket"
    assert len(wachtrij(bed.medewerker("mdw-001"), STADHUIS)) == 2
    assert klaar["Refresh"].startswith("20; ")
    assert client.post(f"{zuil()}?stap=waarvoor", {**post, "soort": "bestaat_niet"}).status_code == 422
    with pytest.raises(Invalid, match="even geen nummers"):
        for _ in range(41):
            draw_zelf(bed.systeem("balie"), STADHUIS, PASPOORT)


def test_a_closed_counter_gives_no_number(waterdam, monkeypatch):
    monkeypatch.setattr("geholpen.domain.balie.commands.zuil.is_open", is_open)
    plek = Locatie.objects.get(code=STADHUIS)
    plek.uren = [{"dag": 2, "van": "09:00", "tot": "17:00"}]
    dinsdag = datetime(2026, 11, 24, tzinfo=NL)
    assert [is_open(plek, dinsdag.replace(hour=h)) for h in (8, 9, 16, 17)] == [False, True, True, False]
    assert not is_open(plek, datetime(2026, 11, 25, 12, tzinfo=NL)), "another day"
    assert not is_open(Locatie(code="feest", uren=[{"dag": 5, "van": "09:00", "tot": "17:00"}]), KERST)
    elders = [d for d in range(1, 8) if d != timezone.localdate().isoweekday()]
    Locatie.objects.filter(code=STADHUIS).update(uren=[{"dag": d, "van": "00:00", "tot": "23:59"} for d in elders])
    antwoord = Client().post(f"{zuil()}?stap=waarvoor", {"soort": PASPOORT})
    assert antwoord.status_code == 422
    assert "De balie is nu dicht." in browser.text(antwoord)
    assert wachtrij(bed.medewerker("mdw-001"), STADHUIS) == []


def test_who_has_an_appointment_reports_in_with_its_code_and_nobody_is_named(waterdam):
    roos, begin = waterdam.stad.partij_id("roos"), first_time()
    book_afspraak(bed.klant(roos), roos, Aanvraag(PASPOORT, STADHUIS, begin))
    code, ctx = afspraken_van(bed.klant(roos), roos)[0].meldcode, bed.systeem("balie")
    antwoord = Client().post(f"{zuil()}?stap=code", {"code": code})
    assert antwoord.status_code == 422, "not today"
    assert "Roos" not in browser.text(antwoord)
    typed = f"{code[:3].lower()} {code[3:]}"
    made = report_in(ctx, STADHUIS, typed, begin.date())
    assert report_in(ctx, STADHUIS, code, begin.date()).code == made.code, "twice is one ticket"
    [ticket] = wachtrij(bed.medewerker("mdw-001"), STADHUIS)
    assert (ticket.code, ticket.vanaf) == (made.code, begin)
    with pytest.raises(Invalid):
        report_in(ctx, STADHUIS, "BBBBBBB", begin.date())
    assert afspraken_van(bed.klant(roos), roos)[0].stand == "aanwezig"


def test_a_colleague_settles_what_jcc_did_not_say(waterdam):
    with Jcc() as twin:
        roos, afspraak = booked(waterdam.stad, twin)
        twin.storingen.append(Storing("/appointment$", doe="weg"))
        tasks.boek_extern(bed.systeem("balie").over({roos}), str(roos), str(afspraak))
        client = browser.medewerker("mdw-001")
        page = browser.text(client.get("/werkplek/balie/"))
        assert "Kijk in JCC of de afspraak er staat" in page
        assert str(afspraak) in page
        post = {"partij": str(roos), "afspraak": str(afspraak), "staat": "ja", f"notitie_{afspraak}": " "}
        leeg = client.post("/werkplek/balie/nakijken/", post, follow=True)
        assert "Schrijf op wat u in de andere agenda zag." in browser.text(leeg)
        assert stand(roos) == "onbekend"
        post |= {f"notitie_{afspraak}": "Staat er.", f"extern_{afspraak}": next(iter(twin.geboekt))}
        client.post("/werkplek/balie/nakijken/", post)
        regel = afspraken_van(bed.klant(roos), roos)[0]
        assert (regel.stand, regel.uitleg) == ("bevestigd", "Staat er.")
        assert "intussen al nagekeken" in browser.text(client.post("/werkplek/balie/nakijken/", post, follow=True))


def test_what_jcc_cannot_do_without_is_given_when_we_know_it_and_else_a_person_books(waterdam):
    with Jcc() as twin:
        twin.verplicht = {"lastName": 2, "emailAddress": 2, "firstName": 0, "birthDate": 1}
        roos, afspraak = booked(waterdam.stad, twin)
        tasks.boek_extern(bed.systeem("balie").over({roos}), str(roos), str(afspraak))
        [geboekt] = twin.geboekt.values()
        assert geboekt["customerList"][0]["emailAddress"] == "roos.verdonk@voorbeeld.example"
        assert "phoneNumber" not in geboekt["customerList"][0], "no more than it needs"
        twin.verplicht = {"birthDate": 2}
        roos, tweede = booked(waterdam.stad, twin)
        tasks.boek_extern(bed.systeem("balie").over({roos}), str(roos), str(tweede))
        assert len(twin.geboekt) == 1, "nobody gave a date of birth away"
        assert "onbekend" in {a.stand for a in afspraken_van(bed.klant(roos), roos)}


def test_management_sets_up_a_place_and_a_kind(waterdam):
    client = browser.medewerker("mdw-007")
    plek = {
        "code": "noord",
        "naam": "Balie Noord",
        "loketten": "2",
        "agenda": "eigen",
        "actief": "on",
        "dag_1": "9 tot 12",
    }
    fout = client.post("/beheer/balie/plek/", plek)
    assert fout.status_code == 422
    assert "9.00 tot 17.00" in browser.text(fout)
    assert client.post("/beheer/balie/plek/", {**plek, "dag_1": "9.00 tot 12.00"}).status_code == 302
    page = browser.text(client.get("/beheer/balie/"))
    assert "Balie Noord" in page
    assert 'value="9.00 tot 12.00"' in client.get("/beheer/balie/plek/noord/").content.decode()
    soort = {"code": "ophalen", "naam": "Ophalen", "onderwerp_code": "paspoort", "minuten": "10", "actief": "on"}
    assert client.post("/beheer/balie/soort/", {**soort, "onderwerp_code": "jeugdhulp"}).status_code == 422
    assert client.post("/beheer/balie/soort/", soort).status_code == 302
    assert "10 minuten" in browser.text(client.get("/beheer/balie/"))
    assert browser.medewerker("mdw-001").get("/beheer/balie/").status_code == 403
