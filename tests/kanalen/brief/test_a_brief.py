"""Attacks on letters, by the numbers of the research: what a scan, a text or a provider may never do."""

from __future__ import annotations

import hmac
import io
import json
from datetime import date
from uuid import uuid4

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from geholpen.adapters.kanalen.brief import beeld, codes, opmaak, scan, schoon
from geholpen.adapters.kanalen.brief.kanaal import BriefKanaal
from geholpen.adapters.kanalen.brief.map import Gescand, collect
from geholpen.adapters.kanalen.brief.twin import deliver
from geholpen.domain.berichten.ports import (
    Bezorgnieuws,
    Kanaalaccount,
    OnleesbaarBericht,
    Postadres,
    UitgaandBericht,
    Webverzoek,
)
from geholpen.domain.berichten.toon import fill
from geholpen.platform.errors import Invalid
from tests.kanalen.brief import ua
from tests.kanalen.brief.brieven import VAN, envelop, typed

NIEUWS = json.dumps({"client_ref": str(uuid4()), "status": "printed"}).encode()


def pdf(*, bladen: int = 1, maat: tuple[float, float] = (595, 842)) -> pikepdf.Pdf:
    document = pikepdf.new()
    for _ in range(bladen):
        document.add_blank_page(page_size=maat)
    return document


def raw(document: pikepdf.Pdf, **hoe: object) -> bytes:
    uit = io.BytesIO()
    document.save(uit, **hoe)
    return uit.getvalue()


def account(geheim: str = "geheim") -> Kanaalaccount:
    return Kanaalaccount(uuid4(), "brief", "Drukker", geheimen={"geheim": geheim})


def roep(lichaam: bytes, handtekening: str, methode: str = "POST") -> Webverzoek:
    return Webverzoek(methode, "status", "https://ons/kanaal", {}, {"x-signature": handtekening}, lichaam)


def teken(lichaam: bytes, geheim: str = "geheim") -> str:
    return "sha256=" + hmac.digest(geheim.encode(), lichaam, "sha256").hex()


def test_a6_news_without_our_signature_over_this_very_body_is_refused():
    """401 and nothing to store: no signature, a wrong one, one over another body, an account without a secret."""
    kanaal = BriefKanaal()
    for handtekening in ("", "sha256=00", teken(b"iets anders"), teken(NIEUWS, ""), "é"):
        antwoord = kanaal.receive(roep(NIEUWS, handtekening), account())
        assert (antwoord.status, antwoord.ruw) == (401, ())
    assert kanaal.receive(roep(NIEUWS, teken(NIEUWS, "")), account("")).status == 401
    goed = kanaal.receive(roep(NIEUWS, teken(NIEUWS)), account())
    assert (goed.status, goed.ruw) == (200, (NIEUWS,))


def test_a7_the_secret_of_one_provider_does_not_open_the_door_of_another():
    """A valid call for account A at the address of account B is refused."""
    assert BriefKanaal().receive(roep(NIEUWS, teken(NIEUWS, "van-a")), account("van-b")).status == 401


@pytest.mark.parametrize(
    "adres", ["http://127.0.0.1:1/x", "https://elders.example/x", "file:///etc/passwd", "ftp://x/y"]
)
def test_a14_a_letter_fetches_nothing(adres):
    """Nothing but what is in the page itself: no file, no address inside or outside."""
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    with pytest.raises(FatalURLFetchingError):
        opmaak._render(f'<html lang="nl"><head><title>x</title></head><body><img src="{adres}" alt="x"></body></html>')


@pytest.mark.geval("A1", "A16")
def test_a14_markup_in_the_text_of_a_letter_is_text():
    """What is typed is data: an image in it is printed as words."""
    assert typed('Dag <img src="file:///etc/passwd"> & <script>alert(1)</script>')


def test_a15_what_runs_or_hides_in_a_scan_is_taken_out_and_said():
    """A PDF with script, a file inside, a launch, a form and a button: gone in what an employee opens."""
    vuil = pdf()
    vuil.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    vuil.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])), EmbeddedFiles=Dictionary(Names=Array([])))
    vuil.Root.AcroForm = Dictionary(Fields=Array([]))
    vuil.pages[0].Annots = Array(
        [
            vuil.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name.Launch))),
            vuil.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment)),
            vuil.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name.URI))),
        ]
    )
    schone = schoon.clean(raw(vuil))
    assert len(schone.waarschuwingen) == 5
    with pikepdf.open(io.BytesIO(schone.inhoud)) as na:
        assert not {"/OpenAction", "/AcroForm", "/AA"} & set(na.Root.keys())
        assert "/JavaScript" not in na.Root.Names and "/EmbeddedFiles" not in na.Root.Names
        assert len(na.pages[0].Annots) == 1


def test_a15_names_that_lead_elsewhere_are_no_letters_of_ours(tmp_path):
    """A path, a hidden name, a link: not followed, not taken in."""
    for naam in ("../uit", "a/b", ".htaccess", "x\u200b", "a" * 200, ""):
        assert not scan.is_name(naam)
    deliver(tmp_path, [raw(pdf())], batch="goed")
    (tmp_path / "goed" / "link.pdf").symlink_to("/etc/hostname")
    (tmp_path / "goed" / "link.json").write_text("{}")
    (tmp_path / "elders").symlink_to("/etc")
    (tmp_path / "elders.done").touch()
    bewaard: list[object] = []
    found = collect(tmp_path, bewaard.append)
    assert (found.aantal, len(bewaard)) == (1, 1)
    assert "elders" in found.fouten[0]


def test_a15_a_page_of_a_kilometre_is_drawn_small():
    """No more pixels than a page of paper needs, whatever the PDF says its size is."""
    (blad,) = beeld.pages(raw(pdf(maat=(14400, 14400))), 200, 5)
    assert blad.width * blad.height <= beeld.MAX_PIXELS * 1.01
    assert len(beeld.as_jpeg(Image.new("L", (6000, 6000), 255))) < 100_000


def test_a15_a_virus_in_a_scan_is_not_opened():
    """The test virus stops before anything reads the PDF."""
    from geholpen.adapters.kanalen.brief.lezen import read  # noqa: PLC0415

    inhoud = raw(pdf()) + b"\n%EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
    with pytest.raises(OnleesbaarBericht, match="virus"):
        read(envelop(inhoud))


def test_a16_a_placeholder_in_a_value_is_not_filled_in_again():
    """A closed list of names, filled in once; nothing reaches into a value or an object."""
    assert fill("Dag {naam}, {onbekend} {naam.__class__}", {"naam": "{geheim}", "geheim": "x"}) == (
        "Dag {geheim}, {onbekend} {naam.__class__}"
    )


def test_a18_what_stands_in_the_window_is_lines_of_paper():
    """No line breaks, no control characters, no more than seven lines."""
    assert opmaak.address_lines(("Me\x00vrouw\r\nX", "Straat 1\u202e", "9999 AA  Waterdam")) == (
        "MevrouwX",
        "Straat 1",
        "9999 AA Waterdam",
    )
    lang = f"Mevrouw {'de Albuquerque ' * 5}".strip()
    gedeeld = opmaak.address_lines((lang, "Straat 1", "9999 AA  Waterdam"))
    assert " ".join(gedeeld[:-2]) == lang and len(gedeeld) == 4 and max(map(len, gedeeld)) <= 60
    for regels in ((), ("Alleen een naam",), tuple(f"regel {n}" for n in range(8)), ("x" * 90, "y")):
        with pytest.raises(Invalid):
            opmaak.address_lines(regels)


def test_a3_a_code_of_ours_says_where_a_letter_belongs_and_any_other_says_nothing():
    """The key in a QR code is checked by the room; what is no key of ours is not even a candidate."""
    goed = "wd2k7q9f3m.0123456789abcdef0123"
    assert codes.key_of(f"https://mijn.example/mijn/brief/{goed}") == goed
    for tekst in ("https://evil.example/?x=/brief/", "javascript:alert(1)", goed, "https://x/brief/kort.123", ""):
        assert codes.key_of(tekst) == ""


def test_news_of_a_letter_that_came_back_marks_the_address():
    """The provider says that it was returned: the delivery failed, and the address does not work."""
    nieuws = BriefKanaal().parse(
        json.dumps({"client_ref": str(uuid4()), "status": "returned", "reason": "x\ny"}).encode()
    )
    assert isinstance(nieuws, Bezorgnieuws)
    assert nieuws.adres_onbruikbaar and "\n" not in nieuws.uitleg
    with pytest.raises(OnleesbaarBericht):
        BriefKanaal().parse(b'{"client_ref": 3, "status": []}')


def test_a_letter_is_tagged_and_every_sheet_carries_marks():
    """PDF/UA with a title and a language; marks for the inserter on front pages only, outside what is read out."""
    bericht = UitgaandBericht(
        uuid4(), "m@x", Postadres("a@b", "G"), Postadres(""), "Uw aanvraag", "Alinea.\n\n" * 60, adresregels=("A", "B")
    )
    brief = opmaak.make_up(bericht, VAN, date(2026, 11, 29))
    assert brief.paginas >= 3
    with pikepdf.open(io.BytesIO(brief.pdf)) as open_:
        assert str(open_.Root.Lang) == "nl" and bool(open_.Root.MarkInfo.Marked) and "/StructTreeRoot" in open_.Root
        merken = [b"/Artifact BMC" in b"".join(s.read_bytes() for s in _streams(blad)) for blad in open_.pages]
    assert merken == [nummer % 2 == 0 for nummer in range(brief.paginas)]


def test_everybody_can_read_a_letter_and_the_check_sees_it_when_not():
    """No fault with a code and several pages. Without words, a language or a first heading: each is seen."""
    sleutel = "wd2k7q9f3m." + "0" * 20
    for tekst in ("Kort.", "Alinea met letters: éëïšž.\n\n" * 60):
        assert ua.faults(typed(tekst, kenmerk="WD-2K7Q-9F3M-K4TT", sleutel=sleutel, titel="Uw aanvraag")) == []
    bladzij = "<html{}><head><title>T</title></head><body><h{}>Kop</h{}><img src='{}'{}></body></html>"
    beeld = opmaak.qr("x")
    goed = bladzij.format(" lang='nl'", 1, 1, beeld, " alt='code'")
    assert ua.faults(opmaak._render(goed)) == []
    for html, wat in (
        (bladzij.format("", 1, 1, beeld, " alt='code'"), "no language"),
        (bladzij.format(" lang='nl'", 1, 1, beeld, ""), "a picture without words"),
        (bladzij.format(" lang='nl'", 3, 3, beeld, " alt='code'"), "heading 3 after heading 0"),
    ):
        assert wat in ua.faults(opmaak._render(html)), wat


def test_a_sidecar_as_xml_says_the_same_and_reads_nothing_else(tmp_path):
    """The same words in any namespace; a document type, an entity or a broken one is for a person to look at."""
    som = "a" * 64
    velden = f"<doc_id>d-1</doc_id><batch_id>b-1</batch_id><sha256>{som}</sha256><pages>3</pages><postbox>P 1</postbox>"
    xml = f'<?xml version="1.0"?><s:letter xmlns:s="urn:x">{velden}<!-- niets --></s:letter>'.encode()
    json_ = json.dumps({"doc_id": "d-1", "batch_id": "b-1", "sha256": som, "pages": 3, "postbox": "P 1"}).encode()
    assert scan.read_begeleidend(xml) == scan.read_begeleidend(json_)
    geheim = tmp_path / "geheim"
    geheim.write_text("geheim")
    kwaad = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{geheim}">]><x>{velden.replace("P 1", "&e;")}</x>'
    bom = '<!DOCTYPE x [<!ENTITY a "1111111111"><!ENTITY b "&a;&a;&a;&a;">]><x>' + velden.replace("P 1", "&b;") + "</x>"
    for raw in (kwaad, bom, f"<x>{velden}", "<x/>", "<" * 1000):
        with pytest.raises(OnleesbaarBericht):
            scan.read_begeleidend(raw.encode())
    deliver(tmp_path, [typed()], batch="p-1", xml=True)
    gezien: list[Gescand] = []
    assert collect(tmp_path, gezien.append).fouten == ()
    assert (gezien[0].postbus, (tmp_path / "p-1.verwerkt").exists()) == ("Postbus 1", True)


def _streams(blad: pikepdf.Page) -> list[pikepdf.Object]:
    inhoud = blad.obj.Contents
    return list(inhoud) if isinstance(inhoud, Array) else [inhoud]
