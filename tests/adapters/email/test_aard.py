"""Classification and delivery reports, beyond what the fixtures hold; the order of signals decides."""

from __future__ import annotations

import pytest

from geholpen.adapters.kanalen.email.aard import bepaal_aard
from geholpen.adapters.kanalen.email.parse import parse
from geholpen.domain.berichten.ports import Aard

EIGEN = frozenset({"KCC@waterdam.example"})


@pytest.mark.parametrize(
    ("koppen", "aard"),
    [
        ({}, Aard.PERSOON),
        ({"auto-submitted": "auto-replied", "list-id": "<x>"}, Aard.AUTOMATISCH),
        ({"auto-submitted": "No"}, Aard.PERSOON),
        ({"auto-submitted": "no (met commentaar)"}, Aard.PERSOON),
        ({"precedence": "bulk", "return-path": "<>"}, Aard.LIJST),
        ({"precedence": "first-class"}, Aard.PERSOON),
        ({"x-auto-response-suppress": "None"}, Aard.PERSOON),
        ({"x-autoreply": "no"}, Aard.PERSOON),
        ({"return-path": "<fatima@post.example>"}, Aard.PERSOON),
        ({"return-path": " <> "}, Aard.BOUNCE),
        ({"x-loop": "kcc@waterdam.example"}, Aard.AUTOMATISCH),
    ],
)
def test_signals(koppen: dict[str, str], aard: Aard) -> None:
    assert bepaal_aard({naam: [waarde] for naam, waarde in koppen.items()}, eigen_adressen=EIGEN) == aard


def test_own_address_goes_first_and_plus_parts_do_not_hide_it() -> None:
    assert bepaal_aard({}, van="kcc+x@waterdam.example", eigen_adressen=EIGEN, is_bounce=True) == Aard.EIGEN
    assert bepaal_aard({}, van="kcc@vreemd.example", eigen_adressen=EIGEN) == Aard.PERSOON


def test_report_before_automatic() -> None:
    assert bepaal_aard({"auto-submitted": ["auto-replied"]}, is_bounce=True) == Aard.BOUNCE


@pytest.mark.parametrize(
    ("onderwerp", "aard"),
    [
        ("Automatisch antwoord: x", Aard.AUTOMATISCH),
        ("Automatic reply: x", Aard.AUTOMATISCH),
        ("Autoreply", Aard.AUTOMATISCH),
        ("Out of the office", Aard.AUTOMATISCH),
        ("Afwezigheidsbericht", Aard.AUTOMATISCH),
        ("Afwezig: uw vraag", Aard.AUTOMATISCH),
        ("Re: Automatisch antwoord: x", Aard.PERSOON),
        ("Niet aanwezig op de afspraak", Aard.PERSOON),
        ("Automatische incasso stopzetten", Aard.PERSOON),
        ("Auto gestolen", Aard.PERSOON),
    ],
)
def test_subject(onderwerp: str, aard: Aard) -> None:
    assert bepaal_aard({}, onderwerpregel=onderwerp) == aard


def _rapport(velden: str, soort: str = "message/delivery-status") -> bytes:
    tekst = (
        "From: mailer-daemon@post.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=g\n\n"
        f"--g\nContent-Type: text/plain\n\nUitleg.\n--g\nContent-Type: {soort}\n\n{velden}\n--g--\n"
    )
    return tekst.replace("\n", "\r\n").encode()


def test_of_several_recipients_the_one_that_failed() -> None:
    velden = (
        "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; goed@post.example\nAction: delivered\nStatus: 2.0.0\n\n"
        "Final-Recipient: rfc822; weg@post.example\nAction: failed\nStatus: 5.0.0\n"
    )
    bounce = parse(_rapport(velden)).bounce
    assert bounce and (bounce.ontvanger, bounce.status, bounce.blijvend) == ("weg@post.example", "5.0.0", True)


def test_international_report_and_one_without_fields() -> None:
    bounce = parse(_rapport("\nFinal-Recipient: utf-8; weg@post.example\n", "message/global-delivery-status")).bounce
    assert bounce and (bounce.ontvanger, bounce.actie) == ("weg@post.example", "failed")
    leeg = parse(_rapport("")).bounce
    assert leeg and (leeg.ontvanger, leeg.status, leeg.uitleg) == ("", "", "Uitleg.")


def test_hundreds_of_recipients_in_one_report() -> None:
    velden = "".join(
        f"\nFinal-Recipient: rfc822; a{n}@post.example\nAction: failed\nStatus: 5.1.1\n" for n in range(900)
    )
    bounce = parse(_rapport(velden)).bounce
    assert bounce and bounce.ontvanger == "a0@post.example"


def test_free_text_that_says_delayed_is_not_a_failure() -> None:
    tekst = (
        "From: MAILER-DAEMON@exim.example\r\nX-Failed-Recipients: traag@exim.example\r\n\r\n"
        "This message was created automatically by mail delivery software.\r\n"
        "The message has not yet been delivered.\r\n"
    )
    bounce = parse(tekst.encode()).bounce
    assert bounce and (bounce.ontvanger, bounce.actie, bounce.blijvend) == ("traag@exim.example", "delayed", False)
