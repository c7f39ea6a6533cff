"""One round of letters as the print provider takes it: a zip with a manifest whose sums must be right. Pure."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from geholpen.domain.berichten.ports import Drukbrief, Drukpartij
from geholpen.platform.later import later

if TYPE_CHECKING:
    import pikepdf
else:
    pikepdf = later("pikepdf")

MANIFEST = "manifest.json"
#: A fixed moment in the zip: the same letters give the same bytes.
_MOMENT = (2000, 1, 1, 0, 0, 0)


def pack(partij: Drukpartij) -> bytes:
    """The zip. Every letter begins on a front page: each is a file of its own, printed on both sides."""
    brieven = [_line(brief) for brief in partij.brieven]
    manifest = {
        "batch_id": str(partij.id),
        "created_at": partij.gemaakt_op.isoformat(),
        "cut_off": partij.sluit_op.isoformat(),
        "n_letters": len(brieven),
        "n_pages": sum(brief["pages"] for brief in brieven),
        "letters": brieven,
    }
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        _add(zip_, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        for regel, brief in zip(brieven, partij.brieven, strict=True):
            _add(zip_, regel["file"], brief.pdf)
    return uit.getvalue()


def _line(brief: Drukbrief) -> dict[str, Any]:
    return {
        "client_ref": str(brief.id),
        "file": f"{brief.id}.pdf",
        "sha256": hashlib.sha256(brief.pdf).hexdigest(),
        "pages": pages(brief.pdf),
        "duplex": True,
        "starts_on": "front",
        "colour": False,
        "postage": "nl-24",
        "country": "NL",
        "address_lines": list(brief.adresregels),
    }


def pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    with pikepdf.open(io.BytesIO(pdf)) as geopend:
        return len(geopend.pages)


def _add(zip_: zipfile.ZipFile, naam: str, inhoud: bytes) -> None:
    zip_.writestr(zipfile.ZipInfo(naam, _MOMENT), inhoud, zipfile.ZIP_DEFLATED)
