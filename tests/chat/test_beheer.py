"""Management makes a chat key: where it may stand, what it says; and sees at once whether it works."""

from __future__ import annotations

import re

import pytest

from geholpen.platform import onthouden
from tests import browser, cast
from tests.chat.venster import Venster

pytestmark = pytest.mark.slow
WIE = next(m for m in cast.PACK.medewerkers if "functioneel_beheerder" in m.rollen)


def test_a_key_made_in_management_works_on_its_website_only(echte_commits):
    beheer = browser.medewerker(WIE.code)
    leeg = beheer.get("/beheer/kanalen/nieuw/chat/")
    assert "Websites waar de chat mag staan" in browser.text(leeg)
    velden = {"naam": "Website", "begroeting": "Dag!", "wachttekst": "Even geduld.", "dicht": "Wij zijn dicht."}
    assert beheer.post("/beheer/kanalen/nieuw/chat/", velden).status_code == 422  # without a website
    goed = beheer.post(
        "/beheer/kanalen/nieuw/chat/",
        {**velden, "herkomsten": "https://www.waterdam.example/contact", "alternatieven": "Bel ons; Kom langs"},
    )
    assert goed.status_code == 302
    uitslag = browser.text(beheer.post(goed.url, {"actie": "proberen"}))
    assert "De chat mag staan op: https://www.waterdam.example." in uitslag
    sleutel = re.search(r"data-sleutel=&(?:#34|quot);([\w-]{36})", uitslag)[1]
    onthouden.forget()
    hier = Venster(sleutel, "https://www.waterdam.example")
    config = hier.get("config", {"key": sleutel, "locale": "nl"}).json()
    assert (config["greeting"], config["alternatives"]) == ("Dag!", ["Bel ons", "Kom langs"])
    assert hier.start().status_code == 201
    assert Venster(sleutel, "https://elders.example").start().status_code == 403
    beheer.post(goed.url, {"actie": "uit"})
    onthouden.forget()
    assert hier.zeg("Nog iets?").status_code == 403  # no key may stand there any more


def test_no_text_of_a_setting_says_more_than_it_should(echte_commits):
    """A secret is shown to nobody, and a key without a good website says so."""
    beheer = browser.medewerker(WIE.code)
    velden = {"naam": "Fout", "begroeting": "x", "wachttekst": "x", "dicht": "x", "herkomsten": "waterdam"}
    fout = beheer.post("/beheer/kanalen/nieuw/chat/", {**velden, "portaalgeheim": "heel-geheim"})
    uitslag = browser.text(beheer.post(fout.url, {"actie": "proberen"}))
    assert "De chat kan op geen enkele website staan" in uitslag and "heel-geheim" not in uitslag
