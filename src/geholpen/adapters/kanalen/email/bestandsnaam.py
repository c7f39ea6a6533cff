"""Parameters of Content-Type and Content-Disposition: file name, character set, Content-ID, in every spelling."""

from __future__ import annotations

import re

from geholpen.adapters.kanalen.email.deel import Deel
from geholpen.adapters.kanalen.email.kopwaarde import decodeer_kop
from geholpen.adapters.kanalen.email.tekens import decodeer, maak_regel


def parameter(deel: Deel, naam: str, kop: str = "content-type") -> str:
    """One parameter, RFC 2231 and encoded words undone; "" when absent or unreadable. Never raises."""
    try:
        waarde = deel.get_param(naam, "", header=kop)
    except Exception:  # noqa: BLE001 - the library's parameter reader has surprises (missing continuation 0, odd quotes)
        return ""
    if isinstance(waarde, tuple):  # RFC 2231: character set, language, percent-decoded as latin-1
        tekenset, _, tekst = waarde
        return maak_regel(decodeer((tekst or "").encode("latin-1", "replace"), tekenset or "utf-8")[0])
    return decodeer_kop(str(waarde or ""))


def bestandsnaam(deel: Deel) -> str:
    """The file name as the sender gave it, not yet cleaned; "" when there is none."""
    # Path separators stay; cleaning is the work of bijlagen.schone_naam, which sees them as such.
    return parameter(deel, "filename", "content-disposition") or parameter(deel, "name")


def content_id(deel: Deel) -> str:
    """The Content-ID without brackets, as a cid: link would spell it."""
    return re.sub(r"[<>\s\"']", "", maak_regel(decodeer_kop(deel.kop("content-id"))))[:250]
