"""What says on paper to which question a letter belongs: our QR code, or our reference with its check letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image

from geholpen.adapters.kanalen.brief.ocr import Woord

#: Words of a reference that the reader is less sure of do not count. Letters without a meaning came back right with 40
#: to 90 of 100; that a wrong one passes, one in a million check letters says.
DREMPEL = 30.0
#: The path in our QR code; what follows is "<reference>.<signature>".
PAD = "/brief/"
_SLEUTEL = re.compile(r"[a-z0-9]{6,20}\.[0-9a-f]{20}")
_VIER = r"\s?[-–]?\s?([2-9A-HJ-NP-Z]{4})"
_PAPIER = re.compile(rf"\b([A-Z]{{2}}){_VIER}{_VIER}{_VIER}(?![A-Z0-9])")
_KENMERK = re.compile(r"\b([A-Z]{2})[-– ]([2-9A-HJ-NP-Z]{4})[-– ]([2-9A-HJ-NP-Z]{4})\b")


def from_images(beelden: Sequence[Image.Image], barcode: str = "") -> tuple[str, ...]:
    """The keys in the QR codes of these pages, and in the barcode that the scanner already read. Not verified."""
    teksten = [barcode] if barcode else []
    for beeld in beelden:
        teksten += [code.text for code in zxingcpp.read_barcodes(beeld)[:10]]
    return tuple(dict.fromkeys(sleutel for tekst in teksten if (sleutel := key_of(tekst))))


def key_of(tekst: str) -> str:
    """The key in what a QR code of ours says, or "". It is only an address: whose host it names does not matter."""
    try:
        pad = urlsplit(tekst.strip()).path
    except ValueError:
        return ""
    sleutel = pad.rpartition(PAD)[2].lower() if PAD in pad else ""
    return sleutel if _SLEUTEL.fullmatch(sleutel) else ""


def on_paper(tekst: str) -> tuple[str, ...]:
    """References with check letters in a text, as "<reference>.<check>". Not verified."""
    gevonden = (f"{a}{b}{c}.{d}".lower() for a, b, c, d in _PAPIER.findall(tekst))
    return tuple(dict.fromkeys(gevonden))


def mentioned(tekst: str) -> tuple[str, ...]:
    """References without check letters, as somebody writes them: a suggestion for a person and no more."""
    return tuple(dict.fromkeys(f"{a}-{b}-{c}" for a, b, c in _KENMERK.findall(tekst.upper())))[:5]


def sure(sleutels: Sequence[str], woorden: Sequence[Woord]) -> tuple[str, ...]:
    """Those references whose every word was read with enough certainty."""
    zeker = "".join(re.sub(r"[^A-Z0-9]", "", w.tekst.upper()) for w in woorden if w.zeker >= DREMPEL)
    return tuple(s for s in sleutels if s.replace(".", "").upper() in zeker)
