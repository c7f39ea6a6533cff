"""The main story in a real browser: a mail, a call, a promise, and what the customer sees of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page, expect

from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.stories.mensen import Mensen
from tests.stories.stad import ONS, Stad, body, kenmerk, mail

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VRAAG = (
    "Goedemiddag,\n\nMijn moeder woont op Turfkade 12 en heeft elke week thuiszorg. Zij wil een parkeervergunning"
    " voor bezoekers.\nKan ik die voor haar regelen?\n\nGroet, Samira"
)
NOG_IETS = "O ja, het gaat om twee auto's van de thuiszorg."
ANTWOORD = "Dat kan. U mag dit voor uw moeder regelen. Stuurt u ons het kenteken?"
KENTEKEN = "Het kenteken is X-123-YZ. Wanneer is het klaar?"
BELOFTE = "Wij bellen u voor vrijdag of de vergunning klaar is."
GEBELD = "De vergunning is klaar en ligt aan de balie."
NA_AFLOOP = "Dank u wel. Mag de kaart ook met de post?"


@dataclass
class Verhaal:
    """What one chapter hands to the next."""

    kenmerk: str = ""
    adres: str = ""
    eerste_id: str = ""
    tweede_id: str = ""
    belofte: str = ""
    antwoord: EmailMessage | None = None

    @property
    def klantvraag_id(self) -> str:
        return self.adres.rstrip("/").rpartition("/")[2]


def test_one_question_from_mail_to_telephone_to_mijn(stad: Stad, mensen: Mensen):
    v = Verhaal()
    jolanda = mensen.medewerker(cast.JOLANDA)
    a_mail_appears_by_itself(stad, jolanda, v)
    it_was_kept_raw_and_its_files_were_looked_at(stad, v)
    the_desk_sees_what_the_purpose_needs(jolanda)
    nobody_answers_past_a_newer_mail(stad, jolanda, v)
    the_answer_arrives_as_mail_should(stad, jolanda, v)
    her_reply_lands_in_the_same_question(stad, jolanda, v)
    she_calls_and_is_promised_a_call_back(jolanda, v)
    the_question_cannot_close_while_the_promise_stands(jolanda, v)
    the_specialist_keeps_the_promise(mensen.medewerker(cast.HENK_JAN), v)
    the_question_gets_its_outcome(jolanda, v)
    samira = mensen.klant(cast.SAMIRA)
    she_sees_all_of_it_in_mijn(samira, v)
    what_she_writes_and_prefers_reaches_the_desk(samira, jolanda, v)
    she_reads_who_looked(samira, v)
    she_sees_of_her_mother_only_the_mandate(samira)
    she_sees_nothing_of_others(samira, mensen, v)


def a_mail_appears_by_itself(stad: Stad, jolanda: Page, v: Verhaal) -> None:
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    jolanda.evaluate("window.zelfdePagina = true")
    bericht = mail("Parkeervergunning voor mijn moeder", VRAAG)
    bericht.add_alternative(
        f"<p>{VRAAG}</p><script>alert(1)</script><p onclick='alert(2)'>x</p><img src='https://volg.example/p.gif'>",
        subtype="html",
    )
    pdf = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    bericht.add_attachment(pdf, maintype="application", subtype="pdf", filename="machtiging.pdf")
    bericht.add_attachment(b"MZ\x90\x00" + bytes(400), maintype="application", subtype="pdf", filename="kenteken.pdf")
    before = jolanda.locator("[data-postvak-rij]").evaluate_all("rijen => rijen.map(r => r.getAttribute('href'))")
    stad.begin_day()
    v.eerste_id = stad.mail(cast.SAMIRA, bericht)
    rij = row(jolanda, before, "Samira Belhadi", "Parkeervergunning", "nieuw")
    expect(rij).to_be_visible(timeout=30_000)
    assert jolanda.evaluate("window.zelfdePagina"), "the inbox was loaded again: that is not live"
    rij.click()
    expect(jolanda.get_by_role("heading", level=1)).to_have_text("Parkeervergunning")
    v.adres, v.kenmerk = jolanda.url, kenmerk(jolanda.locator("main").inner_text())
    bevestiging = stad.wait_mail(cast.SAMIRA, lambda m: v.kenmerk in str(m["Subject"]), "the confirmation")
    assert bevestiging["Auto-Submitted"] in ("auto-generated", "auto-replied")
    assert "parkeer" not in body(bevestiging).lower()


def row(page: Page, before: list[str], *words: str) -> Any:
    """The line of the inbox with all these words that was not there before."""
    rijen = page.locator("[data-postvak-rij]" + "".join(f':not([href="{href}"])' for href in before))
    for word in words:
        rijen = rijen.filter(has_text=word)
    return rijen.first


def it_was_kept_raw_and_its_files_were_looked_at(stad: Stad, v: Verhaal) -> None:
    with psycopg.connect(stad.admin_url) as db:
        rauw, staat = db.execute(
            "SELECT e.ruw, e.staat FROM envelop e JOIN bericht_inhoud i ON i.id = e.bericht_id WHERE i.message_id = %s",
            [v.eerste_id.strip("<>")],
        ).fetchone()
        assert b"machtiging.pdf" in bytes(rauw) and b"alert(1)" in bytes(rauw) and staat == "verwerkt"
        rows = db.execute(
            "SELECT b.naam, herkend_type, waarschuwing <> '' FROM bijlage b"
            " JOIN bericht_inhoud i ON i.id = b.bericht_id WHERE i.message_id = %s ORDER BY b.naam DESC",
            [v.eerste_id.strip("<>")],
        ).fetchall()
        html = db.execute(
            "SELECT html_veilig FROM bericht_inhoud WHERE message_id = %s", [v.eerste_id.strip("<>")]
        ).fetchone()[0]
    assert [(naam, verdacht) for naam, _soort, verdacht in rows] == [("machtiging.pdf", False), ("kenteken.pdf", True)]
    assert rows[0][1] == "application/pdf" != rows[1][1]
    assert "script" not in html and "onclick" not in html and "volg.example" not in html


def the_desk_sees_what_the_purpose_needs(jolanda: Page) -> None:
    expect(jolanda.get_by_role("region", name="Doel van uw werk")).to_contain_text(
        re.compile(r"U werkt voor:\s*Parkeervergunningen\s*Parkeerverordening, artikel 3")
    )
    expect(jolanda.get_by_text("Onderwerp is een voorstel")).to_be_visible()
    postvak, gesprek, klant = (jolanda.locator(s) for s in ("#postvak", "main#gesprek", "aside#klantbeeld"))
    for pane in (postvak, gesprek, klant):
        expect(pane).to_be_visible()
    expect(gesprek).to_contain_text("1 afbeelding van buiten weggelaten")
    expect(klant).to_contain_text("Bevestigd")  # the level at which she is known
    expect(klant).to_contain_text("Turfkade 12")
    expect(klant).to_contain_text("Liefst via")
    expect(klant).to_contain_text("Naïma Zerrouki-Belhadi (machtiging)")
    expect(klant).to_contain_text("Bellen zodra het kenteken is overgezet")  # an earlier promise
    expect(klant).to_contain_text("Afval en containers")  # daily matters may be seen under one another
    expect(klant).to_contain_text(re.compile("Niet nodig voor dit doel: .*(BSN|burgerservicenummer)"))
    for never in (cast.SAMIRA.bsn, cast.NAIMA.bsn, "gevallen in de keuken", "1984", "Hulp bij het huishouden"):
        assert str(never) not in jolanda.content()
    raam = jolanda.frame_locator("iframe.gh-mailraam")
    jolanda.get_by_text("Mail met opmaak tonen").click()
    expect(raam.locator("body")).to_contain_text("Turfkade 12")
    expect(raam.locator("script, [onclick]")).to_have_count(0)
    jolanda.get_by_role("button", name="Oppakken").click()
    expect(jolanda.get_by_text("U heeft deze vraag opgepakt.")).to_be_visible()


def nobody_answers_past_a_newer_mail(stad: Stad, jolanda: Page, v: Verhaal) -> None:
    veld = jolanda.get_by_label("Uw antwoord")
    voorzet = veld.input_value()
    assert re.match("Beste .*Belhadi,\n", voorzet) and "Jolanda Terpsma" in voorzet
    veld.fill(voorzet.replace("\n\n\n", f"\n\n{ANTWOORD}\n", 1))
    v.tweede_id = stad.mail(cast.SAMIRA, mail(f"Re: uw bericht [{v.kenmerk}]", NOG_IETS))
    expect(jolanda.get_by_text("Er is iets nieuws in dit gesprek.")).to_be_visible(timeout=30_000)
    assert ANTWOORD in veld.input_value()
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    conflict = jolanda.get_by_role("alert").filter(has_text="Er is een nieuwer bericht")
    expect(conflict).to_contain_text(NOG_IETS)
    assert ANTWOORD in conflict.get_by_label("Uw antwoord").input_value()
    assert not [m for m in stad.mails(cast.SAMIRA) if is_the_answer(m, v)]
    conflict.get_by_role("button", name=re.compile("toch versturen")).click()
    expect(jolanda.get_by_text("Uw antwoord is onderweg naar de klant.")).to_be_visible()


def is_the_answer(m: EmailMessage, v: Verhaal) -> bool:
    return ANTWOORD in body(m) and v.kenmerk in str(m["Subject"])


def the_answer_arrives_as_mail_should(stad: Stad, jolanda: Page, v: Verhaal) -> None:
    m = v.antwoord = stad.wait_mail(cast.SAMIRA, lambda m: is_the_answer(m, v), "the answer")
    assert re.match("Beste .*Belhadi,\n", body(m).replace("\r", "")) and "Jolanda Terpsma" in body(m)
    assert m["In-Reply-To"] == v.tweede_id and str(m["References"]).split()[-1] == v.tweede_id
    lokaal, domein = ONS.split("@")
    assert re.search(rf"{lokaal}\+q\.[a-z0-9]+\.[0-9a-f]{{20}}@{re.escape(domein)}", str(m["Reply-To"])), m["Reply-To"]
    assert v.kenmerk in str(m["Subject"])
    jolanda.goto(v.adres)
    mijn = jolanda.locator(".gh-bericht--medewerker").filter(has_text=ANTWOORD)
    expect(mijn).to_be_visible()
    expect(mijn).to_contain_text("Verstuurd")


def her_reply_lands_in_the_same_question(stad: Stad, jolanda: Page, v: Verhaal) -> None:
    reply_to = v.antwoord["Reply-To"].addresses[0].addr_spec  # nothing but the address says where it belongs
    stad.mail(cast.SAMIRA, mail("kenteken", KENTEKEN), aan=reply_to)
    expect(jolanda.get_by_text("Er is iets nieuws in dit gesprek.")).to_be_visible(timeout=30_000)
    jolanda.get_by_role("link", name="Laat het zien").click()
    expect(jolanda.locator("main")).to_contain_text(KENTEKEN)
    assert jolanda.url.startswith(v.adres)


def she_calls_and_is_promised_a_call_back(jolanda: Page, v: Verhaal) -> None:
    jolanda.get_by_role("link", name="Telefoon en balie").click()
    jolanda.get_by_role("button", name="Telefoon opnemen").click()
    expect(jolanda.get_by_text("In gesprek aan de telefoon")).to_be_visible()
    searches: tuple[dict[str, Any], ...] = (
        {"Postcode": cast.SAMIRA.adres.postcode, "Huisnummer": str(cast.SAMIRA.adres.huisnummer)},
        {"BSN": cast.SAMIRA.bsn},
        {
            "Achternaam": cast.SAMIRA.naam.achternaam,
            "Geboortedatum": "-".join(reversed(cast.SAMIRA.geboortedatum.split("-"))),
        },
    )
    for velden in searches:
        for label in ("Postcode", "Huisnummer", "BSN", "Achternaam", "Geboortedatum"):
            jolanda.get_by_label(re.compile(f"^{label}")).fill(velden.get(label, ""))
        jolanda.get_by_role("button", name="Zoeken", exact=True).click()
        expect(jolanda.get_by_role("link", name="Samira Belhadi")).to_be_visible()
        assert not any(str(waarde) in jolanda.url for waarde in velden.values() if len(str(waarde)) > 4)
    jolanda.get_by_role("link", name="Samira Belhadi").click()
    she_says_who_she_is(jolanda)
    choose(jolanda, "Vraag 1: waar gaat het over?", v.kenmerk)
    jolanda.get_by_label("Wat vroeg de klant, en wat heeft u gezegd?").fill("Vraagt hoe het met de vergunning staat.")
    jolanda.get_by_label("Ik heb iets beloofd").check()
    summary = jolanda.get_by_text("Belofte invullen")
    if not jolanda.get_by_label("Wat heeft u beloofd?").is_visible():
        summary.click()
    jolanda.get_by_label("Wat heeft u beloofd?").fill(BELOFTE)
    jolanda.get_by_label("Welke afdeling komt dit na?").select_option(label="Parkeren")
    jolanda.get_by_label("Vaste collega").select_option(label="Henk-Jan Wiarda, Specialist parkeren")
    jolanda.get_by_label(re.compile("^vrijdag")).check()
    jolanda.get_by_role("button", name="Nog een vraag").click()
    choose(jolanda, "Vraag 2: waar gaat het over?", "Afval en containers")
    jolanda.get_by_label("Wat vroeg de klant, en wat heeft u gezegd?").nth(1).fill("De groene bak is stuk.")
    jolanda.get_by_role("button", name="Afronden", exact=True).click()
    expect(jolanda.get_by_text("Het gesprek is vastgelegd: 2 vragen.")).to_be_visible()


def she_says_who_she_is(jolanda: Page) -> None:
    """What runs is shown only after two right answers; Enter sends them."""
    expect(jolanda.get_by_text("Loopt al")).to_have_count(0)
    jolanda.get_by_label("Wat is uw geboortedatum?").fill("-".join(reversed(cast.SAMIRA.geboortedatum.split("-"))))
    jolanda.get_by_label("Wat is uw postcode?").fill(cast.SAMIRA.adres.postcode)
    jolanda.get_by_label("En uw huisnummer?").fill(str(cast.SAMIRA.adres.huisnummer))
    jolanda.keyboard.press("Enter")
    expect(jolanda.get_by_text("U weet met wie u spreekt")).to_be_visible()


def choose(page: Page, label: str, words: str) -> None:
    """Pick the option of a select that holds these words."""
    select = page.get_by_label(label)
    select.select_option(value=select.locator("option").filter(has_text=words).first.get_attribute("value"))


def the_question_cannot_close_while_the_promise_stands(jolanda: Page, v: Verhaal) -> None:
    jolanda.goto(v.adres)
    v.belofte = str(jolanda.get_by_role("link", name=BELOFTE).first.get_attribute("href"))
    close(jolanda, v, "Geregeld")
    expect(jolanda.get_by_role("alert")).to_contain_text("belofte aan de klant open")


def close(page: Page, v: Verhaal, uitkomst: str) -> None:
    page.goto(v.adres)
    page.get_by_role("link", name="Afsluiten").click()
    page.get_by_label(uitkomst, exact=True).check()
    page.get_by_role("button", name="Vraag afsluiten").click()


def the_specialist_keeps_the_promise(henk_jan: Page, v: Verhaal) -> None:
    belofte = henk_jan.locator(f"main a[href='{v.belofte}']")  # the list says for whom, not what was said
    menu = henk_jan.get_by_role("navigation", name="Hoofdmenu")
    menu.get_by_role("link", name=re.compile("^Beloften")).click()
    belofte.click()
    expect(henk_jan.locator("main")).to_contain_text(BELOFTE)
    expect(henk_jan.locator("main")).to_contain_text(v.kenmerk)
    expect(henk_jan.get_by_text("Vraagt hoe het met de vergunning staat.")).to_be_visible()
    henk_jan.get_by_role("button", name="Niet bereikt, later opnieuw").click()
    expect(henk_jan.get_by_text("de klant niet opnam")).to_be_visible()
    belofte.click()
    expect(henk_jan.get_by_text("Klant niet bereikt")).to_be_visible()
    henk_jan.get_by_label("Wat heeft u met de klant besproken?").fill(GEBELD)
    henk_jan.get_by_role("button", name="Gesproken", exact=True).click()
    expect(henk_jan.get_by_text("De belofte is nagekomen.")).to_be_visible()
    expect(belofte).to_have_count(0)


def the_question_gets_its_outcome(jolanda: Page, v: Verhaal) -> None:
    close(jolanda, v, "Geregeld")
    expect(jolanda.get_by_text("De vraag is afgesloten.")).to_be_visible()
    expect(jolanda.get_by_text("Afgehandeld: Geregeld")).to_be_visible()
    expect(jolanda.locator("main")).to_contain_text(GEBELD)


def she_sees_all_of_it_in_mijn(samira: Page, v: Verhaal) -> None:
    expect(samira.get_by_role("heading", name="Wat moet ik regelen")).to_be_visible()
    expect(samira.get_by_role("heading", level=1)).to_contain_text("Samira")
    samira.goto(f"/mijn/vraag/{v.klantvraag_id}/")
    inhoud = samira.locator("main")
    for said in (v.kenmerk, "Mijn moeder woont op Turfkade 12", ANTWOORD, NOG_IETS, KENTEKEN, "E-mail", "Telefoon"):
        expect(inhoud).to_contain_text(said)
    expect(inhoud).to_contain_text("Vraagt hoe het met de vergunning staat.")
    expect(inhoud.locator(".gh-belofte")).to_contain_text(BELOFTE)
    expect(inhoud.locator(".gh-belofte")).to_contain_text("Gedaan")
    expect(inhoud).to_contain_text("maar u nam niet op")
    expect(inhoud).to_contain_text(GEBELD)
    with samira.expect_download() as file:
        samira.get_by_role("link", name=re.compile("machtiging.pdf")).click()
    assert file.value.suggested_filename == "machtiging.pdf"
    expect(samira.get_by_role("link", name=re.compile("kenteken.pdf"))).to_have_count(0)  # not what it says it is


def what_she_writes_and_prefers_reaches_the_desk(samira: Page, jolanda: Page, v: Verhaal) -> None:
    jolanda.goto(v.adres)
    expect(jolanda.get_by_text("Verbonden", exact=True)).to_be_visible()
    samira.get_by_label("Uw bericht").fill(NA_AFLOOP)
    samira.get_by_role("button", name="Versturen").click()
    expect(samira.get_by_text("Uw vraag is weer open.")).to_be_visible()
    samira.get_by_role("link", name="Contact met u").click()
    samira.get_by_label("Telefoon", exact=True).check()
    samira.get_by_role("button", name="Opslaan").click()
    expect(samira.get_by_text("Uw voorkeur is bewaard.")).to_be_visible()
    expect(jolanda.get_by_text("Er is iets nieuws in dit gesprek.")).to_be_visible(timeout=30_000)
    jolanda.get_by_role("link", name="Laat het zien").click()
    expect(jolanda.locator("main")).to_contain_text(NA_AFLOOP)
    expect(jolanda.locator("#klantbeeld")).to_contain_text(re.compile(r"Liefst via\s*Telefoon"))


def she_reads_who_looked(samira: Page, v: Verhaal) -> None:
    samira.get_by_role("link", name="Wie heeft mijn gegevens bekeken?").first.click()
    inhoud = samira.locator("main")
    expect(inhoud.get_by_role("heading", name=re.compile(v.kenmerk))).to_be_visible()
    regel = inhoud.locator(".gh-inzage").filter(has_text="Een medewerker van Klantcontactcentrum").first
    expect(regel).to_contain_text("Waarom?")
    expect(regel).to_contain_text("Parkeerverordening, artikel 3")
    expect(regel).to_contain_text("uw naam")
    assert "Jolanda" not in inhoud.inner_text()  # a department looked, not a person to look up
    parkeren = inhoud.locator(".gh-inzage").filter(has_text="Een medewerker van Parkeren")
    while not parkeren.count():  # after a busy day it is on a later page; without one this click fails
        samira.get_by_role("link", name="Volgende").click()
        samira.wait_for_load_state()
    expect(parkeren.first).to_be_visible()


def she_sees_of_her_mother_only_the_mandate(samira: Page) -> None:
    samira.get_by_role("link", name="Regelen voor een ander").first.click()
    inhoud = samira.locator("main")
    expect(inhoud.get_by_role("heading", name="Voor Naïma Zerrouki-Belhadi")).to_be_visible()
    expect(inhoud).to_contain_text("1 februari 2028")
    assert "Hulp in huis" not in inhoud.inner_text() and "gevallen" not in inhoud.inner_text()
    adressen = [str(a.get_attribute("href")) for a in inhoud.locator("a[href^='/mijn/namens/']").all()]
    parkeren, hulp = str(key("gesprek", "naima-vergunning-2024")), str(key("gesprek", "naima-wmo"))
    [dit] = [adres for adres in adressen if parkeren in adres]  # beside it what she asked about it in another story
    assert not any(hulp in adres for adres in adressen), "help at home stays hers"
    samira.goto(dit)
    expect(inhoud).to_contain_text("Uw vergunning is verlengd.")
    expect(samira.get_by_role("textbox")).to_have_count(0)
    answer = samira.goto(dit.replace(parkeren, hulp))
    assert answer is not None and answer.status == 404


def she_sees_nothing_of_others(samira: Page, mensen: Mensen, v: Verhaal) -> None:
    for sleutel in ("roos-aanslag", "naima-wmo", "naima-vergunning-2024"):
        answer = samira.goto(f"/mijn/vraag/{key('gesprek', sleutel)}/")
        assert answer is not None and answer.status == 404, sleutel
    for adres in (v.adres, "/werkplek/", f"/werkplek/klant/{partij_id('naima')}/", "/beheer/"):
        answer = samira.goto(adres)
        assert answer is not None and answer.status == 403, adres
    wouter = mensen.klant(cast.WOUTER)
    answer = wouter.goto(f"/mijn/vraag/{v.klantvraag_id}/")
    assert answer is not None and answer.status == 404
    assert "Samira" not in wouter.content()
