"""Floods, poison and random bytes: a message or OnleesbaarBericht, within seconds, never another exception (F13)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geholpen.adapters.kanalen.email import deel
from geholpen.adapters.kanalen.email.ontleder import KLEIN
from geholpen.adapters.kanalen.email.parse import parse
from geholpen.domain.berichten.ports import OnleesbaarBericht, OntvangenBericht

KOP = b"From: Fatima <fatima@post.example>\r\nTo: kcc@waterdam.example\r\nMessage-ID: <a@post.example>\r\n"
MAILS = [pad.read_bytes() for pad in sorted((Path(__file__).parents[2] / "fixtures" / "mail").glob("*.eml"))]


def _genest(diepte: int) -> bytes:
    lagen = b"".join(b'Content-Type: multipart/mixed; boundary="g%d"\r\n\r\n--g%d\r\n' % (i, i) for i in range(diepte))
    return KOP + lagen + b"Content-Type: text/plain\r\n\r\nBinnenste\r\n"


def _delen(aantal: int) -> bytes:
    deel_ = b"--g\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return KOP + b"Content-Type: multipart/mixed; boundary=g\r\n\r\n" + deel_ * aantal + b"--g--\r\n"


@pytest.mark.parametrize(
    ("raw", "reden"),
    [
        pytest.param(_genest(51), "dieper genest", id="51-lagen"),
        pytest.param(_genest(1500), "dieper genest", id="1500-lagen"),
        pytest.param(_delen(501), "meer dan 500 delen", id="501-delen"),
        pytest.param(_delen(10_000), "meer dan 500 delen", id="10000-delen"),
        pytest.param(KOP + b"\r\n" + b"x" * 50_000_000, "groter dan 25 MB", id="50-MB"),
        pytest.param(KOP + b"\r\n" + b"\r\n" * 2_000_000, "te veel regels", id="alleen-regeleinden"),
        pytest.param(KOP + b"".join(b"X-%d: y\r\n" % i for i in range(9000)) + b"\r\nx", "64 kB", id="9000-kopregels"),
        pytest.param(
            KOP
            + b"Content-Type: multipart/mixed; boundary=g\r\n\r\n"
            + (b"--g\r\nX: " + b"y" * 4000 + b"\r\n\r\nz\r\n") * 300,
            "alle delen",
            id="kopregels-in-delen",
        ),
        pytest.param(b"", "leeg", id="leeg"),
        pytest.param(b" \r\n\r\n ", "leeg", id="wit"),
        pytest.param(b"\x00\x01\x02", "geen kopregels", id="geen-mail"),
    ],
)
@pytest.mark.geval("F13")
def test_floods_are_refused_quickly_and_in_plain_dutch(raw: bytes, reden: str) -> None:
    begin = time.process_time()
    with pytest.raises(OnleesbaarBericht) as fout:
        parse(raw)
    assert reden in fout.value.reden
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(_genest(50), id="50-lagen"),
        pytest.param(_delen(499), id="499-delen"),
        pytest.param(KOP + b"\r\n" + b"x" * 20_000_000, id="een-lange-regel"),
        pytest.param(KOP + b"\r\n" + b"hoi\r\n" * 180_000, id="180000-regels"),
        pytest.param(KOP + b'To: "\\' * 8000 + b"\r\n\r\nx", id="open-aanhalingstekens"),
        pytest.param(KOP + b"To: " + b"(" * 16_000 + b"\r\n\r\nx", id="open-haakjes"),
        pytest.param(KOP + b"Content-Type: multipart/mixed" + b';"' * 30_000 + b"\r\n\r\nx", id="puntkommas"),
        pytest.param(KOP + b"Content-Type: message/rfc822\r\n\r\n" * 1500, id="1500-berichten-in-elkaar"),
        pytest.param(KOP + b"Subject: " + b"=?utf-8?b?4oKs?= " * 3000 + b"\r\n\r\nx", id="3000-gecodeerde-woorden"),
        pytest.param(KOP + b"\r\n" + b"Van: x\r\n" * 20_000, id="van-regels"),
        pytest.param(KOP + b"\r\n" + b"On 3 nov 10:12 a@b " * 1000 + b"\r\n", id="on-regel"),
        pytest.param(KOP + b"\r\nx" + b" " * 19_000 + b"\r\ny", id="spaties"),
    ],
)
def test_expensive_looking_mail_is_read_in_bounded_time(raw: bytes) -> None:
    begin = time.process_time()
    assert isinstance(parse(raw), OntvangenBericht)
    assert time.process_time() - begin < 3


def test_the_header_whose_reading_costs_the_square_is_cut_short() -> None:
    bericht = parse(KOP + b"Content-Type: text/plain; x=" + b"y" * 4000 + b"\r\n\r\nHallo")
    assert bericht.tekst == "Hallo"
    assert "content-type" in " ".join(bericht.waarschuwingen)


def test_many_parts_with_expensive_parameters_stay_affordable() -> None:
    duur = b"--g\r\nContent-Type: multipart/x" + b";" * 50_000 + b"\r\n\r\nz\r\n"
    begin = time.process_time()
    with pytest.raises(OnleesbaarBericht, match="alle delen"):
        parse(KOP + b"Content-Type: multipart/mixed; boundary=g\r\n\r\n" + duur * 400)
    assert time.process_time() - begin < 8


@pytest.mark.geval("F13")
def test_twenty_thousand_references_keep_the_newest_hundred() -> None:
    ids = b"\r\n ".join(b"<ref%d@post.example>" % i for i in range(20_000))
    begin = time.process_time()
    bericht = parse(KOP + b"References: " + ids + b"\r\n\r\nHallo")
    assert time.process_time() - begin < 1
    assert len(bericht.references) == 100
    assert bericht.references[-1] == "ref19999@post.example"
    assert "ingekort" in " ".join(bericht.waarschuwingen)


def test_lines_times_depth_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deel, "MAX_REGELS_MAAL_DIEPTE", 1000)
    with pytest.raises(OnleesbaarBericht, match="te diep genest en te lang"):
        parse(_genest(40) + b"x\r\n" * 200)


def test_size_limit_is_a_parameter() -> None:
    with pytest.raises(OnleesbaarBericht, match="groter"):
        parse(KOP + b"\r\nHallo", max_bytes=20)


def test_attachment_bytes_are_exactly_what_was_sent() -> None:
    inhoud = b"a\r\nb\nc\rd\xff\x00e"
    raw = KOP + b"Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\nContent-Type: application/x-iets\r\n\r\n"
    assert parse(raw + inhoud + b"\r\n--g--\r\n").bijlagen[0].inhoud == inhoud


@pytest.mark.parametrize(
    ("codering", "gecodeerd"),
    [
        (b"base64", b"aGFs\r\nbG8="),
        (b"BASE64", b"aGFsbG8=\r\n-- \r\nvoettekst"),
        (b"base64", b"aGFsbG8"),
        (b"quoted-printable", b"h=61l=\r\nlo"),
        (b"x-uuencode", b"begin 644 a\r\n%:&%L;&\\ \r\n`\r\nend"),
        (b"onzin", b"hallo"),
    ],
)
def test_transfer_encodings_and_their_damage(codering: bytes, gecodeerd: bytes) -> None:
    raw = KOP + b"Content-Type: application/x-iets\r\nContent-Transfer-Encoding: " + codering + b"\r\n\r\n" + gecodeerd
    assert parse(raw).bijlagen[0].inhoud == b"hallo"


def _alleen_onleesbaar(raw: bytes) -> None:
    try:
        bericht = parse(
            raw, eigen_adressen=frozenset({"kcc@waterdam.example"}), mijn_authserv_id="mx", ontvangst_vertrouwd=True
        )
    except OnleesbaarBericht as fout:
        assert fout.reden
        return
    # Storable in PostgreSQL: no NUL, no lone surrogates, in any text.
    for tekst in _teksten(bericht):
        assert "\x00" not in tekst
        tekst.encode("utf-8")
    assert bool(bericht.nieuwe_tekst) == bool(bericht.tekst.strip())
    assert len(bericht.references) <= 100


def _teksten(waarde: object) -> list[str]:
    if isinstance(waarde, str):
        return [waarde]
    if isinstance(waarde, tuple):
        return [tekst for deel_ in waarde for tekst in _teksten(deel_)]
    velden = getattr(waarde, "__dataclass_fields__", {})
    return [tekst for veld in velden for tekst in _teksten(getattr(waarde, veld))]


RUIM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RUIM
@given(st.binary(max_size=600))
def test_random_bytes(raw: bytes) -> None:
    _alleen_onleesbaar(raw)


_STUKJES = st.sampled_from(
    [
        b"From",
        b"To",
        b"Subject",
        b"Date",
        b"Message-ID",
        b"References",
        b"Content-Type",
        b"Content-Disposition",
        b"Return-Path",
    ]
    + [
        b"Authentication-Results",
        b"Content-Transfer-Encoding",
        b"Content-ID",
        b"Auto-Submitted",
        b"X-Failed-Recipients",
    ]
    + [
        b":",
        b" ",
        b"\r\n",
        b"\n ",
        b"\r\n\r\n",
        b"=?utf-8?q?",
        b"=?iso-2022-jp?b?",
        b"?=",
        b"<",
        b">",
        b"@",
        b'"',
        b";",
        b"\x00",
    ]
    + [
        b"multipart/mixed",
        b"multipart/alternative",
        b"message/rfc822",
        b"message/delivery-status",
        b"text/html",
        b"boundary=g",
    ]
    + [
        b"--g",
        b"--g--",
        b"charset=",
        b"utf-16",
        b"utf-7",
        b"idna",
        b"filename*0*=",
        b"filename*=",
        b"utf-8''%00",
        b"base64",
    ]
    + [
        b"quoted-printable",
        b"x-uuencode",
        b"begin 644 a",
        b"mx; dmarc=pass",
        b"\xff\xfe",
        b"\xe2\x82",
        b"\xed\xa0\x80",
        b"a",
    ]
)


@RUIM
@given(st.lists(_STUKJES, max_size=60))
def test_random_mail_like_bytes(stukjes: list[bytes]) -> None:
    _alleen_onleesbaar(b"".join(stukjes))
    _alleen_onleesbaar(KOP + b"".join(stukjes))


@RUIM
@given(
    st.sampled_from(MAILS),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 40), st.binary(max_size=8)), max_size=5),
)
def test_mutated_fixtures(raw: bytes, ingrepen: list[tuple[int, int, bytes]]) -> None:
    for plek, lengte, nieuw in ingrepen:
        plek %= max(1, len(raw))
        raw = raw[:plek] + nieuw + raw[plek + lengte :]
    _alleen_onleesbaar(raw)


def test_text_beyond_the_budget_becomes_an_attachment() -> None:
    html = b"--g\r\nContent-Type: text/html\r\n\r\n" + b"<p>tekst</p>" * 30_000 + b"\r\n"
    raw = KOP + b"Content-Type: multipart/mixed; boundary=g\r\n\r\n" + html * 4 + b"--g--\r\n"
    bericht = parse(raw)
    assert [bijlage.naam for bijlage in bericht.bijlagen] == ["bericht.html"] * 2
    assert "te lang om te tonen" in " ".join(bericht.waarschuwingen)
    assert bericht.tekst.startswith("tekst")


#: What costs most among all we could think of, cut to the size that is read without a time limit.
_DUUR = [b"Van: x\r\n\r\n", b"Op ma di wo do vr za 10:12 a@b\r\n", b"On 3:12 wrote ", b">", b"x\r\n"]
_DUUR_HTML = [b"<div>", b"<table><tr><td>", b"<", b"&amp;&", b"<b><i><u>", b"<svg><math><a>", b"<p style='color:red'>x"]


@pytest.mark.parametrize("stuk", _DUUR + _DUUR_HTML, ids=repr)
def test_a_small_mail_needs_no_time_limit(stuk: bytes) -> None:
    soort = b"Content-Type: text/html\r\n\r\n" if stuk in _DUUR_HTML else b"\r\n"
    begin = time.process_time()
    parse((KOP + soort + stuk * KLEIN)[:KLEIN])
    assert time.process_time() - begin < 1
