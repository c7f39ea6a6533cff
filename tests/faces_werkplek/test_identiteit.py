"""Making sure who the customer is: the answers are compared, never shown, and what was held back comes in sight."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from geholpen.domain.doelbinding.queries import inzage
from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantcontacten.queries import controles_van, regel_van
from geholpen.domain.partijen.queries import Antwoorden
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.faces_werkplek.bureau import ONS, begin, first_vraag, plain, post

GOED = {"c_geboortedatum": "17-5-1984", "c_postcode": "9999bk", "c_huisnummer": "12 a"}


@pytest.fixture
def vraag(stad, jolanda):
    """A mail from Samira's address without proof of the sender, with an attachment, about her taxes."""
    bericht = EmailMessage()
    bericht["From"] = cast.SAMIRA.mail
    bericht["To"] = ONS
    bericht["Subject"] = "Kunt u even kijken"
    bericht["Message-ID"] = "<controle@mail.example>"
    bericht.set_content("Zie de bijlage")
    bericht.add_attachment(b"%PDF-1.4 inhoud", maintype="application", subtype="pdf", filename="aanslag.pdf")
    post(bericht.as_bytes())
    vraag = first_vraag(jolanda.get("postvak"))
    jolanda.post("doen", *vraag, "onderwerp", onderwerp="gemeentebelasting")
    return vraag


def als_jolanda(vraag):
    return bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("klantvraag", *vraag))


def test_two_right_answers_show_what_the_level_held_back(jolanda, vraag):
    before = jolanda.get("vraag", *vraag)
    assert "1 bijlage die u nu niet ziet" in before
    assert "aanslag.pdf" not in before
    form = jolanda.get("vraag", *vraag, doe="identiteit")
    for known in ("1984", "9999 BK", "Turfkade"):
        assert known not in form
    html = jolanda.post("identiteit", *vraag, **GOED)
    tekst = plain(html)
    assert "Geboortedatum klopt, postcode en huisnummer klopt. U weet nu zeker wie de klant is." in tekst
    assert "aanslag.pdf" in html
    assert "die u nu niet ziet" not in html
    assert "Bevestigd" in tekst
    assert "Jolanda Terpsma controleerde wie de klant is: geboortedatum klopt" in tekst
    assert "?doe=identiteit" not in html
    assert regel_van(als_jolanda(vraag), *vraag).niveau == "verified"
    lines = [zin for regel in inzage(bed.klant(vraag[0]), vraag[0]).regels for zin in regel.wat]
    assert {"Wij hebben gecontroleerd wie u bent", "Vergeleken of wat u antwoordde klopt"} <= set(lines)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        (GOED | {"c_huisnummer": "13"}, "postcode en huisnummer klopt niet. Geef nog geen gegevens."),
        (GOED | {"c_telefoon": "06 12345678"}, "telefoonnummer klopt niet. Geef nog geen gegevens."),
        (GOED | {"c_bsn": "1234"}, "laatste cijfers van het BSN klopt niet. Geef nog geen gegevens."),
        ({"c_geboortedatum": "17-5-1984"}, "Geboortedatum klopt. Dat is nog niet genoeg."),
        ({}, "Vul in wat de klant antwoordde"),
        ({"c_postcode": "9999BK"}, "Vul postcode en huisnummer allebei in."),
        ({"c_geboortedatum": "31-2-1984"}, "Deze dag bestaat niet."),
    ],
)
def test_anything_less_raises_nothing(jolanda, vraag, velden, zin):
    html = jolanda.post("identiteit", *vraag, status=422, **velden)
    assert zin in plain(html)
    compared = " klopt" in zin
    for waarde in velden.values():  # what was compared leaves the form; what could not be compared can be mended
        assert (f'value="{waarde}"' in html) is not compared
    assert "aanslag.pdf" not in html
    assert regel_van(als_jolanda(vraag), *vraag).niveau == "asserted"


def test_who_guesses_is_stopped(jolanda, vraag):
    for jaar in (1981, 1982, 1983):
        jolanda.post("identiteit", *vraag, status=422, c_geboortedatum=f"17-5-{jaar}")
    assert 'name="c_geboortedatum"' not in jolanda.get("vraag", *vraag, doe="identiteit")
    html = jolanda.post("identiteit", *vraag, status=409, **GOED)
    assert "Er klopten te vaak antwoorden niet." in html
    controles = controles_van(als_jolanda(vraag), *vraag)
    assert [c.gevraagd for c in controles] == [{"geboortedatum": False}] * 3  # the answers are not kept
    assert "17-5-1981" not in jolanda.get("vraag", *vraag)


def test_who_works_for_something_else_or_is_no_employee_cannot_check(stad, vraag):
    antwoorden = commands.Controle(Antwoorden("1984-05-17", "9999BK", "12"))
    with pytest.raises(Refused):
        commands.verify_identiteit(
            bed.medewerker(cast.BRAM.code).voor(Aanleiding("klantvraag", *vraag)), *vraag, antwoorden
        )
    for ctx in (bed.systeem().over({vraag[0]}), bed.klant(vraag[0])):
        with pytest.raises(Refused):
            commands.verify_identiteit(ctx, *vraag, antwoorden)
    assert regel_van(als_jolanda(vraag), *vraag).niveau == "asserted"


def test_somebody_nobody_knows_cannot_turn_out_to_be_anybody(jolanda, stad):
    bericht = EmailMessage()
    bericht["From"], bericht["To"], bericht["Subject"] = "nieuw@elders.example", ONS, "Mijn container is stuk"
    bericht["Message-ID"] = "<onbekend@mail.example>"
    bericht.set_content("Wanneer komt u?")
    post(bericht.as_bytes())
    vraag = first_vraag(jolanda.get("postvak"))
    assert "Deze klant is nog niet bekend bij ons" in jolanda.get("vraag", *vraag, doe="identiteit")
    html = jolanda.post("identiteit", *vraag, status=422, c_bewijs="on")
    assert "Deze klant is nog niet bekend bij ons" in html
    assert regel_van(als_jolanda(vraag), *vraag).niveau == "asserted"


def test_during_a_call_the_check_is_told_and_kept_at_once(jolanda, vraag, stad):
    where = ("gesprek_klant", begin(jolanda), stad["samira"])
    before = jolanda.get(*where)
    assert "Wie is er aan de lijn?" in before
    assert "c_bewijs" not in before  # nobody shows a passport on the telephone
    fout = jolanda.post(*where, actie="controle", aantal="1", v0_inhoud="Half", **GOED | {"c_postcode": "9999 ZZ"})
    assert "Nog 2 foute antwoorden, dan stopt de controle." in plain(fout)
    assert "Half" in fout
    assert "9999 ZZ" not in fout
    goed = plain(jolanda.post(*where, actie="controle", aantal="1", c_postcode="9999BK", c_huisnummer="12"))
    assert "U weet nu zeker wie de klant is." in goed
    velden = {"aantal": "1", "v0_waarover": f"vraag:{vraag[1]}", "v0_inhoud": "Ze belt over de aanslag."}
    html = jolanda.post(*where, actie="verder", **velden)
    assert "aanslag.pdf" in html
    assert "Bevestigd" in plain(html)
    (controle,) = controles_van(als_jolanda(vraag), *vraag)
    assert controle.voldoende
    assert controle.gevraagd == {"geboortedatum": True, "adres": True}


def test_a_wrong_answer_at_the_counter_leaves_a_new_question_as_sure_as_it_was(jolanda, stad):
    gesprek_id = begin(jolanda, "balie")
    velden = {"aantal": "1", "v0_waarover": "nieuw:afval", "v0_inhoud": "Container stuk.", "actie": "verder"}
    html = jolanda.post(
        "gesprek_klant", gesprek_id, stad["samira"], **velden, c_bewijs="on", c_geboortedatum="1-1-1999"
    )
    assert "Herkend" in plain(html)
    assert "identiteitsbewijs klopt, geboortedatum klopt niet" in plain(html)
