"""Pages of a PDF as pictures: for the reader of codes, and for the employee who looks at the letter."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geholpen.platform.later import later

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image
else:
    pypdfium2 = later("pypdfium2")
    Image = later("PIL.Image")


#: A page of this many inches is drawn no larger, whatever the PDF says its size is.
MAX_PIXELS = 20_000_000
#: Pixels across a page on a screen.
BREED = 1100
PUNT = 72


def pages(pdf: bytes, dpi: int, hoogstens: int) -> Iterator[Image.Image]:
    """The first pages, drawn in grey at this resolution. Raises pypdfium2.PdfiumError for what it cannot read."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for nummer in range(min(len(document), hoogstens)):
            bladzij = document[nummer]
            breed, hoog = bladzij.get_size()
            schaal = dpi / PUNT
            if breed * hoog * schaal * schaal > MAX_PIXELS:
                schaal = (MAX_PIXELS / max(breed * hoog, 1)) ** 0.5
            yield bladzij.render(scale=schaal, grayscale=True).to_pil()
            bladzij.close()
    finally:
        document.close()


def as_png(beeld: Image.Image) -> bytes:
    """For a program that reads text."""
    uit = io.BytesIO()
    beeld.save(uit, "PNG")
    return uit.getvalue()


def as_jpeg(beeld: Image.Image) -> bytes:
    """For a screen: no wider than BREED pixels."""
    beeld = beeld.convert("L")
    if beeld.width > BREED:
        beeld = beeld.resize((BREED, max(1, round(beeld.height * BREED / beeld.width))), Image.Resampling.LANCZOS)
    uit = io.BytesIO()
    beeld.save(uit, "JPEG", quality=72, optimize=True)
    return uit.getvalue()
