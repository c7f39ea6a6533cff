"""Channels that a question can go on in, and what an address there looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import phonenumbers
from django.utils import timezone
from django.utils.translation import gettext_noop

from geholpen.domain.berichten.queries import sendable
from geholpen.domain.chat.queries import chatsleutels
from geholpen.domain.organisatie.queries import werkdag_na
from geholpen.platform.doors import catalogue
from geholpen.platform.errors import Invalid

#: Channel to the kind of identity that is asked for; "" where nothing is: a letter goes to the address we know.
WEGEN = {
    "email": "email",
    "sms": "telefoonnummer",
    "whatsapp": "whatsapp",
    "telefoon": "telefoonnummer",
    "brief": "",
    "mijn": "",
    "chat": "email",
}
#: Parts of a day in which we promise to call.
DAGDELEN = {"ochtend": "tussen 9 en 12 uur", "middag": "tussen 12 en 17 uur"}
#: So many working days ahead one can be called back.
BELDAGEN = 5
_EMAIL = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Belmoment:
    """When we promise to call. `code` is what a form sends back."""

    dag: date
    dagdeel: str

    @property
    def code(self) -> str:
        """As "2026-11-30 ochtend"."""
        return f"{self.dag.isoformat()} {self.dagdeel}"


@catalogue
def belmomenten() -> list[Belmoment]:
    """When somebody can be called back: the parts of the next working days."""
    vandaag = timezone.localdate()
    return [Belmoment(werkdag_na(vandaag, n), deel) for n in range(1, BELDAGEN + 1) for deel in DAGDELEN]


@catalogue
def open_ways() -> tuple[str, ...]:
    """The channels that a question can go on in now."""
    kan = sendable()
    altijd = {"telefoon": True, "mijn": True, "chat": bool(chatsleutels()) and ("email" in kan or "sms" in kan)}
    return tuple(code for code in WEGEN if altijd.get(code, False) or (code not in altijd and code in kan))


_LEEG = {
    "email": gettext_noop("Vul het e-mailadres in."),
    "chat": gettext_noop("Vul een e-mailadres of een mobiel nummer in."),
}
_LEEG_NUMMER = gettext_noop("Vul het telefoonnummer in.")


def check_address(kanaal: str, adres: str) -> tuple[str, str]:
    """(kind, normalised value) of an address somebody gave. Raises Invalid."""
    adres = adres.strip()
    if not adres:
        raise Invalid("adres", _LEEG.get(kanaal, _LEEG_NUMMER))
    if kanaal == "email" or (kanaal == "chat" and "@" in adres):
        if len(adres) > 320 or not _EMAIL.fullmatch(adres):
            raise Invalid("adres", "Dit is geen e-mailadres. Controleer wat u typte.")
        return "email", adres.lower()
    waarde = _number(adres)
    return ("whatsapp", waarde.removeprefix("+")) if kanaal == "whatsapp" else ("telefoonnummer", waarde)


def _number(adres: str) -> str:
    """The number in E.164. Raises Invalid."""
    try:
        nummer = phonenumbers.parse(adres, "NL")
    except phonenumbers.NumberParseException:
        nummer = None
    if nummer is None or not phonenumbers.is_valid_number(nummer):
        raise Invalid("adres", "Dit is geen telefoonnummer. Controleer de cijfers.")
    return phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.E164)


def check_moment(code: str) -> Belmoment:
    """The moment to call that was chosen. Raises Invalid for one that we do not offer."""
    found = next((m for m in belmomenten() if m.code == code), None)
    if found is None:
        raise Invalid("wanneer", "Kies wanneer wij kunnen bellen.")
    return found


@catalogue
def check_way(kanaal: str, adres: str, wanneer: str) -> str:
    """The address as we write it, when the channel, the address and the moment to call are usable. Raises Invalid."""
    if kanaal not in open_ways():
        raise Invalid("kanaal", "Kies hoe u verder wilt.")
    if kanaal == "telefoon":
        check_moment(wanneer)
    return check_address(kanaal, adres)[1]


def carrier(kanaal: str, soort: str) -> str:
    """Over which channel the first word goes there: a chat is opened from a mail or a text message."""
    if kanaal != "chat":
        return kanaal
    return "email" if soort == "email" else "sms"
