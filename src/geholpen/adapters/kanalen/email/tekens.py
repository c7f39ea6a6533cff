"""From bytes to text that can be stored: character sets, repair of wrong declarations, control characters.

Every function is total: bytes or str in, clean str out, no exception whatever the sender claims.
"""

from __future__ import annotations

import codecs
import re

# PostgreSQL refuses NUL and lone surrogates; the other control characters only serve to mislead a reader or a terminal.
_BESTURING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")
_REGELEINDE = re.compile("\r\n?|\x85|\u2028|\u2029")
_WIT = re.compile(r"\s+")

# An allow-list: Python also offers codecs that are slow (punycode), that execute escapes or that are not text at all.
_TEKENSETS = frozenset(
    ["ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp437", "cp850", "cp866", "koi8-r"]
    + ["koi8-u", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949"]
    + ["mac-roman", "cp874", *(f"cp125{n}" for n in range(9)), *(f"iso8859-{n}" for n in range(1, 17))]
)
# What calls itself one of these is in practice windows-1252, a superset of the printable part (WHATWG does so too).
_EIGENLIJK_CP1252 = frozenset(["ascii", "iso8859-1", "cp1252"])


def tekenset(naam: str) -> str:
    """Python's name of a declared character set, "" when unknown or not allowed. In: any string, NUL included."""
    try:
        gevonden = codecs.lookup(naam.strip(" \"'")).name
    except (LookupError, ValueError, UnicodeError):
        return ""
    return gevonden if gevonden in _TEKENSETS else ""


def decodeer(data: bytes, opgegeven: str = "") -> tuple[str, bool]:
    """Bytes and the declared character set in; the text and whether the declaration had to be repaired out."""
    naam = tekenset(opgegeven) if opgegeven else ""
    if naam and naam not in _EIGENLIJK_CP1252:
        try:
            return data.decode(naam), False
        except (UnicodeError, ValueError):
            return _gok(data), True
    if data.isascii():
        return data.decode("ascii"), bool(opgegeven) and not naam
    if naam in ("iso8859-1", "cp1252"):
        return data.decode("cp1252", "replace"), False
    return _gok(data), True


def _gok(data: bytes) -> str:
    """UTF-8 when most of it is, else windows-1252: one broken character must not spoil a whole letter."""
    tekst = data.decode("utf-8", "replace")
    fout = tekst.count("\ufffd")
    if not fout:
        return tekst
    goed = sum(1 for teken in tekst if teken > "\x7f") - fout
    return tekst if goed > fout else data.decode("cp1252", "replace")


def maak_schoon(tekst: str) -> str:
    """Text over several lines: line ends become \\n, NUL, surrogates and other control characters disappear."""
    return _BESTURING.sub("", _REGELEINDE.sub("\n", tekst))


def maak_regel(tekst: str) -> str:
    """One line: every run of white space (line ends too) becomes one space, control characters disappear."""
    return _WIT.sub(" ", maak_schoon(tekst)).strip()
