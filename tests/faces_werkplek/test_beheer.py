"""The management pages: who has them, what they show, offering a message from the quarantine again."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from geholpen.domain.berichten.commands import RuwBericht, quarantine_envelop, store_envelop
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, plain, post

RUW = b"<script>alert(1)</script> geen mail"


def see(bureau: Bureau, naam: str, *args: object, status: int = 200) -> str:
    return bureau.see(bureau.client.get(reverse(f"beheer:{naam}", args=args)), status)


@pytest.fixture
def anneke(stad) -> Bureau:
    return Bureau(cast.ANNEKE.code)


def test_a_manager_without_work_at_the_desk_lands_on_the_management_pages(anneke):
    tekst = plain(anneke.see(anneke.client.get(reverse("werkplek:postvak"), follow=True), 200))
    assert "Quarantaine" in tekst
    assert "Geweigerde inzage" not in tekst


def test_the_quarantine_shows_the_source_as_text_gives_it_as_a_file_and_offers_it_again(anneke):
    envelop_id = post(RUW)
    assert "Quarantaine" in see(anneke, "kwarantaine")
    html = see(anneke, "envelop", envelop_id)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    bron = anneke.client.get(reverse("beheer:envelop_bron", args=[envelop_id]))
    assert bron.content == RUW
    assert bron["Content-Disposition"] == f'attachment; filename="{envelop_id}.eml"'
    assert bron["X-Content-Type-Options"] == "nosniff"
    again = anneke.client.post(reverse("beheer:envelop", args=[envelop_id]), follow=True)
    assert "Het bericht is opnieuw aangeboden." in plain(again.content.decode())
    assert "De quarantaine is leeg" in plain(again.content.decode())


@pytest.mark.parametrize(
    ("kanaal", "ruw", "eind"),
    [("whatsapp", b'{"entry": []}', "json"), ("sms", b"MessageSid=SM1", "txt"), ("brief", b"%PDF-1.7 kapot", "pdf")],
)
def test_the_file_of_a_source_is_named_after_what_it_is(anneke, kanaal, ruw, eind):
    envelop_id, _ = store_envelop(bed.systeem(kanaal), RuwBericht(kanaal, "proef", ruw))
    quarantine_envelop(bed.systeem(kanaal), envelop_id, "Dit kunnen wij niet lezen.")
    assert f"Bron downloaden (.{eind})" in plain(see(anneke, "envelop", envelop_id))
    bron = anneke.client.get(reverse("beheer:envelop_bron", args=[envelop_id]))
    assert bron["Content-Disposition"].endswith(f'{envelop_id}.{eind}"')


def test_the_privacy_officer_reads_refusals_and_the_register(stad):
    Bureau(cast.DYLAN.code).get("klant", stad["samira"], status=403)
    carlijn = Bureau(cast.CARLIJN.code)
    tekst = plain(see(carlijn, "weigeringen"))
    assert "Klantcontact" in tekst
    assert "Dylan Oostrum" not in tekst  # who it was takes two people: tests/misbruik/test_zaak_23_logboek.py
    assert "Uw gegevens en vragen bekeken" in tekst
    assert "Parkeerverordening, artikel 3" in plain(see(carlijn, "register"))
    doel = plain(see(carlijn, "activiteit", "parkeren"))
    assert "U krijgt alleen een vergunning voor de wijk waar u woont." in doel
    assert "Hulp voor jeugd" in plain(see(carlijn, "onderwerpen"))
    assert "Uw rol hoort niet bij deze beheerpagina" in plain(see(carlijn, "kwarantaine", status=403))
    assert "Een pagina van het beheer openen" in plain(see(carlijn, "weigeringen"))


def test_the_state_of_channels_is_for_managers(anneke):
    assert "Wacht op verwerking" in plain(see(anneke, "kanalen"))
    assert "Wacht op versturen" in plain(see(anneke, "kanalen"))


@pytest.mark.parametrize(
    "naam",
    [
        "start",
        "kwarantaine",
        "kanalen",
        "onderwerpen",
        "register",
        "overnames",
        "weigeringen",
        "toezicht",
        "doelgebruik",
    ],
)
def test_others_read_why_not(stad, naam):
    for wie in (cast.JOLANDA, cast.HENK_JAN, cast.BRAM):
        assert "Uw rol hoort niet bij deze beheerpagina" in plain(see(Bureau(wie.code), naam, status=403))


def test_every_page_names_its_language_and_has_one_main_heading(anneke, jolanda, vraag):
    pages = [see(anneke, naam) for naam in ("start", "kanalen", "onderwerpen", "register")]
    pages += [jolanda.get("postvak"), jolanda.get("vraag", *vraag), jolanda.get("taken"), jolanda.get("gesprek")]
    for html in pages:
        assert '<html lang="nl"' in html
        assert len(re.findall(r"<h1\b", html)) == 1
