"""What a file is, judged by its content: our own checks for what is dangerous or common, puremagic for the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geholpen.platform.later import later

if TYPE_CHECKING:
    import puremagic
else:
    puremagic = later("puremagic")


ONBEKEND = "application/octet-stream"
PROGRAMMA = "application/x-executable"
SCRIPT = "text/x-script"
OFFICE_MACRO = "application/vnd.ms-office.macro"
OFFICE_OUD = "application/x-ole-storage"
SNELKOPPELING = "application/x-ms-shortcut"
TNEF = "application/ms-tnef"

_OOXML = "application/vnd.openxmlformats-officedocument."
_BEGIN = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"%PDF-": "application/pdf",
    b"{\\rtf": "application/rtf",
    b"\x7fELF": PROGRAMMA,
    b"\xcf\xfa\xed\xfe": PROGRAMMA,
    b"\xca\xfe\xba\xbe": PROGRAMMA,
    b"L\x00\x00\x00\x01\x14\x02\x00": SNELKOPPELING,
    b"#!": SCRIPT,
    b"x\x9f>\x22": TNEF,
    b"Rar!\x1a\x07": "application/vnd.rar",
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
    b"\x1f\x8b": "application/gzip",
    b"MSCF": "application/vnd.ms-cab-compressed",
}
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|meta|title|table|div|a\s|img|form|object|embed)[\s>/]", re.I
)
_MAILKOP = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3}")
_FTYP = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"avif": "image/avif"}


def herken(data: bytes) -> str:
    """The content of a file in, its media type out; application/octet-stream when unknown or empty. Never raises."""
    if not data:
        return ONBEKEND
    for begin, soort in _BEGIN.items():
        if data.startswith(begin):
            return soort
    return _vast_formaat(data) or _tekst(data) or _puremagic(data)


def _vast_formaat(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        macro = "_VBA_PROJECT".encode("utf-16-le") in data or b"Attribut\x00e VB_" in data
        return OFFICE_MACRO if macro else OFFICE_OUD
    if data.startswith(b"MZ") and (b"PE\x00\x00" in data[:4096] or b"DOS mode" in data[:4096] or len(data) < 64):
        return PROGRAMMA
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if (
        data.startswith(b"BM")
        and len(data) >= 26
        and int.from_bytes(data[14:18], "little") in (12, 40, 52, 56, 108, 124)
    ):
        return "image/bmp"
    if data[4:8] == b"ftyp":
        return _FTYP.get(data[8:12], "video/mp4")
    return ""


def _zip(data: bytes) -> str:
    """Names in an archive are not compressed, so they are looked for without unpacking anything."""
    if b"vbaProject.bin" in data:
        return OFFICE_MACRO
    if b"[Content_Types].xml" in data:
        for map_, soort in ((b"word/", "wordprocessingml.document"), (b"xl/", "spreadsheetml.sheet")):
            if map_ in data:
                return _OOXML + soort
        if b"ppt/" in data:
            return _OOXML + "presentationml.presentation"
    if data[30:38] == b"mimetype" and (
        odf := re.match(rb"application/[a-z0-9.+-]{3,80}?(?=PK|[^a-z0-9.+-])", data[38:140])
    ):
        return odf.group().decode()
    return "application/java-archive" if b"META-INF/MANIFEST.MF" in data else "application/zip"


def _tekst(data: bytes) -> str:
    """Text, and of text the kinds a browser would run."""
    begin = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        begin = begin.replace(b"\x00", b"")[2:]
    elif b"\x00" in begin:
        return ""
    kaal = begin.lstrip()
    # A comment or declaration in front hides the element from a look at the first bytes alone, but not from a browser.
    if re.search(rb"<svg[\s>]", kaal, re.IGNORECASE) and kaal.startswith(b"<"):
        return "image/svg+xml"
    if kaal.startswith(b"<") and _HTML.search(kaal):
        return "text/html"
    if kaal.startswith(b"<?xml"):
        return "application/xml"
    if kaal.startswith(b"BEGIN:VCALENDAR"):
        return "text/calendar"
    if kaal.startswith(b"BEGIN:VCARD"):
        return "text/vcard"
    if _MAILKOP.match(begin) and re.search(rb"^(?:From|Received|Message-ID|Subject):", begin, re.I | re.M):
        return "message/rfc822"
    stuurtekens = sum(1 for teken in begin if teken < 32 and teken not in (9, 10, 12, 13, 27))
    return "text/plain" if not stuurtekens and _leesbaar(begin) else ""


def _leesbaar(begin: bytes) -> bool:
    try:
        begin[:-4].decode("utf-8") if len(begin) > 4 else begin.decode("utf-8")
    except UnicodeDecodeError as fout:
        # Cut in the middle of a character, or an old 8-bit letter with few accents.
        return fout.start >= len(begin) - 8 or sum(1 for t in begin if t > 127) * 10 < len(begin)
    return True


def _puremagic(data: bytes) -> str:
    """Only matches on three bytes or more count: the list knows one-letter signatures that fit anything."""
    try:
        treffers = puremagic.magic_string(data)
    except (puremagic.PureError, ValueError):
        return ONBEKEND
    return next((t.mime_type for t in treffers if len(t.byte_match) >= 3 and "/" in t.mime_type), ONBEKEND)
