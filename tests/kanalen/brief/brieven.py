"""Help for tests of letters: paper that was scanned, a print provider beside us, and what was stored."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from geholpen.adapters.kanalen.brief import ocr, opmaak, scan
from geholpen.adapters.kanalen.brief.ontvangst import look_at_scans
from geholpen.adapters.kanalen.brief.twin import deliver, paper
from geholpen.domain.berichten.commands import process_envelop
from geholpen.domain.berichten.ports import Postadres, UitgaandBericht
from tests import bed
from tests.berichten.post import Post

needs_ocr = pytest.mark.skipif(not ocr.available(), reason="ocrmypdf with Dutch is not installed here")
TEKST = (
    "Geachte heer of mevrouw,\n\nIk wil graag een parkeervergunning voor de thuiszorg van mijn moeder.\n"
    "Wilt u mij laten weten wat daarvoor nodig is?\n\nMet vriendelijke groet,\n\nNaima Belhadi"
)
VAN = opmaak.Afzender("Gemeente Waterdam", "Retouradres: Raadhuisplein 1, 9999 AA Waterdam", "", "https://mijn.example")


def typed(tekst: str = TEKST, *, kenmerk: str = "", sleutel: str = "", titel: str = "Brief") -> bytes:
    """A letter as somebody types and prints it; with our reference or code on it when given."""
    from datetime import date  # noqa: PLC0415

    bericht = UitgaandBericht(
        uuid4(),
        "x@waterdam.example",
        Postadres("klantcontact@waterdam.example", "Gemeente Waterdam"),
        Postadres(""),
        titel,
        tekst,
        antwoord_aan=f"klantcontact+q.{sleutel}@waterdam.example" if sleutel else "",
        adresregels=("Gemeente Waterdam", "Raadhuisplein 1", "9999 AA  WATERDAM"),
        papierkenmerk=kenmerk,
    )
    return opmaak.make_up(bericht, VAN, date(2026, 11, 27)).pdf


@dataclass
class Brieven:
    """The folder of scans, and what became of what lay in it."""

    folder: Path
    post: Post
    lijst: list[bytes] = field(default_factory=list)

    def scan(self, *pdfs: bytes, **hoe: object) -> list[UUID]:
        """One batch is delivered and taken in. Returns the ids of the new envelopes, in order."""
        voor = {r["id"] for r in self.post.all("SELECT id FROM envelop")}
        deliver(self.folder, pdfs, **hoe)
        look_at_scans()
        rows = self.post.all("SELECT id FROM envelop WHERE kanaal = 'brief' ORDER BY id")
        return [r["id"] for r in rows if r["id"] not in voor]

    def read(self, *pdfs: bytes) -> list[dict[str, object]]:
        """The same, and every new letter is read and filed. Returns the envelopes."""
        found = []
        for envelop_id in self.scan(*pdfs):
            process_envelop(bed.systeem("brief"), envelop_id)
            found.append(self.post.envelop(envelop_id))
        return found


def envelop(pdf: bytes, **begeleidend: object) -> bytes:
    """One scan with its sidecar, as it is stored."""
    naast = {"doc_id": "d-1", "batch_id": "b-1", "sha256": hashlib.sha256(pdf).hexdigest()} | begeleidend
    return scan.pack(json.dumps(naast).encode(), pdf)


def as_paper(pdf: bytes) -> bytes:
    """Printed and scanned."""
    return paper(pdf)


def installed(naam: str) -> bool:
    """Whether this program is on the machine."""
    return shutil.which(naam) is not None
