"""What is read on a letter to search its sender with: postcode, number and name, each with its line."""

from __future__ import annotations

import pytest

from geholpen.faces.werkplek.brieven.voorstel import names_in, read_afzender

BOVEN = "Gemeente Waterdam\nRaadhuisplein 1\n9999 AA WATERDAM\n\n"
ONDER = "\n\nMet vriendelijke groet,\n\n"


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [
        ("N. Belhadi\nTurfkade 12\n9999BK Waterdam\n\n" + BOVEN, {"postcode": "9999 BK", "huisnummer": "12"}),
        (BOVEN + "Havenstraat 45 B, 9999 DE Waterdam", {"postcode": "9999 DE", "huisnummer": "45"}),
        ("Laan van 1940 12\n9999 CD Waterdam", {"postcode": "9999 CD"}),
        (BOVEN + "Ik woon op 1234.", {}),
        ("Dag," + ONDER + "Roos M. Verdonk", {"achternaam": "Verdonk"}),
        ("Hoogachtend,\nG. van der Veen\n06", {"achternaam": "Veen"}),
        ("Met groet,\n" + "een " * 40, {}),
        (
            "Retouradres: Plein 1, 9999 ZZ Waterdam\n\nTurfkade 12\n9999 BK Waterdam",
            {"postcode": "9999 BK", "huisnummer": "12"},
        ),
        ("", {}),
    ],
)
def test_what_is_read(tekst, gelezen):
    assert {a.veld: a.waarde for a in read_afzender(tekst, ("9999 AA",))} == gelezen


def test_each_says_on_which_line_and_names_are_found_without_their_accents():
    (postcode, nummer) = read_afzender("Turfkade  12\n9999 BK  Waterdam")
    assert (postcode.regel, nummer.regel) == ("9999 BK Waterdam", "Turfkade 12")
    assert names_in("Ş. Çelikoğlu", "met groet, s. celikoglu") == ["Çelikoğlu"]
    assert names_in("Naïma Zerrouki-Belhadi", "NAIMA BELHADI") == ["Naïma", "Belhadi"]
    assert names_in("Jan de Vries", "de man van Vriesland") == []
