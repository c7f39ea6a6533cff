"""Names, recognition and warnings of attachments (A15)."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geholpen.domain.berichten.ports.bijlagen import MAX_NAAM, maak_bijlage, schone_naam
from geholpen.platform.bestanden.herken import herken
from geholpen.platform.bestanden.pixels import afmetingen, te_groot

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 3, 4) + b"\x08\x02"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 10 + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 4, 3) + b"\x03"
PDF = b"%PDF-1.4\n%%EOF"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500

# A loaded machine is no defect.
RUSTIG = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _zip(*namen: str) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam in namen:
            archief.writestr(naam, "application/vnd.oasis.opendocument.text" if naam == "mimetype" else "x")
    return uit.getvalue()


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("brief.pdf", "brief.pdf"),
        ("beëdiging nr 1.pdf", "beëdiging nr 1.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\brief.pdf", "brief.pdf"),
        (".htaccess", "htaccess"),
        ("\u200b.htaccess", "htaccess"),
        ("\u200b.\u200b.htaccess", "htaccess"),
        ("..\u2060/.\u200dhtaccess", "htaccess"),
        ("\u3164.htaccess", "htaccess"),
        ("rekening\u202efdp.exe", "rekeningfdp.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("COM1 .log", "_COM1 .log"),
        ("console.txt", "console.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("brief.pdf. . ", "brief.pdf"),
        ("...", "bijlage"),
        ("", "bijlage"),
        ("map/", "bijlage"),
        ("\ud800x.txt", "x.txt"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
        ("a" * 300, "a" * 150),
        ("a." + "b" * 300, "a." + "b" * 148),
    ],
)
def test_name_is_cleaned(naam: str, verwacht: str) -> None:
    assert schone_naam(naam) == verwacht


@RUSTIG
@given(st.text(max_size=40), st.integers(0, 9))
@pytest.mark.geval("A15")
def test_any_name_becomes_harmless(naam: str, keer: int) -> None:
    schoon = schone_naam(naam * keer)
    assert 0 < len(schoon) <= MAX_NAAM
    assert not schoon.startswith(".") and not set(schoon) & set('/\\\x00\r\n<>:"|?*\u202e\u200b')
    assert schone_naam(schoon) == schoon
    schoon.encode()


@pytest.mark.parametrize(
    ("data", "soort"),
    [
        (b"", "application/octet-stream"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (PDF, "application/pdf"),
        (b"<!DOCTYPE html><html></html>", "text/html"),
        (b"\xef\xbb\xbf  \r\n<!-- x --><ScRiPt>1</sCrIpT>", "text/html"),
        ("<html></html>".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?><!-- x --><svg/>".replace(b"<svg/>", b"<svg onload='x'/>"), "image/svg+xml"),
        (b"<?xml version='1.0'?><brief/>", "application/xml"),
        (b"MZ" + b"\x00" * 60 + b"PE\x00\x00", "application/x-executable"),
        (b"MZ is het begin van deze zin, die verder gewoon tekst is en lang genoeg.", "text/plain"),
        (b"\x7fELF\x02", "application/x-executable"),
        (b"#!/bin/sh\nrm", "text/x-script"),
        (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
        (b"\x78\x9f\x3e\x22\x00", "application/ms-tnef"),
        (OLE, "application/x-ole-storage"),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "application/vnd.ms-office.macro"),
        (_zip("a.txt"), "application/zip"),
        (_zip("META-INF/MANIFEST.MF"), "application/java-archive"),
        (
            _zip("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            _zip("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (_zip("[Content_Types].xml", "xl/vbaProject.bin"), "application/vnd.ms-office.macro"),
        (_zip("mimetype"), "application/vnd.oasis.opendocument.text"),
        (b"Rar!\x1a\x07\x00", "application/vnd.rar"),
        (b"naam;adres\r\nJan;Dijk 1\r\n", "text/plain"),
        ("Coördinatie".encode("cp1252") + b" en meer gewone tekst", "text/plain"),
        (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
        (b"From: a\r\nTo: b\r\nSubject: c\r\n\r\nx", "message/rfc822"),
        (b"\x01\x02\x03\x80\x90\xff", "application/octet-stream"),
        (b"\xf7\x02" + b"\x80\x00\x81\x01\x00" * 6, "application/octet-stream"),  # two bytes alike are no proof
    ],
)
def test_content_decides_what_it_is(data: bytes, soort: str) -> None:
    assert herken(data) == soort


@pytest.mark.parametrize(
    ("naam", "opgegeven", "data", "stuk"),
    [
        ("brief.pdf", "application/pdf", PDF, ""),
        ("foto.jpg", "image/jpeg", JPEG, ""),
        ("foto.jpg", "image/jpg", JPEG, ""),
        ("lijst.csv", "text/csv", b"a;b\r\n1;2\r\n", ""),
        ("brief.docx", "application/octet-stream", _zip("[Content_Types].xml", "word/document.xml"), ""),
        ("brief.doc", "application/msword", OLE, ""),
        ("brief.pdf", "application/octet-stream", PDF, ""),
        ("afspraak.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n", ""),
        ("foto.jpg", "image/jpeg", PNG, "De afzender noemt dit image/jpeg, maar de inhoud is image/png."),
        ("brief.pdf", "application/octet-stream", PNG, "eindigt op .pdf, maar de inhoud is image/png"),
        ("brief.pdf", "application/pdf", b"\x01\x02\x03\x80\x90\xff", "past niet bij de bestandsnaam"),
        ("foto.jpg", "image/jpeg", b"<html><body>", "webpagina"),
        ("brief.pdf.exe", "application/pdf", b"MZ" + b"\x00" * 60 + b"PE\x00\x00", "programma"),
        ("brief.pdf.js", "text/plain", b"x=1", ".js eindigen"),
        ("lijst.xlsm", "application/octet-stream", b"\x01\x02\x03\x80", ".xlsm eindigen"),
        ("lijst.xls", "application/vnd.ms-excel", OLE + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
        ("a.zip", "application/zip", _zip("a.txt"), "niet uitgepakt"),
        ("geheim.zip", "application/zip", _zip("a.txt")[:6] + b"\x01" + _zip("a.txt")[7:], "wachtwoord"),
        ("leeg.txt", "text/plain", b"", "Dit bestand is leeg."),
        ("a.pdf", "application/pdf", PDF + b"/OpenAction", "voert bij het openen"),
        ("a\u202egpj.txt", "text/plain", b"x", "onzichtbare tekens"),
        ("bom.png", "image/png", PNG[:16] + struct.pack(">II", 100_000, 100_000), "zo groot"),
        # Put together here, so that no virus scanner takes this file away.
        (
            "eicar.txt",
            "text/plain",
            b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*",
            "EICAR",
        ),
    ],
)
@pytest.mark.geval("A15")
def test_warning_in_plain_dutch(naam: str, opgegeven: str, data: bytes, stuk: str) -> None:
    bijlage = maak_bijlage(naam, opgegeven, data)
    assert bijlage.inhoud == data
    if stuk:
        assert stuk in bijlage.waarschuwing
        assert bijlage.waarschuwing.endswith(".")
    else:
        assert bijlage.waarschuwing == ""


@pytest.mark.parametrize(
    ("data", "maat"),
    [
        (PNG, (3, 4)),
        (JPEG, (3, 4)),
        (b"GIF89a" + struct.pack("<HH", 3, 4), (3, 4)),
        (b"BM" + b"\x00" * 12 + struct.pack("<Iii", 40, 3, -4), (3, 4)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8X" + b"\x00" * 8 + b"\x02\x00\x00\x03\x00\x00", (3, 4)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"\x00" * 10 + struct.pack("<HH", 3, 4), (3, 4)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x2f" + struct.pack("<I", 2 | 3 << 14), (3, 4)),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff\xe0\x00\x02" * 2000, None),
        (b"\xff\xd8" + b"\xff" * 5000, None),
        (PDF, None),
    ],
)
def test_pixels_from_the_header(data: bytes, maat: tuple[int, int] | None) -> None:
    assert afmetingen(data) == maat


@RUSTIG
@given(
    st.binary(max_size=80),
    st.sampled_from([b"", PNG, JPEG, b"RIFF1234WEBP", b"GIF89a", b"BM", b"PK\x03\x04", b"MZ", OLE[:8]]),
)
def test_recognition_never_raises(data: bytes, begin: bytes) -> None:
    assert "/" in herken(begin + data)
    te_groot(begin + data)
