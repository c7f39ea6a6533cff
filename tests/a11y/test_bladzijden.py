"""Every page in a real browser: axe, one heading 1, a language, nothing sideways, no person in the title."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.packs.waterdam.vullen.stad import partij_id
from tests import cast
from tests.opstelling import ROOT
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, kenmerk, mail

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VRAAG = f"/werkplek/vraag/{partij_id('samira')}/{key('gesprek', 'samira-kenteken')}/"
#: Somebody with a very long name and mail address.
LANG = f"/werkplek/vraag/{partij_id('maria')}/{key('gesprek', 'maria-idkaart')}/"
#: Words that point at a person and stand in no title, history or bookmark.
NAMEN = {w for k in cast.PACK.klanten if k.naam for w in (k.naam.achternaam, k.naam.voornaam) if len(w) > 3}


def looks(page: Page, adres: str, status: int = 200) -> list[str]:
    """What is wrong with this page at 1280, 390 and 320 pixels."""
    answer = page.goto(adres)
    assert answer is not None and answer.status == status, f"{adres}: {answer and answer.status}"
    return judge(page, adres)


def judge(page: Page, naam: str) -> list[str]:
    """The same for the page that is open now."""
    wrong = []
    page.wait_for_load_state()  # a click that leads on returns when the next page begins
    if page.locator("h1").count() != 1:
        wrong.append(f"{naam}: {page.locator('h1').count()} koppen van niveau 1")
    if page.locator("html").get_attribute("lang") != "nl":
        wrong.append(f"{naam}: geen taal")
    found = [w for w in NAMEN if re.search(rf"\b{re.escape(w)}\b", page.title())]
    if found:
        wrong.append(f"{naam}: persoonsgegeven in de titel: {page.title()}")
    page.evaluate(AXE.read_text())
    for breed in (1280, 390, 320):
        page.set_viewport_size({"width": breed, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > breed:
            wrong.append(f"{naam}: {wide} px breed op een scherm van {breed} px: {_widest(page, breed)}")
        if breed != 1280 and page.evaluate(_SCHUIFT):
            wrong.append(f"{naam}: een tabel schuift opzij op een scherm van {breed} px")
        if breed != 320:
            wrong += [f"{naam} ({breed} px): {problem}" for problem in _axe(page)]
    page.set_viewport_size({"width": 1280, "height": 800})
    return wrong


def _axe(page: Page) -> list[str]:
    said: dict[str, Any] = page.evaluate("regels => axe.run({runOnly: regels})", REGELS)
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in said["violations"]]


#: Whether a table with more than two columns does not fit in its box.
_SCHUIFT = """[...document.querySelectorAll(".gh-tabel--vouwt")].some(e => e.scrollWidth > e.clientWidth + 1)"""
#: The first elements that stick out at the right.
_UITSTEKERS = """breed => [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > breed + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


def _widest(page: Page, breed: int) -> str:
    return str(page.evaluate(_UITSTEKERS, breed))


@pytest.fixture(scope="module")
def nummer(stad: Stad) -> str:
    """A question with everything that a conversation can hold: markup, a file, a newer mail."""
    bericht = mail("Parkeren bij het station", "Mag ik met mijn vergunning ook bij het station parkeren?")
    bericht.add_alternative("<p>Mag ik <b>ook</b> bij het station?</p><img src='https://x.example/a'>", subtype="html")
    bericht.add_attachment(b"%PDF-1.4\n%%EOF\n", maintype="application", subtype="pdf", filename="brief.pdf")
    stad.mail(cast.ROOS, bericht)
    bevestiging = stad.wait_mail(cast.ROOS, lambda m: "WD-" in str(m["Subject"]), "the confirmation")
    return kenmerk(str(bevestiging["Subject"]))


def test_before_and_around_logging_in(mensen: Mensen):
    page, wrong = mensen.iemand(), []
    for adres in (
        "/inloggen/",
        "/inloggen/?uit=1",
        "/mijn/",
        "/werkplek/",
        "/demo/post/",
        "/demo/post/samira/",
        "/zegel/",
    ):
        wrong += looks(page, adres)
    interfaces = (
        "klantinteracties",
        "contactgegevens",
        "ldv",
        "verwerkingenlogging",
        "verwerkingeninzage",
        "beslissingen",
    )
    for naam in (*(f"{naam}/api/v1" for naam in interfaces), "access/v1"):
        wrong += looks(page, f"/{naam}/schema/")
        page.locator("details").evaluate_all("alle => alle.forEach(d => { d.open = true })")
        wrong += judge(page, f"{naam}, alles open")
    wrong += looks(page, "/bestaat-niet/", 404)
    wrong += looks(page, "/inloggen/terug/klant/?code=x&state=y", 403)
    page.goto("/werkplek/")
    page.get_by_role("button", name=re.compile("^Jolanda")).click()
    wrong += judge(page, "tweede stap")
    page.get_by_role("button", name="Overslaan").click()
    wrong += judge(page, "geen tweede stap")
    assert wrong == []


def test_a_mail_in_the_demos_own_mail_program(mensen: Mensen, nummer: str):
    page = mensen.iemand()
    page.goto("/demo/post/roos/")
    page.locator("[data-postvak-rij]").first.click()
    assert judge(page, "gelezen mail") == []


def test_the_customers_pages(mensen: Mensen, nummer: str):
    roos, wrong = mensen.klant(cast.ROOS), []
    for adres in ("/mijn/", "/mijn/vraag/nieuw/", "/mijn/contact/", "/mijn/inzage/", "/mijn/inzage/?wie=medewerker"):
        wrong += looks(roos, adres)
    roos.goto("/mijn/")
    for link in {a.get_attribute("href") for a in roos.locator("main a[href^='/mijn/vraag/']").all()}:
        wrong += looks(roos, str(link))
    roos.goto("/mijn/vraag/nieuw/")
    roos.get_by_role("button", name="Versturen").click()
    wrong += judge(roos, "vraag met fouten")
    wrong += looks(roos, "/werkplek/", 403)
    wrong += looks(roos, f"/mijn/vraag/{key('gesprek', 'naima-wmo')}/", 404)
    assert wrong == []


def test_the_other_pages_of_the_customer(mensen: Mensen):
    """Whatever the menu has more than the pages above."""
    samira, wrong = mensen.klant(cast.SAMIRA), []
    for link in dict.fromkeys(a.get_attribute("href") for a in samira.locator("a[href^='/mijn/']").all()):
        if not str(link).endswith("/bestand/"):
            wrong += looks(samira, str(link))
    samira.goto("/mijn/namens/")
    samira.locator("main a[href^='/mijn/namens/']").first.click()
    wrong += judge(samira, "een vraag van een ander")
    assert wrong == []


def test_the_inbox_and_lists_of_the_desk(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    for adres in ("/werkplek/", "/werkplek/?toon=mij", "/werkplek/?toon=beloften", "/werkplek/beloften/"):
        wrong += looks(jolanda, adres)
    wrong += looks(jolanda, "/werkplek/zoeken/")
    wrong += looks(jolanda, "/werkplek/doorgezet/jeugdhulp/")
    wrong += looks(jolanda, f"/werkplek/klant/{partij_id('samira')}/", 403)
    jolanda.goto("/werkplek/")
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill("Jansen")
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").press("Enter")
    expect(jolanda.get_by_text("Niets gevonden: dit is geen kenmerk")).to_be_visible()
    wrong += judge(jolanda, "zoeken op een naam")
    jolanda.keyboard.press("Escape")
    jolanda.keyboard.press("?")
    expect(jolanda.get_by_role("dialog")).to_be_visible()
    wrong += judge(jolanda, "sneltoetsen")
    assert wrong == []


def test_a_question_with_each_of_its_forms(mensen: Mensen, nummer: str):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), []
    for doe in ("antwoord", "notitie", "belofte", "gesproken", "onderwerp", "afsluiten"):
        wrong += looks(jolanda, f"{VRAAG}?doe={doe}")
    wrong += looks(jolanda, LANG)
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").fill(nummer)
    jolanda.get_by_label("Zoek op kenmerk, mailadres of telefoonnummer").press("Enter")
    expect(jolanda.locator("main")).to_contain_text(nummer)
    wrong += judge(jolanda, "een mail met opmaak")
    assert wrong == []


def test_somebody_on_the_telephone(mensen: Mensen):
    jolanda, wrong = mensen.medewerker(cast.JOLANDA), looks(mensen.medewerker(cast.JOLANDA), "/werkplek/gesprek/")
    jolanda.goto("/werkplek/gesprek/")
    jolanda.get_by_role("button", name="Telefoon opnemen").click()
    wrong += judge(jolanda, "klant zoeken")
    jolanda.get_by_role("button", name="Zoeken", exact=True).click()
    wrong += judge(jolanda, "zoeken zonder gegevens")
    jolanda.get_by_label(re.compile("^Achternaam")).fill(cast.GEERT.naam.achternaam)
    jolanda.get_by_label("Geboortedatum").fill(str(cast.GEERT.geboortedatum))
    jolanda.get_by_role("button", name="Zoeken", exact=True).click()
    wrong += judge(jolanda, "klant gevonden")
    jolanda.get_by_role("link", name=re.compile("Oosterzee")).click()
    wrong += judge(jolanda, "in gesprek")
    jolanda.get_by_role("button", name="Nog een vraag").click()
    jolanda.get_by_role("button", name="Afronden", exact=True).click()
    wrong += judge(jolanda, "in gesprek met fouten")
    jolanda.get_by_role("button", name="Stoppen zonder vastleggen").click()
    assert wrong == []


def test_a_promise(mensen: Mensen):
    henk_jan, wrong = mensen.medewerker(cast.HENK_JAN), []
    wrong += looks(henk_jan, "/werkplek/beloften/")
    henk_jan.locator("main .gh-belofte a").first.click()
    wrong += judge(henk_jan, "een belofte")
    henk_jan.get_by_role("button", name="Gesproken", exact=True).click()
    wrong += judge(henk_jan, "een belofte zonder verslag")
    assert wrong == []


@pytest.mark.parametrize("wie", [cast.ANNEKE, cast.CARLIJN], ids=["functioneel beheerder", "fg"])
def test_the_management_pages(mensen: Mensen, wie):
    page, wrong = mensen.medewerker(wie), []
    page.goto("/beheer/")
    adressen = dict.fromkeys(str(a.get_attribute("href")) for a in page.locator("a[href^='/beheer/']").all())
    for adres in adressen:
        wrong += looks(page, adres)
    page.goto("/beheer/register/")
    page.locator("tbody a").first.click()
    wrong += judge(page, "een doel")
    assert wrong == []


def test_the_register_with_its_forms_and_its_public_pages(mensen: Mensen):
    anneke, wrong = mensen.medewerker(cast.ANNEKE), []
    for adres in ("/beheer/register/nieuw/", "/beheer/register/invoeren/", "/beheer/register/afval/dpia/"):
        wrong += looks(anneke, adres)
    anneke.goto("/beheer/register/nieuw/")
    anneke.get_by_role("button", name="Concept opslaan").click()
    wrong += judge(anneke, "doel met fouten")
    anneke.goto("/beheer/register/afval/")
    anneke.get_by_role("button", name="Nieuwe versie maken").click()
    wrong += judge(anneke, "concept bewerken")
    anneke.get_by_role("button", name="Concept opslaan").click()
    wrong += judge(anneke, "een concept met wat het verandert")
    anneke.get_by_role("link", name="Advies vragen").click()
    wrong += judge(anneke, "een stap")
    wrong += looks(anneke, "/beheer/register/afval/2/gegeven/1/")
    carlijn = mensen.medewerker(cast.CARLIJN)
    wrong += looks(carlijn, "/beheer/register/rijbewijs/1/?doe=schorsen")
    for adres in ("/verwerkingen/", "/beheer/"):
        wrong += looks(mensen.medewerker(cast.RUUD) if adres == "/beheer/" else mensen.iemand(), adres)
    page = mensen.iemand()
    page.goto("/verwerkingen/")
    page.locator("main h2 a").first.click()
    wrong += judge(page, "een openbaar doel")
    assert wrong == []


def test_an_application_and_its_token(mensen: Mensen):
    anneke, wrong = mensen.medewerker(cast.ANNEKE), []
    anneke.goto("/beheer/applicaties/")
    anneke.get_by_role("button", name="Applicatie toevoegen").click()
    wrong += judge(anneke, "applicatie zonder naam")
    anneke.get_by_role("link", name="Proefapplicatie").click()
    wrong += judge(anneke, "een applicatie")
    anneke.get_by_role("button", name="Token maken").click()
    wrong += judge(anneke, "een nieuw token")
    anneke.get_by_role("link", name=re.compile("wijzigen$")).first.click()
    wrong += judge(anneke, "een token wijzigen")
    wrong += looks(anneke, "/beheer/logboek/")
    assert wrong == []


def test_whoever_has_no_role(mensen: Mensen):
    assert looks(mensen.medewerker(cast.BRAM), "/werkplek/", 403) == []


def test_rights_over_ones_own_data(mensen: Mensen):
    """From *Dit klopt niet* and a request to the decision of the privacy officer."""
    roos, carlijn, wrong = mensen.klant(cast.ROOS), mensen.medewerker(cast.CARLIJN), []
    for adres in ("/mijn/rechten/", *(f"/mijn/rechten/vragen/{s}/" for s in ("correctie", "bezwaar", "inzage"))):
        wrong += looks(roos, adres)
    roos.goto("/mijn/rechten/vragen/correctie/")
    roos.get_by_role("link", name="Uw adres").first.click()
    wrong += judge(roos, "een adres verbeteren")
    roos.get_by_label("Postcode").fill("12 AB")
    roos.get_by_role("button", name="Verzoek versturen").click()
    wrong += judge(roos, "verzoek met fouten")
    roos.goto("/mijn/inzage/?periode=365")
    roos.get_by_role("link", name=re.compile("^Dit klopt niet")).first.click()
    wrong += judge(roos, "dit klopt niet")
    roos.get_by_role("button", name="Melding versturen").click()
    wrong += judge(roos, "melding met fouten")
    roos.get_by_label("Wat klopt er niet?").fill("Ik had die dag geen contact.")
    roos.get_by_role("button", name="Melding versturen").click()
    expect(roos.get_by_text("Wij hebben uw melding ontvangen.")).to_be_visible()
    wrong += looks(carlijn, "/beheer/rechten/")
    carlijn.get_by_role("link", name="Melding: een inzage klopt niet").first.click()
    wrong += judge(carlijn, "een melding")
    carlijn.get_by_role("button", name="Besluit vastleggen").click()
    wrong += judge(carlijn, "besluit met fouten")
    carlijn.get_by_label("Ja", exact=True).check()
    carlijn.get_by_label("Uitleg voor de klant").fill("U heeft gelijk. De medewerker zocht een ander.")
    carlijn.get_by_role("button", name="Besluit vastleggen").click()
    expect(carlijn.get_by_text("Uw besluit is vastgelegd.")).to_be_visible()
    wrong += judge(carlijn, "een besluit")
    roos.goto("/mijn/rechten/")
    roos.get_by_role("link", name="U meldde dat een inzage niet klopt").click()
    expect(roos.get_by_text("De medewerker zocht een ander.")).to_be_visible()
    wrong += judge(roos, "een besluit in Mijn")
    assert wrong == []
