"""What we send, read back by our own reader and by Python's; nothing a stranger typed becomes a header (A18)."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geholpen.adapters.kanalen.email.opstellen import opstellen
from geholpen.adapters.kanalen.email.parse import parse
from geholpen.domain.berichten.ports import Aard, Postadres, UitgaandBericht, UitgaandeBijlage
from geholpen.platform.errors import Invalid

DATUM = datetime(2026, 11, 3, 10, 12, tzinfo=UTC)
BERICHT = UitgaandBericht(
    bezorging_id=UUID(int=1),
    message_id="q7.m2.0a1b@waterdam.example",
    van=Postadres("kcc@waterdam.example", "Gemeente Waterdam"),
    aan=Postadres("zoe@post.example", "Zoë, de Vriës"),
    onderwerpregel="Uw aanvraag is beëindigd – betaal € 25 vóór de datum die in de bijgevoegde brief staat vermeld",
    tekst="Geachte mevrouw,\n\nKosten: € 25.\n.punt aan het begin\nFrom hier\n" + "lang " * 300,
    antwoord_aan="kcc+q.wd2k7q9f3m.0a1b2c3d4e@waterdam.example",
    in_reply_to="vraag@post.example",
    references=("eerste@post.example", "vraag@post.example"),
)
KOPNAMEN = {"from", "to", "subject", "date", "message-id", "reply-to", "in-reply-to", "references", "mime-version"} | {
    "content-type",
    "content-transfer-encoding",
}


def _koppen(raw: bytes) -> list[str]:
    blok = raw.split(b"\r\n\r\n", 1)[0]
    return [
        regel.split(b":")[0].decode().lower() for regel in blok.split(b"\r\n") if not regel.startswith((b" ", b"\t"))
    ]


def test_round_trip() -> None:
    terug = parse(opstellen(BERICHT, datum=DATUM))
    assert terug.message_id == BERICHT.message_id
    assert (terug.van, terug.aan) == (BERICHT.van, (BERICHT.aan,))
    assert terug.onderwerpregel == BERICHT.onderwerpregel
    assert terug.tekst.strip() == BERICHT.tekst.strip()
    assert terug.references == BERICHT.references
    assert terug.in_reply_to == ("vraag@post.example",)
    assert terug.antwoord_aan[0].adres == BERICHT.antwoord_aan
    assert terug.datum == DATUM
    assert terug.aard == Aard.PERSOON
    assert terug.waarschuwingen == ()


def test_pythons_reader_agrees() -> None:
    raw = opstellen(replace(BERICHT, html="<p>€ 25</p>"), datum=DATUM)
    gelezen = email.message_from_bytes(raw, policy=email.policy.default)
    assert gelezen["subject"] == BERICHT.onderwerpregel
    assert gelezen["to"].addresses[0].display_name == "Zoë, de Vriës"
    assert [deel.get_content_type() for deel in gelezen.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not gelezen.defects


def test_attachments_and_html() -> None:
    inhoud = bytes(range(256)) * 20
    namen = ["brief.pdf", "beëindiging € 25.pdf", "a" * 146 + ".pdf", "../x.eml"]
    soorten = ["application/pdf", "application/pdf", "niet/een/type\r\nX: y", "message/rfc822"]
    bijlagen = tuple(UitgaandeBijlage(naam, soort, inhoud) for naam, soort in zip(namen, soorten, strict=True))
    raw = opstellen(replace(BERICHT, html="<p>Hallo</p>", bijlagen=bijlagen), datum=DATUM)
    terug = parse(raw)
    assert [bijlage.naam for bijlage in terug.bijlagen] == [*namen[:3], "x.eml"]
    assert [bijlage.opgegeven_type for bijlage in terug.bijlagen] == ["application/pdf"] * 2 + [
        "application/octet-stream"
    ] * 2
    assert all(bijlage.inhoud == inhoud for bijlage in terug.bijlagen)
    assert terug.html_veilig == "<p>Hallo</p>"
    assert terug.tekst.startswith("Geachte")


def test_a_resend_is_identical_and_pure() -> None:
    bericht = replace(BERICHT, html="<p>x</p>", bijlagen=(UitgaandeBijlage("a.txt", "text/plain", b"x"),))
    assert opstellen(bericht, datum=DATUM) == opstellen(bericht, datum=DATUM)


def test_lines_end_in_crlf_and_are_short() -> None:
    keten = tuple(f"{'x' * 200}{n}@post.example" for n in range(150))
    bericht = replace(
        BERICHT, references=keten, html="<p>" + "x" * 5000 + "</p>", aan=Postadres("a@post.example", "ë" * 200)
    )
    raw = opstellen(bericht, datum=DATUM)
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(len(regel) for regel in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    assert email.message_from_bytes(raw)["references"].split() == [f"<{i}>" for i in (*keten, "vraag@post.example")]


def test_automatic_mail_says_so_and_is_known_when_it_comes_back() -> None:
    raw = opstellen(replace(BERICHT, automatisch=True), datum=DATUM)
    koppen = email.message_from_bytes(raw)
    assert koppen["Auto-Submitted"] == "auto-generated"
    assert koppen["X-Auto-Response-Suppress"] == "All"
    assert koppen["Precedence"] == "bulk"
    assert parse(raw).aard == Aard.AUTOMATISCH
    assert parse(raw, eigen_adressen=frozenset({"kcc@waterdam.example"})).aard == Aard.EIGEN
    assert not {"auto-submitted", "precedence"} & set(_koppen(opstellen(BERICHT, datum=DATUM)))


INJECTIE = "x\r\nBcc: iedereen@vreemd.example\r\n\r\nNieuwe tekst\n\x00\u2028X-Kop: y\x85Z: q"


@pytest.mark.geval("A18")
def test_line_ends_in_names_and_subject_make_no_header() -> None:
    bericht = replace(
        BERICHT,
        van=Postadres("kcc@waterdam.example", INJECTIE),
        aan=Postadres("a@post.example", INJECTIE),
        onderwerpregel=INJECTIE,
    )
    raw = opstellen(bericht, datum=DATUM)
    assert set(_koppen(raw)) == KOPNAMEN
    assert len(_koppen(raw)) == len(KOPNAMEN)


@pytest.mark.parametrize("veld", ["van", "aan", "antwoord_aan", "message_id"])
@pytest.mark.parametrize(
    "waarde",
    [
        "a@post.example\r\nBcc: b@vreemd.example",
        "a@post.example\n",
        "a b@c",
        "a@b>, <c@d",
        "a,b@c.example",
        "x",
        "",
        "é@x.example",
        "a@b..c",
    ],
)
@pytest.mark.geval("A18")
def test_addresses_and_ids_that_could_break_out_are_refused(veld: str, waarde: str) -> None:
    if veld == "antwoord_aan" and not waarde:
        return
    if veld == "message_id" and waarde in ("a,b@c.example", "a@b..c"):
        return
    nieuw = Postadres(waarde) if veld in ("van", "aan") else waarde
    with pytest.raises(Invalid) as fout:
        opstellen(replace(BERICHT, **{veld: nieuw}), datum=DATUM)
    assert fout.value.field == veld


def test_ids_of_strangers_that_cannot_be_written_are_left_out() -> None:
    bericht = replace(
        BERICHT, in_reply_to="a\r\nBcc: x@y", references=("goed@x.example", "<fout>", "é@x", "a@b\r\nX: y")
    )
    raw = opstellen(bericht, datum=DATUM)
    assert set(_koppen(raw)) == KOPNAMEN - {"in-reply-to"}
    assert parse(raw).references == ("goed@x.example",)


def test_international_domain_and_encoded_word_lookalike() -> None:
    bericht = replace(
        BERICHT, aan=Postadres("a@caf\u00e9.example", "=?utf-8?q?x?="), onderwerpregel="=?utf-8?q?=0D=0ABcc?="
    )
    terug = parse(opstellen(bericht, datum=DATUM))
    assert terug.aan[0].adres == "a@xn--caf-dma.example"
    assert terug.onderwerpregel == "=?utf-8?q?=0D=0ABcc?="
    assert terug.aan[0].naam == "=?utf-8?q?x?="


def test_date_without_zone_is_refused() -> None:
    with pytest.raises(Invalid):
        opstellen(BERICHT, datum=datetime(2026, 11, 3, 10, 12))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=300), st.text(max_size=60))
def test_any_text_gives_a_whole_mail(onderwerp: str, naam: str, tekst: str, bestand: str) -> None:
    bericht = replace(
        BERICHT,
        aan=Postadres("a@post.example", naam),
        onderwerpregel=onderwerp,
        tekst=tekst,
        html=tekst,
        bijlagen=(UitgaandeBijlage(bestand, "text/plain", b"x"),),
    )
    raw = opstellen(bericht, datum=DATUM)
    assert set(_koppen(raw)) == KOPNAMEN - {"content-transfer-encoding"}
    terug = parse(raw)
    assert [adres.adres for adres in terug.aan] == ["a@post.example"]
    assert len(terug.bijlagen) == 1
