"""A letter comes by post, is filed at the desk and answered by letter; what is sent back finds its own way."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page, expect

from geholpen.adapters.kanalen.brief import ocr
from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad, kenmerk
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ANTWOORD = "Dat mag. Stuurt u ons het kenteken van de auto?"


def drukkerij(stad: Stad, pad: str, body: dict[str, Any] | None = None) -> bytes:
    """Look at the printer, or make it do something."""
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(stad.drukker + pad, data), timeout=20) as answer:
        return bytes(answer.read())


def gedrukt(stad: Stad) -> list[dict[str, Any]]:
    return list(json.loads(drukkerij(stad, "/twin/brieven"))["brieven"])


def sluit_de_post(stad: Stad) -> None:
    """It is half past five."""
    with psycopg.connect(stad.admin_url, autocommit=True) as link:
        link.execute("UPDATE printopdracht SET sluit_op = now() - interval '1 second'")


def looks_good(page: Page, naam: str, tmp_path: Path) -> None:
    """No fault that axe sees, and nothing sideways, on a wide screen and on a telephone; with pictures to look at."""
    for breed in (1280, 390):
        page.set_viewport_size({"width": breed, "height": 900})
        page.screenshot(path=tmp_path / f"{naam}-{breed}.png", full_page=True)
    assert judge(page, naam) == []


def printed_and_sent_back(stad: Stad, kamer: Page, tmp_path: Path) -> None:
    """In the post room: the post closes, the letter is printed, goes out, and comes back."""
    voor = len(gedrukt(stad))
    kamer.goto("/demo/brieven/")
    kamer.get_by_role("button", name="De post nu sluiten").click()
    wait_until(lambda: len(gedrukt(stad)) > voor, 60, "the letter is printed")
    brief = gedrukt(stad)[-1]
    pdf = drukkerij(stad, f"/twin/brieven/{brief['client_ref']}")
    assert pdf.startswith(b"%PDF")
    kamer.goto("/demo/brieven/")
    looks_good(kamer, "postkamer", tmp_path)
    dit = kamer.get_by_role("form", name=re.compile(cast.NAIMA.naam.achternaam)).first
    dit.get_by_role("button", name="Op de post").click()
    expect(kamer.get_by_text("De drukker heeft het gemeld.")).to_be_visible()
    dit.get_by_role("button", name="Stuur hem terug").click()
    expect(kamer.get_by_text("De brief kwam terug")).to_be_visible()


@pytest.mark.skipif(not ocr.available(), reason="ocrmypdf with Dutch is not installed here")
def test_a_letter_in_a_letter_out_and_its_answer_in_the_same_question(stad: Stad, mensen: Mensen, tmp_path: Path):
    kamer = mensen.iemand()
    kamer.goto("/demo/brieven/")
    kamer.get_by_label("Een brief die klaarligt").select_option(value="naima")
    kamer.get_by_role("button", name="Scannen", exact=True).click()
    expect(kamer.get_by_text("De brief ligt op de scanner.")).to_be_visible()
    jolanda = mensen.medewerker(cast.JOLANDA)

    def wacht() -> bool:
        jolanda.goto("/werkplek/brieven/")
        return jolanda.get_by_role("link", name=re.compile("^.*Brief van")).count() > 0

    wait_until(wacht, 120, "the letter waits at the desk")
    looks_good(jolanda, "lijst", tmp_path)
    jolanda.get_by_role("link", name=re.compile("Brief van")).first.click()
    expect(jolanda.get_by_role("img", name=re.compile("Bladzijde 1"))).to_be_visible()
    expect(jolanda.get_by_text("Dit lazen wij op de brief. Klopt het?")).to_be_visible()
    expect(jolanda.get_by_label("Postcode")).to_have_value(cast.NAIMA.adres.postcode)
    expect(jolanda.get_by_label("Huisnummer")).to_have_value(str(cast.NAIMA.adres.huisnummer))
    looks_good(jolanda, "voorstel", tmp_path)
    jolanda.get_by_role("button", name="Zoeken").click()
    expect(jolanda.get_by_text("Postcode en huisnummer staan op de brief.").first).to_be_visible()
    jolanda.get_by_role("radio", name=re.compile(cast.NAIMA.naam.achternaam)).first.check()
    looks_good(jolanda, "indelen", tmp_path)
    jolanda.get_by_label("Waar gaat de brief over?").select_option(label=cast.onderwerp("parkeervergunning").naam)
    jolanda.get_by_role("button", name="Bij deze klant leggen").click()
    expect(jolanda.get_by_text("De brief ligt nu bij de vraag.")).to_be_visible()
    expect(jolanda.get_by_role("log")).to_contain_text("thuiszorg")
    nummer = kenmerk(jolanda.locator("main").inner_text())

    expect(jolanda.get_by_label("via")).to_have_value("brief:")
    veld = jolanda.get_by_label("Uw antwoord")
    veld.fill(veld.input_value().replace("\n\n\n", f"\n\n{ANTWOORD}\n", 1))
    looks_good(jolanda, "schrijven", tmp_path)
    with jolanda.context.expect_page() as tab:
        jolanda.get_by_role("button", name="Brief bekijken").click()
    tab.value.close()
    jolanda.get_by_role("button", name="Versturen", exact=True).click()
    expect(jolanda.get_by_text("Uw antwoord is onderweg naar de klant.")).to_be_visible()
    vraag = jolanda.url

    def klaar() -> bool:
        jolanda.goto(vraag)
        return jolanda.get_by_role("button", name="Brief tegenhouden").count() > 0

    wait_until(klaar, 60, "the letter waits for the post")
    looks_good(jolanda, "wacht-op-post", tmp_path)
    printed_and_sent_back(stad, kamer, tmp_path)

    def terug() -> bool:
        jolanda.goto(vraag)
        return jolanda.get_by_role("log").get_by_text(re.compile(f"{nummer}")).count() > 0

    wait_until(terug, 120, "the answer to the letter is in the same question")
    expect(jolanda.get_by_role("log")).to_contain_text("Verstuurd")
    looks_good(jolanda, "antwoord-terug", tmp_path)
