"""The tree of parts, built by Python's parser with our limits inside it, so a flood stops early instead of late.

Python's parser is used for what it does well (boundaries); headers and payloads are kept raw and read by our own code.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import compat32
from typing import Any, cast

from geholpen.adapters.kanalen.email.kopwaarde import rauwe_tekst
from geholpen.domain.berichten.ports import OnleesbaarBericht

MAX_BYTES = 25 * 1024 * 1024
MAX_DELEN = 500
MAX_DIEPTE = 50
MAX_KOP = 64 * 1024
MAX_KOPREGEL = 16 * 1024
MAX_KOPPEN_SAMEN = 512 * 1024  # over all parts
MAX_REGELS = 1_000_000
# Every line passes through every open level; together they decide the time a parse takes.
MAX_REGELS_MAAL_DIEPTE = 10_000_000
# Python's parameter splitting is quadratic in the length of these two.
_KORT = {"content-type": 3072, "content-disposition": 3072}
_GEEN_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class Deel(Message):
    """One part. `koppen` holds the raw header values per lower-case name, `kopvolgorde` all of them in order."""

    teller: _Teller
    _payload: list[Deel] | str | None

    def __init__(self, policy: Any = compat32) -> None:
        super().__init__(policy)
        self.koppen: dict[str, list[str]] = {}
        self.kopvolgorde: list[tuple[str, str]] = []
        self.diepte = 0
        self.ingekort: set[str] = set()
        self._kopgrootte = 0

    def set_raw(self, name: str, value: str) -> None:
        """Called by the parser per header. Raises OnleesbaarBericht when the header block grows too large."""
        naam = name.strip().lower()
        grens = _KORT.get(naam, MAX_KOPREGEL)
        if len(value) > grens:
            self.ingekort.add(naam)
            # The newest references are at the end and matter most; of everything else the start matters.
            value = value[-grens:] if naam == "references" else value[:grens]
        grootte = len(naam) + len(value) + len(": \r\n")
        self.teller.tel_kop(grootte)
        self._kopgrootte += grootte
        if self._kopgrootte > MAX_KOP:
            raise OnleesbaarBericht("De kopregels van dit bericht zijn samen groter dan 64 kB.")
        self.koppen.setdefault(naam, []).append(value)
        self.kopvolgorde.append((naam, value))
        # Decoded for the library, which would put a question mark for every 8-bit letter of a file name.
        super().set_raw(name, rauwe_tekst(value))

    def attach(self, payload: Any) -> None:
        """Called by the parser before it reads a child. Raises OnleesbaarBericht when too deep."""
        payload.diepte = self.diepte + 1
        self.teller.tel(payload.diepte)
        super().attach(payload)

    def get_content_type(self) -> str:
        """What the parser may know: a message inside a message is a leaf, so that its bytes stay as they were sent."""
        soort = self.soort
        return "application/octet-stream" if soort.startswith("message/") else soort

    def get_content_maintype(self) -> str:
        return self.get_content_type().partition("/")[0]

    @property
    def soort(self) -> str:
        """The declared content type, lower case, never empty."""
        soort = super().get_content_type()
        return soort if re.fullmatch(r"[a-z0-9.+_-]{1,100}/[a-z0-9.+_-]{1,100}", soort) else "application/octet-stream"

    def kop(self, naam: str) -> str:
        """The first raw value of a header, "" when absent."""
        return self.koppen.get(naam, [""])[0]

    def kinderen(self) -> list[Deel]:
        """The parts of a multipart, [] for a leaf."""
        return [kind for kind in self._payload if isinstance(kind, Deel)] if isinstance(self._payload, list) else []

    def inhoud(self) -> bytes:
        """The bytes of a leaf with its transfer encoding taken off; damaged encodings give what can be read."""
        # get_payload() looks up the declared charset even when nobody asks for text, and falls over a NUL in it.
        rauw = self._payload if isinstance(self._payload, str) else ""
        data = rauw.encode("ascii", "surrogateescape")
        codering = self.kop("content-transfer-encoding").strip().lower()
        if codering == "base64":
            return _van_base64(data)
        if codering == "quoted-printable":
            return quopri.decodestring(data)
        if codering in ("x-uuencode", "uuencode", "x-uue", "uue"):
            return _van_uu(data)
        return data


class _Teller:
    """Counts parts over the whole message."""

    def __init__(self, regels: int) -> None:
        self.regels = regels
        self.delen = 0
        self.koppen = 0

    def tel_kop(self, grootte: int) -> None:
        self.koppen += grootte
        if self.koppen > MAX_KOPPEN_SAMEN:
            raise OnleesbaarBericht("De kopregels van alle delen van dit bericht zijn samen te groot.")

    def tel(self, diepte: int) -> None:
        self.delen += 1
        if self.delen > MAX_DELEN:
            raise OnleesbaarBericht(f"Dit bericht bestaat uit meer dan {MAX_DELEN} delen.")
        if diepte > MAX_DIEPTE:
            raise OnleesbaarBericht(f"Dit bericht is dieper genest dan {MAX_DIEPTE} lagen.")
        if diepte * self.regels > MAX_REGELS_MAAL_DIEPTE:
            raise OnleesbaarBericht("Dit bericht is tegelijk te diep genest en te lang om te lezen.")


def lees_boom(raw: bytes, *, max_bytes: int = MAX_BYTES) -> Deel:
    """Raw mail in, tree of parts out. Raises OnleesbaarBericht when too large, too deep, too many or no mail at all."""
    if not raw.strip():
        raise OnleesbaarBericht("Dit bericht is leeg.")
    if len(raw) > max_bytes:
        raise OnleesbaarBericht(f"Dit bericht is groter dan {max_bytes // (1024 * 1024)} MB.")
    regels = raw.count(b"\n") + raw.count(b"\r")
    if regels > 2 * MAX_REGELS:
        raise OnleesbaarBericht("Dit bericht heeft te veel regels om te lezen.")
    boom = _ontleed(raw, _Teller(regels // 2))
    if not boom.koppen:
        raise OnleesbaarBericht("Dit is geen e-mailbericht: er staan geen kopregels boven.")
    return boom


def _ontleed(raw: bytes, teller: _Teller) -> Deel:
    def maak(policy: Any = compat32) -> Deel:
        deel = Deel(policy)
        deel.teller = teller
        return deel

    parser = BytesFeedParser(maak, policy=compat32)
    try:
        parser.feed(raw)  # in one go, and not through a text file: that would rewrite line ends inside attachments
        boom = parser.close()
    except OnleesbaarBericht:
        raise
    except Exception as fout:  # the library's own assertions and surprises: quarantine, never a stopped intake
        raise OnleesbaarBericht("De opbouw van dit bericht is beschadigd.") from fout
    return cast(Deel, boom)


def _van_base64(data: bytes) -> bytes:
    schoon = _GEEN_BASE64.sub(b"", data.partition(b"=")[0] if data.count(b"=") <= 2 else data)
    rest = len(schoon) % 4
    if rest == 1:
        schoon = schoon[:-1]
    return base64.b64decode(schoon + b"=" * (-len(schoon) % 4))


def _van_uu(data: bytes) -> bytes:
    regels = iter(data.splitlines())
    uit = bytearray()
    for regel in regels:
        if regel.startswith(b"begin "):
            break
    for regel in regels:
        if regel.strip() == b"end":
            break
        try:
            uit += binascii.a2b_uu(regel)
        except binascii.Error:
            continue
    return bytes(uit)
