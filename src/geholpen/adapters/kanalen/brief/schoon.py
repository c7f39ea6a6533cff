"""A PDF of a stranger made harmless: what runs, opens or hides in it is taken out, and said."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geholpen.domain.berichten.ports import OnleesbaarBericht
from geholpen.platform.later import later

if TYPE_CHECKING:
    import pikepdf
else:
    pikepdf = later("pikepdf")

#: More pages are no letter: a person decides.
MAX_PAGINAS = 200
#: What makes a reader of PDFs do something by itself.
_ACTIES = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Sound"}
)

#: Notes on a page that hold a file, a field or a film.
_DOEND = frozenset({"/FileAttachment", "/Widget", "/Screen", "/RichMedia", "/Movie", "/Sound"})


@dataclass(frozen=True, slots=True)
class SchonePdf:
    """The PDF without active parts, its number of pages, and what was taken out, in plain Dutch."""

    inhoud: bytes
    paginas: int
    waarschuwingen: tuple[str, ...]


def clean(raw: bytes) -> SchonePdf:
    """Read, strip and write again. Raises OnleesbaarBericht for what is no PDF, is locked or is far too long."""
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            if len(pdf.pages) > MAX_PAGINAS:
                raise OnleesbaarBericht(f"Deze scan heeft meer dan {MAX_PAGINAS} bladzijden.")
            if not len(pdf.pages):
                raise OnleesbaarBericht("Deze scan heeft geen bladzijden.")
            eruit = _strip(pdf)
            uit = io.BytesIO()
            pdf.save(uit, static_id=True)
            return SchonePdf(uit.getvalue(), len(pdf.pages), tuple(dict.fromkeys(eruit)))
    except pikepdf.PasswordError:
        raise OnleesbaarBericht("Deze scan zit op slot met een wachtwoord.") from None
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        raise OnleesbaarBericht("Deze scan is geen geldige PDF.") from None


def _strip(pdf: pikepdf.Pdf) -> list[str]:
    eruit = []
    wortel = pdf.Root
    for naam in (pikepdf.Name.OpenAction, pikepdf.Name.AA):
        if naam in wortel:
            del wortel[naam]
            eruit.append("Deze PDF wilde bij het openen zelf iets uitvoeren. Dat is eruit gehaald.")
    if pikepdf.Name.Names in wortel:
        for naam, zin in (
            (pikepdf.Name.JavaScript, "In deze PDF zat programmacode. Die is eruit gehaald."),
            (pikepdf.Name.EmbeddedFiles, "In deze PDF zaten andere bestanden verstopt. Die zijn eruit gehaald."),
        ):
            if naam in wortel.Names:
                del wortel.Names[naam]
                eruit.append(zin)
    for naam, zin in (
        (pikepdf.Name.AcroForm, "In deze PDF zat een invulformulier. Dat is eruit gehaald."),
        (pikepdf.Name.AF, "In deze PDF zaten andere bestanden verstopt. Die zijn eruit gehaald."),
    ):
        if naam in wortel:
            del wortel[naam]
            eruit.append(zin)
    for bladzij in pdf.pages:
        eruit += _strip_page(bladzij.obj)
    return eruit


def _strip_page(bladzij: pikepdf.Object) -> list[str]:
    eruit = []
    if pikepdf.Name.AA in bladzij:
        del bladzij[pikepdf.Name.AA]
        eruit.append("Deze PDF wilde bij het openen zelf iets uitvoeren. Dat is eruit gehaald.")
    if pikepdf.Name.Annots not in bladzij:
        return eruit
    over = [a for a in bladzij.Annots if isinstance(a, pikepdf.Dictionary) and _harmless(a)]
    if len(over) < len(bladzij.Annots):
        eruit.append("In deze PDF zaten knoppen, bestanden of links die iets uitvoeren. Die zijn eruit gehaald.")
    bladzij.Annots = pikepdf.Array(over)
    return eruit


def _harmless(a: pikepdf.Dictionary) -> bool:
    if str(a.get(pikepdf.Name.Subtype, "")) in _DOEND:
        return False
    actie = a.get(pikepdf.Name.A)
    runs = isinstance(actie, pikepdf.Dictionary) and str(actie.get(pikepdf.Name.S, "")) in _ACTIES
    return pikepdf.Name.AA not in a and not runs
