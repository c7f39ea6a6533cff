"""One scanned letter as the scan supplier delivers it: a PDF and what stands beside it. One envelope holds both.

What stands beside it is JSON or XML; both say the same in the same words.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

import lxml.etree

from geholpen.domain.berichten.ports import OnleesbaarBericht

_KOP = b"GEHOLPEN-SCAN 1\n"
#: More of the sidecar is not read.
MAX_BEGELEIDEND = 64 * 1024
_NAAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Begeleidend:
    """What the supplier says about one letter. Only `doc_id` and `sha256` are relied on, after a check."""

    doc_id: str
    batch_id: str
    sha256: str
    gescand_op: str = ""
    paginas: int = 0
    postbus: str = ""
    barcode: str = ""


def read_begeleidend(raw: bytes) -> Begeleidend:
    """The sidecar as JSON or XML in. Raises OnleesbaarBericht when it is neither, or says nothing to go by."""
    try:
        if len(raw) > MAX_BEGELEIDEND:
            raise ValueError
        waarden = _from_xml(raw) if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else json.loads(raw)
        if not isinstance(waarden, dict):
            raise ValueError
    except (ValueError, RecursionError, lxml.etree.XMLSyntaxError):
        raise OnleesbaarBericht("Het bestand met gegevens bij deze scan is niet te lezen.") from None
    doc_id, batch_id, sha256 = (_text(waarden, n) for n in ("doc_id", "batch_id", "sha256"))
    if not (is_name(doc_id) and re.fullmatch(r"[0-9a-f]{64}", sha256.lower())):
        raise OnleesbaarBericht("Bij deze scan ontbreken het nummer of de controlesom van de leverancier.")
    paginas = waarden.get("pages")
    return Begeleidend(
        doc_id=doc_id,
        batch_id=batch_id,
        sha256=sha256.lower(),
        gescand_op=_text(waarden, "scanned_at"),
        paginas=paginas if isinstance(paginas, int) and 0 <= paginas < 10_000 else 0,
        postbus=_text(waarden, "postbox"),
        barcode=_text(waarden, "barcode", 500),
    )


def _from_xml(raw: bytes) -> dict[str, Any]:
    """The children of the root by name, whatever their namespace. Raises ValueError for a document with a DTD.

    Nothing outside the document is read and no entity of its own is filled in.
    """
    veilig = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    boom = lxml.etree.fromstring(raw, parser=veilig)
    if boom.getroottree().docinfo.doctype:
        raise ValueError("a sidecar has no document type")
    velden = [deel for deel in boom if isinstance(deel.tag, str)]
    waarden: dict[str, Any] = {lxml.etree.QName(deel).localname: deel.text or "" for deel in velden}
    if str(waarden.get("pages", "")).strip().isdigit():
        waarden["pages"] = int(waarden["pages"])
    return waarden


def is_name(naam: str) -> bool:
    """Whether this may be part of the name of a file: no path, nothing hidden."""
    return bool(_NAAM.fullmatch(naam)) and ".." not in naam


def _text(waarden: dict[str, Any], naam: str, hoogstens: int = 200) -> str:
    waarde = waarden.get(naam, "")
    return " ".join(waarde.replace("\0", "").split())[:hoogstens] if isinstance(waarde, str) else ""


def pack(begeleidend: bytes, pdf: bytes) -> bytes:
    """Both in one envelope, byte for byte."""
    return _KOP + f"{len(begeleidend)}\n".encode() + begeleidend + pdf


def unpack(raw: bytes) -> tuple[Begeleidend, bytes]:
    """What the supplier said, and the PDF. Raises OnleesbaarBericht when the PDF is not the one that was sent."""
    kop, _, rest = raw[len(_KOP) :].partition(b"\n")
    if not raw.startswith(_KOP) or not (kop.isdigit() and len(kop) < 8):
        raise OnleesbaarBericht("Dit is geen scan van een brief.")
    lang = int(kop)
    begeleidend, pdf = read_begeleidend(rest[:lang]), rest[lang:]
    if hashlib.sha256(pdf).hexdigest() != begeleidend.sha256:
        raise OnleesbaarBericht("De scan is onderweg veranderd: de controlesom klopt niet. Vraag om een nieuwe scan.")
    return begeleidend, pdf
