"""What a template may say: its variables, what a channel asks of it, and what changed between versions. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geholpen.domain.berichten import toon
from geholpen.platform.errors import Invalid
from geholpen.platform.smsdelen import smsdelen

#: The closed list: what may stand between braces, and what it becomes.
PLEKKEN = {
    "aanhef": "Hoe wij de klant noemen: mevrouw De Wit",
    "onderwerp": "Waar de vraag over gaat",
    "kenmerk": "Het kenmerk van de vraag",
    "uiterlijk_op": "De dag waarop de klant uiterlijk antwoord heeft",
    "vandaag": "De datum van vandaag",
    "medewerker": "De naam van wie antwoordt",
    "afdeling": "De afdeling van wie antwoordt",
    "organisatie": "De naam van onze organisatie",
    "telefoon": "Ons telefoonnummer",
}
#: What a text over a channel must hold, and what is said when it does not.
VERPLICHT = {"sms": "organisatie", "berichtenbox": "telefoon"}
WEIGERING = {
    "sms": "Zet {organisatie} in de tekst. In een sms staat anders niet van wie hij komt.",
    "berichtenbox": "Zet {telefoon} in de tekst. Op een bericht in de Berichtenbox kan niemand antwoorden.",
}
#: Channels that an answer can go over. A text message of more parts than this is no text message any more.
KANALEN = ("email", "brief", "sms", "whatsapp", "berichtenbox", "chat")
#: Most signs of a template over a channel of our own: more is no chat message any more.
EIGEN_GRENS = {"chat": 2_000}
MAX_SMS, MAX_TEKENS = 3, 10_000
TONEN = ("u", "je")
TALEN = ("nld", "eng")
_PLAATS = re.compile(r"\{([^{}\n]{0,60})\}")
_JE = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
_U = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grens:
    """What a text means for one channel. `meest` None: no limit; `delen`: text messages, 0 for another channel."""

    kanaal: str
    tekens: int
    meest: int | None
    delen: int = 0

    @property
    def fits(self) -> bool:
        """Whether the channel carries it."""
        return (self.meest is None or self.tekens <= self.meest) and self.delen <= MAX_SMS


def variables(tekst: str) -> list[str]:
    """What stands between braces, in order, each once."""
    return list(dict.fromkeys(m[1] for m in _PLAATS.finditer(tekst)))


def check(tekst: str, kanalen: Iterable[str]) -> None:
    """A text that can be kept. Raises Invalid("tekst") with what is wrong in plain Dutch."""
    if not tekst.strip():
        raise Invalid("tekst", "Schrijf de tekst van het sjabloon.")
    if len(tekst) > MAX_TEKENS:
        raise Invalid("tekst", f"De tekst is te lang. Er passen hoogstens {MAX_TEKENS} tekens in.")
    vreemd = [naam for naam in variables(tekst) if naam not in PLEKKEN]
    if vreemd:
        mag = ", ".join("{" + naam + "}" for naam in PLEKKEN)
        raise Invalid("tekst", f"{{{vreemd[0]}}} kennen wij niet. Deze plekken kunt u gebruiken: {mag}.")
    if "{" in _PLAATS.sub("", tekst) or "}" in _PLAATS.sub("", tekst):
        raise Invalid("tekst", "Er staat een accolade te veel of te weinig. Schrijf een plek zo: {kenmerk}.")
    for kanaal in kanalen:
        if kanaal in VERPLICHT and VERPLICHT[kanaal] not in variables(tekst):
            raise Invalid("tekst", WEIGERING[kanaal])


def check_limits(grenzen: Iterable[Grens]) -> None:
    """Every channel carries the filled text. Raises Invalid("tekst")."""
    for g in grenzen:
        if g.fits:
            continue
        if g.delen > MAX_SMS:
            raise Invalid("tekst", f"Dit worden {g.delen} sms'jes. Maak er hoogstens {MAX_SMS} van.")
        raise Invalid("tekst", f"Dit kanaal neemt hoogstens {g.meest} tekens. Maak uw tekst korter.")


def limit(kanaal: str, tekst: str, meest: int | None) -> Grens:
    """How a filled text fits one channel that takes `meest` characters."""
    return Grens(kanaal, len(tekst), meest, smsdelen(tekst).delen if kanaal == "sms" else 0)


def mixed_tone(tekst: str, aanspreken: str, taal: str) -> str:
    """The first word that speaks to the customer in the other tone; "" when there is none, or the text is not Dutch."""
    if taal != "nld":
        return ""
    found = (_JE if aanspreken == "u" else _U).search(tekst)
    return found[0] if found else ""


def fill(tekst: str, waarden: Mapping[str, str]) -> str:
    """The text with every variable filled in, values once and as they are."""
    return toon.fill(tekst, waarden)


def differences(oud: str, nieuw: str) -> list[tuple[str, str]]:
    """What changed, word by word: ("gelijk" | "weg" | "erbij", text) in the order of reading."""
    a, b = (re.findall(r"\s+|[^\s]+", t) for t in (oud, nieuw))
    found: list[tuple[str, str]] = []
    for soort, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if soort == "equal":
            found.append(("gelijk", "".join(a[i1:i2])))
            continue
        found += [("weg", "".join(a[i1:i2]))] if i2 > i1 else []
        found += [("erbij", "".join(b[j1:j2]))] if j2 > j1 else []
    return found
