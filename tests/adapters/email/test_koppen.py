"""Headers, addresses, ids, dates and character sets, one value at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geholpen.adapters.kanalen.email import kopwaarde, tekens
from geholpen.adapters.kanalen.email.adressen import lees_adressen, normaliseer, zonder_plus

# A loaded machine is no defect.
RUSTIG = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ("gewoon", "gewoon"),
        ("=?utf-8?q?be=C3=ABindiging?=", "beëindiging"),
        ("=?UTF-8?B?w6nDqQ==?=", "éé"),
        ("=?utf-8?b?w6nDqQ?=", "éé"),  # padding forgotten
        ("=?utf-8*nl?q?caf=C3=A9?=", "café"),
        ("=?koi8-r*ru?q?=C1?=", "а"),  # a Cyrillic a
        ("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),
        ("=?utf-8?q?a?= =?utf-8?q?b?= c", "ab c"),
        ("voor =?utf-8?q?a?= na", "voor a na"),
        ("=?iso-8859-1?q?=80?=", "€"),  # calls itself latin-1, is windows-1252
        ("=?x-onzin?q?caf=C3=A9?=", "café"),
        ("=?utf-8?q?a=0D=0AB=00c?=", "a Bc"),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("regel een\r\n regel twee", "regel een regel twee"),
        ("\udce9\udce9n", "één"),
        ("\udcc3\udcab", "ë"),
    ],
)
def test_header_text(waarde: str, verwacht: str) -> None:
    assert kopwaarde.decodeer_kop(waarde) == verwacht


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ("a@post.example", [("a@post.example", "")]),
        ("<A@Post.Example>", [("a@post.example", "")]),
        ('"Bakker, F." <a@post.example>', [("a@post.example", "Bakker, F.")]),
        ('"F. \\"Fa\\" Bakker" <a@post.example>', [("a@post.example", 'F. "Fa" Bakker')]),
        ("a@post.example (Fatima)", [("a@post.example", "Fatima")]),
        ("echt@post.example <vals@vreemd.example>", [("vals@vreemd.example", "echt@post.example")]),
        ("=?utf-8?q?x=40y=2Eexample=3E=2C_?= <a@post.example>", [("a@post.example", "x@y.example>,")]),
        ("a@post.example, b@post.example; c@post.example", [(f"{x}@post.example", "") for x in "abc"]),
        ("Groep: a@post.example, b@post.example;", [("a@post.example", ""), ("b@post.example", "")]),
        ("Jan <echt@post.example> <vals@vreemd.example>", [("vals@vreemd.example", "Jan")]),
        ("undisclosed-recipients:;", []),
        ("MAILER-DAEMON", []),
        ("", []),
        ("<>", []),
        ("a@b@c.example", []),
        ("a\u200bb@post.example", []),  # looks like another address
        ('"open aanhaling <a@post.example>', [("a@post.example", "open aanhaling")]),
    ],
)
def test_addresses(waarde: str, verwacht: list[tuple[str, str]]) -> None:
    assert [(adres.adres, adres.naam) for adres in lees_adressen(waarde)] == verwacht


def test_address_helpers() -> None:
    assert normaliseer(" <mailto:A@B.example> ") == "a@b.example"
    assert normaliseer("geen adres") == ""
    assert zonder_plus("kcc+q.ab12.9f@waterdam.example") == "kcc@waterdam.example"


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ("<a@x.example>", "a@x.example"),
        ("a@x.example", "a@x.example"),
        ("<[abc@x>", "[abc@x"),
        ("<>", ""),
        ("", ""),
        ("los van elkaar", ""),
        ("<" + "a" * 501 + ">", ""),
        ("\r\n <gevouwen@x.example>", "gevouwen@x.example"),
    ],
)
def test_message_id(waarde: str, verwacht: str) -> None:
    assert kopwaarde.lees_message_id(waarde) == verwacht


def test_ids_keep_order_once_and_the_last_hundred() -> None:
    assert kopwaarde.lees_ids("<a@x> tekst <b@x>\r\n <a@x>") == ("a@x", "b@x")
    assert kopwaarde.lees_ids(" ".join(f"<{n}@x>" for n in range(150)))[0] == "50@x"


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ("Tue, 3 Nov 2026 10:12:00 +0000", datetime(2026, 11, 3, 10, 12, tzinfo=UTC)),
        ("3 Nov 2026 10:12 -0000", datetime(2026, 11, 3, 10, 12, tzinfo=UTC)),
        ("Tue, 3 Nov 1926 10:12:00 +0000", None),
        ("Tue, 3 Nov 99999 10:12:00 +0000", None),
        ("Tue, 3 Nov 2026 10:12:00 +9999", None),
        ("morgen", None),
        ("", None),
    ],
)
def test_date(waarde: str, verwacht: datetime | None) -> None:
    assert kopwaarde.lees_datum(waarde) == verwacht


def test_language() -> None:
    assert [kopwaarde.lees_taal(w) for w in ("nl-NL, en", "EN", "", "1234", "Nederlands")] == ["nl", "en", "", "", ""]


@pytest.mark.parametrize(
    ("adres", "sleutel"),
    [
        ("kcc+q.wd2k7q9f3m.0a1b2c3d4e@waterdam.example", "wd2k7q9f3m.0a1b2c3d4e"),
        ("kcc+q.wd-2k7q-9f3m." + "a" * 32 + "@waterdam.example", "wd-2k7q-9f3m." + "a" * 32),
        ("kcc+q.wd2k." + "a" * 33 + "@waterdam.example", None),
        ("kcc+q.wd2k." + "a" * 9 + "@waterdam.example", None),
        ("kcc+q.wd2k.0a1b2c3d4g@waterdam.example", None),
        ("kcc+q.wd2.0a1b2c3d4e@waterdam.example", None),
        ("q.wd2k.0a1b2c3d4e@waterdam.example", None),
    ],
)
def test_reply_key(adres: str, sleutel: str | None) -> None:
    assert kopwaarde.zoek_antwoordsleutels((adres, adres)) == ((sleutel,) if sleutel else ())


def test_subject_key() -> None:
    assert kopwaarde.zoek_onderwerpsleutels("Re: [WD-2K7Q-9F3M] en AB-CDEF-GH23, WD-2K7Q-9F3M") == (
        "WD-2K7Q-9F3M",
        "AB-CDEF-GH23",
    )
    assert kopwaarde.zoek_onderwerpsleutels("WD-1K7Q-9F3M WD-2K7Q-9F3MX A-WD-2K7Q-9F3M WD-IK7Q-9F3M") == ()


@pytest.mark.parametrize(
    ("data", "opgegeven", "verwacht"),
    [
        ("é€".encode(), "utf-8", ("é€", False)),
        ("é".encode("cp1252"), "utf-8", ("é", True)),
        (b"\x93x\x94", "iso-8859-1", ("“x”", False)),
        ("é".encode(), "us-ascii", ("é", True)),
        (b"abc", "", ("abc", False)),
        (b"abc", "klingon", ("abc", True)),
        (b"abc", "ut\x00f", ("abc", True)),
        (b"abc-", "punycode", ("abc-", True)),
        ("é".encode("utf-16"), "utf-16", ("é", False)),
        (b"\xff", "utf-16", ("ÿ", True)),
    ],
)
def test_character_sets(data: bytes, opgegeven: str, verwacht: tuple[str, bool]) -> None:
    assert tekens.decodeer(data, opgegeven) == verwacht


@RUSTIG
@given(st.binary(max_size=60), st.text(max_size=20))
def test_decoding_never_raises(data: bytes, opgegeven: str) -> None:
    tekens.maak_schoon(tekens.decodeer(data, opgegeven)[0]).encode("utf-8")


@RUSTIG
@given(st.text(max_size=80))
def test_one_line_is_one_line(tekst: str) -> None:
    assert len(tekens.maak_regel(tekst).splitlines()) <= 1
