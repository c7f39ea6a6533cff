"""UitgaandBericht in, the bytes that go over SMTP out. Pure: the same message and date give the same bytes, always."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from geholpen.adapters.kanalen.email.tekens import maak_regel, maak_schoon
from geholpen.domain.berichten.ports import Postadres, UitgaandBericht, UitgaandeBijlage
from geholpen.domain.berichten.ports.bijlagen import schone_naam
from geholpen.platform.errors import Invalid

_ADRES = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_ID = re.compile(r"[!#-;=?A-Z\[\]^-~]{1,450}@[!#-;=?A-Z\[\]^-~]{1,450}")
_TYPE = re.compile(r"(?!(?:message|multipart)/)[a-z0-9][a-z0-9.+-]{0,99}/[a-z0-9][a-z0-9.+-]{0,99}")
_REGEL = "\r\n"
# A line in a mail header may hold 998 bytes; folded at 76 no server ever has to.
_VOUW = 76


def opstellen(bericht: UitgaandBericht, *, datum: datetime) -> bytes:
    """Compose one mail with CRLF line ends.

    In: the message and the moment for the Date header, with time zone. Out: the complete mail. Line ends and control
    characters in names and subject disappear; an address, id or date that cannot be used raises Invalid.
    """
    if datum.tzinfo is None:
        raise Invalid("datum", "Geef de datum met een tijdzone.")
    regels = [f"{naam}: {waarde}" for naam, waarde in _koppen(bericht, datum)]
    return _REGEL.join(regels).encode("ascii") + b"\r\n" + _inhoud(bericht).as_bytes(policy=SMTP)


def _koppen(bericht: UitgaandBericht, datum: datetime) -> list[tuple[str, str]]:
    koppen = [
        ("From", _postadres("van", bericht.van)),
        ("To", _postadres("aan", bericht.aan)),
        *([("Cc", f",{_REGEL} ".join(_adres("cc", adres) for adres in bericht.cc))] if bericht.cc else []),
        ("Subject", _tekst("Subject", bericht.onderwerpregel)),
        ("Date", format_datetime(datum)),
        ("Message-ID", f"<{_id(bericht.message_id)}>"),
    ]
    if bericht.antwoord_aan:
        koppen.append(("Reply-To", _adres("antwoord_aan", bericht.antwoord_aan)))
    # These come from strangers' mail, so what cannot be written safely is left out rather than refused.
    if _ID.fullmatch(bericht.in_reply_to):
        koppen.append(("In-Reply-To", f"<{bericht.in_reply_to}>"))
    if keten := _keten(bericht):
        koppen.append(("References", f"{_REGEL} ".join(f"<{i}>" for i in keten)))
    if bericht.automatisch:
        koppen += [
            ("Auto-Submitted", "auto-generated"),
            ("X-Auto-Response-Suppress", "All"),
            ("Precedence", "bulk"),
            ("X-Loop", _adres("van", bericht.van.adres)),  # by which aard.py knows it when it comes back
        ]
    return koppen


def _keten(bericht: UitgaandBericht) -> list[str]:
    ids = [*bericht.references, *([bericht.in_reply_to] if bericht.in_reply_to not in bericht.references else [])]
    return [i for i in ids if _ID.fullmatch(i)]


def _id(message_id: str) -> str:
    if not _ID.fullmatch(message_id):
        raise Invalid("message_id", "Dit Message-ID kan niet worden verstuurd.")
    return message_id


def _adres(veld: str, adres: str) -> str:
    """A plain ASCII address; an international domain is written in its ASCII form. Raises Invalid."""
    lokaal, apenstaart, domein = adres.rpartition("@")
    try:
        geschreven = f"{lokaal}{apenstaart}{domein if domein.isascii() else domein.encode('idna').decode('ascii')}"
    except UnicodeError:
        geschreven = ""
    if not _ADRES.fullmatch(geschreven) or ".." in geschreven:
        raise Invalid(veld, "Dit is geen e-mailadres waar naartoe kan worden verstuurd.")
    return geschreven


def _postadres(veld: str, postadres: Postadres) -> str:
    adres = _adres(veld, postadres.adres)
    naam = maak_regel(postadres.naam)[:200]
    if not naam:
        return adres
    if not naam.isascii() or "=?" in naam:
        return f"{_gecodeerd(veld, naam)}{_REGEL} <{adres}>"
    aangehaald = naam.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{aangehaald}"{_REGEL} <{adres}>'


def _tekst(kop: str, waarde: str) -> str:
    """Free text in a header: encoded when it must be, folded, never a line end of its own."""
    schoon = maak_regel(waarde)[:900]
    # What looks like an encoded word would be decoded by the receiver, so it is encoded itself.
    if schoon.isascii() and "=?" not in schoon and len(kop) + 2 + len(schoon) <= _VOUW:
        return schoon
    return _gecodeerd(kop, schoon)


def _gecodeerd(kop: str, waarde: str) -> str:
    return Header(waarde, "utf-8", maxlinelen=_VOUW, header_name=kop).encode(linesep=_REGEL)


def _inhoud(bericht: UitgaandBericht) -> EmailMessage:
    """The MIME part without the headers above; boundaries follow from the Message-ID, so that a resend is identical."""
    mime = EmailMessage(policy=SMTP)
    mime.set_content(_platte_tekst(bericht.tekst), charset="utf-8", cte="quoted-printable")
    if bericht.html:
        mime.add_alternative(_platte_tekst(bericht.html), subtype="html", charset="utf-8", cte="quoted-printable")
    for bijlage in bericht.bijlagen:
        _voeg_bijlage_toe(mime, bijlage)
    for nummer, deel in enumerate(mime.walk()):
        if deel.is_multipart():
            kern = hashlib.sha256(f"{bericht.message_id}/{nummer}".encode()).hexdigest()[:32]
            deel.set_boundary(f"=_{kern}")  # "=_" occurs in neither quoted-printable nor base64
    return mime


def _platte_tekst(tekst: str) -> str:
    return maak_schoon(tekst).rstrip("\n") + "\n"


def _voeg_bijlage_toe(mime: EmailMessage, bijlage: UitgaandeBijlage) -> None:
    # A message as attachment would have to stay unencoded, with its own line ends; as plain bytes it arrives whole.
    soort = bijlage.type.lower() if _TYPE.fullmatch(bijlage.type.lower()) else "application/octet-stream"
    hoofd, _, onder = soort.partition("/")
    mime.add_attachment(bijlage.inhoud, maintype=hoofd, subtype=onder, filename=schone_naam(bijlage.naam))
