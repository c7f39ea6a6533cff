"""A scanner: paper goes in, a picture comes out, a little crooked; a batch lies in the folder with `.done` last."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4
from xml.sax.saxutils import escape

from geholpen.adapters.kanalen.brief import beeld
from geholpen.platform.later import later

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = later("PIL.Image")

DPI = 300


def paper(pdf: bytes, scheef: float = 1.2) -> bytes:
    """A PDF as it looks after printing and scanning: only pictures, turned by `scheef` degrees, in grey."""
    bladen = [
        blad.rotate(scheef, fillcolor=255, resample=Image.Resampling.BILINEAR) for blad in beeld.pages(pdf, DPI, 50)
    ]
    return images(bladen)


def images(bladen: Sequence[Image.Image]) -> bytes:
    """Pictures of pages as one PDF."""
    uit = io.BytesIO()
    bladen[0].convert("L").save(
        uit, "PDF", resolution=DPI, save_all=True, append_images=[b.convert("L") for b in bladen[1:]]
    )
    return uit.getvalue()


def deliver(
    folder: Path,
    brieven: Sequence[bytes],
    *,
    batch: str = "",
    klaar: bool = True,
    barcodes: Sequence[str] = (),
    xml: bool = False,
) -> str:
    """Put one batch of scans in the folder; `klaar` False leaves it half done. Returns the name of the batch.

    `xml`: what stands beside each letter is XML, as some suppliers deliver it; else JSON.
    """
    batch = batch or f"partij-{uuid4().hex[:12]}"
    (folder / batch).mkdir(parents=True, exist_ok=True)
    for nummer, pdf in enumerate(brieven):
        doc_id = f"{batch}-{nummer + 1:04d}"
        begeleidend = {
            "doc_id": doc_id,
            "batch_id": batch,
            "scanned_at": datetime.now(UTC).isoformat(),
            "sha256": hashlib.sha256(pdf).hexdigest(),
            "postbox": "Postbus 1",
            "barcode": barcodes[nummer] if nummer < len(barcodes) else "",
        }
        (folder / batch / f"{doc_id}.pdf").write_bytes(pdf)
        naast = folder / batch / f"{doc_id}.{'xml' if xml else 'json'}"
        naast.write_text(_as_xml(begeleidend) if xml else json.dumps(begeleidend), encoding="utf-8")
    if klaar:
        (folder / f"{batch}.done").touch()
    return batch


def _as_xml(waarden: Mapping[str, str]) -> str:
    velden = "".join(f"<{naam}>{escape(waarde)}</{naam}>" for naam, waarde in waarden.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><document xmlns="urn:scan:begeleidend:1">{velden}</document>'
