"""What a refused answer brings back, and how long one that was sent can be taken back from its page."""

from __future__ import annotations

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile

from geholpen.domain.berichten.ports import kanaal, kanalen
from tests import cast
from tests.faces_werkplek.bureau import Bureau, kenmerk, mail, plain

VELDEN = {"tekst": "Dat kan.", "gezien_tot": 1, "kanaal": cast.SAMIRA.mail}


def kaart() -> SimpleUploadedFile:
    return SimpleUploadedFile("kaart.txt", b"Zo loopt u om.", "text/plain")


def test_a_refused_answer_names_the_files_to_choose_again(jolanda, vraag):
    html = jolanda.post("antwoord", *vraag, status=422, cc=cast.MARIA.mail, bijlagen=kaart(), **VELDEN)
    assert "Kies opnieuw: kaart.txt." in plain(html)
    assert re.search(r'name="bijlagen"[^>]*aria-describedby="fout_bijlagen"', html)
    assert re.search(r'name="cc_reden"[^>]*aria-invalid="true"', html)
    assert not re.search(r'name="cc"[^>]*aria-invalid', html)
    assert "Kies opnieuw" not in plain(jolanda.get("vraag", *vraag))


def test_a_channel_that_carries_no_files_asks_for_none():
    """The composer follows the channel that is chosen, also without script."""
    without = {code for code in kanalen() if kanaal(code).identiteitsoort and not kanaal(code).capabilities().bijlagen}
    css = Path(finders.find("geholpen/antwoord.css")).read_text(encoding="utf-8")
    hidden = re.search(r":has\(option:is\(([^)]*)\):checked\) \.gh-antwoord__bijlage", css)
    assert without
    assert hidden
    assert set(re.findall(r'\^="(\w+)', hidden[1])) == without


def test_a_newer_message_loses_neither_the_copy_nor_the_name_of_the_file(jolanda, vraag):
    mail("Nog iets.", onderwerp=f"Re: Parkeervergunning [{kenmerk(jolanda.get('vraag', *vraag))}]")
    kopie = {"cc": cast.MARIA.mail, "cc_reden": "Maria helpt Samira."}
    html = jolanda.post("antwoord", *vraag, status=409, bijlagen=kaart(), **kopie, **VELDEN)
    assert "Kies opnieuw: kaart.txt." in plain(html)
    for naam, waarde in kopie.items():
        assert re.search(rf'type="hidden" name="{naam}" value="{re.escape(waarde)}"', html)


def test_the_same_words_once_more_do_not_go_and_their_writer_reads_so(jolanda, vraag):
    """The back button brings the text in a new page: it goes once, and nobody thinks that it went twice."""
    first = plain(jolanda.post("antwoord", *vraag, **VELDEN))
    assert "al verstuurd" not in first
    again = plain(jolanda.post("antwoord", *vraag, **VELDEN | {"gezien_tot": 2}))
    assert "Dit antwoord had u al verstuurd. Het gaat niet nog een keer." in again
    assert "Uw antwoord is onderweg naar de klant." not in again
    assert again.count(VELDEN["tekst"]) == first.count(VELDEN["tekst"])


def test_a_draft_says_that_files_are_no_part_of_it(jolanda, vraag):
    html = plain(jolanda.post("concept", *vraag, bijlagen=kaart(), **VELDEN))
    assert "Uw concept is bewaard." in html
    assert "Kies later opnieuw: kaart.txt." in html


def test_an_answer_is_taken_back_from_the_head_of_its_page(jolanda, vraag, settings):
    settings.VERZENDPAUZE = 10
    html = jolanda.post("antwoord", *vraag, **VELDEN)
    assert "Uw antwoord gaat zo weg." in plain(html)
    assert "onderweg naar de klant" not in plain(html)
    terug = re.search(r'id="terugplek".*?action="([^"]+)"', html, re.S)[1]
    html = jolanda.see(jolanda.client.post(terug, follow=True), 200)
    assert "De tekst staat weer bij Antwoord." in plain(html)
    assert "Uw antwoord gaat zo weg." not in plain(html)


def test_a_colleague_reads_whose_answer_is_about_to_leave(jolanda, vraag, settings):
    settings.VERZENDPAUZE = 10
    jolanda.post("antwoord", *vraag, **VELDEN)
    collega = Bureau(cast.DYLAN.code)
    html = collega.get("vraag", *vraag)
    assert f"Het antwoord van {cast.JOLANDA.naam} gaat zo weg." in plain(html)
    assert "Uw antwoord gaat zo weg." not in plain(html)
    nieuws = re.search(r'hx-get="([^"]+/nieuws/[^"]*)stand=', html)[1].replace("&amp;", "&")
    vers = collega.see(collega.client.get(f"{nieuws}stand=oud"), 200)
    assert f"Het antwoord van {cast.JOLANDA.naam} gaat zo weg." in plain(vers)
