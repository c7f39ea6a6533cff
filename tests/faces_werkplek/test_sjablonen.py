"""A manager makes a template; an employee begins an answer with it, without script; the record names its version."""

from __future__ import annotations

import html as entities
import re

import pytest
from django.urls import reverse

from geholpen.domain.berichten.queries import sjabloonversies
from tests.faces_werkplek.bureau import Bureau, kenmerk, plain

TEKST = "Uw moeder vraagt de vergunning zelf aan. Noem daarbij {kenmerk}."
VELDEN = {
    "naam": "Zelf aanvragen",
    "kanalen": ["email"],
    "onderwerpen": ["parkeervergunning"],
    "taal": "nld",
    "toon": "u",
}


@pytest.fixture
def manager(stad) -> Bureau:
    return Bureau("mdw-007")


def page(bureau: Bureau, naam: str, /, *args: object, status: int = 200, **velden: object) -> str:
    adres = reverse(f"beheer:{naam}", args=args)
    answer = bureau.client.post(adres, velden, follow=True) if velden else bureau.client.get(adres)
    return bureau.see(answer, status)


def make(manager: Bureau) -> str:
    """The template in use. Returns the id of its version."""
    page(manager, "sjabloon_nieuw", tekst=TEKST, **VELDEN)
    id = manager.laatste.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
    versie = str(sjabloonversies(id)[0].id)
    assert "nu in gebruik" in page(manager, "sjabloon", id, versie=versie, actie="gebruik")
    return versie


def field(html: str, naam: str) -> str:
    """What stands in a field of the composer."""
    found = re.search(rf'name="{naam}"[^>]*value="([^"]*)"', html) or re.search(
        rf'name="{naam}"[^>]*>\n(.*?)</textarea>', html, re.S
    )
    return entities.unescape(found[1])


def test_a_preview_keeps_nothing_and_says_what_is_wrong(manager):
    html = plain(page(manager, "sjabloon_nieuw", tekst="Dag {aanhef}, je hoort van ons.", doe="proef", **VELDEN))
    assert "Dag mevrouw Van den Voorbeeld, je hoort van ons." in html
    assert "Er staat “je” in de tekst" in html
    assert "Zelf aanvragen" not in plain(page(manager, "sjablonen"))
    assert "{naam} kennen wij niet" in plain(page(manager, "sjabloon_nieuw", status=422, tekst="Dag {naam}", **VELDEN))
    sms = VELDEN | {"kanalen": ["sms"], "tekst": "{organisatie} " + "é€" * 100}
    assert re.search(r"Sms: \d sms", plain(page(manager, "sjabloon_proef", **sms)))
    assert Bureau("mdw-001").client.get(reverse("beheer:sjablonen")).status_code == 403


def test_the_list_is_of_one_channel(manager):
    make(manager)
    assert "Zelf aanvragen" in manager.client.get(reverse("beheer:sjablonen"), {"kanaal": "email"}).content.decode()
    assert "Zelf aanvragen" not in manager.client.get(reverse("beheer:sjablonen"), {"kanaal": "sms"}).content.decode()


def test_an_answer_begins_with_a_template_and_the_record_names_its_version(manager, jolanda, vraag):
    versie = make(manager)
    html = jolanda.get("vraag", *vraag)
    nummer, kanaal = kenmerk(html), re.search(r'<option value="(email\|[^"]+)"', html)[1]
    getypt = field(html, "tekst")
    velden = {"tekst": getypt, "kanaal": kanaal, "gezien_tot": field(html, "gezien_tot"), "antwoordsjabloon": versie}
    html = jolanda.post("sjabloon", *vraag, **velden)
    samen = field(html, "tekst")
    zin = f"Uw moeder vraagt de vergunning zelf aan. Noem daarbij {nummer}."
    assert zin in samen
    assert samen.startswith(getypt.split("\n")[0]), "the greeting stays"
    assert samen.rstrip().endswith(getypt.rstrip().rpartition("\n")[2]), "and the closing"
    terug = jolanda.post(
        "sjabloon", *vraag, tekst=samen, kanaal=kanaal, tekst_voor=field(html, "tekst_voor"), terug="1"
    )
    assert field(terug, "tekst").replace("\r", "") == getypt
    assert field(terug, "sjabloonversie") == ""
    velden |= {"tekst": samen, "sjabloonversie": field(html, "sjabloonversie")}
    html = plain(jolanda.post("antwoord", *vraag, **velden))
    assert zin in html
    assert "Begonnen met sjabloon “Zelf aanvragen”, versie 1" in html


def test_a_template_of_another_channel_or_none_is_refused_and_the_text_stays(manager, jolanda, vraag):
    versie = make(manager)
    velden = {"tekst": "Half getypt", "kanaal": "brief:", "antwoordsjabloon": versie}
    html = jolanda.post("sjabloon", *vraag, status=422, **velden)
    assert "niet voor dit kanaal" in html
    assert field(html, "tekst") == "Half getypt"
    assert "Kies eerst een sjabloon" in jolanda.post("sjabloon", *vraag, status=422, tekst="Half getypt")
