"""Components and pages in a real browser: accessible, nothing sideways, and the scripts do what they promise."""

import functools
import http.server
import json
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from geholpen.platform.ui import galerij

ROOT = Path(__file__).parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
VLAGGEN = ["no-sandbox", "disable-gpu", "no-first-run", "disable-background-networking", "disable-component-update"]
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not in node_modules"),
]


class Werkbank(http.server.SimpleHTTPRequestHandler):
    """Serves the gallery under the strict content policy, and plays the server side of drafts and news."""

    concepten: list[dict] = []
    nieuws: list[dict] = []

    def end_headers(self):
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def do_GET(self):
        if self.path.startswith("/stroom"):
            return self.send_error(503)
        if self.path.startswith("/ophalen"):
            berichten, self.nieuws[:] = list(self.nieuws), []
            return self.answer({"berichten": berichten})
        return super().do_GET()

    def do_POST(self):
        inhoud = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.concepten.append(inhoud | {"csrf": self.headers.get("X-CSRFToken")})
        self.answer({})

    def answer(self, inhoud):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(inhoud).encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def adres(env, tmp_path_factory):
    map_ = tmp_path_factory.mktemp("galerij")
    galerij.write(map_ / "galerij.html")
    for voorbeeld in galerij.voorbeelden():
        (map_ / f"ui-{voorbeeld.naam}.html").write_text(galerij.render_voorbeeld(env, voorbeeld.naam))
    (map_ / "levend.html").write_text(levend(env))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Werkbank, directory=str(map_)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def levend(env) -> str:
    """The desk page with addresses for drafts and news."""
    html = galerij.render_pagina(env, "werkplek").replace('data-poll=""', 'data-poll="/ophalen"')
    html = html.replace("Concept bewaard 10.14", "")
    html = html.replace(
        'id="id_tekst"', 'id="id_tekst" data-concept-url="/concept" data-concept-status="conceptstatus"'
    )
    return html.replace('<body class="', '<body data-csrf="geheim" class="', 1)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=CHROMIUM, args=[f"--{vlag}" for vlag in VLAGGEN])
        yield browser
        browser.close()


@pytest.fixture
def blad(browser):
    """Opens a page at a width, with or without script; complains when the page wrote an error."""
    contexten, fouten = [], []

    def open_(url, breed=1280, hoog=800, script=True):
        context = browser.new_context(
            viewport={"width": breed, "height": hoog}, java_script_enabled=script, bypass_csp=False
        )
        contexten.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fout: fouten.append(str(fout)))
        page.on("console", lambda regel: fouten.append(regel.text) if "Content Security" in regel.text else None)
        page.goto(url)
        return page

    yield open_
    for context in contexten:
        context.close()
    assert fouten == []


def overtredingen(page) -> list[str]:
    """What axe finds, as readable lines; evaluated over the debug protocol, so the content policy stays on."""
    page.evaluate(AXE.read_text())
    uitslag = page.evaluate("(regels) => axe.run(document, {runOnly: regels})", REGELS)
    return [f"{v['id']}: {node['html'][:120]}" for v in uitslag["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("naam", [voorbeeld.naam for voorbeeld in galerij.voorbeelden()])
def test_component_is_accessible(adres, blad, naam):
    assert overtredingen(blad(f"{adres}/ui-{naam}.html")) == []


@pytest.mark.parametrize("breed", [1280, 390])
@pytest.mark.parametrize("naam", [*galerij.PAGINAS, "galerij-werkplek"])
def test_page_is_accessible(adres, blad, naam, breed):
    assert overtredingen(blad(f"{adres}/{naam}.html", breed)) == []


@pytest.mark.parametrize("naam", [*galerij.PAGINAS, "galerij", "galerij-werkplek"])
def test_nothing_sticks_out_at_320_pixels(adres, blad, naam):
    page = blad(f"{adres}/{naam}.html", 320, 640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_gallery_stays_as_it_was_drawn(adres, blad):
    """No component in it asks the server for itself again: the answer would be the whole gallery."""
    page = blad(f"{adres}/galerij.html")
    gevraagd = []
    page.on("request", lambda verzoek: gevraagd.append(verzoek.url) if verzoek.resource_type == "xhr" else None)
    page.reload()
    page.wait_for_function("window.htmx")
    page.wait_for_timeout(1000)
    assert gevraagd == [] and page.locator("h1").count() == 1


@pytest.mark.parametrize("naam", galerij.PAGINAS)
def test_the_default_theme_is_accessible_too(adres, blad, naam):
    page = blad(f"{adres}/{naam}.html")
    page.evaluate("document.querySelector('link[href*=\"waterdam\"]').remove()")
    page.wait_for_timeout(50)
    assert overtredingen(page) == []


def test_without_script_a_phone_shows_one_pane_at_a_time(adres, blad):
    page = blad(f"{adres}/werkplek.html", 390, 844, script=False)
    assert page.locator("#gesprek").is_visible() and not page.locator("#postvak").is_visible()
    page.get_by_role("link", name="Klantbeeld").click()
    assert page.locator("#klantbeeld").is_visible() and not page.locator("#gesprek").is_visible()
    page.goto(f"{adres}/werkplek.html#nieuw")
    assert page.locator("#gesprek").is_visible() and not page.locator("#klantbeeld").is_visible()


def test_without_script_the_menu_of_a_phone_opens(adres, blad):
    page = blad(f"{adres}/mijn_overzicht.html", 390, 844, script=False)
    assert not page.get_by_role("link", name="Mijn gegevens", exact=True).is_visible()
    page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("link", name="Mijn gegevens", exact=True).is_visible()


def test_shortcuts_move_and_can_be_changed_and_switched_off(adres, blad):
    page = blad(f"{adres}/werkplek.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "zoek"
    page.keyboard.type("a/b?")
    assert page.input_value("#zoek") == "a/b?"
    page.keyboard.press("Alt+l")
    assert page.evaluate("document.activeElement.id") == "id_tekst"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#hulp").is_visible()
    page.locator("#toets_antwoord").press("Alt+r")
    page.get_by_role("button", name="Sluiten").click()
    page.keyboard.press("Alt+r")
    assert page.evaluate("document.activeElement.id") == "id_tekst"
    page.reload()
    page.keyboard.press("?")
    assert page.input_value("#toets_antwoord") == "Alt+R"
    page.get_by_label("Sneltoetsen gebruiken").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "zoek"


def test_what_folds_out_shuts_by_escape_and_by_a_click_beside_it(adres, blad):
    page = blad(f"{adres}/werkplek.html")
    menu, knop = page.locator("details.gh-balk__menu"), page.locator("details.gh-balk__menu > summary")
    knop.press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert knop.evaluate("knop => knop === document.activeElement")
    knop.click()
    page.locator("h1").first.click()
    assert menu.get_attribute("open") is None


def test_next_in_the_inbox(adres, blad):
    page = blad(f"{adres}/werkplek.html")
    page.keyboard.press("Alt+j")
    page.wait_for_url("**#r2")


def test_a_draft_is_kept_while_typing_and_when_leaving(adres, blad):
    Werkbank.concepten.clear()
    page = blad(f"{adres}/levend.html")
    page.locator("#id_tekst").fill("Dag mevrouw")
    page.get_by_text("Concept bewaard").wait_for()
    assert Werkbank.concepten == [{"tekst": "Dag mevrouw", "gezien": "", "csrf": "geheim"}]
    page.locator("#id_tekst").fill("Dag mevrouw El Amrani")
    page.goto(f"{adres}/kaal.html")
    page.wait_for_timeout(200)
    assert Werkbank.concepten[-1]["tekst"] == "Dag mevrouw El Amrani"


def test_news_comes_by_polling_when_the_stream_fails(adres, blad):
    Werkbank.nieuws[:] = [{"id": "7", "event": "bericht", "data": {"vraag": "v1"}}]
    page = blad(f"{adres}/kaal.html")
    page.add_init_script(
        "window.gehoord = []; document.addEventListener('geholpen:bericht', (e) => gehoord.push(e.detail));"
    )
    page.goto(f"{adres}/levend.html")
    page.get_by_text("Vertraagd").wait_for()
    assert page.evaluate("window.gehoord") == [{"id": "7", "vraag": "v1"}]


def test_quick_exit_leaves_no_way_back(adres, blad):
    page = blad(f"{adres}/kaal.html")
    page.goto(f"{adres}/mijn_gesprek.html")
    page.route("https://www.knmi.nl/", lambda route: route.fulfill(body="weer", content_type="text/html"))
    page.get_by_role("link", name="Verlaat deze website snel").click()
    page.wait_for_url("https://www.knmi.nl/")
    page.go_back()
    assert page.url.endswith("/kaal.html")


def test_too_long_a_text_is_told_and_not_cut_off(adres, blad):
    page = blad(f"{adres}/ui-formulier.html")
    page.locator("#id_u_toelichting").fill("a" * 501)
    assert page.get_by_text("1 teken te veel").is_visible()
    assert len(page.input_value("#id_u_toelichting")) == 501


def test_focus_goes_to_what_went_wrong(adres, blad):
    page = blad(f"{adres}/kaal.html")
    assert page.evaluate("document.activeElement.hasAttribute('data-foutenoverzicht')")
    page.get_by_role("link", name="De naam of het wachtwoord klopt niet").click()
    assert page.evaluate("document.activeElement.id") == "id_gebruiker"
