"""A scan in, what it is and says out: checked, cleaned, drawn, read. The same scan gives the same answer.

Works on strangers' files with large libraries, so it runs in a process of its own with limits (`lezer.py`).
"""

from __future__ import annotations

import hashlib
from datetime import datetime

import pypdfium2
from PIL import Image

from geholpen.adapters.kanalen.brief import beeld, codes, ocr, scan, schoon
from geholpen.domain.berichten.ports import OnleesbaarBericht, OntvangenBericht, OntvangenBijlage

#: Pages that are looked at for a code, and that the employee sees as a picture.
MAX_BEELDEN = 20
DPI = 200
#: Pages on which a reference may stand: the first, where people put it.
MET_KENMERK = 1
_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
GEEN_TEKST = "De tekst van deze brief is niet gelezen. Kijk naar het beeld."


def read(raw: bytes) -> OntvangenBericht:
    """One envelope as a message that a person files, unless a code on it says where it belongs.

    Raises OnleesbaarBericht for what is no letter, is locked, or must not be opened.
    """
    begeleidend, pdf = scan.unpack(raw)
    if _VIRUS in pdf:
        raise OnleesbaarBericht("In deze scan zit een virus. De scan is niet geopend.")
    veilig = schoon.clean(pdf)
    waarschuwingen = list(veilig.waarschuwingen)
    if begeleidend.paginas and begeleidend.paginas != veilig.paginas:
        waarschuwingen.append(
            f"De scanner telde {begeleidend.paginas} bladzijden en in de scan zitten er {veilig.paginas}."
        )
    bladen = _draw(veilig.inhoud)
    sleutels = codes.from_images(bladen, begeleidend.barcode)
    tekst, kopie = _text(veilig, waarschuwingen)
    return OntvangenBericht(
        message_id=f"{begeleidend.sha256}@scan.invalid",
        van=None,
        datum=_moment(begeleidend.gescand_op),
        tekst=tekst,
        nieuwe_tekst=tekst,
        onderwerpregel="",
        bijlagen=_files(begeleidend.doc_id, pdf, kopie),
        antwoordsleutels=sleutels,
        papiersleutels=() if sleutels else _references(tekst, bladen),
        onderwerpsleutels=codes.mentioned(tekst),
        synthetisch_id=True,
        bewezen=False,
        waarschuwingen=tuple(dict.fromkeys(waarschuwingen)),
        door_mens=True,
        paginabeelden=tuple(beeld.as_jpeg(blad) for blad in bladen),
    )


def _draw(pdf: bytes) -> list[Image.Image]:
    try:
        return list(beeld.pages(pdf, DPI, MAX_BEELDEN))
    except (pypdfium2.PdfiumError, ValueError, OSError, Image.DecompressionBombError):
        raise OnleesbaarBericht("De bladzijden van deze scan zijn niet te tonen.") from None


def _text(veilig: schoon.SchonePdf, waarschuwingen: list[str]) -> tuple[str, bytes]:
    """The text and the copy that can be searched; without a reader the cleaned PDF itself."""
    try:
        gelezen = ocr.read(veilig.inhoud, veilig.paginas)
    except ocr.OcrMislukt as why:
        waarschuwingen += [why.reden, GEEN_TEKST]
        return "", veilig.inhoud
    return gelezen.tekst, gelezen.kopie


def _references(tekst: str, bladen: list[Image.Image]) -> tuple[str, ...]:
    """References with check letters that were read with certainty."""
    gevonden = codes.on_paper(tekst)
    if not gevonden:
        return ()
    zeker: tuple[str, ...] = ()
    for blad in bladen[:MET_KENMERK]:
        try:
            zeker += codes.sure(gevonden, ocr.words(beeld.as_png(blad)))
        except ocr.OcrMislukt:
            continue
    return tuple(dict.fromkeys(zeker))


def _files(doc_id: str, pdf: bytes, kopie: bytes) -> tuple[OntvangenBijlage, ...]:
    """The scan as it came, and the copy that is safe to open."""
    waarschuwing = "" if pdf == kopie else "Dit is de scan zoals hij binnenkwam. Open liever de leesbare kopie."
    return (
        _file(f"{doc_id}-leesbare-kopie.pdf", kopie, ""),
        _file(f"{doc_id}-origineel.pdf", pdf, waarschuwing),
    )


def _file(naam: str, inhoud: bytes, waarschuwing: str) -> OntvangenBijlage:
    soort = "application/pdf"
    return OntvangenBijlage(naam, soort, soort, inhoud, hashlib.sha256(inhoud).hexdigest(), waarschuwing=waarschuwing)


def _moment(tekst: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(tekst)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
