"""Quote stripping: what is new stays, history goes, and a customer's own words are never lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geholpen.adapters.kanalen.email.citaat import nieuwe_tekst

NIEUW = "Dank u wel, dat is duidelijk."
INLEIDINGEN = [
    "Op di 3 nov 2026 om 10:12 schreef Jan <jan@post.example>:\n> Oud",
    "Op di 3 nov 2026 om 10:12 schreef Jan Willem van den Berg\n<jan@post.example>:\n> Oud",
    "Op di 3 nov 2026 om 10:12 schreef\nJan Willem van den Berg\n<jan@post.example>:\n> Oud",
    "Op dinsdag 3 november 2026 om 10:12:33 +01:00 schreef Jan:\nOud zonder haakje",
    "Op 3 november 2026 10:12 schreef Jan\n\n> Oud",
    "Op 3-11-2026 om 10:12 schreef jan@post.example:\nOud",
    "Op 3 nov. 2026, om 10:12 heeft Jan <jan@post.example> het volgende geschreven:\nOud",
    "> Op 3 nov. 2026, om 10:12 heeft Jan <jan@post.example> het volgende geschreven:\n> Oud",
    "On Tue, Nov 3, 2026 at 10:12 AM Jan <jan@post.example> wrote:\nOud",
    "On 3 Nov 2026, at 10:12, Jan <jan@post.example> wrote:\n> Oud",
    "Am 03.11.2026 um 10:12 schrieb Jan <jan@post.example>:\n> Oud",
    "Le mar. 3 nov. 2026 à 10:12, Jan <jan@post.example> a écrit :\n> Oud",
    "-----Oorspronkelijk bericht-----\nVan: Jan\nOud",
    "-------- Oorspronkelijk bericht --------\nOud",
    "----- Original Message -----\nOud",
    "---------- Forwarded message ---------\nOud",
    "Van: Jan <jan@post.example>\nVerzonden: dinsdag 3 november 2026 10:12\nAan: Piet\nOnderwerp: Oud\n\nOud",
    "*Van:* Jan <jan@post.example>\n*Verzonden:* dinsdag 3 november 2026 10:12\n*Aan:* Piet\n*Onderwerp:* Oud\n\nOud",
    "Van: Jan <jan@post.example>\nDatum: dinsdag 3 november 2026 om 10:12\nAan: Piet\nCc: Els\nOnderwerp: Oud\nOud",
    "________________________________\nVan: Jan\nVerzonden: 3 november 2026\nAan: Piet\nOnderwerp: Oud\nOud",
    "From: Jan <jan@post.example>\nSent: Tuesday, November 3, 2026 10:12 AM\nTo: Piet\nSubject: Oud\n\nOud",
    "Von: Jan\nGesendet: Dienstag, 3. November 2026 10:12\nAn: Piet\nBetreff: Oud\n\nOud",
    "> Oud\n> Ouder",
]


@pytest.mark.parametrize("inleiding", INLEIDINGEN)
def test_history_goes(inleiding: str) -> None:
    assert nieuwe_tekst(f"{NIEUW}\n\n{inleiding}\n") == NIEUW


@pytest.mark.parametrize(
    "regel",
    [
        "Verstuurd vanaf mijn iPhone",
        "Verzonden vanaf mijn Samsung-apparaat",
        "Verzonden met de app",
        "Verstuurd vanuit Mail voor Windows",
        "Sent from my iPad",
        "Sent from Outlook for iOS",
        "Get Outlook for Android",
        "Outlook voor iOS downloaden",
        "-- \nJan de Boer\nDijkweg 1",
        "--\nJan de Boer",
    ],
)
def test_signature_block_and_device_line_go(regel: str) -> None:
    assert nieuwe_tekst(f"{NIEUW}\n\n{regel}\n") == NIEUW


@pytest.mark.parametrize(
    "tekst",
    [
        "Op 3 november schreef u:\nuw aanvraag is afgewezen. Klopt dat?",
        "Bedankt, maar mijn vraag is nog niet beantwoord.\nKunt u bellen?",
        "Hallo,\n\nBedankt, maar mijn vraag is nog niet beantwoord.",
        "Hallo,\n\nDank u, en nog iets:\n- een\n- twee",
        "Ik wil een afspraak:\nDatum: 3 november 2026\nOnderwerp: paspoort\nTot dan",
        "Met vriendelijke groet,\nJan\n06 00000000",
        "Mijn gegevens:\nVan: Jan\nDatum: 3 november\nIk wil graag een afspraak.",
        "Ik ging van: Waterdam\naan: Dijkstad, dat kostte mij 10:12 uur",
        "Beste,\n\nOp 12-10-2026 om 10:15 heb ik gebeld en schreef uw collega iets op:\nhet was fout",
        "Beste,\n\nOp 12 oktober 2026 om 10:15 schreef u mij:\nhet komt goed. Wanneer?",
        "Hello,\n\nOn 12 October 2026 at 10:15 I called and your colleague wrote:\nit was wrong. Why?",
        "Best,\nik heb een klacht.",
        "- een\n- twee\n- drie",
        "Disclaimer: deze mail is van mij.\nIk wil iets vragen per mail.",
        "Op het formulier staat 10:12 en schreef ik mijn naam verkeerd.",
    ],
)
def test_a_customers_own_words_stay(tekst: str) -> None:
    assert nieuwe_tekst(tekst) == tekst


def test_the_library_knows_what_our_own_expressions_do_not() -> None:
    blok = "From: Jan <jan@post.example>\nSubject: RE: vraag 12\n\nOud"
    assert nieuwe_tekst(f"{NIEUW}\n\n{blok}") == NIEUW


def test_answers_between_and_under_quotes_stay() -> None:
    inleiding = "Op 3 nov 2026 om 10:12 schreef Jan <jan@post.example>:"
    assert nieuwe_tekst(f"{inleiding}\n> Vraag 1\nJa\n> Vraag 2\nNee\n") == "Ja\nNee"
    assert nieuwe_tekst(f"Boven\n\n{inleiding}\n\n> Vraag\n\nOnder\n") == "Boven\n\nOnder"


@pytest.mark.parametrize("inleiding", INLEIDINGEN)
def test_never_empty(inleiding: str) -> None:
    assert nieuwe_tekst(inleiding) == inleiding.strip()
    assert nieuwe_tekst("Verstuurd vanaf mijn iPhone") == "Verstuurd vanaf mijn iPhone"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from([*INLEIDINGEN, NIEUW, "> x", "-- ", "Van: x", "Verzonden: 1", "", " ", "Op 1 10:12 schreef"]),
        max_size=8,
    )
)
def test_any_mix_gives_something(stukken: list[str]) -> None:
    tekst = "\n".join(stukken)
    assert bool(nieuwe_tekst(tekst)) == bool(tekst.strip())


@pytest.mark.parametrize(
    "tekst",
    [
        "On " * 6000,
        "On a\n" * 4000,
        ("On " + "a 1 10:12 b@c " * 60 + "\n") * 20,
        "Disclaimer: mail " * 55 + "\n" + "mail " * 180,
        ("From: a\n" * 2000),
        ("Van: a\nVerzonden: b\n" * 1000),
        " " * 19_000 + "x",
        "\n" * 19_000 + "x",
        ">" * 19_000,
        "_" * 900 + "\n\n" + ("_" * 31 + "\n\n") * 500,
    ],
)
def test_time_is_bounded(tekst: str) -> None:
    begin = time.process_time()
    nieuwe_tekst(tekst)
    assert time.process_time() - begin < 3
