"""What is new in a reply: the text without the quoted history and without the signature block.

Own expressions first, because the library knows little Dutch ("Op … schreef Jan <jan@x>:" slips through) and, left
alone, cuts at any line that starts with "Bedankt,". It is asked for the other languages and believed only under
conditions.
Cutting too little is a nuisance, cutting too much loses what a customer asked: in doubt the text stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geholpen.platform.later import later

if TYPE_CHECKING:
    import mailparser_reply
else:
    mailparser_reply = later("mailparser_reply")


MAX_TEKENS = 200_000
# The library's expressions cost the square of a line's length.
_MAX_BIBLIOTHEEK = 20_000
_MAX_REGEL = 1_000

_DATUM = r"(?=.{0,200}\d)"
# A date alone is not enough ("Op 3 november schreef u: …" is a customer talking): a time or an address must be there.
_TIJD_OF_ADRES = r"(?=.{0,300}(?:\d{1,2}[:.]\d{2}|[^\s@]@[^\s@]))"
# Dutch: between "Op" and the verb nothing but a moment, so "Op 3-11-2026 om 10:15 heb ik gebeld en …" stays a sentence.
_DAG_OF_MAAND = (
    r"(?:ma|di|wo|do|vr|za|zo)(?:\.|andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)?|"
    r"(?:jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|sept|okt|nov|dec)\w{0,7}\.?"
)
_MOMENT_NL = rf"(?:(?:{_DAG_OF_MAAND}|om|uur|GMT|UTC|CES?T|[AP]M|[\d.,:/+()-]{{1,25}})[\s,]{{1,3}}){{1,10}}"
_IEMAND_NL = r"(?!(?:u|jij|je|jullie|ik|wij|we|hij|zij|ze|er|uw|mijn|men)\b)"
_SCHREEF = re.compile(
    rf"^[>\s]{{0,20}}(?:Op\s{_DATUM}{_TIJD_OF_ADRES}{_MOMENT_NL}"
    rf"(?:schreef\s{_IEMAND_NL}[^\n]{{1,200}}?|heeft\s{_IEMAND_NL}[^\n]{{1,200}}?geschreven)|"
    rf"(?:On|Le|Am|Il|El)\s(?![^\n]{{0,300}}\b(?:I|you|your|ich|Sie|Ihr|je|vous)\b){_DATUM}{_TIJD_OF_ADRES}"
    r"[^\n]{3,300}?\b(?:wrote|schrieb|a écrit|ha scritto|escribió)\b[^\n]{0,120}?):?\s*$",
    re.IGNORECASE,
)
_STREEP = re.compile(
    r"^[>\s]{0,20}[-_*=]{2,}\s*(?:Oorspronkelijk(?:e)? (?:bericht|e-?mail)|Doorgestuurd bericht|Original Message|"
    r"Originele? bericht|Forwarded message|Ursprüngliche Nachricht|Message d'origine|Begin doorgestuurd bericht)"
    r"\s*[-_*=]{2,}\s*$",
    re.IGNORECASE,
)
_KOPREGEL = re.compile(
    r"^[>\s*]{0,20}(Van|From|Von|De|Verzonden|Sent|Gesendet|Envoyé|Datum|Date|Aan|To|An|À|Cc|Onderwerp|Subject|Betreff|"
    r"Objet|Beantwoorden aan|Reply-To|Prioriteit|Importance)\s?\*?\s?:",
    re.IGNORECASE,
)
_AFZENDER = {"van", "from", "von", "de"}
_MOMENT = {"verzonden", "sent", "gesendet", "envoyé", "datum", "date"}
_HANDTEKENING = re.compile(r"^--\s?$")
_APPARAAT = re.compile(
    r"^\s*(?:(?:Verstuurd|Verzonden|Gestuurd) (?:vanaf|vanuit|via|met|van) |"
    r"Sent from (?:my |Outlook|Mail|Yahoo|Samsung)|"
    r"Get Outlook for |Outlook voor (?:iOS|Android) |Download Outlook |Gesendet von |Envoyé de mon )[^\n]{0,120}$",
    re.IGNORECASE,
)


def nieuwe_tekst(tekst: str) -> str:
    """The whole text in, what is new in it out. Never empty when `tekst` is not; never raises."""
    heel = tekst.strip()
    regels = heel[:MAX_TEKENS].split("\n")
    begin, eind = _vind_citaat(regels)
    boven = _zonder_handtekening(regels[:begin])
    onder = _eigen_regels(regels[eind:])
    nieuw = "\n".join(boven + ([""] if boven and onder else []) + onder).strip()
    if begin == len(regels):
        nieuw = _volgens_bibliotheek(nieuw)
    return nieuw or heel  # everything was quoted: show it all rather than nothing


def _vind_citaat(regels: list[str]) -> tuple[int, int]:
    """The first line of the introduction to a quotation and the first line after it; (n, n) when there is none."""
    for nummer, regel in enumerate(regels):
        if _STREEP.match(regel):
            return nummer, nummer + 1
        if lengte := _kopblok(regels, nummer):
            return _voor_lijn(regels, nummer), nummer + lengte
        # The introduction is often wrapped, so it is tried over one, two and three lines.
        for aantal in (1, 2, 3):
            kandidaat = " ".join(deel.strip() for deel in regels[nummer : nummer + aantal])
            if len(kandidaat) < 500 and _SCHREEF.match(kandidaat) and _besluit(regels, nummer + aantal, kandidaat):
                return nummer, nummer + aantal
    for nummer, regel in enumerate(regels):
        if regel.startswith(">"):
            return nummer, nummer
    return len(regels), len(regels)


def _besluit(regels: list[str], volgende: int, inleiding: str) -> bool:
    """An introduction ends in a colon, or is followed by a quoted line; otherwise it is a sentence."""
    if inleiding.rstrip().endswith(":"):
        return True
    return any(regel.startswith(">") for regel in regels[volgende : volgende + 2])


def _kopblok(regels: list[str], begin: int) -> int:
    """Length of a Van/Verzonden/Aan/Onderwerp block that starts here: at least three lines, with sender and moment."""
    if not (eerste := _KOPREGEL.match(regels[begin])) or eerste.group(1).lower() not in _AFZENDER:
        return 0
    namen: list[str] = []
    for nummer, regel in enumerate(regels[begin : begin + 12]):
        if not (kop := _KOPREGEL.match(regel)):
            if (
                regel.strip()
                and not regel.startswith((" ", "\t"))
                and nummer
                and not regels[begin + nummer - 1].strip()
            ):
                break
            continue
        namen.append(kop.group(1).lower())
        laatste = nummer
    genoeg = len(set(namen)) >= 3 and _MOMENT & set(namen)
    return laatste + 1 if genoeg else 0


def _voor_lijn(regels: list[str], nummer: int) -> int:
    """Take the ruler that Outlook draws above the block with it."""
    boven = nummer - 1
    while boven >= 0 and not regels[boven].strip():
        boven -= 1
    return boven if boven >= 0 and re.fullmatch(r"\s*[_-]{5,}\s*", regels[boven]) else nummer


def _eigen_regels(onder: list[str]) -> list[str]:
    """Answers typed under or between lines marked with ">"; without such marks nobody can tell, so nothing."""
    eerste = next((regel for regel in onder if regel.strip()), "")
    if not eerste.startswith(">"):
        return []
    return _zonder_handtekening([regel for regel in onder if not regel.startswith(">")])


def _zonder_handtekening(regels: list[str]) -> list[str]:
    for nummer, regel in enumerate(regels):
        if nummer and _HANDTEKENING.match(regel):
            regels = regels[:nummer]
            break
    over = [regel for regel in regels if not _APPARAAT.match(regel)]
    return "\n".join(over).strip().split("\n") if "".join(over).strip() else []


def _volgens_bibliotheek(tekst: str) -> str:
    """The library's opinion, where our own expressions found none, and only if it names an address and a date."""
    if not tekst or len(tekst) > _MAX_BIBLIOTHEEK or max(map(len, tekst.split("\n"))) > _MAX_REGEL:
        return tekst
    antwoorden = mailparser_reply.EmailMessage(text=tekst, languages=["nl", "de", "fr", "es", "it", "en"]).read()
    if len(antwoorden.replies) < 2 or not antwoorden.replies[0].content:
        return tekst
    kop = antwoorden.replies[1].headers or ""
    if not re.search(r"\d", kop) or "@" not in kop:
        return tekst
    return antwoorden.replies[0].content
