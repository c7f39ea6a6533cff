"""The pages of appointments and of the counter, without a script."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from geholpen.domain.balie.commands import (
    Aanvraag,
    book_afspraak,
    call_next,
    cancel_afspraak,
    draw_volgnummer,
    move_afspraak,
    send_bevestiging,
)
from geholpen.domain.balie.queries import afspraken_van, vrije_dagen, vrije_tijden
from geholpen.domain.berichten.queries import gesprek
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid
from geholpen.platform.ui.tijd import datum_tijd
from tests import bed, browser

pytestmark = pytest.mark.django_db
GEBOORTE = "geboorte_aangeven"


def values(page: str, naam: str) -> list[str]:
    """The values of inputs with this name."""
    return [unescape(v) for v in re.findall(rf'name="{naam}"[^>]*value="([^"]+)"', page)]


def test_an_appointment_in_four_pages_without_a_script(waterdam):
    client, roos = browser.klant("roos"), waterdam.stad.partij_id("roos")
    nieuw = "/mijn/afspraken/nieuw/"
    assert "paspoort_aanvragen" in values(browser.text(client.get(nieuw)), "soort")
    assert "stadhuis" in values(browser.text(client.get(nieuw, {"soort": "paspoort_aanvragen"})), "plek")
    kies = {"soort": "paspoort_aanvragen", "plek": "stadhuis"}
    later = (timezone.localdate() + timedelta(days=3)).isoformat()
    page = browser.text(client.get(nieuw, {**kies, "vanaf": later}))
    dag = re.findall(r"dag=(\d{4}-\d{2}-\d{2})", page)[0]
    page = browser.text(client.get(nieuw, {**kies, "dag": dag}))
    begin, [sleutel] = values(page, "begin")[0], values(page, "sleutel")
    post = {**kies, "dag": dag, "begin": begin, "sleutel": sleutel}
    assert client.post(nieuw, {**post, "begin": ""}).status_code == 422
    for _ in range(2):
        answer = client.post(nieuw, post)
        assert (answer.status_code, answer["Location"]) == (302, f"/mijn/afspraken/#afspraak_{sleutel}")
    page = browser.text(client.get("/mijn/afspraken/"))
    assert "Staat vast" in page
    assert f'id="afspraak_{sleutel}" tabindex="-1"' in page
    assert "pasfoto" in page
    [regel] = afspraken_van(bed.klant(roos), roos)
    agenda = client.get(f"/mijn/afspraken/{regel.id}/agenda/")
    assert agenda.content.startswith(b"BEGIN:VCALENDAR")
    assert browser.klant("wouter").get(f"/mijn/afspraken/{regel.id}/agenda/").status_code == 404
    move(client, str(regel.id))
    assert "Wilt u deze afspraak afzeggen?" in browser.text(client.get(f"/mijn/afspraken/{regel.id}/afzeggen/"))
    assert client.post(f"/mijn/afspraken/{regel.id}/afzeggen/").status_code == 302
    assert "U heeft geen afspraak staan" in browser.text(client.get("/mijn/afspraken/"))
    assert client.get(f"/mijn/afspraken/{regel.id}/verzetten/").status_code == 404


def move(client: Client, id: str) -> None:
    """To the last time of the first day that is offered."""
    url = f"/mijn/afspraken/{id}/verzetten/"
    dag = re.findall(r"dag=(\d{4}-\d{2}-\d{2})", browser.text(client.get(url)))[-1]
    begin = values(browser.text(client.get(url, {"dag": dag})), "begin")[-1]
    assert client.post(url, {"dag": dag, "begin": begin}).status_code == 302


def test_who_goes_on_without_a_choice_is_told_so(waterdam):
    client = browser.klant("samira")
    for vraag, verder in (("soort", {}), ("plek", {"soort": "paspoort_aanvragen"})):
        answer = client.get("/mijn/afspraken/nieuw/", {**verder, "kies": vraag})
        page = browser.text(answer)
        assert answer.status_code == 422
        assert f'href="#id_{vraag}"' in page
        assert f'id="id_{vraag}"' in page
    first = client.get("/mijn/afspraken/nieuw/")
    assert first.status_code == 200
    assert "nog niet klopt" not in browser.text(first)
    desk = f"/werkplek/vraag/{waterdam.stad.partij_id('samira')}/{key('gesprek', 'samira-kenteken')}/afspraak/"
    answer = browser.medewerker("mdw-001").get(desk, {"kies": "soort"})
    assert answer.status_code == 422
    assert "Kies waarvoor de afspraak is." in browser.text(answer)


def test_the_counter_gives_a_number_and_calls(waterdam):
    client = browser.medewerker("mdw-001")
    client.post("/werkplek/balie/plek/", {"plek": "stadhuis", "loket": "2"})
    answer = client.post("/werkplek/balie/volgnummer/", {"soort": "paspoort_aanvragen"}, follow=True)
    code = re.findall(r"nummer ([A-Z]\d\d)", browser.text(answer))[0]
    page = browser.text(client.get("/werkplek/balie/"))
    assert f"Roep {code}" in page
    answer = client.post("/werkplek/balie/roep/", follow=True)
    assert "Wie is de klant?" in browser.text(answer)
    assert f"Nummer {code} is geroepen." in browser.text(answer)
    assert code in browser.text(client.get("/werkplek/balie/bezoekers/"))
    assert code not in browser.text(browser.medewerker("mdw-002").get("/werkplek/balie/bezoekers/"))
    scherm = Client().get("/wachtruimte/stadhuis/")
    assert (scherm["Refresh"], scherm.status_code) == ("5", 200)
    assert code in browser.text(scherm)
    assert "Loket 2" in browser.text(scherm)
    assert Client().get("/wachtruimte/elders/").status_code == 404


def test_nobody_draws_a_number_for_a_video_call(waterdam):
    page = browser.text(browser.medewerker("mdw-001").get("/werkplek/balie/"))
    [keuze] = re.findall(r'<select[^>]*name="soort".*?</select>', page, re.S)
    assert 'value="paspoort_aanvragen"' in keuze
    assert "videobellen" not in keuze


def test_without_a_counter_nobody_is_called(waterdam):
    client = browser.medewerker("mdw-001")
    draw_volgnummer(bed.medewerker("mdw-001"), "stadhuis", "paspoort_aanvragen")
    answer = client.post("/werkplek/balie/roep/", follow=True)
    assert "Vul in aan welk loket u zit." in browser.text(answer)


def test_a13_who_is_no_employee_of_the_counter_sees_none_of_it(waterdam):
    assert browser.klant("roos").get("/werkplek/balie/").status_code == 403
    assert Client().get("/werkplek/balie/").status_code == 302
    beheerder = browser.medewerker("mdw-007")
    assert beheerder.get("/werkplek/balie/").status_code in {302, 403}


def test_a13_a_ticket_on_the_screen_says_nothing_about_anybody(waterdam):
    jolanda = bed.medewerker("mdw-001")
    draw_volgnummer(jolanda, "stadhuis", "paspoort_aanvragen")
    call_next(jolanda, "stadhuis", "1")
    page = browser.text(Client().get("/wachtruimte/stadhuis/"))
    assert "aspoort" not in page
    assert "Jolanda" not in page


def test_the_desk_makes_one_for_the_question_at_hand_and_for_who_stands_at_the_counter(waterdam):
    client, samira = browser.medewerker("mdw-001"), waterdam.stad.partij_id("samira")
    vraag = f"/werkplek/vraag/{samira}/{key('gesprek', 'samira-kenteken')}/"
    begin, post = steps(client, f"{vraag}afspraak/")
    assert client.post(f"{vraag}afspraak/", {**post, "begin": ""}).status_code == 422
    for _ in range(2):
        assert client.post(f"{vraag}afspraak/", {**post, "begin": begin})["Location"] == f"{vraag}#afspraak-0"
    [regel] = afspraken_van(bed.klant(samira), samira)
    assert str(regel.klantvraag_id) in vraag, "the question at hand, and not another one"
    assert "Staat vast" in browser.text(client.get(f"{vraag}afspraak/"))

    kofi, loopt = waterdam.stad.partij_id("kofi"), client.post("/werkplek/gesprek/", {"kanaal": "balie"})["Location"]
    hier = f"{loopt}klant/{kofi}/"
    assert f"{hier}afspraak/" not in browser.text(client.get(hier)), "first we know who it is"
    client.post(hier, {"actie": "controle", "aantal": "1", "c_bewijs": "on"})
    assert f"{hier}afspraak/" in browser.text(client.get(hier))
    begin, post = steps(client, f"{hier}afspraak/")
    terug = client.post(f"{hier}afspraak/", {**post, "begin": begin})["Location"]
    [regel] = afspraken_van(bed.klant(kofi), kofi)
    assert terug == f"{hier}#afspraak_{regel.id}"
    gesprek = client.get(hier).content.decode()
    assert re.search(rf'id="afspraak_{regel.id}"[^>]*><strong>{datum_tijd(regel.begin)}</strong>', gesprek)


def steps(client: Client, url: str) -> tuple[str, dict[str, str]]:
    """Choose until the last page. Returns the last time of the first day, and what the form holds."""
    kies = {"soort": "rijbewijs_aanvragen", "plek": "stadhuis"}
    kies["dag"] = re.findall(r"dag=(\d{4}-\d{2}-\d{2})", browser.text(client.get(url, kies)))[0]
    page = browser.text(client.get(url, kies))
    return values(page, "begin")[-1], {**kies, "sleutel": values(page, "sleutel")[0]}


def test_the_desk_moves_and_cancels_for_who_is_known_and_for_nobody_else(waterdam):
    client, kofi = browser.medewerker("mdw-001"), waterdam.stad.partij_id("kofi")
    hier = f"{client.post('/werkplek/gesprek/', {'kanaal': 'balie'})['Location']}klant/{kofi}/"
    client.post(hier, {"actie": "controle", "aantal": "1", "c_bewijs": "on"})
    begin, post = steps(client, f"{hier}afspraak/")
    antwoord = client.post(f"{hier}afspraak/", {**post, "begin": begin}, follow=True)
    [was] = afspraken_van(bed.klant(kofi), kofi)
    assert f"De afspraak staat: {datum_tijd(was.begin)}." in browser.text(antwoord)
    assert f"?verzet={was.id}" in browser.text(client.get(f"{hier}afspraak/"))

    url = f"{hier}afspraak/"
    dag = re.findall(r"dag=(\d{4}-\d{2}-\d{2})", browser.text(client.get(url, {"verzet": was.id})))[-1]
    page = browser.text(client.get(url, {"verzet": was.id, "dag": dag}))
    nieuw = {"verzet": str(was.id), "dag": dag, "begin": values(page, "begin")[-1]}
    assert client.post(url, {**nieuw, "begin": "2020-01-01T09:00:00+01:00"}).status_code == 422
    assert client.post(url, nieuw)["Location"] == f"{hier}#afspraak_{was.id}"
    [nu] = afspraken_van(bed.klant(kofi), kofi)
    assert f"De afspraak is verzet naar {datum_tijd(nu.begin)}." in browser.text(client.get(hier))
    assert (nu.id, nu.begin.isoformat(), nu.versie) == (was.id, nieuw["begin"], 1)
    send_bevestiging(bed.systeem("balie").over({kofi}), kofi, nu.id)
    said = [b.tekst for b in gesprek(bed.klant(kofi), kofi, nu.klantvraag_id) if b.richting == "uit"]
    assert ["Uw afspraak is verzet." in tekst for tekst in said] == [True]

    ander = browser.medewerker("mdw-002")
    vreemd = f"{ander.post('/werkplek/gesprek/', {'kanaal': 'telefoon'})['Location']}klant/{kofi}/afspraak/"
    for poging in (nieuw, {"af": str(was.id)}):
        assert ander.post(vreemd, poging).status_code in {403, 422}, "nobody knows who is on the line"
    assert afspraken_van(bed.klant(kofi), kofi)[0].begin == nu.begin

    assert "Ja, afzeggen" in browser.text(client.get(url, {"af": was.id}))
    assert client.post(url, {"af": str(was.id)})["Location"] == hier
    assert afspraken_van(bed.klant(kofi), kofi)[0].stand == "afgezegd"
    assert client.post(url, {"af": str(was.id)}).status_code == 422, "once is enough"


def test_who_already_comes_at_that_moment_is_warned_and_can_go_on(waterdam):
    client, roos = browser.klant("roos"), waterdam.stad.partij_id("roos")
    dag = vrije_dagen("paspoort_aanvragen", "stadhuis", timezone.localdate() + timedelta(days=2))[0]
    begin, ander = vrije_tijden("paspoort_aanvragen", "stadhuis", dag)[:2]
    book_afspraak(bed.klant(roos), roos, Aanvraag("paspoort_aanvragen", "stadhuis", begin))
    nieuw, kies = "/mijn/afspraken/nieuw/", {"soort": "paspoort_aanvragen", "plek": "wijkhuis", "dag": dag.isoformat()}
    [sleutel] = values(browser.text(client.get(nieuw, kies)), "sleutel")
    post = {**kies, "begin": begin.isoformat(), "sleutel": sleutel}
    answer = client.post(nieuw, post)
    page = browser.text(answer)
    assert answer.status_code == 422
    assert "Op dit moment staat al een afspraak." in page and "Toch maken" in page
    assert values(page, "toch") == [begin.isoformat()]
    assert re.search(rf'value="{re.escape(begin.isoformat())}"[^>]*checked', page)
    assert client.post(nieuw, {**post, "toch": ander.isoformat()}).status_code == 422  # that was about another time
    assert client.post(nieuw, {**post, "toch": begin.isoformat()}).status_code == 302
    assert len(afspraken_van(bed.klant(roos), roos)) == 2


def test_what_became_of_an_appointment_stands_in_the_conversation(waterdam):
    client, samira = browser.medewerker("mdw-003"), waterdam.stad.partij_id("samira")
    hier = f"/werkplek/vraag/{samira}/{key('gesprek', 'samira-kenteken')}/"
    ctx = bed.medewerker("mdw-003").voor(Aanleiding("klantvraag", samira, key("gesprek", "samira-kenteken")))
    dagen = vrije_dagen("rijbewijs_aanvragen", "stadhuis", timezone.localdate() + timedelta(days=2))
    was, wordt = (vrije_tijden("rijbewijs_aanvragen", "stadhuis", dag)[0] for dag in dagen[:2])
    vraag = Aanvraag("rijbewijs_aanvragen", "stadhuis", was, key("gesprek", "samira-kenteken"))
    afspraak = book_afspraak(ctx, samira, vraag)
    move_afspraak(ctx, samira, afspraak, wordt)
    cancel_afspraak(ctx, samira, afspraak)
    zinnen = [
        f"Afspraak gemaakt voor {datum_tijd(was)}: ",
        f"Afspraak verzet naar {datum_tijd(wordt)}: ",
        f"Afspraak van {datum_tijd(wordt)} afgezegd: ",
    ]
    mijn = f"/mijn/vraag/{key('gesprek', 'samira-kenteken')}/"
    for page in (browser.text(client.get(hier)), browser.text(browser.klant("samira").get(mijn))):
        plekken = [page.find(zin) for zin in zinnen]
        assert -1 not in plekken, zinnen[plekken.index(-1)]
        assert plekken == sorted(plekken)
    client = browser.klant("samira")
    client.cookies["django_language"] = "en"
    assert "Appointment made for " in browser.text(client.get(mijn))


def test_the_desk_sees_no_appointment_about_something_else(waterdam):
    """Who works on a parking permit needs no birth; and a reason that cannot be true is worse than none."""
    client, samira = browser.medewerker("mdw-001"), waterdam.stad.partij_id("samira")
    vrij = vrije_dagen(GEBOORTE, "stadhuis", timezone.localdate() + timedelta(days=2))[0]
    begin = vrije_tijden(GEBOORTE, "stadhuis", vrij)[0]
    anders = book_afspraak(bed.klant(samira), samira, Aanvraag(GEBOORTE, "stadhuis", begin))
    hier = f"/werkplek/vraag/{samira}/{key('gesprek', 'samira-kenteken')}/afspraak/"
    page = browser.text(client.get(hier))
    assert "Afspraken die al staan" not in page
    assert str(anders) not in page
    answer = client.post(hier, {"af": str(anders)})
    assert answer.status_code == 422
    assert "kunt u hier niet veranderen" in browser.text(answer)
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", samira, key("gesprek", "samira-kenteken")))
    with pytest.raises(Invalid, match="hoort bij een ander doel"):
        cancel_afspraak(ctx, samira, anders)
    [staat] = afspraken_van(bed.klant(samira), samira)
    assert staat.staat
    eigen = ctx.voor(Aanleiding("klantvraag", samira, staat.klantvraag_id))
    assert [a.id for a in afspraken_van(eigen, samira)] == [anders], "at its own question it is there"


def test_a_video_call_is_offered_when_there_is_a_room_for_it_and_its_link_opens_for_both(waterdam):
    client, samira = browser.klant("samira"), waterdam.stad.partij_id("samira")
    nieuw, video = "/mijn/afspraken/nieuw/", "verhuizing_bespreken"
    assert video in values(browser.text(client.get(nieuw)), "soort")
    vraag_id = key("gesprek", "samira-kenteken")
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", samira, vraag_id))
    begin = vrije_tijden(video, "stadhuis", vrije_dagen(video, "stadhuis", timezone.localdate())[0])[0]
    book_afspraak(ctx, samira, Aanvraag(video, "stadhuis", begin, klantvraag_id=vraag_id, niveau="verified"))
    desk = browser.text(browser.medewerker("mdw-001").get(f"/werkplek/vraag/{samira}/{vraag_id}/afspraak/"))
    for page in (browser.text(client.get("/mijn/afspraken/")), desk):
        [link] = re.findall(r'href="([^"]*/demo/video/[^"]+)"', page)
        assert "Videogesprek met Gemeente Waterdam" in browser.text(
            Client().get(link.removeprefix("http://testserver"))
        )


def test_what_one_can_come_for_is_english_for_who_reads_english(waterdam):
    client = browser.klant("roos")
    client.cookies["django_language"] = "en"
    page = browser.text(client.get("/mijn/afspraken/nieuw/"))
    assert "Apply for a passport or identity card" in page
    assert " aanvragen" not in page
    page = browser.text(client.get("/mijn/afspraken/nieuw/", {"soort": "paspoort_aanvragen"}))
    assert "Apply for a passport or identity card" in page
