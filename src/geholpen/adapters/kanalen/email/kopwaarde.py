"""One header value at a time: encoded words, 8-bit headers, ids, dates. Odd input gives less, never an error."""

from __future__ import annotations

import binascii
import quopri
import re
from base64 import b64decode
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from geholpen.adapters.kanalen.email.tekens import decodeer, maak_regel

MAX_REFERENCES = 100
MAX_ID = 500
_WOORD = re.compile(r"=\?([^?\s=]{1,60})\?([bBqQ])\?([^?]*)\?=")
_ID = re.compile(rf"<\s*([^<>\s]{{1,{MAX_ID}}})\s*>")
_SLEUTEL_ADRES = re.compile(r"[^+@]+\+q\.([a-z0-9-]{4,20}\.[0-9a-f]{10,32})@[^@]+")
_SLEUTEL_ONDERWERP = re.compile(r"(?<![A-Z0-9-])[A-Z]{2}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}(?![A-Z0-9-])")


def rauwe_tekst(waarde: str) -> str:
    """A raw value (ASCII with surrogates for 8-bit bytes) in; unfolded text out, encoded words still encoded."""
    try:
        waarde.encode()
        tekst = waarde
    except UnicodeEncodeError:
        tekst, _ = decodeer(waarde.encode("utf-8", "surrogateescape"))
    return re.sub(r"[\r\n]+", "", tekst) if "\n" in tekst or "\r" in tekst else tekst


def decodeer_kop(waarde: str) -> str:
    """A raw header value in; one clean line of text out. Line ends inside an encoded word become a space."""
    uit: list[str] = []
    plek = 0
    wachtend: tuple[str, bytes] | None = None  # encoded words of one character set are joined before decoding
    for woord in _WOORD.finditer(tekst := rauwe_tekst(waarde)):
        tussen = tekst[plek : woord.start()]
        if tussen.strip() or wachtend is None:
            uit.append(_leeg(wachtend) + tussen)
            wachtend = None
        tekenset, data = _woord(woord)
        if wachtend and wachtend[0] == tekenset:
            wachtend = (tekenset, wachtend[1] + data)
        else:
            uit.append(_leeg(wachtend))
            wachtend = (tekenset, data)
        plek = woord.end()
    return maak_regel("".join(uit) + _leeg(wachtend) + tekst[plek:])


def _leeg(wachtend: tuple[str, bytes] | None) -> str:
    return decodeer(wachtend[1], wachtend[0])[0] if wachtend else ""


def _woord(woord: re.Match[str]) -> tuple[str, bytes]:
    """One encoded word: its character set (without RFC 2231 language) and its bytes; what is damaged stays as typed."""
    tekenset, codering, tekst = woord.groups()
    data = tekst.encode("utf-8", "replace")
    if codering in "qQ":
        return tekenset.partition("*")[0].lower(), quopri.decodestring(data.replace(b"_", b" "))
    try:
        schoon = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
        return tekenset.partition("*")[0].lower(), b64decode(schoon + b"=" * (-len(schoon) % 4))
    except (binascii.Error, ValueError):
        return "utf-8", woord.group().encode("utf-8", "replace")


def lees_ids(waarde: str) -> tuple[str, ...]:
    """Message-ids in a References or In-Reply-To value: without brackets, each once, at most the last 100."""
    ids = [maak_regel(gevonden) for gevonden in _ID.findall(rauwe_tekst(waarde))]
    return tuple(dict.fromkeys(i for i in ids if i))[-MAX_REFERENCES:]


def lees_message_id(waarde: str) -> str:
    """The id of a Message-ID header without brackets; a value without brackets is taken as it is; "" when unusable."""
    if ids := lees_ids(waarde):
        return ids[0]
    kaal = maak_regel(rauwe_tekst(waarde)).strip("<> ")
    return kaal if kaal and len(kaal) <= MAX_ID and " " not in kaal else ""


def lees_datum(waarde: str) -> datetime | None:
    """The date as the sender claims it, with a time zone (UTC when none is given); None when it cannot be read."""
    try:
        datum = parsedate_to_datetime(maak_regel(rauwe_tekst(waarde))[:100])
        datum = datum if datum.tzinfo else datum.replace(tzinfo=UTC)
        return datum if 1970 <= datum.astimezone(UTC).year <= 2200 else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def lees_taal(waarde: str) -> str:
    """The first language of Content-Language ("nl-NL, en" → "nl"), "" when absent or no language."""
    code = re.split(r"[-_,; ]", maak_regel(rauwe_tekst(waarde)).lower(), maxsplit=1)[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def zoek_antwoordsleutels(adressen: tuple[str, ...]) -> tuple[str, ...]:
    """ "<ref>.<mac>" of every recipient like kcc+q.<ref>.<mac>@…, each once, unverified."""
    gevonden = (_SLEUTEL_ADRES.fullmatch(adres) for adres in adressen)
    return tuple(dict.fromkeys(treffer.group(1) for treffer in gevonden if treffer))


def zoek_onderwerpsleutels(onderwerpregel: str) -> tuple[str, ...]:
    """References like WD-2K7Q-9F3M in a subject, each once, unverified."""
    return tuple(dict.fromkeys(_SLEUTEL_ONDERWERP.findall(onderwerpregel)))
