"""A small check of what makes a PDF readable for everybody (ISO 14289-1, as far as it can be seen in the file itself).

It is no replacement of a full validator: that is named in docs/plan.md. It says which of these does not hold.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf

_KOPPEN = re.compile(r"^/H([1-6])$")


def faults(pdf: bytes) -> list[str]:
    """What is not right; [] when nothing is."""
    with pikepdf.open(io.BytesIO(pdf)) as open_:
        return [*_document(open_), *_tree(open_), *_pages(open_)]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    wortel = pdf.Root
    if not bool(wortel.get("/MarkInfo", {}).get("/Marked", False)):
        yield "MarkInfo says not that it is tagged"
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(wortel.get("/Lang", ""))):
        yield "no language"
    if not bool(wortel.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "a reader shows the name of the file instead of the title"
    with pdf.open_metadata() as xmp:
        if not str(xmp.get("dc:title", "")).strip():
            yield "no title"
        if str(xmp.get("pdfuaid:part", "")) != "1":
            yield "does not say that it is PDF/UA-1"
    if "/Encrypt" in pdf.trailer:
        yield "is locked"


def _tree(pdf: pikepdf.Pdf) -> Iterator[str]:
    boom = pdf.Root.get("/StructTreeRoot")
    if boom is None:
        yield "no structure"
        return
    if "/ParentTree" not in boom:
        yield "no way from what is drawn to its structure"
    vorige = 0
    for deel in _elements(boom):
        soort = str(deel.get("/S", ""))
        if soort == "/Figure" and not str(deel.get("/Alt", "")).strip():
            yield "a picture without words"
        if kop := _KOPPEN.match(soort):
            if int(kop[1]) > vorige + 1:
                yield f"heading {kop[1]} after heading {vorige}"
            vorige = int(kop[1])
    if not vorige:
        yield "no heading"


def _elements(boven: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of the structure, in reading order."""
    kinderen = boven.get("/K", [])
    for kind in kinderen if isinstance(kinderen, pikepdf.Array) else [kinderen]:
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            yield kind
            yield from _elements(kind)


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for nummer, blad in enumerate(pdf.pages, 1):
        diep = buiten = 0
        for opdracht in pikepdf.parse_content_stream(blad):
            naam = str(opdracht.operator)
            diep += (naam in {"BDC", "BMC"}) - (naam == "EMC")
            buiten += naam in {"Tj", "TJ", "Do", "f", "S"} and diep == 0
        if buiten:
            yield f"page {nummer}: {buiten} things that are neither structure nor artifact"
        if diep:
            yield f"page {nummer}: marks that are not closed"
        for letter in blad.resources.get("/Font", {}).values():
            if not _embedded(letter) or "/ToUnicode" not in letter:
                yield f"page {nummer}: letters that cannot be read out or are not in the file"


def _embedded(letter: pikepdf.Object) -> bool:
    onder = letter.get("/DescendantFonts")
    beschrijving = (onder[0] if onder is not None else letter).get("/FontDescriptor", {})
    return any(naam in beschrijving for naam in ("/FontFile", "/FontFile2", "/FontFile3"))
