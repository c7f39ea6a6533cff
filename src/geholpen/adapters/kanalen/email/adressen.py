"""Address headers, read forgivingly: From, To, Cc, Reply-To as real mail programs and real attackers write them."""

from __future__ import annotations

import re

from geholpen.adapters.kanalen.email.kopwaarde import decodeer_kop, rauwe_tekst
from geholpen.adapters.kanalen.email.tekens import maak_regel
from geholpen.domain.berichten.ports import Postadres

MAX_ADRESSEN = 500
# One token: a quoted string, a comment, an angle address, a separator, or anything else. The upper limits keep a header
# of unbalanced quotes from costing the square of its length.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.){0,400}"|\((?:[^()\\]|\\.){0,400}\)|<[^<>]*>|[,;:]|[^"(<,;:]+|["(<]', re.DOTALL)
_ADRES = re.compile(r'[^\s<>()\[\],;:"@]{1,64}@(?:[^\s<>()\[\],;:"@]{1,253}|\[[0-9a-fA-F:.]{2,45}\])')


def lees_adressen(waarde: str) -> tuple[Postadres, ...]:
    """Raw header value in, the addresses in it out; what is not an address is left out. Never raises."""
    gevonden: list[Postadres] = []
    stuk: list[str] = []
    for token in _TOKEN.findall(rauwe_tekst(waarde)):
        if token in (",", ";"):
            _voeg_toe(gevonden, stuk)
            stuk = []
        elif token.startswith(":") and not any("@" in t for t in stuk):
            stuk = []  # the name of a group: "undisclosed-recipients:;"
        else:
            stuk.append(token)
        if len(gevonden) >= MAX_ADRESSEN:
            break
    _voeg_toe(gevonden, stuk)
    return tuple(gevonden)


def _voeg_toe(gevonden: list[Postadres], stuk: list[str]) -> None:
    """The angle address always wins: what stands before it is a name, even when it looks like another address."""
    hoeken = [token for token in stuk if token.startswith("<") and len(token) > 1]
    woorden = [token for token in stuk if not (token.startswith("(") and len(token) > 1)]
    if hoeken:
        adres = normaliseer(hoeken[-1][1:-1])
        naam = "".join(_zonder_aanhaling(token) for token in woorden if not token.startswith("<"))
    else:
        adres = normaliseer("".join(woorden))
        naam = "".join(token[1:-1] for token in stuk if token not in woorden)
    if adres:
        gevonden.append(Postadres(adres, decodeer_kop(naam).strip(" '\"")[:200]))


def _zonder_aanhaling(token: str) -> str:
    if len(token) > 1 and token.startswith('"'):
        return re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL)
    return token


def normaliseer(adres: str) -> str:
    """An addr-spec in any spelling in; lower case without white space out, "" when it is no address."""
    schoon = maak_regel(adres).lower().replace(" ", "").strip("<>'\"").removeprefix("mailto:")
    # Not printable means: zero-width or direction characters, which make one address look like another.
    return schoon if _ADRES.fullmatch(schoon) and schoon.isprintable() else ""


def zonder_plus(adres: str) -> str:
    """`kcc+q.ab12.9f@x` → `kcc@x`: the mailbox an address belongs to."""
    lokaal, _, domein = adres.partition("@")
    return f"{lokaal.partition('+')[0]}@{domein}"
