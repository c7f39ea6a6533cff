"""The inbox as an employee uses it: views, filters, looking something up, several questions at once."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from geholpen.domain.berichten.commands import send_ontvangstbevestiging
from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import afdelingen_voor, regel_van
from geholpen.domain.organisatie.queries import afdelingen, medewerkers
from geholpen.faces.werkplek.postvak import later
from geholpen.platform.context import Aanleiding, Actor, ActorSoort
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, kenmerk, mail, plain


def rows(html: str) -> list[tuple[str, str]]:
    """Customer and question of every row."""
    found = re.findall(r'/werkplek/vraag/([0-9a-f-]{36})/([0-9a-f-]{36})/" ?[^>]*data-postvak-rij', html)
    return list(dict.fromkeys(found))


def inbox(bureau: Bureau, **keuze: str) -> str:
    """The inbox with this choice in its address."""
    return bureau.see(bureau.client.get(reverse("werkplek:postvak"), keuze), 200)


def of(partij_id, vraag_id, code="mdw-001"):
    """The question as this employee sees it."""
    ctx = bed.medewerker(code).voor(Aanleiding("klantvraag", partij_id, vraag_id))
    return regel_van(ctx, partij_id, vraag_id)


def test_a_filter_narrows_says_so_and_can_be_taken_away(jolanda, vraag):
    assert len(rows(jolanda.get("postvak"))) == 1
    assert len(rows(jolanda.get("postvak", kanaal="email", onderwerp="parkeervergunning"))) == 1
    leeg = jolanda.get("postvak", kanaal="chat")
    assert not rows(leeg)
    assert "Niets gevonden met dit filter" in plain(leeg)
    assert "Chat niet meer filteren" in leeg
    assert len(rows(inbox(jolanda, status="nieuw"))) == 1
    assert not rows(inbox(jolanda, status="afgehandeld"))
    assert not rows(jolanda.get("postvak", termijn="te_laat"))
    assert len(rows(jolanda.get("postvak", taal="nld"))) == 1
    assert not rows(jolanda.get("postvak", taal="tur"))
    assert not rows(jolanda.get("postvak", wacht="dag"))
    assert len(rows(jolanda.get("postvak", toon="niemand", sorteer="wacht"))) == 1
    assert not rows(jolanda.get("postvak", toon="mij"))


def test_a17_words_that_are_in_no_list_reach_no_query(jolanda, vraag):
    """A filter builder is an old way in: sort keys, operators and fields come from lists only."""
    for wrong in ("' OR 1=1 --", "uiterlijk_op; DROP TABLE klantvraag", "partij__naam", "0x27", "%00"):
        for veld in ("kanaal", "onderwerp", "status", "termijn", "taal", "wacht", "sorteer", "toon", "vanaf", "kiezen"):
            assert len(rows(inbox(jolanda, **{veld: wrong}))) == 1, (veld, wrong)
    jolanda.get("vraag", *vraag, kiezen="1", toon="x", sorteer="'")


def test_a_view_is_kept_by_name_and_only_the_own_one_can_be_removed(jolanda, vraag):
    adres = f"{reverse('werkplek:weergave_bewaren')}?toon=niemand&kanaal=email&sorteer=wacht"
    html = jolanda.see(jolanda.client.post(adres, {"naam": "Verse mail"}, follow=True), 200)
    assert "De weergave is bewaard" in plain(html)
    url = re.search(r'href="([^"]+)"[^>]*>Verse mail', html)[1].replace("&amp;", "&")
    assert "kanaal=email" in url and "sorteer=wacht" in url
    assert len(rows(jolanda.see(jolanda.client.get(url), 200))) == 1
    weg = re.search(r'action="([^"]+/weg/)"', html)[1]
    ander = Bureau("mdw-002")
    assert "Verse mail" not in ander.get("postvak")
    ander.client.post(weg)
    assert "Verse mail" in jolanda.get("postvak")
    jolanda.client.post(weg)
    assert "Verse mail" not in jolanda.get("postvak")


def test_a_view_without_a_name_is_refused_at_its_field(jolanda, vraag):
    adres = f"{reverse('werkplek:weergave_bewaren')}?toon=niemand&kanaal=email"
    html = jolanda.see(jolanda.client.post(adres, {"naam": " "}), 422)
    assert "<title>Fout: Postvak" in html
    assert re.search(r'<details class="gh-vouw" open>\s*<summary[^>]*>.*?Weergave', html, re.DOTALL)
    (veld,) = re.findall(r'<input[^>]*id="id_naam"[^>]*>', html)
    assert 'aria-describedby="fout_naam" aria-invalid="true"' in veld and "autofocus" in veld
    assert 'id="fout_naam"' in html and "Geef de weergave een naam" in plain(html)
    assert "kanaal=email" in re.search(r'action="([^"]*weergave[^"]*)"', html)[1]  # what was seen is what will be kept


def test_a_view_of_the_department_is_made_by_the_team_lead(jolanda, vraag):
    adres = reverse("werkplek:weergave_bewaren")
    assert jolanda.client.post(adres, {"naam": "Van mij alleen", "delen": "on"}).status_code == 403
    Bureau("mdw-006").client.post(f"{adres}?termijn=te_laat", {"naam": "Te laat bij ons", "delen": "on"})
    html = jolanda.get("postvak")
    assert "Te laat bij ons" in html
    assert not re.search(r"Weergave Te laat bij ons verwijderen", html)


def test_the_inbox_is_searched_by_keys_and_never_shows_what_is_not_in_it(jolanda, vraag):
    nummer = kenmerk(jolanda.get("vraag", *vraag))
    assert len(rows(jolanda.post("postvakzoek", q=nummer))) == 1
    assert len(rows(jolanda.post("postvakzoek", q=cast.SAMIRA.mail))) == 1
    niets = jolanda.post("postvakzoek", q=cast.NAIMA.mail or "niemand@waterdam.example")
    assert not rows(niets)
    assert "Niets gevonden in uw postvak" in plain(niets)
    fout = jolanda.post("postvakzoek", q="Samira", status=422)
    assert "kenmerk, een heel mailadres" in plain(fout)
    assert re.search(r'<input[^>]*id="id_q"[^>]*value="Samira"[^>]*fout_q', fout)
    assert "?" not in jolanda.laatste.request["PATH_INFO"]


def test_several_questions_are_given_to_a_colleague_and_taken_back(jolanda, vraag):
    mail("Mijn bak is niet geleegd.", "Afval")
    eerst = jolanda.get("postvak", kiezen="1")
    kies = re.findall(r'name="kies" value="([^"]+)"', eerst)
    assert len(kies) == 2
    vragen = jolanda.post("bulk", wat="collega", kies=kies)
    assert "U koos 2 vragen." in plain(vragen)
    collega = bed.medewerker("mdw-002").actor.id
    klaar = jolanda.post("bulk", wat="collega", kies=kies, waarde=str(collega))
    assert "Bij 2 vragen is het gelukt." in plain(klaar)
    assert of(*vraag).behandelaar_id == collega
    terug = re.findall(r'name="terug" value="([^"]+)"', klaar)
    assert "Bij 2 vragen is het gelukt." in plain(jolanda.post("bulk_terug", terug=terug))
    assert of(*vraag).behandelaar_id is None


def test_a13_bulk_does_what_it_may_and_says_what_it_may_not(jolanda, vraag):
    """A row of another customer, of a question that does not exist and of a promise that is open stop no other."""
    partij_id, vraag_id = vraag
    mail("Mijn bak is niet geleegd.", "Afval")
    kies = re.findall(r'name="kies" value="([^"]+)"', jolanda.get("postvak", kiezen="1"))
    ander = next(rij for rij in kies if str(vraag_id) not in rij)
    dag = (timezone.localdate() + timedelta(days=7)).isoformat()
    jolanda.post("doen", *vraag, "belofte", soort="terugbellen", belofte="Bellen", afdeling="kcc", dag=dag)
    vreemd = f"{cast.WOUTER.sleutel}:{vraag_id}"
    mengsel = f"00000000-0000-0000-0000-000000000001:{vraag_id}"
    klaar = jolanda.post(
        "bulk", wat="afsluiten", waarde="beantwoord", kies=[f"{partij_id}:{vraag_id}", ander, vreemd, mengsel]
    )
    tekst = plain(klaar)
    assert "Bij 1 vraag is het gelukt." in tekst
    assert "Bij 2 vragen is het niet gelukt." in tekst
    assert "Er staat nog een belofte aan de klant open." in tekst
    assert of(partij_id, vraag_id).open


def test_a_confirmation_of_ours_that_went_meanwhile_stops_no_closing(jolanda, vraag):
    """The customer wrote nothing: there is nothing to read first."""
    pagina = jolanda.get("vraag", *vraag, doe="afsluiten")
    gezien = re.search(r'name="gezien_tot" value="(\d+)"', pagina)[1]
    intake = bed.systeem("intake").over({vraag[0]})
    assert send_ontvangstbevestiging(intake, *vraag)
    jolanda.post("doen", *vraag, "later", tot="morgen", gezien_tot=gezien)
    jolanda.post("doen", *vraag, "afsluiten", uitkomst="beantwoord", gezien_tot=gezien)
    assert not of(*vraag).open


def test_a_message_that_nobody_saw_is_not_closed_away(jolanda, vraag):
    """It came in while the list, or the page, was on the screen. Who read it closes."""
    lijst = re.findall(r'name="kies" value="([^"]+)"', jolanda.get("postvak", kiezen="1"))
    kiezen = jolanda.post("bulk", wat="afsluiten", kies=lijst)
    pagina = jolanda.get("vraag", *vraag, doe="afsluiten")
    gezien = re.search(r'name="gezien_tot" value="(\d+)"', pagina)[1]
    mail("Wacht, nog iets!", onderwerp=f"Re: Parkeervergunning [{kenmerk(pagina)}]")
    kies = re.findall(r'name="kies" value="([^"]+)"', kiezen)
    weg = plain(jolanda.post("bulk", wat="later", kies=kies, waarde="morgen"))
    assert "Er is een nieuwer bericht van de klant. Lees dat eerst." in weg  # nor out of sight
    html = jolanda.post("doen", *vraag, "later", status=409, tot="morgen", gezien_tot=gezien)
    assert "Er is een nieuwer bericht van de klant." in plain(html)
    assert re.search(r'value="morgen" selected', html)
    assert rows(jolanda.get("postvak"))
    klaar = plain(jolanda.post("bulk", wat="afsluiten", kies=kies, waarde="beantwoord"))
    assert "Er is een nieuwer bericht van de klant. Lees dat eerst." in klaar
    velden = {"uitkomst": "beantwoord", "gezien_tot": gezien}
    html = jolanda.post("doen", *vraag, "afsluiten", status=409, **velden)
    assert "Er is een nieuwer bericht van de klant." in plain(html)
    assert "Wacht, nog iets!" in plain(html)
    assert re.search(r'value="beantwoord"[^>]* checked', html)  # what was chosen stays
    assert of(*vraag).open
    velden["gezien_tot"] = re.search(r'name="gezien_tot" value="(\d+)"', html)[1]
    jolanda.post("doen", *vraag, "afsluiten", **velden)
    assert not of(*vraag).open


def test_two_colleagues_close_and_open_one_question(jolanda, vraag):
    """The outcome of the first stays; opening what is open takes nothing of the term."""
    jolanda.post("doen", *vraag, "afsluiten", uitkomst="geregeld")
    html = jolanda.post("doen", *vraag, "afsluiten", status=422, uitkomst="niet_van_ons")
    assert "Deze vraag is al afgesloten." in plain(html)
    assert of(*vraag).uitkomst == "geregeld"
    jolanda.post("doen", *vraag, "afsluiten", uitkomst="geregeld")  # pressed twice
    jolanda.post("doen", *vraag, "heropenen")
    wachtte = of(*vraag).wacht_sinds
    jolanda.post("doen", *vraag, "heropenen")
    assert of(*vraag).wacht_sinds == wachtte


def test_an_answer_in_a_question_that_was_closed_meanwhile_is_kept(jolanda, vraag):
    velden = {"tekst": "Dat kan, kom langs.", "gezien_tot": 1, "kanaal": cast.SAMIRA.mail}
    jolanda.post("doen", *vraag, "afsluiten", uitkomst="geregeld")
    html = plain(jolanda.post("antwoord", *vraag, status=409, **velden))
    assert "Deze vraag is intussen afgesloten." in html
    assert "Uw tekst is bewaard als concept." in html
    jolanda.post("doen", *vraag, "heropenen")
    assert "Dat kan, kom langs." in jolanda.get("vraag", *vraag)


def test_later_is_out_of_sight_until_the_customer_writes(jolanda, vraag):
    kies = f"{vraag[0]}:{vraag[1]}"
    jolanda.post("bulk", wat="later", kies=kies, waarde="morgen")
    assert not rows(jolanda.get("postvak"))
    assert "Later:" in plain(jolanda.get("postvak", toon="later"))
    nummer = kenmerk(jolanda.get("vraag", *vraag))
    mail("Heeft u al iets?", f"Re: {nummer}")
    assert rows(jolanda.get("postvak"))
    assert not rows(jolanda.get("postvak", toon="later"))


def test_a_colleague_who_does_not_work_for_the_subject_cannot_be_given_it(jolanda, vraag):
    vreemd = bed.medewerker("mdw-010").actor.id
    klaar = jolanda.post("bulk", wat="collega", kies=f"{vraag[0]}:{vraag[1]}", waarde=str(vreemd))
    assert "Deze collega werkt niet aan dit onderwerp." in plain(klaar)
    assert of(*vraag).behandelaar_id is None
    opnieuw = klaar[klaar.index("Kies iets anders") - 2000 : klaar.index("Kies iets anders")]
    weer = re.findall(r'name="kies" value="([^"]+)"', opnieuw)
    assert weer == [f"{vraag[0]}:{vraag[1]}"]
    assert "U koos 1 vraag." in plain(jolanda.post("bulk", wat="collega", kies=weer))


def test_only_colleagues_who_work_for_the_questions_are_offered(waterdam):
    found = False
    for m in (m for m in medewerkers() if m.rollen):
        hier = {str(c.id): c for c in medewerkers(m.afdeling_code) if c.rollen and c.id != m.id}
        for o in onderwerpen():
            mogen = {
                id
                for id, c in hier.items()
                if mag_werken(Actor(ActorSoort.MEDEWERKER, c.id, c.rollen, c.afdeling_code), o.activiteit)
            }
            namen = dict(later.collegas(SimpleNamespace(medewerker=m), [o.code, o.code]))
            assert set(namen) == mogen and not any("werkt aan" in naam for naam in namen.values())
            found = found or mogen < set(hier)
    assert found  # somewhere there is a colleague who is left out


def test_departments_where_nobody_works_for_the_questions_are_not_offered(jolanda, vraag):
    mail("Mijn bak is niet geleegd.", "Afval")
    kies = re.findall(r'name="kies" value="([^"]+)"', jolanda.get("postvak", kiezen="1"))
    regels = [of(*map(UUID, rij.split(":")[:2])) for rij in kies]
    voor = [{code for code, _naam in afdelingen_voor(regel.onderwerp_code)} for regel in regels]
    pagina = jolanda.post("bulk", wat="afdeling", kies=kies)
    keuzes = dict(re.findall(r'<option value="(\w+)">([^<]+)</option>', pagina))
    eigen = jolanda.medewerker.afdeling_code
    assert set(keuzes) == (voor[0] | voor[1]) - {eigen} < set(afdelingen()) - {eigen}
    for code, naam in keuzes.items():
        assert ("werkt aan 1 van de 2 vragen" in naam) is not (code in voor[0] & voor[1])
    niemand = jolanda.post("bulk", wat="afdeling", kies=f"{UUID(int=1)}:{vraag[1]}")
    assert "geen keuze die bij deze vragen past" in plain(niemand)
